import type { Review } from '../../src/model/review.ts'
import { table } from './tables.ts'

/** What checking a whole history gave. */
export interface HistoryRow {
  readonly name: string
  readonly review: Review
  readonly seconds: number
}

type Down = Review['migrations'][number]['down']

/** Tables of several histories as markdown: the replay and the downs. */
export function renderHistories(rows: readonly HistoryRow[]): string {
  return [
    table(
      [
        'history',
        'format',
        'migrations',
        'statements',
        'ran',
        'measured',
        'not run or not believed, by cause',
        's',
      ],
      rows.map(replayCells),
    ),
    table(
      [
        'history',
        'authored downs',
        'equal',
        'equal but for column order',
        'unequal',
        'failed',
        'not tried',
        'empty',
        'generated downs',
        'equal',
        'equal but for column order',
        'unequal',
        'impossible or not tried',
        'all in reverse',
      ],
      rows.map(downCells),
    ),
  ].join('\n\n')
}

function replayCells({ name, review, seconds }: HistoryRow): readonly string[] {
  const statements = review.migrations.flatMap(migration => migration.statements)
  const ran = statements.filter(({ outcome }) => outcome === 'ran').length
  const formats = [...new Set(review.migrations.map(({ format }) => format))]
  const causes = Map.groupBy(
    statements.filter(({ outcome }) => outcome !== 'ran'),
    ({ outcome, error }) => `${outcome} ${error?.code ?? ''}`.trim(),
  )
  return [
    name,
    formats.join(', '),
    `${review.migrations.length}`,
    `${statements.length}`,
    share(ran, statements.length),
    share(review.counts.measured, statements.length),
    [...causes]
      .map(([cause, all]) => `${all.length} ${cause}`)
      .sort()
      .join(', ') || '–',
    seconds.toFixed(1),
  ]
}

function downCells({ name, review }: HistoryRow): readonly string[] {
  const downs = review.migrations.map(({ down }) => down)
  const count = (holds: (down: Down) => boolean) => `${downs.filter(holds).length}`
  const authored = (holds: (down: Down) => boolean) =>
    count(down => down.source === 'authored' && holds(down))
  const generated = (holds: (down: Down) => boolean) =>
    count(down => (down.source === 'generated' || down.source === 'none') && holds(down))
  return [
    name,
    authored(() => true),
    authored(({ schema }) => schema === 'equal'),
    authored(({ schema }) => schema === 'equal-except-order'),
    authored(down => down.schema === 'unequal' && !failed(down)),
    authored(down => down.schema === 'unequal' && failed(down)),
    authored(({ schema }) => schema === 'unverified'),
    count(({ source }) => source === 'authored-empty'),
    generated(() => true),
    generated(({ schema }) => schema === 'equal'),
    generated(({ schema }) => schema === 'equal-except-order'),
    generated(({ schema }) => schema === 'unequal'),
    generated(({ schema }) => schema === 'impossible' || schema === 'unverified'),
    review.batchDown?.schema ?? '–',
  ]
}

/** A down that stopped: its difference is the error and nothing else. */
function failed({ difference }: Down): boolean {
  return difference.length === 1 && difference[0]?.object === 'down'
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}
