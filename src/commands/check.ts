import { basename } from 'node:path'
import type { Config } from '../config/config.ts'
import { chosenSnapshot } from '../config/snapshot.ts'
import type { Dialect, ParsedMigration } from '../dialects/dialect.ts'
import { type DialectName, loadDialect } from '../dialects/registry.ts'
import { asSent } from '../migrations/as-sent.ts'
import { shown } from '../migrations/detect.ts'
import { planDigest } from '../migrations/digest.ts'
import { environmentOf, historyTablesOf } from '../migrations/environment.ts'
import type { Orphan } from '../migrations/formats/format.ts'
import { readMigrations, requireText, sourceText } from '../migrations/read.ts'
import { UserError } from '../model/errors.ts'
import type { Finding } from '../model/finding.ts'
import type { Migration, MigrationFolder, SourceFile } from '../model/migration.ts'
import type { Review } from '../model/review.ts'
import type { Schema } from '../model/schema.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { baseKeys } from '../replay/base-state.ts'
import type { BaseStore } from '../replay/base-store.ts'
import type { BaseCache } from '../replay/kept-base.ts'
import { type Progress, type Replay, type ReplayStep, replay, withoutReplay } from '../replay/replay.ts'
import { visible } from '../report/plain-text.ts'
import type { ChangeSet } from '../repository/change-set.ts'
import {
  type AcceptanceRequest,
  type AcceptanceSource,
  acceptDangers,
  withoutSource,
} from '../review/acceptance/acceptance.ts'
import { baseNotices } from '../review/base-notices.ts'
import { reviewedMigration } from '../review/build.ts'
import { expectsDown } from '../review/expects-down.ts'
import { liveRelations } from '../review/live.ts'
import { applyPolicy } from '../review/policy.ts'
import { type Selection, select } from '../review/select.ts'
import { sizesOf } from '../review/sizes.ts'
import { unreadFindings } from '../review/unread.ts'
import { countReview, verdict } from '../review/verdict.ts'
import { judge } from '../rules/judge.ts'
import type { RuleContext } from '../rules/rule.ts'
import { oneLine } from '../rules/support/sql.ts'

export interface CheckRequest {
  readonly folders: readonly MigrationFolder[]
  readonly dialect: DialectName
  readonly changeSet: ChangeSet
  readonly config: Config
  /** Where the replay happens. A URL is a server of the user's. */
  readonly shadow: { readonly kind: 'embedded' | 'none' } | { readonly kind: 'server'; readonly url: string }
  /** In place of the snapshot that the configuration names. */
  readonly snapshot?: SourceFile
  /** Migrations by the path of their up, whose way back is planned although they have one. */
  readonly planDownOf?: ReadonlySet<string>
  /** Where the state of the base is kept from one check to the next; nowhere unless said. */
  readonly baseStore?: BaseStore
  /** What only the edges know of accepting. Without it no day is known, and what is accepted until one does not count. */
  readonly acceptance?: AcceptanceSource
}

/** A change after its replay, before anybody judged it. */
interface ReplayedChange {
  readonly dialect: Dialect
  readonly selection: Selection
  readonly codeSteps: readonly string[]
  /** What is in review and was not seen as its tool would run it. */
  readonly unread: readonly Finding[]
  readonly snapshot: Snapshot | null
  readonly replayed: Replay
}

/** A review, and the schema to which the change leads; `null` where nothing was run. */
export interface Examined {
  readonly review: Review
  readonly schemaAfter: Schema | null
}

/** Reviews a change: migrations → statements → replay → rules → verdict. */
export async function check(request: CheckRequest, progress: Progress = () => {}): Promise<Review> {
  return (await examine(request, progress)).review
}

/** As {@link check}, for who goes on with what it leads to. */
export async function examine(request: CheckRequest, progress: Progress = () => {}): Promise<Examined> {
  const change = await replayChange(request, progress)
  progress('judging', 1)
  const { dialect, replayed, selection, codeSteps, unread } = change
  const { config, changeSet } = request
  const told = applyPolicy([...judge(ruleContext(request, change)), ...unread], config)
  const accepted = await acceptDangers(told, acceptanceOf(request, change))
  const findings = [...accepted.findings, ...applyPolicy(accepted.problems, config)]
  const reviewed = replayed.migrations.map(reviewedMigration)
  const review: Review = {
    format: 'migration-gate/review@1',
    verdict: verdict(findings, config),
    planDigest: planDigest(reviewed.map(({ digest }) => digest)),
    engine: {
      dialect: dialect.name,
      version: replayed.engine?.version ?? '',
      kind: replayed.engine?.kind ?? 'none',
    },
    base: { source: changeSet.base === null ? 'empty' : 'migrations', ref: changeSet.baseRef },
    migrations: reviewed,
    findings,
    drift: [],
    batchDown: batchOf(replayed),
    baseProblems: [...replayed.baseProblems],
    baseNotices: [
      ...baseNotices(replayed.baseNotices, replayed.baseProblems, historyOf(selection), codeSteps),
    ],
    counts: countReview(reviewed, findings),
  }
  return { review, schemaAfter: replayed.schemaAfter }
}

