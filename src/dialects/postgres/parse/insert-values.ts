import type { InsertStmt, Node, SelectStmt } from 'libpg-query'
import type { Statement } from '../../../model/statement.ts'
import { nodeAs, nodesAs, stringsOf, treeOf, walk } from './tree.ts'

/**
 * The columns to which an INSERT gives values of its own, in any of its rows: by name, or by place from 0 where it
 * names none. DEFAULT, NULL and a number asked from a sequence are none.
 */
export function givenColumns({ cols, selectStmt }: InsertStmt): readonly (string | number)[] {
  const given = new Set<number>()
  for (const row of rowsOf(nodeAs(selectStmt, 'SelectStmt')))
    for (const [place, value] of row.entries()) if (isOwnValue(value)) given.add(place)
  const named = nodesAs(cols, 'ResTarget').map(({ name }) => name ?? '')
  return [...given].sort((a, b) => a - b).map(place => (cols === undefined ? place : (named[place] ?? place)))
}

/** Whether a statement is a CREATE TABLE without rows, or an INSERT of those in its own text, whatever any table holds. */
export function takesNoRows(statement: Statement): boolean {
  const tree = treeOf(statement) ?? undefined
  if (nodeAs(tree, 'CreateStmt') !== null) return true
  const insert = nodeAs(tree, 'InsertStmt')
  if (insert === null) return false
  let asks = insert.withClause !== undefined || insert.onConflictClause !== undefined
  if (insert.selectStmt !== undefined)
    walk(insert.selectStmt, ({ key }) => {
      if (key === 'RangeVar' || key === 'RangeFunction' || key === 'FuncCall') asks = true
    })
  return !asks
}

/** The rows of VALUES; what a query selects counts as one, of a UNION that of each part. */
function rowsOf(select: SelectStmt | null): readonly (readonly Node[])[] {
  const rows: (readonly Node[])[] = []
  const open = [select]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === null) continue
    rows.push(...nodesAs(next.valuesLists, 'List').map(({ items }) => items ?? []))
    rows.push(nodesAs(next.targetList, 'ResTarget').flatMap(({ val }) => val ?? []))
    open.push(next.larg ?? null, next.rarg ?? null)
  }
  return rows
}

function isOwnValue(value: Node): boolean {
  if (nodeAs(value, 'SetToDefault') !== null || nodeAs(value, 'A_Const')?.isnull === true) return false
  return stringsOf(nodeAs(value, 'FuncCall')?.funcname).at(-1) !== 'nextval'
}
