import type {
  BaseNotice,
  BaseProblem,
  Dialect,
  KeptShadow,
  ParsedMigration,
  Shadow,
  ShadowOptions,
  Target,
} from '../dialects/dialect.ts'
import { ShadowGone } from '../model/errors.ts'
import type { KeepRequest } from '../model/keeping.ts'
import type { RecordedQuery, WatchedQueries } from '../model/queries.ts'
import type { BatchProof, ReplayedMigration } from '../model/replay.ts'
import type { Schema } from '../model/schema.ts'
import { type Link, withoutSchemas } from './batch-proof.ts'
import { type BaseCache, type FoundBase, findBase, forgetting, keepBase } from './kept-base.ts'
import { notReplayed } from './not-replayed.ts'
import { QueryWatch } from './query-watch.ts'
import { type Reviewed, reviewOne } from './review-one.ts'
import { unlessGone } from './unless-gone.ts'
import { proveWayBack } from './way-back.ts'

/** A parsed migration and what is to be done with it. */
export interface ReplayStep {
  readonly parsed: ParsedMigration
  readonly state: ReplayedMigration['state'] | 'base'
  /** Of the step that builds a snapshot: the target for which it stands. */
  readonly target?: Target
  /** Why it is not run, though it is in review; it could not be verified then. */
  readonly notRun?: string
  /** What of it is to be kept, where anything is. */
  readonly keep?: KeepRequest
}

export interface Replay {
  readonly engine: Shadow['engine'] | null
  readonly migrations: readonly ReplayedMigration[]
  readonly baseProblems: readonly BaseProblem[]
  /** What was made or left out so that the base could be replayed. */
  readonly baseNotices: readonly BaseNotice[]
  /** The schema on which the change comes; `null` where nothing was run. */
  readonly schemaBefore: Schema | null
  /** The schema to which it leads; `null` where nothing was run. */
  readonly schemaAfter: Schema | null
  /** Names of relations that stood before the change; `null` where nothing was run. */
  readonly relationsBefore: ReadonlySet<string> | null
  readonly batchDown: BatchProof | null
  /** `null` where no query is known, or none could be tried. */
  readonly queries: WatchedQueries | null
}

/** Told what is being done, and how far it is (0 to 1). */
export type Progress = (step: string, fraction: number) => void

/** The part of the time for a check that preparing queries again may take. */
const partForQueries = 10

const empty: Schema = { objects: new Map(), columnOrder: new Map() }

/**
 * Replays the base tolerantly, then what is in review strictly, with traces, changes and proofs of the downs.
 * What the cache has of the base is not replayed, and not even parsed: `parse` is told how many steps to leave out.
 */
export async function replay(
  dialect: Dialect,
  parse: (from: number) => Promise<readonly ReplayStep[]>,
  options: ShadowOptions,
  progress: Progress,
  cache: BaseCache | null = null,
  queries: readonly RecordedQuery[] = [],
): Promise<Replay> {
  progress('starting the shadow', 0)
  // The engine's process starts first, and comes up while this one parses.
  const started = Promise.withResolvers<readonly ParsedMigration[]>()
  const finding = findBase(cache)
  const opening = openOrGone(
    dialect,
    started.promise,
    options,
    finding.then(base => base?.state.shadow ?? null),
  )
  const parsing = finding.then(base => parse(base?.steps ?? 0))
  parsing.then(steps => started.resolve(steps.map(({ parsed }) => parsed)), started.reject)
  const [found, steps, opened] = await Promise.all([finding, parsing, opening])
  if (opened instanceof ShadowGone && found !== null) {
    // It could not be used after all: the next check finds what this one keeps.
    return replay(dialect, parse, options, progress, forgetting(cache), queries)
  }
  if (opened instanceof ShadowGone) return withoutReplay(dialect, steps, opened.message)
  const watch = new QueryWatch(queries, options.limits.check / partForQueries)
  try {
    const { baseProblems, before, after, ...replayed } = await replaySteps(
      dialect,
      opened,
      steps,
      progress,
      cache,
      found,
      watch,
    )
    progress('proving the way back', 1)
    const { downs, batch } = await proveWayBack(dialect, opened, replayed.links, before)
    const migrations = replayed.migrations.map(each => ({ ...each, down: downs.get(each) ?? each.down }))
    const relationsBefore = before === null ? null : relationsOf(before)
    return {
      engine: opened.engine,
      migrations,
      baseProblems,
      baseNotices: opened.notices(),
      schemaBefore: before,
      schemaAfter: after,
      relationsBefore,
      batchDown: batch,
      queries: watch.result(),
    }
  } finally {
    await opened.close()
  }
}

/** Two schemas for each migration of a whole history would fill the memory; no pull request has so many. */
const mostWithSchemas = 50

