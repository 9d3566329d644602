import { parseStatements } from '../../src/dialects/postgres/parse/parse.ts'
import { ownDelivery } from '../../src/migrations/formats/plain.ts'
import type { DownProof, ReplayedMigration } from '../../src/model/replay.ts'
import type { Change, Schema, SchemaObject } from '../../src/model/schema.ts'
import type { Trace } from '../../src/model/trace.ts'
import { liveRelations } from '../../src/review/live.ts'
import type { RuleContext } from '../../src/rules/rule.ts'

export interface Sketch {
  readonly sql: string
  /** What running each statement did; where it is left away, it ran and touched nothing. */
  readonly traces?: readonly Partial<Trace>[]
  /** Locks that the transaction held before each statement. */
  readonly held?: readonly Trace['locks'][]
  /** `drop column public.a.b detail`, and so on. */
  readonly changes?: readonly string[]
  readonly down?: Partial<DownProof>
  readonly state?: ReplayedMigration['state']
  readonly transaction?: ReplayedMigration['transaction']
  /** Statements that run outside the transaction, by place. */
  readonly alone?: readonly number[]
  /** Who runs it; our own runner unless said. */
  readonly runner?: ReplayedMigration['migration']['runner']
  /** True where the folder's other migrations have downs. */
  readonly expectsDown?: boolean
}

const ran = {
  outcome: 'ran',
  error: null,
  durationMs: 1,
  locks: [],
  rewrites: [],
  scans: [],
  rowsChanged: 0,
  rows: [],
  withoutEffect: false,
  stoppedBy: null,
  evidence: 'measured',
} as const satisfies Trace

export const notRun = { outcome: 'not-run', evidence: 'inferred' } as const satisfies Partial<Trace>

export function failed(code: string, message: string): Partial<Trace> {
  return { outcome: 'failed', error: { code, message } }
}

export function lock(relation: string, mode = 'AccessExclusiveLock'): Pick<Trace, 'locks'> {
  return { locks: [{ relation, mode }] }
}

/**
 * A context as a check would make it, from SQL and hand-made traces. `before` names the tables that stand, each
 * maybe with its key (`public.a PRIMARY KEY (id)`); it is `null` where nothing was run.
 */
export async function contextOf(
  before: readonly string[] | null,
  ...sketches: readonly Sketch[]
): Promise<RuleContext> {
  const migrations = await Promise.all(
    sketches.map((sketch, place) => migrationOf(sketch, place, before === null)),
  )
  const relations = before?.map(entry => entry.split(' ')[0] ?? '')
  return {
    dialect: 'postgres',
    serverVersion: null,
    migrations,
    batchDown: null,
    schemaBefore: before === null ? null : schemaOf(before),
    history: [],
    order: migrations.map(({ migration }) => migration),
    schemaAfter: null,
    policy: {},
    size: () => null,
    isSmall: () => false,
    isLive: liveRelations(migrations, relations === undefined ? null : new Set(relations)),
    expectsDown: ({ migration }) =>
      sketches[migrations.findIndex(it => it.migration === migration)]?.expectsDown === true,
  }
}

function schemaOf(before: readonly string[]): Schema {
  const objects = before.flatMap((entry): SchemaObject[] => {
    const [name = '', ...definition] = entry.split(' ')
    const table = { kind: 'table', name, identity: '', attributes: {} }
    if (definition.length === 0) return [table]
    const attributes = { definition: definition.join(' ') }
    return [table, { kind: 'constraint', name: `${name}.key`, identity: '', attributes }]
  })
  const named = objects.map(object => [`${object.kind} ${object.name}`, object] as const)
  return { objects: new Map(named), columnOrder: new Map() }
}

async function migrationOf(sketch: Sketch, place: number, unrun: boolean): Promise<ReplayedMigration> {
  const path = `migrations/000${place + 1}_change.sql`
  const downPath = path.replace('.sql', '.down.sql')
  const statements = await parseStatements(sketch.sql)
  const transaction = sketch.transaction ?? 'wrapped'
  return {
    migration: {
      id: `000${place + 1}_change`,
      format: 'plain',
      up: { path, text: sketch.sql },
      down: sketch.down === undefined ? null : { path: downPath, text: sketch.down.sql ?? '' },
      ...ownDelivery,
      ...(sketch.runner === undefined ? {} : { runner: sketch.runner }),
    },
    state: sketch.state ?? 'added',
    transaction,
    statements: statements.map((statement, index) => ({
      statement,
      trace: { ...ran, ...(unrun ? notRun : {}), ...sketch.traces?.[index] },
      heldBefore: sketch.held?.[index] ?? [],
      inTransaction: transaction !== 'none' && sketch.alone?.includes(index) !== true,
    })),
    changes: (sketch.changes ?? []).map(changeOf),
    made: [],
    rows: null,
    damage: [],
    down: {
      source: 'none',
      path: sketch.down === undefined ? null : downPath,
      sql: '',
      line: 1,
      schema: 'unverified',
      difference: [],
      failure: sketch.down === undefined ? { code: 'not-tried', message: 'not tried', line: 1 } : null,
      restoresData: 'unknown',
      losses: [],
      again: { verdict: 'unverified', difference: [], failure: null },
      run: null,
      corrected: null,
      keepData: null,
      ...sketch.down,
    },
  }
}

function changeOf(text: string): Change {
  const [action = '', object = '', name = '', ...detail] = text.split(' ')
  return { action: action as Change['action'], object, name, detail: detail.join(' ') }
}
