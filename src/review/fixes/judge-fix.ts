import type { Dialect } from '../../dialects/dialect.ts'
import type { Review } from '../../model/review.ts'
import type { Schema } from '../../model/schema.ts'

/** Severities that a fix must not add to. */
const grave: ReadonlySet<string> = new Set(['error', 'warning'])

interface Result {
  readonly review: Review
  readonly schemaAfter: Schema | null
}

/** Whether fixed files lead to the same schema, where that was seen, and no rule says more of them and some say less. */
export function isBetter({ compareSchemas }: Dialect, before: Result, after: Result): boolean {
  const [was, is] = [tally(before.review), tally(after.review)]
  const adds = [...is].some(([rule, count]) => count > (was.get(rule) ?? 0))
  return !adds && sum(is) < sum(was) && leadsTo(before.schemaAfter, after.schemaAfter, compareSchemas)
}

function leadsTo(was: Schema | null, is: Schema | null, compare: Dialect['compareSchemas']): boolean {
  if (was === null || is === null) return was === is
  return compare(was, is).verdict !== 'unequal'
}

function tally({ findings }: Review): ReadonlyMap<string, number> {
  const open = findings.filter(({ severity, suppressed }) => suppressed === null && grave.has(severity))
  return new Map([...Map.groupBy(open, ({ rule }) => rule)].map(([rule, all]) => [rule, all.length]))
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((a, b) => a + b, 0)
}
