import type { Config } from '../config/config.ts'
import { readSnapshot } from '../config/snapshot.ts'
import type { Dialect, Shadow, ShadowOptions } from '../dialects/dialect.ts'
import { type DialectName, loadDialect } from '../dialects/registry.ts'
import { environmentOf, historyTablesOf } from '../migrations/environment.ts'
import { ownDelivery } from '../migrations/formats/plain.ts'
import { readMigrations } from '../migrations/read.ts'
import { ShadowGone, UserError } from '../model/errors.ts'
import type { Migration, SourceFile } from '../model/migration.ts'
import type { Change, Schema } from '../model/schema.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { snapshotStep, targetOf } from '../model/snapshot-schema.ts'
import { scriptOf } from '../replay/script.ts'
import { type Ground, type Stand, standOf } from '../replay/stand.ts'
import { select } from '../review/select.ts'
import { readChange } from './check-from-disk.ts'
import { takeSnapshot } from './snapshot.ts'

/** One of two that are compared, as somebody names it. */
export type Side =
  | { readonly kind: 'url'; readonly url: string; readonly name: string }
  | { readonly kind: 'snapshot'; readonly file: SourceFile; readonly name: string }
  | { readonly kind: 'folder'; readonly path: string; readonly name: string }

export interface DiffRequest {
  readonly from: Side
  readonly to: Side
  readonly directory: string
  readonly config: Config
  /** Of a database whose address has none; asked anew at each connection. */
  readonly password?: () => Promise<string>
  /** ISO 8601. */
  readonly takenAt: string
}

/** Three answers that never blur. */
export interface SchemaDiff {
  readonly verdict: 'equal' | 'equal-except-order' | 'different' | 'unknown'
  readonly changes: readonly Change[]
  /** The statements from the one to the other; `null` where none could be planned. */
  readonly sql: string | null
  /** True where the statements were run, and led to the other side. */
  readonly proven: boolean
  /** What could not be read or built, so that nobody knows whether it differs. */
  readonly problems: readonly string[]
}

/** A side that was read, before it is built. */
interface Read {
  readonly dialect: DialectName
  readonly ground: Ground
  readonly historyTables: readonly string[]
  readonly problems: readonly string[]
}

/** Compares two schemas, and says the SQL that leads from the first to the second. */
export async function diff(request: DiffRequest): Promise<SchemaDiff> {
  const [from, to] = await Promise.all([readSide(request.from, request), readSide(request.to, request)])
  if (from.dialect !== to.dialect)
    throw new UserError(`${request.from.name} is ${from.dialect}, and ${request.to.name} is ${to.dialect}.`)
  const dialect = await loadDialect(from.dialect)
  const historyTables = [...new Set([...from.historyTables, ...to.historyTables])]
  const options = { url: null, limits: request.config.limits, historyTables }
  try {
    return await compare(request, dialect, from, to, options)
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error
    return { verdict: 'unknown', changes: [], sql: null, proven: false, problems: [error.message] }
  }
}

async function compare(
  request: DiffRequest,
  dialect: Dialect,
  from: Read,
  to: Read,
  options: ShadowOptions,
): Promise<SchemaDiff> {
  const first = standOf(dialect, from.ground, options)
  const second = standOf(dialect, to.ground, options)
  const [one, other] = await Promise.all([first, second]).catch(async error => {
    // The one that stands must not stay behind.
    for (const stand of await Promise.allSettled([first, second]))
      if (stand.status === 'fulfilled') await stand.value.shadow.close()
    throw error
  })
  try {
    const problems = [...told(request.from, from, one), ...told(request.to, to, other)]
    const { verdict, difference } = dialect.compareRebuilt(ofDatabase(one.schema), ofDatabase(other.schema))
    const way = verdict === 'unequal' ? await planWay(dialect, one, other) : { sql: '', proven: true }
    return {
      verdict: problems.length > 0 ? 'unknown' : verdict === 'unequal' ? 'different' : verdict,
      changes: difference,
      problems,
      ...way,
    }
  } finally {
    await Promise.all([one.shadow.close(), other.shadow.close()])
  }
}

function told({ name }: Side, { problems }: Read, stand: Stand): readonly string[] {
  const built = stand.problems.map(({ path, line, message }) => `${path}:${line}: ${message}`)
  return [...problems, ...built].map(problem => `${name}: ${problem}`)
}

