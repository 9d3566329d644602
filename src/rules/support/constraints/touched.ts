import type { RuleContext } from '../../rule.ts'
import { type Step, steps } from '../chapters.ts'

/** The locks that changing a table takes, and reading or writing its rows does not. */
const ofChanges: ReadonlySet<string> = new Set([
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
])

/** The first statement that changes a live table, by the locks that were seen; `undefined` where none does. */
export function firstTouch(context: RuleContext, table: string): Step | undefined {
  return steps(context).find(
    ({ traced, liveTable }) =>
      liveTable(table) !== null &&
      traced.trace.outcome !== 'failed' &&
      traced.trace.locks.some(({ relation, mode }) => relation === table && ofChanges.has(mode)),
  )
}
