import type { Migration } from '../model/migration.ts'
import type { HistoryRows } from '../model/snapshot.ts'
import type { HistoryRecord, HistoryRow } from './formats/format.ts'
import { otherTools } from './other-tools.ts'
import { ownJournal } from './own-journal.ts'
import { partsOf } from './quoted-name.ts'
import { formatNamed } from './read.ts'

/**
 * Of these migrations those that ran on a target to their end, by what its tools' tables say; `null` where none of
 * the tables is of the tool of these migrations, so that nobody knows.
 */
export function appliedOn(
  history: readonly HistoryRows[],
  migrations: readonly Migration[],
): ReadonlySet<Migration> | null {
  const known = consulted(history, migrations)
  return known.length === 0
    ? null
    : new Set(known.flatMap(({ record, rows, own }) => record.applied(rows, own)))
}

/** Of these migrations those that ran with another text, by the checksums that the tools' tables keep. */
export function changedOn(
  history: readonly HistoryRows[],
  migrations: readonly Migration[],
): readonly Migration[] {
  return consulted(history, migrations).flatMap(({ record, rows, own }) => record.changed(rows, own))
}

/** Of these migrations those that their tool began and did not bring to its end, by the tools' tables. */
export function unfinishedOn(
  history: readonly HistoryRows[],
  migrations: readonly Migration[],
): readonly Migration[] {
  return consulted(history, migrations).flatMap(({ record, rows, own }) => record.unfinished(rows, own))
}

/** What ran by the tools' tables, or was begun, and has no file here, by the names that these tables give it. */
export function unknownOn(
  history: readonly HistoryRows[],
  migrations: readonly Migration[],
): readonly string[] {
  return consulted(history, migrations).flatMap(({ record, rows, own }) => record.unknown(rows, own))
}

/** Each table of a migration tool with the migrations that may be in it. */
function consulted(history: readonly HistoryRows[], migrations: readonly Migration[]) {
  const byFormat = Map.groupBy(migrations, ({ format }) => format)
  return [...byFormat].flatMap(([format, own]) =>
    recordsOf(format).flatMap(record => tablesOf(record, history).map(rows => ({ record, rows, own }))),
  )
}

function recordsOf(format: string): readonly HistoryRecord[] {
  const { record } = formatNamed(format)
  return record === null ? [ownJournal, ...otherTools] : [record]
}

function tablesOf(
  { table, columns }: HistoryRecord,
  history: readonly HistoryRows[],
): readonly HistoryRows['rows'][] {
  return history
    .filter(found => partsOf(found.table).at(-1) === table)
    .map(({ rows }) => rows)
    .filter(([first]) => first === undefined || isOf(columns, first))
}

/** Tools give their tables the same name: each is read with the columns of that tool to which all of them belong. */
function isOf(columns: readonly string[], row: HistoryRow): boolean {
  return columns.length === Object.keys(row).length && columns.every(column => column in row)
}
