import type { TracedStatement } from '../../model/replay.ts'
import type { RuleContext } from '../rule.ts'
import { chapters, type Step } from './chapters.ts'
import { remembered } from './remembered.ts'
import { isOpaque, operations } from './traced.ts'
import { shareTransaction } from './transactions.ts'

/** Tables that hold no rows when a statement begins, by their names before the change. */
export interface NoRows {
  /** Nothing stands in them, and nothing is read. */
  readonly truncated: ReadonlySet<string>
  /** Their rows were deleted: nothing can be in the way, though what is left of them is read. */
  readonly deleted: ReadonlySet<string>
}

/**
 * For each statement the tables that an earlier one of its transaction has emptied, and into which nothing was written
 * since; left out are those for which there are none.
 */
export const emptiedBefore = remembered((context: RuleContext): ReadonlyMap<TracedStatement, NoRows> => {
  const found = new Map<TracedStatement, NoRows>()
  for (const { steps } of chapters(context)) {
    let empty: readonly Emptying[] = []
    for (const step of steps) {
      empty = empty.filter(one => shareTransaction(one.step, step))
      if (empty.length > 0) found.set(step.traced, noRows(empty))
      empty = [...empty.filter(one => !fills(step, one.table)), ...emptyings(step)]
    }
  }
  return found
})

interface Emptying {
  readonly step: Step
  readonly table: string
  readonly truncated: boolean
}

function noRows(empty: readonly Emptying[]): NoRows {
  const named = (truncated: boolean) =>
    new Set(empty.flatMap(one => (one.truncated === truncated ? [one.table] : [])))
  return { truncated: named(true), deleted: named(false) }
}

function emptyings(step: Step): readonly Emptying[] {
  const named = (table: string, truncated: boolean): readonly Emptying[] => {
    const live = step.liveTable(table)
    const origin = live === null ? null : step.origin(live)
    return origin === null ? [] : [{ step, table: origin, truncated }]
  }
  return [
    ...operations(step.traced, 'truncate').flatMap(({ table }) => named(table, true)),
    ...operations(step.traced, 'write-rows').flatMap(({ verb, table, filtered }) =>
      verb === 'delete' && !filtered ? named(table, false) : [],
    ),
  ]
}

function fills(step: Step, table: string): boolean {
  if (isOpaque(step.traced)) return true
  return operations(step.traced, 'write-rows').some(
    write => write.verb !== 'delete' && step.origin(step.liveTable(write.table) ?? write.table) === table,
  )
}
