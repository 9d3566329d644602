import type { Migration } from '../../../model/migration.ts'
import type { HistoryRecord, HistoryRow } from '../format.ts'
import { hexDigest, writtenText } from './checksums.ts'
import { rowPerMigration, rowsBy } from './row-per-migration.ts'

/** A row for each try: at one that was begun and not finished Prisma stops, one rolled back stands for nothing. */
export const record: HistoryRecord = rowPerMigration({
  table: '_prisma_migrations',
  columns: ['started_at', 'migration_name', 'checksum', 'finished_at', 'rolled_back_at'],
  keyOf: ({ id }) => id,
  ran: rows => rowsBy('migration_name', rows, row => row.finished_at != null && row.rolled_back_at == null),
  unfinished: rows =>
    rowsBy('migration_name', rows, row => row.finished_at == null && row.rolled_back_at == null),
  isOf,
  writing: {
    applied: (table, migration, { durationMs }) => [
      {
        sql: `insert into ${table} (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
          values (pg_catalog.gen_random_uuid()::pg_catalog.text, $1, $2,
            pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => $3), pg_catalog.clock_timestamp(), 1)`,
        parameters: [hexDigest('sha256', writtenText(migration.up)), migration.id, durationMs / 1000],
      },
    ],
    // Prisma has no way back. A row with `rolled_back_at` its deploy runs again, but its status takes for applied.
    reverted: (table, { id }) => [
      {
        sql: `delete from ${table} where migration_name = $1 and rolled_back_at is null`,
        parameters: [id],
      },
    ],
    lockKeys: () => ['72707369'],
  },
})

/** As Prisma compares: line breaks of either kind, and the digits of old releases, which left zeros out. */
function isOf({ checksum }: HistoryRow, { up }: Migration): boolean {
  const text = writtenText(up)
  return [text, text.replaceAll('\r\n', '\n'), text.replaceAll('\n', '\r\n')]
    .map(variant => hexDigest('sha256', variant))
    .some(digits => checksum === digits || checksum === withoutZeros(digits))
}

/** Each byte in as few digits as it needs. */
function withoutZeros(digits: string): string {
  return digits.replaceAll(/../g, byte => byte.replace(/^0/, ''))
}
