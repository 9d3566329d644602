import type { Rows, RowsAround, TableRows } from '../model/rows.ts'

/** How the rows of the tables that stand at both moments differ; by name, so that a table built anew is itself. */
export function rowsAround(before: Rows, after: Rows): readonly RowsAround[] {
  return [...before].flatMap(([table, was]) => {
    const is = after.get(table)
    if (is === undefined) return []
    return [
      {
        table,
        before: was.count,
        after: is.count,
        emptied: [...was.columns.keys()].filter(column => isEmptied(was, is, column)),
        moved: movedColumns(was, is),
        lowered: loweredMark(was, is),
      },
    ]
  })
}

const none = 'NULL'

function isEmptied(was: TableRows, is: TableRows, column: string): boolean {
  const now = is.columns.get(column) ?? []
  const had = was.columns.get(column)?.some(value => value !== none) === true
  return had && now.length > 0 && now.every(value => value === none)
}

/** Values that are all the same, or all NULL, could stand anywhere. */
function movedColumns(was: TableRows, is: TableRows): RowsAround['moved'] {
  const came = [...is.columns.keys()].filter(column => !was.columns.has(column))
  return [...was.columns].flatMap(([from, values]) => {
    if (is.columns.has(from) || new Set(values).size < 2) return []
    const to = came.find(column => is.columns.get(column)?.join('\n') === values.join('\n'))
    return to === undefined ? [] : [{ from, to }]
  })
}

/** A table that lost its mark begins at its highest key again. */
function loweredMark(was: TableRows, is: TableRows): RowsAround['lowered'] {
  if (was.mark === undefined) return null
  const after = is.mark ?? 0
  return after < was.mark ? { before: was.mark, after } : null
}
