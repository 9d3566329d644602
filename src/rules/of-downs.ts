import type { Finding } from '../model/finding.ts'
import type { ReplayedMigration } from '../model/replay.ts'
import type { Schema } from '../model/schema.ts'
import type { RuleId } from './ids.ts'
import { judge } from './judge.ts'
import { rules } from './registry.ts'
import type { RuleContext } from './rule.ts'

/** Dangers of locks, rewrites, scans and rows in the way: a way back meets them on production as an up does. */
export const dangersOfDowns: ReadonlySet<string> = new Set<RuleId>([
  'add-column-volatile-default',
  'add-required-column',
  'attach-partition-scans',
  'check-validates-existing-rows',
  'column-type-rewrite',
  'concurrent-index-on-partitioned-parent',
  'concurrently-in-transaction',
  'create-partition-with-default-present',
  'detach-partition-not-concurrent',
  'domain-constraint',
  'drop-index-not-concurrent',
  'exclusion-constraint',
  'foreign-key-validates-existing-rows',
  'index-not-concurrent',
  'long-work-after-strong-lock',
  'long-write-lock',
  'refresh-matview-not-concurrent',
  'reindex-not-concurrent',
  'set-not-null-scan',
  'storage-rewrite',
  'strong-lock-work',
  'type-change-rechecks-constraints',
  'unique-constraint-without-index',
  'update-or-delete-without-where',
])

/** What running a down on production would do. */
export interface DownDangers {
  readonly migration: ReplayedMigration
  /** At most warnings; `statement` is the index of the down's own statement, `line` is that in its file. */
  readonly findings: readonly Finding[]
  /** Those of an authored down that would be errors in an up: told with the findings of the change, as warnings. */
  readonly told: readonly Finding[]
}

/** What the rules say of each down that ran, as of a migration that comes upon the schema which its up left. */
export function judgeDowns(context: RuleContext): readonly DownDangers[] {
  const spoken = rules.filter(({ id }) => dangersOfDowns.has(id))
  return context.migrations.flatMap(migration => {
    const down = contextOfDown(context, migration)
    if (down === null) return []
    const found = judge(down, spoken)
    const errors = found.filter(({ severity }) => severity === 'error')
    const isTold = migration.down.source === 'authored'
    return [{ migration, findings: found.map(capped), told: isTold ? errors.map(ofChange) : [] }]
  })
}

/** Nobody is kept from merging by the way back of a change. */
function capped(finding: Finding): Finding {
  return finding.severity === 'error' ? { ...finding, severity: 'warning' } : finding
}

function ofChange(finding: Finding): Finding {
  return { ...capped(finding), statement: null, message: `When this is taken back: ${finding.message}` }
}

function contextOfDown(context: RuleContext, replayed: ReplayedMigration): RuleContext | null {
  const { down, migration } = replayed
  if (down.run === null || down.run.schemas === null || down.run.statements.length === 0) return null
  const { before, after } = down.run.schemas
  const file = migration.down ?? { path: migration.up.path, text: down.sql }
  const run: ReplayedMigration = {
    migration: { ...down.run.migration, up: file, down: null },
    state: 'added',
    transaction: down.run.transaction,
    statements: down.run.statements,
    changes: [],
    made: [...after.objects].flatMap(([key, object]) => (before.objects.has(key) ? [] : [object])),
    rows: null,
    damage: [],
    down: { ...down, source: 'none', path: null, run: null },
  }
  // A down that alone was changed takes back what production has had for long.
  const ground = replayed.state === 'added' ? context.schemaBefore : before
  const origins = originsIn(before, ground ?? before)
  const origin = (relation: string) => origins.get(relation)
  return {
    ...context,
    migrations: [run],
    batchDown: null,
    history: [],
    order: [run.migration],
    schemaBefore: before,
    schemaAfter: after,
    isLive: relation => origins.has(relation) || !standsIn(before, relation),
    size: relation => sized(origin(relation), context.size) ?? null,
    isSmall: relation => sized(origin(relation), context.isSmall) ?? false,
    expectsDown: () => false,
  }
}

function sized<T>(name: string | undefined, of: (relation: string) => T): T | undefined {
  return name === undefined ? undefined : of(name)
}

const relations = ['table', 'view', 'materialized view', 'foreign table', 'index'] as const

function standsIn({ objects }: Schema, name: string): boolean {
  return relations.some(kind => objects.has(`${kind} ${name}`))
}

/** Relations as an up left them, with the names that they had before the change; those that it made are missing. */
function originsIn(left: Schema, ground: Schema): ReadonlyMap<string, string> {
  const isRelation = ({ kind }: { readonly kind: string }) => relations.some(it => it === kind)
  const stood = [...ground.objects.values()].filter(isRelation)
  const byIdentity = new Map(stood.map(({ kind, identity, name }) => [`${kind} ${identity}`, name]))
  return new Map(
    [...left.objects.values()].filter(isRelation).flatMap(({ kind, identity, name }) => {
      const was = byIdentity.get(`${kind} ${identity}`)
      return was === undefined ? [] : [[name, was] as const]
    }),
  )
}
