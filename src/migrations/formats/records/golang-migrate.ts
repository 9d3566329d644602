import { crc32 } from 'node:zlib'
import type { Migration } from '../../../model/migration.ts'
import type { HistoryRecord, HistoryRow, HistoryStatement } from '../format.ts'
import { numberOf } from './numbers.ts'

/** `advisoryLockIDSalt` of the tool's database/util.go. */
const salt = 1486364155

/**
 * One row: the version up to which all ran. Where it is dirty, that one did not run to its end, or the one behind it not
 * back. Before the first and behind the last way back there is no row, or -1: from releases of old, and dirty.
 */
export const record: HistoryRecord = {
  table: 'schema_migrations',
  columns: ['version', 'dirty'],
  applied(rows, migrations) {
    const current = currentOf(rows)
    if (current === null) return []
    const { version, dirty } = current
    return migrations.filter(migration => {
      const own = versionOf(migration)
      return own < version || (own === version && !dirty)
    })
  },
  changed: () => [],
  unfinished(rows, migrations) {
    const current = currentOf(rows)
    if (current === null || !current.dirty) return []
    return current.version < 0n
      ? migrations.slice(0, 1)
      : migrations.filter(migration => versionOf(migration) === current.version)
  },
  unknown(rows, migrations) {
    const current = currentOf(rows)
    if (current === null || current.version < 0n) return []
    const isKnown = migrations.some(migration => versionOf(migration) === current.version)
    return isKnown ? [] : [String(current.version)]
  },
  writing: {
    applied: (table, migration) => rowOf(table, versionOf(migration)),
    reverted: (table, migration, migrations) => {
      const earlier = migrations.map(versionOf).filter(version => version < versionOf(migration))
      return rowOf(table, greatest(earlier))
    },
    // The name of the database is the path of the URL, slash and all, where the tool was given one.
    lockKeys: ({ database, schema, table }) =>
      [`/${database}`, database].map(name => lockKey([schema, table, name])),
  },
}

function currentOf(
  rows: readonly HistoryRow[],
): { readonly version: bigint; readonly dirty: boolean } | null {
  const [{ version, dirty } = {}] = rows
  return version == null || !/^-?\d+$/.test(version)
    ? null
    : { version: BigInt(version), dirty: dirty === 'true' }
}

function versionOf(migration: Migration): bigint {
  return BigInt(numberOf(migration))
}

function greatest(versions: readonly bigint[]): bigint | null {
  const [first = null, ...others] = versions
  return others.reduce<bigint | null>((one, other) => (one === null || other > one ? other : one), first)
}

/** The tool empties its table each time, so that there is never a second row. */
function rowOf(table: string, version: bigint | null): readonly HistoryStatement[] {
  const emptied = { sql: `truncate ${table}`, parameters: [] }
  if (version === null) return [emptied]
  const insert = `insert into ${table} (version, dirty) values ($1, false)`
  return [emptied, { sql: insert, parameters: [String(version)] }]
}

/** In 32 bits without a sign, as `GenerateAdvisoryLockId` has it. */
function lockKey(names: readonly string[]): string {
  return String(Math.imul(crc32(names.join('\0')), salt) >>> 0)
}
