import type { Dialect } from '../dialects/dialect.ts'
import { ShadowGone } from '../model/errors.ts'
import type { Change, Schema } from '../model/schema.ts'
import type { Stand } from '../replay/stand.ts'

/** What a target has and the migrations do not build, and the other way round. Three answers that never blur. */
export interface Drift {
  readonly verdict: 'equal' | 'different' | 'unknown'
  /** `add`: the target has it, and no migration makes it. `drop`: the target lacks it. */
  readonly changes: readonly Change[]
  /** Why it could not be told; `null` where it could. */
  readonly reason: string | null
}

/**
 * Holds what the migrations build against the schema on which the change comes. `target` is that of the snapshot with
 * what it had not run yet; `problems` what of it could not be built.
 */
export async function driftOf(
  dialect: Dialect,
  built: Promise<Stand>,
  target: Schema | null,
  redacted: boolean,
  problems: number,
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
    if (problems > 0)
      return { verdict: 'unknown', changes: difference, reason: 'not all of the snapshot could be built' }
    return verdict === 'equal'
      ? { verdict: 'equal', changes: [], reason: null }
      : { verdict: 'different', changes: difference, reason: null }
  } catch (error) {
    if (error instanceof ShadowGone) return unknown(error.message)
    throw error
  }
}

function unknown(reason: string): Drift {
  return { verdict: 'unknown', changes: [], reason }
}
