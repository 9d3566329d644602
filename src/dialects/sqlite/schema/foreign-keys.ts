import { folded } from '../parse/names.ts'
import type { Table } from './catalog.ts'
import { allConstraints } from './constraints.ts'
import type { PlanFacts } from './plan-facts.ts'

function parentsOf(table: Table): ReadonlySet<string> {
  return new Set(
    allConstraints(table).flatMap(constraint =>
      constraint.type === 'FOREIGN KEY' ? [folded(constraint.parent)] : [],
    ),
  )
}

/** Children before their parents, as far as they do not refer to each other in a circle. */
export function dropOrder(tables: readonly Table[]): readonly Table[] {
  const left = [...tables].reverse()
  const ordered: Table[] = []
  while (left.length > 0) {
    const free = left.findIndex(table =>
      left.every(other => other === table || !parentsOf(other).has(folded(table.name))),
    )
    ordered.push(...left.splice(Math.max(free, 0), 1))
  }
  return ordered
}

/** Whether a table is dropped while rows may refer to it: with foreign keys on, they would be deleted with it. */
export function wouldReach(
  standing: readonly Table[],
  dropped: readonly Table[],
  rebuilt: readonly Table[],
): boolean {
  const left = new Set(standing)
  const isParent = ({ name }: Table) => [...left].some(table => parentsOf(table).has(folded(name)))
  for (const table of dropped) {
    const own = parentsOf(table).has(folded(table.name))
    left.delete(table)
    if (isParent(table) || own) return true
  }
  return rebuilt.some(isParent)
}

/** Whether a table refers to one that is not there: with foreign keys on, nothing can be written to it. */
export function wouldHang(table: Table, { catalog }: PlanFacts): boolean {
  const names = new Set(catalog.tables.map(({ name }) => folded(name)))
  return [...parentsOf(table)].some(parent => !names.has(parent))
}
