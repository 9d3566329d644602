import type { Dialect, DownFailure, DownResult } from '../dialects/dialect.ts'
import type { AgainProof } from '../model/replay.ts'
import type { Statement } from '../model/statement.ts'
import { failureAsChange, madeBy, toldFailure, type Up } from './judge-down.ts'

/** Of an up that was not run once more. */
export const notAgain: AgainProof = { verdict: 'unverified', difference: [], failure: null }

/**
 * Failures that values can be the cause of: SQLSTATE 21, 22, 23, 55 and P0, SQLite's constraints and what its triggers
 * raise.
 */
const ofValues = /^(?:21|22|23|55|P0|SQLITE_CONSTRAINT|SQLITE_MISMATCH)/

/**
 * What the up did behind its down. `losses` are the names whose values are not there again: the values that stand
 * there now are nobody's, so that what stops at them is not told of the up.
 */
export function judgeAgain(
  dialect: Dialect,
  result: DownResult['again'],
  statements: readonly Statement[],
  up: Up,
  losses: readonly string[],
): AgainProof {
  if (result === null) return notAgain
  if (result.kind === 'ran') {
    const made = madeBy(result.clock, statements)
    return { ...dialect.compareSchemas(up.after, result.schema, made), failure: null }
  }
  const failure = toldFailure(result)
  const verdict = isOwn(result, losses) ? 'unequal' : 'unverified'
  return { verdict, difference: [failureAsChange(failure, 'up')], failure }
}

function isOwn({ kind, code }: DownFailure, losses: readonly string[]): boolean {
  return kind === 'failed' && (losses.length === 0 || !ofValues.test(code))
}
