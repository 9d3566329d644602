import { texts } from '../attribution.ts'
import type { Chapter } from '../chapters.ts'
import { leavesRowsOut } from '../copies.ts'
import { identifierIn } from '../spelled.ts'
import { operations } from '../traced.ts'
import { cascadedDrops } from './cascades.ts'
import type { Rebuild } from './rebuilds.ts'

/** What the copy of a rebuild leaves behind. */
export interface LostRows {
  readonly rebuild: Rebuild
  /** Rows before and after, as seen in the shadow. */
  readonly before: number
  readonly after: number
  /** Columns that hold nothing but NULL now. */
  readonly emptied: readonly string[]
  /** By its text the copy chooses rows, though it chose all that were there. */
  readonly chooses: boolean
}

export function lostRows(chapter: Chapter, all: readonly Rebuild[]): readonly LostRows[] {
  // What fell because its parent was dropped is told as that.
  const fell = new Set(
    cascadedDrops(chapter).flatMap(({ step, touched }) =>
      touched.map(({ table }) => step.origin(table) ?? table),
    ),
  )
  return all.flatMap(rebuild => {
    const rows = chapter.migration.rows?.find(({ table }) => table === rebuild.table)
    if (rows === undefined || isWeeded(chapter, rebuild) || fell.has(rebuild.table)) return []
    const { before, after } = rows
    const emptied = rows.emptied
      .map(column => identifierIn(chapter.context.dialect, column))
      .filter(column => !isWritten(chapter, rebuild, column))
    const chooses = copiesOf(chapter, rebuild).some(leavesRowsOut)
    return after < before || emptied.length > 0 || chooses
      ? [{ rebuild, before, after, emptied, chooses }]
      : []
  })
}

/** The author deletes rows by a statement of its own, and means it. */
function isWeeded(chapter: Chapter, { table, old, next }: Rebuild): boolean {
  return texts(chapter, 'write-rows').some(
    ([write]) => write.verb === 'delete' && [table, old, next].includes(write.table),
  )
}

function isWritten(chapter: Chapter, { table, old, next }: Rebuild, column: string): boolean {
  return texts(chapter, 'write-rows').some(
    ([write]) =>
      write.verb === 'update' && [table, old, next].includes(write.table) && write.columns.includes(column),
  )
}

/** The statements that fill the new table from the old one. */
function copiesOf(chapter: Chapter, { table, old, next }: Rebuild) {
  return chapter.steps.filter(({ traced }) => {
    const filled = [
      ...operations(traced, 'write-rows').filter(({ verb }) => verb === 'insert'),
      ...operations(traced, 'create-table'),
    ].some(write => [next, table].includes(write.table))
    return filled && [old, table].some(source => traced.trace.scans.includes(source))
  })
}
