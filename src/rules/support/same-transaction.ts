import type { Step } from './chapters.ts'
import { shareTransaction } from './transactions.ts'

/** What stands in one transaction under the same key, together; in the order of the first of each. */
export function byTransaction<One extends { readonly step: Step }>(
  all: readonly One[],
  keyOf: (one: One) => string,
): readonly (readonly One[])[] {
  const groups: One[][] = []
  const latest = new Map<string, One[]>()
  for (const one of all) {
    const group = latest.get(keyOf(one))
    const [first] = group ?? []
    if (group !== undefined && first !== undefined && shareTransaction(first.step, one.step)) {
      group.push(one)
      continue
    }
    const next = [one]
    groups.push(next)
    latest.set(keyOf(one), next)
  }
  return groups
}
