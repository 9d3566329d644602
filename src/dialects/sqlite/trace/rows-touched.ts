import type { Rows, RowsTouched, TableRows } from '../../../model/rows.ts'
import type { Statement } from '../../../model/statement.ts'
import { folded } from '../parse/names.ts'

/**
 * Tables whose rows are others after a statement: fewer, more, or with other values. A table that was renamed or is
 * new has the rows that it has; one that was dropped has none any more.
 */
export function rowsTouched(before: Rows, after: Rows, { operations }: Statement): readonly RowsTouched[] {
  const dropped = new Set(
    operations.flatMap(operation => (operation.kind === 'drop-table' ? [folded(operation.table)] : [])),
  )
  const touched: RowsTouched[] = []
  for (const [table, was] of before) {
    const is = after.get(table)
    if (is === undefined) {
      if (dropped.has(folded(table))) touched.push({ table, before: was.count, after: 0, changed: false })
    } else if (is.count !== was.count || differ(was, is))
      touched.push({ table, before: was.count, after: is.count, changed: is.count === was.count })
  }
  return touched
}

/** A column that came or went is no other value of those that stayed. */
function differ(was: TableRows, is: TableRows): boolean {
  return [...was.columns].some(([column, values]) => {
    const now = is.columns.get(column)
    return now?.some((value, place) => value !== values[place])
  })
}
