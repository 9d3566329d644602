import type { HistoryRecord, HistoryStatement } from '../format.ts'
import { numberOf } from './numbers.ts'
import { rowPerMigration, rowRemoved } from './row-per-migration.ts'

/** The version that goose writes into a new table, of which there is no file. */
const nothingYet = '0'

/** The newest row of a version counts: old releases wrote one for each way, later ones take it away. */
export const record: HistoryRecord = rowPerMigration({
  table: 'goose_db_version',
  columns: ['id', 'version_id', 'is_applied'],
  keyOf: numberOf,
  ran(rows) {
    const ordered = rows.toSorted((a, b) => Number(a.id) - Number(b.id))
    const newest = new Map(ordered.map(row => [String(row.version_id), row]))
    return new Map(
      [...newest]
        .filter(([version, row]) => version !== nothingYet && row.is_applied === 'true')
        .map(([version, row]) => [version, [row]]),
    )
  },
  writing: {
    applied: (table, migration) => [versionWritten(table, numberOf(migration))],
    reverted: (table, migration) => [rowRemoved(table, 'version_id', numberOf(migration))],
    begun: table => [versionWritten(table, nothingYet)],
    // `lock.DefaultLockID`: the command line takes none, a program that is told to takes this one.
    lockKeys: () => ['4097083626'],
  },
})

function versionWritten(table: string, version: string): HistoryStatement {
  return { sql: `insert into ${table} (version_id, is_applied) values ($1, true)`, parameters: [version] }
}
