import { setTimeout as sleep } from 'node:timers/promises'
import type { Blocker, DeployTarget, SegmentResult, Written } from '../dialects/deploy-target.ts'
import type { DeployTimeouts, Direction, Segment } from '../model/deploy.ts'
import { Stopped } from '../model/deploy.ts'
import type { Keeping } from '../model/keeping.ts'
import { statementChecksum } from '../model/statement-checksum.ts'
import type { PlannedMigration } from './plan.ts'

/** How often and how long a part is tried again that somebody else kept from running. */
export interface Patience {
  /** Tries after the first. */
  readonly retries: number
  readonly timeouts: DeployTimeouts
}

/** Told, in a line for people, what is done now, or who is waited for. */
export type Watcher = (line: string) => void

/** What is kept for a rollback. */
export interface WayBack {
  /** `null` where none is proven. */
  readonly down: string | null
  /** What it does not bring back. */
  readonly losses: readonly string[]
  /** What is set aside on the way, and brought back; `null` where nothing is. */
  readonly kept: Keeping | null
}

/** A migration on its way, from the part on which it stopped. */
export interface Course {
  readonly planned: PlannedMigration
  readonly direction: Direction
  /** The part to begin with, from 0. */
  readonly from: number
  readonly pass: number
  readonly back: WayBack
  /** Whether the run goes on after it, and waits for the disk then. */
  readonly followed: boolean
  /** What of the archive a way back brings back, by its ids. */
  readonly restored: readonly string[]
  /** Of the team's own tool, written with the last part. */
  history(durationMs: number): readonly Written[]
}

/** What became of a migration. */
export interface RunResult {
  readonly kind: 'applied' | 'failed' | 'lost'
  readonly durationMs: number
  /** Parts that took effect, of those that were tried. */
  readonly parts: number
  /** Tries beyond the first, of all parts. */
  readonly retried: number
  readonly failure: Exclude<SegmentResult, { kind: 'applied' }> | null
}

/** Shortest and longest wait before another try, in ms. */
const shortest = 250
const longest = 10_000

/** Runs the parts of one migration, one after the other, and writes down where it stops. */
export async function runMigration(
  target: DeployTarget,
  course: Course,
  { retries, timeouts }: Patience,
  told: Watcher,
): Promise<RunResult> {
  const { planned, direction, from } = course
  let durationMs = 0
  let retried = 0
  for (let place = from; place < planned.segments.length; place++) {
    const segment = planned.segments[place] as Segment
    const isLast = place === planned.segments.length - 1
    for (let tries = 0; ; tries++) {
      const result = await target.run({
        segment,
        timeouts,
        settings: settingsOf(planned.segments.slice(0, place)),
        first: place === from && tries === 0,
        followed: course.followed || !isLast,
        migration: { ...stateOf(course), state: isLast ? endOf(direction) : 'running' },
        restored: course.restored,
        history: isLast ? course.history(durationMs) : [],
        waiting: blockers => told(waitingFor(planned, blockers)),
      })
      durationMs += result.durationMs
      if (result.kind === 'applied') break
      const parts = place - from
      if (result.kind === 'lost') return { kind: 'lost', durationMs, parts, retried, failure: result }
      if (!result.transient || tries >= retries || !(await cleared(target, course, segment))) {
        await noteFailure(target, course, place, result)
        return { kind: 'failed', durationMs, parts, retried, failure: result }
      }
      retried++
      const wait = Math.min(longest, shortest * 2 ** tries) * (0.5 + Math.random() / 2)
      told(
        `${planned.key.id}: ${result.message}${inTheWay(result.blockers)}; try ${tries + 2} of ${retries + 1} in ${(wait / 1000).toFixed(1)} s`,
      )
      await sleep(wait)
    }
  }
  return { kind: 'applied', durationMs, parts: planned.segments.length - from, retried, failure: null }
}

function endOf(direction: Direction): 'applied' | 'reverted' {
  return direction === 'up' ? 'applied' : 'reverted'
}

function stateOf({ planned, direction, pass, back }: Course) {
  const { key, digest, checksum } = planned
  return { ...key, direction, pass, digest, checksum, ...back }
}

/** What a file sets for its session holds for all of its later parts, also in the session of another run. */
function settingsOf(segments: readonly Segment[]): readonly string[] {
  return segments
    .flatMap<{
      readonly sql: string
      readonly operations: readonly { readonly kind: string; readonly local?: boolean }[]
    }>(({ statements }) => [...statements])
    .filter(
      ({ operations }) =>
        operations.length > 0 && operations.every(it => it.kind === 'set' && it.local === false),
    )
    .map(({ sql }) => sql)
}

/** What a statement outside of transactions left half done is taken away before it is tried again. */
async function cleared(target: DeployTarget, course: Course, segment: Segment): Promise<boolean> {
  if (segment.kind === 'transaction') return true
  if (segment.kind === 'as-authored') return false
  const statement = segment.statements[0]
  const { statements } = await target.journal()
  const { key, direction } = { key: course.planned.key, direction: course.direction }
  const entry = statements.find(
    one =>
      one.id === key.id &&
      one.folder === key.folder &&
      one.direction === direction &&
      one.number === statement.index,
  )
  return entry !== undefined && (await target.settle(entry, statement)).kind === 'not-applied'
}

/** Where nothing of it took effect, a migration stands as before. */
async function noteFailure(
  target: DeployTarget,
  course: Course,
  place: number,
  { message, number }: Extract<SegmentResult, { kind: 'failed' }>,
): Promise<void> {
  const { planned, direction } = course
  const segment = planned.segments[place] as Segment
  const untouched = place === 0 && segment.kind === 'transaction'
  const statement = segment.statements.find(({ index }) => index === number)
  const state = untouched && direction === 'down' ? 'applied' : 'failed'
  await target.mark([
    {
      migration: { ...stateOf(course), state },
      statements:
        statement === undefined || untouched
          ? []
          : [{ number: statement.index, checksum: statementChecksum(statement), state: 'failed' }],
      note: message,
      history: [],
    },
  ])
}

function waitingFor({ key }: PlannedMigration, blockers: readonly Blocker[]): string {
  return `${key.id} waits for ${blockers.map(blockerText).join(', ')}`
}

/** `; in its way: process 4711 (app, idle in transaction, for 62 s: SELECT …)`. */
export function inTheWay(blockers: readonly Blocker[]): string {
  return blockers.length === 0 ? '' : `; in its way: ${blockers.map(blockerText).join(', ')}`
}

function blockerText({ pid, application, state, ageMs, query }: Blocker): string {
  return `process ${pid} (${application || 'no name'}, ${state}, for ${Math.round(ageMs / 1000)} s: ${query})`
}

/** @throws Stopped where the journal of a migration that is not through does not belong to its file. */
export function requireSameText(planned: PlannedMigration, digest: string): void {
  if (planned.digest === digest) return
  throw new Stopped(
    'checksum-changed',
    `${planned.key.id} was begun, and its file says something else now. Restore the file as it was reviewed, or settle it: migration-gate repair --mark-applied ${planned.key.id}, or --mark-not-applied ${planned.key.id}.`,
  )
}
