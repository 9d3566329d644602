import type {
  DeployTarget,
  Journal,
  LockWaiting,
  StandingHistory,
  Written,
} from '../dialects/deploy-target.ts'
import type { HistorySource } from '../dialects/dialect.ts'
import type { DialectName } from '../dialects/registry.ts'
import { unfinishedOn } from '../migrations/applied.ts'
import { type Direction, Stopped } from '../model/deploy.ts'
import type { DeployedMigration } from '../model/deploy-report.ts'
import { asRun, failureOf } from './deploy-report.ts'
import { type HostTool, historyRows, hostTools, lockKeysOf } from './host-tools.ts'
import { type PlannedMigration, sameKey } from './plan.ts'
import { nextPass, resumptions } from './recover.ts'
import { type Patience, runMigration, type Watcher, type WayBack } from './run-migration.ts'
import { statesOf } from './states.ts'
import { Unconfirmed } from './unconfirmed.ts'

/** All that the steps of a run share. */
export interface Deploying extends Patience {
  readonly target: DeployTarget
  readonly dialect: DialectName
  /** All migrations of the folders, in their order. */
  readonly planned: readonly PlannedMigration[]
  /** The tables that say what ran. */
  readonly historySources: readonly HistorySource[]
  readonly waiting: Omit<LockWaiting, 'told'>
  readonly told: Watcher
}

/** A target that is locked and ready. */
export interface Begun {
  readonly tools: readonly HostTool[]
  /** What an earlier run left, and what became of it, a line each. */
  readonly recovered: readonly string[]
}

/**
 * Takes the locks, begins the run in the journal, and brings to its end what an earlier run of ours began: that passed its
 * check under the digest which the journal holds. `begun` is called once the journal knows of the run.
 * @throws Stopped
 */
export async function beginRun(
  work: Deploying,
  recovering = true,
  begun: () => void = () => {},
): Promise<Begun> {
  const { target, waiting, told } = work
  const before = toolsOn(work, await target.history(work.historySources))
  await target.lock(lockKeysOf(before, target.database), {
    ...waiting,
    told: by => told(`waits for the lock that ${by} holds`),
  })
  await target.begin()
  begun()
  // Whoever held the lock may have made a table.
  const history = await target.history(work.historySources)
  const tools = toolsOn(work, history)
  if (!recovering) return { tools, recovered: [] }
  requireFinished(work, history)
  return { tools, recovered: await recover(work, tools) }
}

/** @throws Stopped `interrupted` where the team's own tool left a migration of which it says itself that it is not through */
function requireFinished({ planned }: Deploying, history: readonly StandingHistory[]): void {
  const left = unfinishedOn(
    history,
    planned.map(({ parsed }) => parsed.migration),
  )
  const [first] = left
  if (first === undefined) return
  throw new Stopped(
    'interrupted',
    `${first.format} began ${left.map(({ id }) => id).join(', ')} and did not come to its end, as its own table says. Look at the database, then say how it stands: migration-gate repair --mark-applied <id>, or --mark-not-applied <id>. Nothing was run.`,
  )
}

function toolsOn({ planned, dialect }: Deploying, history: readonly StandingHistory[]): readonly HostTool[] {
  return hostTools(
    planned.map(({ parsed }) => parsed.migration),
    history,
    dialect,
  )
}

async function recover(work: Deploying, tools: readonly HostTool[]): Promise<readonly string[]> {
  const { target, planned, told } = work
  const recovered: string[] = []
  for (const resumption of await resumptions(target, await target.journal(), planned)) {
    const { planned: own, from, pass, evidence, back, found } = resumption
    recovered.push(...evidence)
    for (const line of evidence) told(line)
    const course = { ...courseOf(tools, own, 'up'), from, pass, back, followed: false, restored: [] }
    const isThrough = from >= own.segments.length
    const { key, digest, checksum } = own
    const state = isThrough ? 'applied' : 'running'
    await target.mark([
      {
        migration: { ...key, direction: 'up', state, pass, digest, checksum, ...back },
        statements: found,
        note: null,
        history: isThrough ? course.history(0) : [],
      },
    ])
    if (isThrough) {
      recovered.push(`${key.id}: all of it had taken effect, and is recorded now`)
      continue
    }
    told(`goes on with ${key.id}`)
    const result = await runMigration(target, course, work, told)
    if (result.failure !== null) throw failureOf(asRun(own, result, 'applied'))
    recovered.push(`${key.id}: went on and came to its end`)
  }
  return recovered
}

