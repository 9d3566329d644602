import { basename } from 'node:path'
import { chosenSnapshot } from '../config/snapshot.ts'
import { snapshotName } from '../config/snapshot-place.ts'
import type { Dialect, ParsedMigration, ShadowOptions } from '../dialects/dialect.ts'
import { loadDialect } from '../dialects/registry.ts'
import { asSent } from '../migrations/as-sent.ts'
import { shown } from '../migrations/detect.ts'
import { type Environment, environmentOf, historyTablesOf } from '../migrations/environment.ts'
import type { Orphan } from '../migrations/formats/format.ts'
import { readMigrations, requireText } from '../migrations/read.ts'
import { UserError } from '../model/errors.ts'
import type { Finding } from '../model/finding.ts'
import type { Migration, SourceFile } from '../model/migration.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { baseKeys } from '../replay/base-state.ts'
import type { BaseCache } from '../replay/kept-base.ts'
import { type Progress, type Replay, type ReplayStep, replay, withoutReplay } from '../replay/replay.ts'
import { standOf } from '../replay/stand.ts'
import { visible } from '../report/plain-text.ts'
import { type Drift, driftOf, unlessUnbuilt } from '../review/drift.ts'
import { recordedQueries } from '../review/queries.ts'
import { queriesOfFiles } from '../review/query-files.ts'
import { type Ran, recordedDrift } from '../review/recorded-drift.ts'
import { type Selected, type Selection, select, selectPending } from '../review/select.ts'
import { unreadFindings } from '../review/unread.ts'
import { type Upon, uponSnapshot } from '../review/upon.ts'
import { oneLine } from '../rules/support/sql.ts'
import type { CheckRequest } from './check.ts'

/** A change after its replay, before anybody judged it. */
export interface ReplayedChange {
  readonly dialect: Dialect
  readonly selection: Selection
  readonly codeSteps: readonly string[]
  /** What is in review and was not seen as its tool would run it. */
  readonly unread: readonly Finding[]
  readonly snapshot: Snapshot | null
  /** The snapshot as what the change came upon; `null` where it came upon the base branch's migrations. */
  readonly upon: Upon | null
  /** `null` where nothing was compared. */
  readonly drift: Drift | null
  readonly replayed: Replay
}

/** Everything up to the judgement: migrations → statements → replay. */
export async function replayChange(request: CheckRequest, progress: Progress): Promise<ReplayedChange> {
  const { config, changeSet, shadow } = request
  const dialect = await loadDialect(request.dialect)
  progress('reading migrations', 0)
  const snapshot = await chosenSnapshot(request.snapshot, config, changeSet, request.dialect)
  const { selection, codeSteps, unread } = selectMigrations(request)
  const environment = environmentOf(config, request.folders, changeSet, selection, request.dialect)
  const path = request.snapshot?.path ?? snapshotName(config.snapshot)
  const upon = shadow.kind === 'none' ? null : uponSnapshot(snapshot, path, selection)
  const whole = stepsUpon(null, environment, selection)
  const steps = stepsUpon(upon, environment, selection)
  const change = { dialect, selection, codeSteps, unread, snapshot, upon }
  const parsing = async (from = 0) =>
    withKeeping(await parseSteps(dialect, steps.slice(from)), request.keeping)
  if (shadow.kind === 'none' || steps.every(({ state }) => state === 'base'))
    return { ...change, drift: null, replayed: withoutReplay(dialect, await parsing()) }
  const options: ShadowOptions = {
    url: shadow.kind === 'server' ? shadow.url : null,
    limits: config.limits,
    historyTables: historyTables(request, upon),
    foreignKeys: config.sqlite['foreign-keys'],
  }
  const queries = recordedQueries(snapshot, await queriesOfFiles(config, changeSet, dialect))
  const isCompared = upon !== null && snapshot !== null && config.drift !== 'off'
  const told = isCompared ? recordedDrift(snapshot, ranOnTarget(request, upon, environment, whole)) : null
  const comparing = isCompared && told === null ? buildBase(request, dialect, whole, options) : null
  const replayed = await replay(
    dialect,
    parsing,
    options,
    progress,
    baseCache(request, dialect, steps, options),
    queries,
  )
  const { schemaBefore, baseProblems } = replayed
  const drift =
    comparing === null
      ? told
      : await driftOf(dialect, comparing, schemaBefore, upon?.target.redacted === true)
  return { ...change, drift: drift && unlessUnbuilt(drift, baseProblems.length), replayed }
}

/** The tools' own tables, wherever the target keeps them. */
function historyTables({ folders, dialect }: CheckRequest, upon: Upon | null): readonly string[] {
  return [...new Set([...historyTablesOf(folders, dialect), ...(upon?.historyTables ?? [])])]
}

/** What the target of the snapshot has run of the base, and what stands before it. */
function ranOnTarget(
  { folders, dialect }: CheckRequest,
  { pending }: Upon,
  { historyTables }: Environment,
  whole: readonly Step[],
): Ran {
  const open = new Set(pending.map(({ migration }) => migration))
  const steps = whole.flatMap(({ migration, state }) =>
    state === 'base' && !open.has(migration) ? [migration] : [],
  )
  return { steps, historyTables, toolTables: historyTablesOf(folders, dialect) }
}

/** What the base branch's migrations build by themselves, in a database of its own beside the check's. */
async function buildBase(
  request: CheckRequest,
  dialect: Dialect,
  steps: readonly Step[],
  options: ShadowOptions,
): ReturnType<typeof standOf> {
  const base = steps.filter(({ state }) => state === 'base' || state === 'down-changed')
  const ground = { steps: base.map(({ migration }) => migration), target: null }
  const stand = standOf(
    dialect,
    ground,
    { ...options, url: null },
    baseCache(request, dialect, base, options),
  )
  // Who waits for it comes later.
  stand.catch(() => {})
  return stand
}