/** Everything up to the judgement: migrations → statements → replay. */
async function replayChange(request: CheckRequest, progress: Progress): Promise<ReplayedChange> {
  const { config, changeSet, shadow } = request
  const dialect = await loadDialect(request.dialect)
  progress('reading migrations', 0)
  const snapshot = await chosenSnapshot(request.snapshot, config, changeSet, request.dialect)
  const { selection, codeSteps, unread } = selectMigrations(request)
  const environment = environmentOf(config, request.folders, changeSet, selection, request.dialect)
  const parsing = (from = 0) => parseSteps(dialect, environment, selection, from)
  const nothingToRun = [...selection.base, ...selection.review].every(({ state }) => state === 'base')
  const replayed =
    shadow.kind === 'none' || nothingToRun
      ? withoutReplay(dialect, await parsing())
      : await replay(
          dialect,
          parsing,
          {
            url: shadow.kind === 'server' ? shadow.url : null,
            limits: config.limits,
            historyTables: historyTablesOf(request.folders, request.dialect),
            foreignKeys: config.sqlite['foreign-keys'],
          },
          progress,
          baseCache(request, dialect, environment, selection),
        )
  return { dialect, selection, codeSteps, unread, snapshot, replayed }
}

/** What the change accepts, and on what terms. */
function acceptanceOf(
  { config, changeSet: { head }, acceptance = withoutSource }: CheckRequest,
  { dialect, selection, replayed: { migrations } }: ReplayedChange,
): AcceptanceRequest {
  const known = new Set(selection.base.map(({ migration }) => migration.id))
  return {
    dialect,
    config,
    source: acceptance,
    migrations,
    textOf: path => {
      const bytes = head.get(path)
      return bytes === undefined ? null : sourceText(bytes, config.variables)
    },
    isKnown: id => known.has(id),
  }
}

/** What the rules may look at. */
function ruleContext(
  { config }: CheckRequest,
  { dialect, selection, snapshot, replayed }: ReplayedChange,
): RuleContext {
  const { migrations, batchDown, schemaBefore, schemaAfter, relationsBefore } = replayed
  const hasDown = expectsDown([...selection.base, ...selection.review].map(({ migration }) => migration))
  return {
    dialect: dialect.name,
    serverVersion: config['server-version'] ?? snapshot?.serverVersion ?? null,
    migrations,
    batchDown,
    history: selection.base.filter(({ state }) => state === 'base').map(({ migration }) => migration),
    order: selection.order,
    policy: config.policy,
    schemaBefore,
    schemaAfter,
    isLive: liveRelations(migrations, relationsBefore),
    ...sizesOf(snapshot, dialect, schemaBefore, config['small-table']),
    expectsDown: ({ migration }) => hasDown(migration),
  }
}

/** Where the state of the base is kept, by its steps up to the first in review. A server is never kept. */
function baseCache(
  { baseStore, folders, config, shadow, dialect: name }: CheckRequest,
  dialect: Dialect,
  environment: readonly Migration[],
  { base }: Selection,
): BaseCache | null {
  if (baseStore === undefined || config.cache === 'off' || shadow.kind !== 'embedded') return null
  const change = base.findIndex(({ state }) => state !== 'base')
  const steps = base.slice(0, change < 0 ? base.length : change).map(({ migration }) => migration)
  const settings = { historyTables: historyTablesOf(folders, name), sqlite: config.sqlite }
  const keys = baseKeys(dialect, build, settings, [...environment, ...steps])
  return { store: baseStore, keys }
}

/** In dist the name of this file has a digest of all that it loads: another build keeps states of its own. */
const build = basename(import.meta.url)

function historyOf({ base }: Selection): readonly Migration[] {
  return base.map(({ migration }) => migration)
}

/** What is in review and what is not, and the steps that are no SQL. */
function selectMigrations({ folders, dialect, changeSet, config, planDownOf }: CheckRequest): {
  readonly selection: Selection
  readonly codeSteps: readonly string[]
  readonly unread: readonly Finding[]
} {
  const apart = new Set([...config.baseline, ...config.setup])
  const head = readMigrations(folders, changeSet.head, dialect, apart, config.variables)
  const base = readMigrations(folders, changeSet.base ?? new Map(), dialect, apart, config.variables)
  const selection = select(base.migrations, withoutDown(head.migrations, planDownOf))
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

async function parseSteps(
  dialect: Dialect,
  environment: readonly Migration[],
  { base, review }: Selection,
  from: number,
): Promise<ReplayStep[]> {
  const before = environment.map(migration => ({ migration, state: 'base' }) as const)
  const steps: ReplayStep[] = []
  for (const { migration, state } of [...before, ...base, ...review].slice(from)) {
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
    steps.push({ parsed, state })
  }
  return steps
}

function batchOf({ batchDown }: Replay): Review['batchDown'] {
  return batchDown === null ? null : { schema: batchDown.verdict, difference: [...batchDown.difference] }
}