/** What the target has not run, in order. */
export interface Pending {
  readonly pending: readonly PlannedMigration[]
  /** Those that an earlier run left without an end. */
  readonly interrupted: readonly string[]
  readonly journal: Journal
}

/**
 * What the target has not run.
 * @throws Stopped where an applied one was edited, the target ran what has no file, or its tool left one half way
 */
export async function pendingOn(work: Deploying): Promise<Pending> {
  const { target, planned, historySources } = work
  const journal = await target.journal()
  const history = await target.history(historySources)
  requireFinished(work, history)
  const states = statesOf(
    planned.map(({ parsed }) => parsed.migration),
    history,
    journal,
  )
  const named = (wanted: string) =>
    states.flatMap(({ key, state }) => (state === wanted ? [key.id] : [])).join(', ')
  const changed = named('changed')
  if (changed !== '')
    throw new Stopped(
      'checksum-changed',
      `Applied, and edited since: ${changed}. Restore the text, and write what is new as a migration of its own.`,
    )
  const unknown = named('unknown')
  if (unknown !== '')
    throw new Stopped(
      'pending-mismatch',
      `The target has run what has no file here: ${unknown}. Bring the files back; one that was renamed or moved is recorded anew with repair --mark-applied.`,
    )
  const open = states.filter(({ state }) => state === 'pending' || state === 'failed')
  return {
    pending: planned.filter(one => open.some(({ key }) => sameKey(key, one.key))),
    interrupted: states.flatMap(({ key, state }) => (state === 'interrupted' ? [key.id] : [])),
    journal,
  }
}

/** A migration that is about to run, with its way back. */
export interface Queued {
  readonly planned: PlannedMigration
  readonly back: WayBack
  /** What of the archive it brings back, where it is a way back. */
  readonly restored?: readonly string[]
}

/**
 * Runs migrations one after the other, and tells of each how it did.
 * @throws Stopped at the first that does not come to its end
 */
export async function runAll(
  work: Deploying,
  { tools }: Begun,
  queue: readonly Queued[],
  direction: Direction,
  journal: Journal,
  done: (place: number, result: DeployedMigration) => void,
): Promise<void> {
  const { target, told } = work
  const making = tools.filter(({ isMissing }) => isMissing).flatMap(tool => tool.making)
  if (making.length > 0) await target.write(making)
  const verb = direction === 'up' ? 'applies' : 'takes back'
  const unconfirmed = new Unconfirmed()
  try {
    for (const [place, { planned, back, restored = [] }] of queue.entries()) {
      told(`${verb} ${planned.key.id} (${place + 1} of ${queue.length})`)
      const pass = nextPass(journal, planned)
      const followed = place < queue.length - 1 && !unconfirmed.isOld()
      const course = { ...courseOf(tools, planned, direction), from: 0, pass, back, followed, restored }
      const ran = await runMigration(target, course, work, told)
      const result = asRun(planned, ran, direction === 'up' ? 'applied' : 'reverted')
      done(place, result)
      if (result.failure !== null) throw failureOf(result)
      unconfirmed.add(place, result, !followed)
    }
  } catch (error) {
    if (error instanceof Stopped && error.reason === 'interrupted') unconfirmed.tell(done)
    throw error
  }
}

function courseOf(tools: readonly HostTool[], planned: PlannedMigration, direction: Direction) {
  return {
    planned,
    direction,
    history: (durationMs: number): readonly Written[] =>
      historyRows(tools, planned.parsed.migration, direction, durationMs),
  }
}
