import type { Dialect, DownFailure, DownResult, Shadow } from '../dialects/dialect.ts'
import { ShadowGone } from '../model/errors.ts'
import type { BatchProof, DownProof, ReplayedMigration } from '../model/replay.ts'
import type { Schema } from '../model/schema.ts'
import { judgeBatch, type Link } from './batch-proof.ts'
import { runOf, stoppedAt } from './down-proof.ts'
import { judgeDown } from './judge-down.ts'

/** What a real way back showed. */
export interface WayBack {
  readonly downs: ReadonlyMap<ReplayedMigration, DownProof>
  /** `null` where it did not come that far. */
  readonly batch: BatchProof | null
}

/** The migrations that the change adds, which are the last ones, and the schema on which they came. */
export interface Added {
  readonly links: readonly Link[]
  readonly before: Schema
}

/**
 * Takes migrations back for good, last first, each as its runner would: outside of a transaction, where it would
 * be. Only for what no transaction can try, and the last thing that is done with a shadow.
 */
export async function goBack(
  dialect: Dialect,
  shadow: Shadow,
  links: readonly Link[],
  added: Added | null,
): Promise<WayBack> {
  const downs = new Map<ReplayedMigration, DownProof>()
  const lostLater = new Set<string>()
  const ofChange = added?.links.length ?? 0
  let batch: BatchProof | null = null
  // A down is judged only where those after it led back to the schema in which it begins.
  let intact = true
  try {
    const start = await shadow.tryDown([])
    for (const [place, link] of [...links].reverse().entries()) {
      if (start.kind !== 'ran' || link.script === null || (!intact && place >= ofChange)) break
      const result = await takeBack(shadow, link, place, start.clock.from)
      const down: DownProof = intact ? judged(dialect, result, link, lostLater) : unjudged(link)
      if (link.open !== null) downs.set(link.replayed, down)
      for (const name of down.losses) lostLater.add(name)
      intact &&= down.schema === 'equal' || down.schema === 'equal-except-order'
      const ends = place === ofChange - 1 || (place < ofChange && result.kind !== 'ran')
      if (added !== null && ends) batch = judgeBatch(dialect, result, added.links, added.before)
      if (result.kind !== 'ran') break
    }
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error
  }
  return { downs, batch }
}

async function takeBack(
  shadow: Shadow,
  { script }: Link,
  place: number,
  from: number,
): Promise<DownResult | DownFailure> {
  const traced = script === null ? [] : await shadow.trace(script)
  const stopped = stoppedAt(traced)
  if (stopped === undefined) {
    const result = await shadow.tryDown([])
    return result.kind === 'ran' ? { ...result, traced, clock: { ...result.clock, from } } : result
  }
  const { statement, trace } = stopped
  const { code = '', message = 'it did not run' } = trace.error ?? {}
  return {
    kind: trace.outcome === 'unverified' ? 'unverified' : 'failed',
    code,
    message,
    place,
    line: statement.syntaxError?.line ?? statement.line,
  }
}

function judged(
  dialect: Dialect,
  result: DownResult | DownFailure,
  { replayed, script, open }: Link,
  lostLater: ReadonlySet<string>,
): DownProof {
  if (open === null || script === null) return replayed.down
  const judgement = judgeDown(dialect, result, script.up, open)
  // What the downs after it lost is not this one's doing.
  const losses = judgement.losses.filter(name => !lostLater.has(name))
  const restoresData =
    judgement.restoresData === 'no' && losses.length === 0 ? 'unknown' : judgement.restoresData
  const run =
    result.kind === 'ran'
      ? runOf(script, result.traced, { before: open.after, after: result.schema })
      : replayed.down.run
  return { ...replayed.down, ...judgement, losses, restoresData, run }
}

function unjudged({ replayed: { down } }: Link): DownProof {
  if (down.failure === null) return down
  const message = `${down.failure.message}; and the downs after it do not lead to where it begins`
  return {
    ...down,
    failure: { ...down.failure, message },
    difference: down.difference.map(change => ({ ...change, detail: message })),
  }
}
