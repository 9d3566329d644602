import type { Dialect } from '../dialects/dialect.ts'
import { ShadowGone } from '../model/errors.ts'
import type { Change, Schema } from '../model/schema.ts'
import type { Stand } from '../replay/stand.ts'

/**
 * What a target has and the migrations do not build, and the other way round. Four answers that never blur: the order
 * of columns is told, and stops nobody, since a way back that adds a column again leaves it last.
 */
export interface Drift {
  readonly verdict: 'equal' | 'equal-except-order' | 'different' | 'unknown'
  /** `add`: the target has it, and no migration makes it. `drop`: the target lacks it. Only orders where only those differ. */
  readonly changes: readonly Change[]
  /** Why it could not be told; `null` where it could. */
  readonly reason: string | null
}

/** Holds what the migrations build against a target; it is that of a snapshot, with what that had not run yet. */
export async function driftOf(
  dialect: Dialect,
  built: Promise<Stand>,
  target: Schema | null,
  redacted: boolean,
): Promise<Drift> {
  try {
    const { schema, shadow, problems: own } = await built
    await shadow.close()
    if (target === null) return unknown('nothing was run')
    const { verdict, difference } = dialect.compareWithTarget(schema, target, redacted)
    const [first] = own
    if (first !== undefined)
      return {
        verdict: 'unknown',
        changes: [],
        reason: `the migrations could not all be replayed, first ${first.path}:${first.line}: ${first.message}`,
      }
    return { verdict: verdict === 'unequal' ? 'different' : verdict, changes: difference, reason: null }
  } catch (error) {
    if (error instanceof ShadowGone) return unknown(error.message)
    throw error
  }
}

/** `problems` is how much of the snapshot could not be built: what differs then may come from that. */
export function unlessUnbuilt(drift: Drift, problems: number): Drift {
  if (problems === 0 || drift.verdict === 'unknown') return drift
  return { ...drift, verdict: 'unknown', reason: 'not all of the snapshot could be built' }
}

function unknown(reason: string): Drift {
  return { verdict: 'unknown', changes: [], reason }
}
