import type { TracedStatement } from '../../../model/replay.ts'
import type { RowsTouched } from '../../../model/rows.ts'
import type { Chapter, Step } from '../chapters.ts'
import { listedShort } from '../names.ts'
import { remembered } from '../remembered.ts'
import { operations, wasMeasured } from '../traced.ts'
import { rebuilds } from './rebuilds.ts'

/** Rows of other tables that fell, or changed, when a table was dropped. */
export interface CascadedDrop {
  readonly step: Step
  /** The table that was dropped. */
  readonly table: string
  readonly touched: readonly RowsTouched[]
}

/** With foreign keys enforced, DROP TABLE deletes all rows first, and ON DELETE acts on those that point to them. */
export const cascadedDrops = remembered((chapter: Chapter): readonly CascadedDrop[] =>
  chapter.steps.flatMap((step): CascadedDrop[] => {
    const [drop] = operations(step.traced, 'drop-table')
    if (drop === undefined || !wasMeasured(step.traced)) return []
    const touched = step.traced.trace.rows.filter(
      rows => rows.table !== drop.table && isLive(chapter, step, rows.table) && staysSo(chapter, step, rows),
    )
    return touched.length === 0 ? [] : [{ step, table: drop.table, touched }]
  }),
)

/** Also one that was built anew before, or is to take the place: it holds the rows of the old one. */
function isLive(chapter: Chapter, step: Step, table: string): boolean {
  const { start } = chapter
  return (
    step.liveTable(table) !== null ||
    start.liveTable(table) !== null ||
    rebuilds(chapter).some(({ next, drop }) => next === table && drop === step.traced)
  )
}

/** Some authors know: they set the rows of the children aside and put them back. A child that is dropped is told as that. */
function staysSo(chapter: Chapter, step: Step, touched: RowsTouched): boolean {
  // Where the migration failed, all was taken back.
  if (!chapter.complete) return true
  const { rows, changes } = chapter.migration
  const table = step.origin(touched.table) ?? touched.table
  if (changes.some(it => it.action === 'drop' && it.object === 'table' && it.name === table)) return false
  const around = rows?.find(it => it.table === table)
  if (!touched.changed) return around === undefined || around.after < around.before
  const later = chapter.steps.slice(chapter.steps.indexOf(step) + 1)
  return !later.some(({ traced }) =>
    operations(traced, 'write-rows').some(
      write => [table, touched.table].includes(write.table) && write.verb !== 'delete',
    ),
  )
}

/** `3 of 3 rows of main.posts are deleted`. */
export function lossOf(touched: readonly RowsTouched[]): string {
  return listedShort(
    touched.map(({ table, before, after, changed }) =>
      changed
        ? `the references in rows of ${table} are cleared`
        : `${before - after} of ${before} rows of ${table} are deleted`,
    ),
  )
}

/** A `PRAGMA foreign_keys` of the migration that the engine took and did not follow, or will not where it was not run. */
export function uselessPragma({ steps }: Chapter): TracedStatement | undefined {
  return steps.find(({ traced }) =>
    wasMeasured(traced) ? traced.trace.withoutEffect : turnsOffInside(traced),
  )?.traced
}

function turnsOffInside(traced: TracedStatement): boolean {
  const isOff = operations(traced, 'set').some(
    ({ name, value }) => name === 'foreign_keys' && /^(?:0|off|no|false)$/i.test(value ?? ''),
  )
  return traced.trace.outcome === 'not-run' && traced.inTransaction && isOff
}
