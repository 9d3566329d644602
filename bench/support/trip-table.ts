import { table } from './tables.ts'
import type { Arrival, Trip } from './trip.ts'

/** What became of the pairs of one suite. */
export interface SuiteResult {
  readonly name: string
  readonly pairs: number
  /** Pairs of which one schema cannot be built, with the server's words. */
  readonly unusable: readonly { readonly name: string; readonly why: string }[]
  readonly trips: readonly Trip[]
}

const counts: readonly (readonly [string, (trip: Trip) => boolean])[] = [
  ['round trips', () => true],
  ['up equal', ({ up }) => judged(up, 'equal')],
  ['up equal except column order', ({ up }) => judged(up, 'except order')],
  ['up unequal', ({ up }) => judged(up, 'unequal')],
  ['up refused', ({ up }) => up.kind === 'refused'],
  ['down equal', ({ down }) => judged(down, 'equal')],
  ['down equal except column order', ({ down }) => judged(down, 'except order')],
  ['down unequal', ({ down }) => judged(down, 'unequal')],
  ['down refused', ({ down }) => down.kind === 'refused'],
  ['equal to pg_dump, but not to our comparison', trip => ends(trip).some(isStricter)],
  ['**unequal, but our comparison says equal**', trip => ends(trip).some(isFalselyEqual)],
]

/** One column a suite and way. */
export function renderSuites(suites: readonly SuiteResult[]): string {
  const columns = suites.flatMap(suite =>
    (['reviewed', 'planned'] as const)
      .map(way => ({ suite, way, trips: suite.trips.filter(trip => trip.way === way) }))
      .filter(({ trips }) => trips.length > 0),
  )
  return table(
    ['', ...columns.map(({ suite, way }) => `${suite.name}, ${way === 'planned' ? 'our' : 'reviewed'} up`)],
    [
      ['pairs', ...columns.map(({ suite }) => String(suite.pairs))],
      ['usable', ...columns.map(({ suite }) => String(suite.pairs - suite.unusable.length))],
      ...counts.map(([title, test]) => [
        title,
        ...columns.map(({ trips }) => String(trips.filter(test).length)),
      ]),
    ],
  )
}

/** Whoever wrote the up: what our comparison says of where it leads is a word of ours. */
function ends({ up, down }: Trip): readonly Arrival[] {
  return [up, down]
}

function judged(arrival: Arrival, verdict: 'equal' | 'except order' | 'unequal'): boolean {
  return arrival.kind === 'arrived' && arrival.judged === verdict
}

/** What must never be: the judge sees a difference, and we say that there is none. */
export function isFalselyEqual(arrival: Arrival): boolean {
  if (arrival.kind !== 'arrived' || arrival.judged === 'equal') return false
  return arrival.ours === 'equal' || (arrival.ours === 'except order' && arrival.judged === 'unequal')
}

function isStricter(arrival: Arrival): boolean {
  return judged(arrival, 'equal') && arrival.kind === 'arrived' && arrival.ours !== 'equal'
}