async function readSide(side: Side, request: DiffRequest): Promise<Read> {
  switch (side.kind) {
    case 'folder':
      return readFolder(side.path, request)
    case 'snapshot': {
      const { file } = side
      return ofSnapshot(await readSnapshot(file.text, file.path, snapshotDialect(file)), side.name)
    }
    case 'url': {
      const snapshot = await takeSnapshot({
        url: side.url,
        environment: null,
        redact: false,
        takenAt: request.takenAt,
        limits: request.config.limits,
        ...(request.password === undefined || hasPassword(side.url) ? {} : { password: request.password }),
      })
      return ofSnapshot(snapshot, side.name)
    }
  }
}

function hasPassword(url: string): boolean {
  return URL.canParse(url) && new URL(url).password !== ''
}

function snapshotDialect({ path, text }: SourceFile): DialectName {
  const dialect = /"dialect"\s*:\s*"(postgres|sqlite)"/.exec(text)?.[1]
  if (dialect !== undefined) return dialect as DialectName
  throw new UserError(`${path}: \`dialect\` is missing, or is none that can be compared.`)
}

function ofSnapshot(
  { dialect, schema, history = [], serverVersion, unread = [] }: Snapshot,
  name: string,
): Read {
  if (schema === undefined)
    throw new UserError(`${name} holds no schema: take it with \`migration-gate snapshot\`.`)
  return {
    dialect: dialect as DialectName,
    ground: {
      steps: [snapshotStep(schema, name)],
      target: targetOf(schema, serverVersion ?? ''),
    },
    historyTables: history.map(({ table }) => table.replaceAll('"', '')),
    problems: unread.map(({ object, reason }) => `${object}: ${reason}`),
  }
}

/** A folder of migrations, with what its configuration puts before it. */
export async function readFolder(
  path: string,
  { directory, config }: Pick<DiffRequest, 'directory' | 'config'>,
): Promise<Read> {
  const { folders, dialect, changeSet } = await readChange({
    directory,
    folders: [path],
    format: config['format-name'] ?? null,
    dialect: config.dialect,
    files: null,
    base: null,
    besides: [...config.baseline, ...config.setup],
  })
  const apart = new Set([...config.baseline, ...config.setup])
  const { migrations, codeSteps } = readMigrations(folders, changeSet.head, dialect, apart, config.variables)
  const { supplied, historyTables } = environmentOf(
    config,
    folders,
    changeSet,
    select(migrations, migrations),
    dialect,
  )
  return {
    dialect,
    ground: { steps: [...supplied, ...historyTables, ...migrations], target: null },
    historyTables: historyTablesOf(folders, dialect),
    problems: codeSteps.map(step => `${step} is a step in a programming language`),
  }
}

/** Plans the way, and runs it where it begins: what does not lead to the other side is not said to. */
async function planWay(
  dialect: Dialect,
  from: Stand,
  to: Stand,
): Promise<Pick<SchemaDiff, 'sql' | 'proven'>> {
  const plan = await from.shadow.planDown(await from.shadow.capturePlan([]), await to.shadow.capturePlan([]))
  if (plan.kind === 'impossible') return { sql: null, proven: false }
  const first = await tryWay(dialect, from.shadow, plan.sql)
  const missing = first === null ? [] : dialect.completeDown(to.schema, first)
  const sql = plan.sql + missing.map(statement => `${statement};\n`).join('')
  const reached = missing.length === 0 ? first : await tryWay(dialect, from.shadow, sql)
  const proven =
    reached !== null &&
    dialect.compareRebuilt(ofDatabase(to.schema), ofDatabase(reached)).verdict !== 'unequal'
  return { sql, proven }
}

/** Roles belong to the server. */
function ofDatabase(schema: Schema): Schema {
  return { ...schema, objects: new Map([...schema.objects].filter(([, { kind }]) => kind !== 'role')) }
}

async function tryWay(dialect: Dialect, shadow: Shadow, sql: string): Promise<Schema | null> {
  const migration: Migration = {
    id: 'diff',
    format: 'plain',
    up: { path: 'diff.sql', text: sql },
    down: null,
    ...ownDelivery,
  }
  const result = await shadow.tryDown([scriptOf(dialect, migration, await dialect.parse(sql))])
  return result.kind === 'ran' ? result.schema : null
}
