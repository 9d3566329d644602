import { crc32 } from 'node:zlib'
import type { Migration } from '../../../model/migration.ts'
import { baseName } from '../../files.ts'
import type { HistoryRecord } from '../format.ts'
import { hexDigest, writtenText } from './checksums.ts'
import { numberOf } from './numbers.ts'
import { rowPerMigration, rowRemoved, rowsBy } from './row-per-migration.ts'

/** With the checksum of the file, which must be that of the file whenever the tool runs. */
export const record: HistoryRecord = rowPerMigration({
  table: '_sqlx_migrations',
  columns: ['version', 'checksum', 'success'],
  keyOf: numberOf,
  ran: rows => rowsBy('version', rows, row => row.success === 'true'),
  unfinished: rows => rowsBy('version', rows, row => row.success !== 'true'),
  isOf: (row, migration) => row.checksum === `\\x${checksumOf(migration)}`,
  writing: {
    applied: (table, migration, { durationMs }) => [
      {
        sql: `insert into ${table} (version, description, success, checksum, execution_time)
          values ($1, $2, true, pg_catalog.decode($3, 'hex'), $4)`,
        parameters: [
          numberOf(migration),
          descriptionOf(migration),
          checksumOf(migration),
          nanoseconds(durationMs),
        ],
      },
    ],
    reverted: (table, migration) => [rowRemoved(table, 'version', numberOf(migration))],
    // `generate_lock_id` of its driver for PostgreSQL.
    lockKeys: ({ database }) => [String(0x3d32ad9en * BigInt(crc32(database)))],
  },
})

/** SHA-384 of the file, in hex digits. */
function checksumOf({ up }: Migration): string {
  return hexDigest('sha384', writtenText(up))
}

/** The file's name behind its version, without any ending, with blanks: `2_add_users.up.sql` → `add users`. */
function descriptionOf({ up: { path } }: Migration): string {
  const name = baseName(path)
  const [, ending = ''] = /(\.up\.sql|\.sql)$/.exec(name) ?? []
  let described = name.slice(name.indexOf('_') + 1)
  while (described.endsWith(ending)) described = described.slice(0, -ending.length)
  return described.replaceAll('_', ' ')
}

function nanoseconds(ms: number): string {
  return String(Math.round(ms * 1_000_000))
}
