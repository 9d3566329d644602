import type { RuleContext, RuleMatch, Told } from '../rule.ts'
import { placeIn } from './transactions.ts'

/**
 * Tells whether a statement can only be reached where a table has no rows: one before it in the change stops at the
 * first row. Tables go by their names before the change.
 */
export function metEmpty(
  { migrations }: RuleContext,
  told: readonly Told[],
): (match: RuleMatch, table: string) => boolean {
  const order = new Map(migrations.map((migration, place) => [migration, place]))
  const stops = new Map<string, Place>()
  for (const { match } of told)
    for (const table of match.stopsAtRowsOf ?? []) {
      const place = placeOf(match)
      const known = stops.get(table)
      if (known === undefined || isBefore(place, known)) stops.set(table, place)
    }
  return (match, table) => {
    const stop = stops.get(table)
    return stop !== undefined && match.file !== 'down' && isBefore(stop, placeOf(match))
  }

  function placeOf({ migration, statement }: RuleMatch): Place {
    const traced = statement === null ? -1 : placeIn({ migration, traced: statement })
    return [order.get(migration) ?? -1, traced]
  }
}

type Place = readonly [migration: number, statement: number]

function isBefore([migration, statement]: Place, other: Place): boolean {
  return migration < other[0] || (migration === other[0] && statement < other[1])
}
