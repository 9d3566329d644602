import type { Migration } from '../model/migration.ts'
import type { HistoryRows } from '../model/snapshot.ts'
import type { HistoryRecord } from './formats/format.ts'
import { otherTools } from './other-tools.ts'
import { formatNamed } from './read.ts'

/**
 * Of these migrations those that ran on a target to their end, by what its tools' tables say; `null` where none of
 * the tables is of the tool of these migrations, so that nobody knows.
 */
export function appliedOn(
  history: readonly HistoryRows[],
  migrations: readonly Migration[],
): ReadonlySet<Migration> | null {
  const byFormat = Map.groupBy(migrations, ({ format }) => format)
  const known = [...byFormat].flatMap(([format, own]) => {
    const found = recordsOf(format).flatMap(record =>
      tablesOf(record, history).map(rows => ({ record, rows })),
    )
    return found.length === 0 ? [] : [found.flatMap(({ record, rows }) => record.applied(rows, own))]
  })
  return known.length === 0 ? null : new Set(known.flat())
}

function recordsOf(format: string): readonly HistoryRecord[] {
  const { record } = formatNamed(format)
  return record === null ? otherTools : [record]
}

function tablesOf(
  { table, columns }: HistoryRecord,
  history: readonly HistoryRows[],
): readonly HistoryRows['rows'][] {
  return history
    .filter(found => lastPart(found.table) === table)
    .map(({ rows }) => rows)
    .filter(([first]) => first === undefined || columns.every(column => column in first))
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replaceAll('"', '')
}
