import type { ReplayedMigration, TracedStatement } from '../../model/replay.ts'
import type { Step } from './chapters.ts'
import { remembered } from './remembered.ts'
import { operations } from './traced.ts'

type Place = Pick<Step, 'migration' | 'traced'>

/** The place of a statement among those of its migration, from 0; -1 where it is none of them. */
export function placeIn({ migration, traced }: Place): number {
  return places(migration).get(traced) ?? -1
}

const places = remembered(
  ({ statements }: ReplayedMigration): ReadonlyMap<TracedStatement, number> =>
    new Map(statements.map((traced, place) => [traced, place])),
)

/** True where both are in one transaction by the text, and none ends with them or between them. */
export function shareTransaction(earlier: Place, later: Place): boolean {
  if (earlier.migration !== later.migration) return false
  const ended = endings(later.migration)
  const [from, to] = [placeIn(earlier), placeIn(later)]
  return !endsTransaction(earlier.traced) && ended[from] === ended[to]
}

/** The modes in which earlier statements of the transaction lock a table, by the manual. */
export function modesBefore(step: Place, table: string): readonly string[] {
  const place = placeIn(step)
  const transaction = endings(step.migration)[place - 1] ?? 0
  const taken = firstLocks(step.migration).get(transaction)?.get(table) ?? []
  return [...taken].filter(([, at]) => at < place).map(([mode]) => mode)
}

/** It stands outside a transaction, or ends its own. */
function endsTransaction(traced: TracedStatement): boolean {
  return (
    !traced.inTransaction ||
    operations(traced, 'transaction').some(({ verb }) => verb === 'commit' || verb === 'rollback')
  )
}

/** For each statement: how many transactions ended up to it, with it counted in. */
const endings = remembered(({ statements }: ReplayedMigration): readonly number[] => {
  let ended = 0
  return statements.map(traced => {
    if (endsTransaction(traced)) ended += 1
    return ended
  })
})

/** Where each mode was first taken: by transaction, by relation, by mode. */
const firstLocks = remembered((migration: ReplayedMigration) => {
  const ended = endings(migration)
  const found = new Map<number, Map<string, Map<string, number>>>()
  for (const [place, traced] of migration.statements.entries()) {
    if (endsTransaction(traced)) continue
    const relations = entryOf(found, ended[place] ?? 0, () => new Map<string, Map<string, number>>())
    for (const { relation, mode } of traced.trace.locks) {
      const modes = entryOf(relations, relation, () => new Map<string, number>())
      if (!modes.has(mode)) modes.set(mode, place)
    }
  }
  return found
})

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}
