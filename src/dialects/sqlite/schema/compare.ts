import type { Change, Schema, SchemaComparison } from '../../../model/schema.ts'
import { folded } from '../parse/names.ts'
import { changesOf } from './diff.ts'
import { sameFragment } from './fragment.ts'
import { matchByName } from './match.ts'

/**
 * Whether a database has come back to what it was, by names and texts alone. What is left behind is an `add`, what
 * was lost a `drop`. The order of columns is its own answer, given only where all else is equal.
 */
export function compareSchemas(expected: Schema, actual: Schema): SchemaComparison {
  const difference = changesOf(expected, actual, matchByName(expected, actual), sameFragment)
  if (difference.length > 0) return { verdict: 'unequal', difference }
  const reordered = orderChanges(expected, actual)
  return { verdict: reordered.length > 0 ? 'equal-except-order' : 'equal', difference: reordered }
}

function orderChanges(expected: Schema, actual: Schema): readonly Change[] {
  const now = new Map([...actual.columnOrder].map(([name, columns]) => [folded(name), columns]))
  return [...expected.columnOrder].flatMap(([name, columns]) => {
    const found = now.get(folded(name)) ?? []
    if (folded(columns.join()) === folded(found.join())) return []
    const detail = `columns ${columns.join(', ')} → ${found.join(', ')}`
    return [{ action: 'alter' as const, object: 'table', name, detail }]
  })
}
