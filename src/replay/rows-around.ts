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
        levelled: [...was.columns.keys()].filter(column => isLevelled(was, is, column)),
        replaced: [...was.columns.keys()].filter(column => isReplaced(was, is, column)),
        mixed: mixedColumns(was, is),
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

function isLevelled(was: TableRows, is: TableRows, column: string): boolean {
  const now = is.columns.get(column) ?? []
  const differed = new Set(was.columns.get(column)).size > 1
  return differed && now.length > 1 && now[0] !== none && new Set(now).size === 1
}

function isReplaced(was: TableRows, is: TableRows, column: string): boolean {
  const now = new Set(is.columns.get(column))
  const had = was.columns.get(column) ?? []
  return had.length > 1 && now.size > 1 && !had.some(value => now.has(value))
}

/** Two that changed places, or a row of them that moved on by one: a copy that goes by position does so. */
function mixedColumns(was: TableRows, is: TableRows): RowsAround['mixed'] {
  const stay = [...was.columns].filter(([column]) => is.columns.has(column))
  const others = stay.filter(([column, values]) => !same(is.columns.get(column), values))
  // Without a column that shows the rows in their old order, they may only stand in another one.
  const isInOrder = stay.some(pair => !others.includes(pair) && new Set(pair[1]).size > 1)
  const strange = others.filter(
    ([column, own]) => isInOrder || !same(is.columns.get(column)?.toSorted(), own.toSorted()),
  )
  return strange.flatMap(([column]) => {
    const now = is.columns.get(column)
    const found = strange.find(([, values]) => new Set(values).size > 1 && same(now, values))
    return found === undefined ? [] : [{ column, from: found[0] }]
  })
}

/** Values that are all the same, or all NULL, could stand anywhere. */
function movedColumns(was: TableRows, is: TableRows): RowsAround['moved'] {
  const came = [...is.columns.keys()].filter(column => !was.columns.has(column))
  return [...was.columns].flatMap(([from, values]) => {
    if (is.columns.has(from) || new Set(values).size < 2) return []
    const to = came.find(column => same(is.columns.get(column), values))
    return to === undefined ? [] : [{ from, to }]
  })
}

function same(now: readonly string[] | undefined, values: readonly string[]): boolean {
  return now?.join('\n') === values.join('\n')
}

/** A table that lost its mark begins at its highest key again. */
function loweredMark(was: TableRows, is: TableRows): RowsAround['lowered'] {
  if (was.mark === undefined) return null
  const after = is.mark ?? 0
  return after < was.mark ? { before: was.mark, after } : null
}
