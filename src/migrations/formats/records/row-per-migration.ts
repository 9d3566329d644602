import type { Migration } from '../../../model/migration.ts'
import type { HistoryRecord, HistoryRow, HistoryStatement, HistoryWriting } from '../format.ts'

/** What is particular to a tool that keeps a row for each migration that ran. */
export interface RowPerMigration extends Pick<HistoryRecord, 'table' | 'columns' | 'writing'> {
  /** What the rows call a migration. */
  keyOf(migration: Migration): string
  /** What ran, by what the rows call it: the rows that say so. */
  ran(rows: readonly HistoryRow[]): ReadonlyMap<string, readonly HistoryRow[]>
  /** What was begun and not brought to its end, alike; absent where the tool keeps no such rows. */
  unfinished?(rows: readonly HistoryRow[]): ReadonlyMap<string, readonly HistoryRow[]>
  /** Whether a row was written of this file; absent where the tool keeps no checksum. */
  isOf?(row: HistoryRow, migration: Migration): boolean
}

/** The record of a tool that keeps a row for each migration that ran. */
export function rowPerMigration(tool: RowPerMigration): HistoryRecord {
  const { table, columns, writing, keyOf, ran, isOf = () => true } = tool
  const begun = tool.unfinished ?? (() => new Map())
  return {
    table,
    columns,
    ...(writing === undefined ? {} : { writing }),
    applied(rows, migrations) {
      const done = ran(rows)
      return migrations.filter(migration => done.has(keyOf(migration)))
    },
    changed(rows, migrations) {
      const done = ran(rows)
      return migrations.filter(
        migration => done.get(keyOf(migration))?.every(row => !isOf(row, migration)) === true,
      )
    },
    unfinished(rows, migrations) {
      const open = begun(rows)
      return migrations.filter(migration => open.has(keyOf(migration)))
    },
    unknown(rows, migrations) {
      const known = new Set(migrations.map(keyOf))
      const found = new Set([...ran(rows).keys(), ...begun(rows).keys()])
      return [...found].filter(key => !known.has(key))
    },
  }
}

/** The rows of which this holds, by one of their columns. */
export function rowsBy(
  column: string,
  rows: readonly HistoryRow[],
  holds: (row: HistoryRow) => boolean = () => true,
): ReadonlyMap<string, readonly HistoryRow[]> {
  return Map.groupBy(rows.filter(holds), row => row[column] ?? '')
}

/** For tools that write no more than the key, and take the row away again. */
export function keyAlone(
  column: string,
  keyOf: (migration: Migration) => string,
): Pick<HistoryWriting, 'applied' | 'reverted'> {
  return {
    applied: (table, migration) => [
      { sql: `insert into ${table} (${column}) values ($1)`, parameters: [keyOf(migration)] },
    ],
    reverted: (table, migration) => [rowRemoved(table, column, keyOf(migration))],
  }
}

/** The row of a migration taken away. */
export function rowRemoved(table: string, column: string, key: string): HistoryStatement {
  return { sql: `delete from ${table} where ${column} = $1`, parameters: [key] }
}