async function replaySteps(
  dialect: Dialect,
  shadow: Shadow,
  steps: readonly ReplayStep[],
  progress: Progress,
  cache: BaseCache | null,
  found: FoundBase | null,
  watch: QueryWatch,
): Promise<{
  baseProblems: BaseProblem[]
  migrations: ReplayedMigration[]
  links: Link[]
  before: Schema | null
  after: Schema | null
}> {
  const baseProblems: BaseProblem[] = [...(found?.state.problems ?? [])]
  const migrations: ReplayedMigration[] = []
  const keepsSchemas = steps.filter(({ state }) => state !== 'base').length <= mostWithSchemas
  /** What can be taken back from where the replay ends: nothing of the base stands between. */
  let links: Link[] = []
  const change = steps.findIndex(({ state }) => state !== 'base')
  const lastAdded = steps.findLastIndex(({ state, notRun }) => state === 'added' && notRun === undefined)
  const began = performance.now()
  /** The schema on which the change comes. */
  let before: Schema | null = null
  /** What the added ones made of it. */
  let after: Schema | null = null
  let last: Pick<Reviewed, 'after' | 'planState'> | null = null
  for (const [place, { parsed, state, target, notRun, keep }] of steps.entries()) {
    if (place === change) await keepBase(cache, found, shadow, baseProblems, performance.now() - began)
    progress(`${state === 'base' ? 'replaying' : 'reviewing'} ${parsed.migration.id}`, place / steps.length)
    if (state === 'base') {
      baseProblems.push(...(await replayBase(shadow, parsed, target)))
      last = null
      links = []
    } else if (state === 'edited' || notRun !== undefined) {
      migrations.push(notReplayed(dialect, parsed, state, notRun ?? null))
    } else {
      if (await provide(shadow, steps, place)) last = null
      const schema: Schema = last?.after ?? (await readSchema(shadow))
      if (state === 'added' && before === null) {
        before = schema
        await watch.begin(shadow)
      }
      await unlessGone(shadow.fillTables(steps.slice(place).map(step => step.parsed)))
      const planState = last?.planState ?? null
      const reviewed = await reviewOne(dialect, shadow, parsed, state, schema, planState, keep)
      const link = keepsSchemas ? reviewed.link : withoutSchemas(reviewed.link)
      migrations.push(link.replayed)
      links.push(link)
      last = reviewed
      if (state === 'added') {
        after = reviewed.after
        await watch.after(shadow, parsed.migration, place === lastAdded)
      }
    }
  }
  return { baseProblems, migrations, links, before, after }
}

/**
 * Roles and schemas that nobody makes, before the first of the migrations that add: so that the schema before all
 * of them has what the schema after them has.
 */
async function provide(shadow: Shadow, steps: readonly ReplayStep[], place: number): Promise<boolean> {
  const { state, parsed } = steps[place] as ReplayStep
  const added = steps.filter(step => step.state === 'added')
  if (state === 'added' && added[0] !== steps[place]) return false
  const wanting = state === 'added' ? added.map(step => step.parsed) : [parsed]
  return (await unlessGone(shadow.provide(wanting))) ?? false
}

/** The same value without an engine: rules judge the text. `reason` is why nothing ran, where that was not asked for. */
export function withoutReplay(
  dialect: Dialect,
  steps: readonly ReplayStep[],
  reason: string | null = null,
): Replay {
  const migrations = steps.flatMap(({ parsed, state }) =>
    state === 'base' ? [] : [notReplayed(dialect, parsed, state, reason)],
  )
  return {
    engine: null,
    migrations,
    baseProblems: [],
    baseNotices: [],
    schemaBefore: null,
    schemaAfter: null,
    relationsBefore: null,
    batchDown: null,
    queries: null,
  }
}

async function openOrGone(
  dialect: Dialect,
  migrations: Promise<readonly ParsedMigration[]>,
  options: ShadowOptions,
  from: Promise<KeptShadow | null>,
): Promise<Shadow | ShadowGone> {
  try {
    return await dialect.openShadow(migrations, options, from)
  } catch (error) {
    if (error instanceof ShadowGone) return error
    throw error
  }
}

/** A base that takes the shadow with it leaves nothing to verify; what follows says so statement by statement. */
export async function replayBase(
  shadow: Shadow,
  parsed: ParsedMigration,
  target: Target | undefined,
): Promise<readonly BaseProblem[]> {
  try {
    const problems = await shadow.replay(parsed)
    // Of a snapshot what counts is whether it stands in the end as the target does.
    return target === undefined ? problems : await differences(shadow, parsed, target)
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error
    return [{ path: parsed.migration.up.path, line: 1, code: 'shadow-gone', message: error.message }]
  }
}

async function differences(
  shadow: Shadow,
  { migration }: ParsedMigration,
  target: Target,
): Promise<readonly BaseProblem[]> {
  const { difference } = await shadow.settle(target)
  return difference.map(({ object, name, detail }) => ({
    path: migration.up.path,
    line: 1,
    code: 'not-rebuilt',
    message: `${object} ${name} could not be built as the target has it${detail === '' ? '' : `: ${detail}`}`,
  }))
}

async function readSchema(shadow: Shadow): Promise<Schema> {
  return (await unlessGone(shadow.readSchema())) ?? empty
}

function relationsOf(schema: Schema): ReadonlySet<string> {
  const kinds = new Set(['table', 'view', 'materialized view', 'foreign table'])
  return new Set([...schema.objects.values()].filter(({ kind }) => kinds.has(kind)).map(({ name }) => name))
}
