import { folded } from '../../parse/names.ts'
import type { Table } from './facts.ts'

/** Parents before their children, as far as no cycle forbids it. */
export function parentsFirst(tables: readonly Table[]): readonly Table[] {
  const byName = new Map(tables.map(table => [folded(table.name), table]))
  const seen = new Set<Table>()
  const ordered: Table[] = []
  for (const start of tables) {
    // Without recursion: a chain of tables may be longer than the stack.
    const path: { readonly table: Table; readonly parents: Table[] }[] = []
    const enter = (table: Table) => {
      if (seen.has(table)) return
      seen.add(table)
      const parents = table.foreignKeys.flatMap(({ parent }) => byName.get(folded(parent)) ?? [])
      path.push({ table, parents })
    }
    enter(start)
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const parent = last.parents.shift()
      if (parent !== undefined) enter(parent)
      else {
        ordered.push(last.table)
        path.pop()
      }
    }
  }
  return ordered
}
