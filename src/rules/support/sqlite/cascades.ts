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
export function cascadedDrops(chapter: Chapter): readonly CascadedDrop[] {
  return chapter.steps.flatMap((step): CascadedDrop[] => {
    const [drop] = operations(step.traced, 'drop-table')
    if (drop === undefined || !wasMeasured(step.traced)) return []
    const touched = step.traced.trace.rows.filter(
      rows =>
        rows.table !== drop.table && step.liveTable(rows.table) !== null && staysSo(chapter, step, rows),
    )
    return touched.length === 0 ? [] : [{ step, table: drop.table, touched }]
  })
}

/** Some authors know: they set the rows of the children aside and put them back. A child that is dropped is told as that. */
function staysSo(chapter: Chapter, step: Step, { table, changed }: RowsTouched): boolean {
  const { rows, changes } = chapter.migration
  if (changes.some(it => it.action === 'drop' && it.object === 'table' && it.name === table)) return false
  const around = rows?.find(it => it.table === table)
  if (around === undefined) return true
  const later = chapter.steps.slice(chapter.steps.indexOf(step) + 1)
  const isWritten = later.some(({ traced }) =>
    operations(traced, 'write-rows').some(write => write.table === table && write.verb !== 'delete'),
  )
  return changed ? !isWritten : around.after < around.before || !isWritten
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
