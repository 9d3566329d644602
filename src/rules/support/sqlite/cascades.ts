import type { TracedStatement } from '../../../model/replay.ts'
import type { RowsTouched } from '../../../model/rows.ts'
import type { Chapter, Step } from '../chapters.ts'
import { listed } from '../names.ts'
import { operations, wasMeasured } from '../traced.ts'

/** Rows of other tables that fell, or changed, when a table was dropped. */
export interface CascadedDrop {
  readonly step: Step
  /** The table that was dropped. */
  readonly table: string
  readonly touched: readonly RowsTouched[]
}

/** With foreign keys enforced, DROP TABLE deletes all rows first, and ON DELETE acts on those that point to them. */
export function cascadedDrops({ steps }: Chapter): readonly CascadedDrop[] {
  return steps.flatMap((step): CascadedDrop[] => {
    const [drop] = operations(step.traced, 'drop-table')
    if (drop === undefined || !wasMeasured(step.traced)) return []
    const touched = step.traced.trace.rows.filter(
      ({ table }) => table !== drop.table && step.liveTable(table) !== null,
    )
    return touched.length === 0 ? [] : [{ step, table: drop.table, touched }]
  })
}

/** `3 of 3 rows of main.posts are deleted`. */
export function lossOf(touched: readonly RowsTouched[]): string {
  return listed(
    touched.map(({ table, before, after, changed }) =>
      changed
        ? `the references in rows of ${table} are cleared`
        : `${before - after} of ${before} rows of ${table} are deleted`,
    ),
  )
}

/** A `PRAGMA foreign_keys` of the migration that the engine took and did not follow. */
export function uselessPragma({ steps }: Chapter): TracedStatement | undefined {
  return steps.find(({ traced }) => traced.trace.withoutEffect && wasMeasured(traced))?.traced
}
