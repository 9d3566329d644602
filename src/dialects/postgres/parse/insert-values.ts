import type { InsertStmt, Node, SelectStmt } from 'libpg-query'
import { nodeAs, nodesAs, stringsOf } from './tree.ts'

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