/** A step before it is parsed. */
interface Step extends Selected {
  readonly target?: Upon['target']
  readonly notRun?: string
}

/** All that is replayed, in order: what stands before, the base, what is in review. */
function stepsUpon(
  upon: Upon | null,
  { supplied, historyTables }: Environment,
  { base, review }: Selection,
): readonly Step[] {
  const asBase = (migrations: readonly Migration[]) =>
    migrations.map(migration => ({ migration, state: 'base' }) as const)
  const tables = asBase(historyTables)
  if (upon === null) return [...asBase(supplied), ...tables, ...base, ...review]
  const told = review.map(
    (selected): Step =>
      upon.alreadyRun.has(selected.migration) ? { ...selected, notRun: alreadyRun } : selected,
  )
  return [{ migration: upon.step, state: 'base', target: upon.target }, ...tables, ...upon.pending, ...told]
}

const alreadyRun = 'the target of the snapshot has run it already'

/** Where the state of the base is kept, by its steps up to the first in review. A server is never kept. */
function baseCache(
  { baseStore, config, shadow }: CheckRequest,
  dialect: Dialect,
  all: readonly Step[],
  { historyTables }: ShadowOptions,
): BaseCache | null {
  if (baseStore === undefined || config.cache === 'off' || shadow.kind !== 'embedded') return null
  const change = all.findIndex(({ state }) => state !== 'base')
  const steps = all.slice(0, change < 0 ? all.length : change)
  const target = steps.flatMap(step => (step.target === undefined ? [] : [targetKey(step.target)]))
  const settings = { historyTables, sqlite: config.sqlite, target }
  const keys = baseKeys(
    dialect,
    build,
    settings,
    steps.map(({ migration }) => migration),
  )
  return { store: baseStore, keys }
}

/** In dist the name of this file has a digest of all that it loads: another build keeps states of its own. */
const build = basename(import.meta.url)

/** What of a target decides how its build is settled, beside the statements of the build. */
function targetKey({ schema, version, redacted }: Upon['target']): unknown {
  return [version, redacted, [...schema.objects.values()], [...schema.columnOrder]]
}

/** What is in review and what is not, and the steps that are no SQL. */
function selectMigrations({ folders, dialect, changeSet, config, planDownOf, onTarget }: CheckRequest): {
  readonly selection: Selection
  readonly codeSteps: readonly string[]
  readonly unread: readonly Finding[]
} {
  const apart = new Set([...config.baseline, ...config.setup])
  const head = readMigrations(folders, changeSet.head, dialect, apart, config.variables)
  const base = readMigrations(folders, changeSet.base ?? new Map(), dialect, apart, config.variables)
  const now = withoutDown(head.migrations, planDownOf)
  const selection = onTarget === undefined ? select(base.migrations, now) : selectPending(now, onTarget)
  for (const { migration } of selection.review) requireTextOf(migration, changeSet.head)
  const orphans = changeSet.base === null ? [] : newIn(head.orphans, base.orphans)
  const readable = new Set(head.migrations.map(({ up }) => up.path))
  // A history that is looked at as a whole may be broken for good: what can be run of it is run.
  const told = changeSet.base === null ? head.refused.filter(({ path }) => readable.has(path)) : []
  const refused = newIn(head.refused, base.refused).filter(one => !told.includes(one))
  const [wrong] = [...refused, ...orphans]
  const codeSteps = [...new Set([...base.codeSteps, ...head.codeSteps])]
  const addedSteps =
    changeSet.base === null ? [] : head.codeSteps.filter(path => !base.codeSteps.includes(path))
  if (wrong === undefined) return { selection, codeSteps, unread: unreadFindings(told, addedSteps) }
  throw new UserError(`${shown(wrong.path)} ${visible(oneLine(wrong.advice))}`)
}

function withoutDown(
  migrations: readonly Migration[],
  of: ReadonlySet<string> = new Set(),
): readonly Migration[] {
  return migrations.map(migration => (of.has(migration.up.path) ? { ...migration, down: null } : migration))
}

/** What was wrong before the change is not the change's to mend. */
function newIn(now: readonly Orphan[], before: readonly Orphan[]): readonly Orphan[] {
  return now.filter(({ path, advice }) => !before.some(old => old.path === path && old.advice === advice))
}

function requireTextOf({ up, down }: Migration, files: ReadonlyMap<string, Uint8Array>): void {
  for (const file of [up, down]) {
    const bytes = file === null ? undefined : files.get(file.path)
    if (file !== null && bytes !== undefined) requireText(file.path, bytes)
  }
}

function withKeeping(steps: readonly ReplayStep[], keeping: CheckRequest['keeping']): readonly ReplayStep[] {
  return steps.map(step => {
    const keep = step.state === 'added' ? keeping?.get(step.parsed.migration.up.path) : undefined
    return keep === undefined ? step : { ...step, keep }
  })
}

async function parseSteps(dialect: Dialect, steps: readonly Step[]): Promise<ReplayStep[]> {
  const parsedSteps: ReplayStep[] = []
  for (const { migration, state, ...told } of steps) {
    const parse = async (file: SourceFile) => {
      const statements = await dialect.parse(file.text)
      return state === 'base' ? statements : asSent(migration.format, file, statements)
    }
    const up = await parse(migration.up)
    const down = migration.down === null ? null : await parse(migration.down)
    const parsed: ParsedMigration = {
      migration,
      transaction: dialect.transactionForm(migration, up),
      up,
      down,
    }
    parsedSteps.push({ parsed, state, ...told })
  }
  return parsedSteps
}
