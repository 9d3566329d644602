import { UserError } from '../../../model/errors.ts'
import type { Migration } from '../../../model/migration.ts'
import type { HistoryRecord, HistoryRow, HistoryStatement } from '../format.ts'
import { hexDigest, writtenText } from './checksums.ts'

/** Releases before 1 run what is younger than the youngest row, later ones what has none. */
export const record: HistoryRecord = {
  table: '__drizzle_migrations',
  columns: ['created_at', 'hash'],
  applied(rows, migrations) {
    const youngest = rows.reduce((most, row) => Math.max(most, momentIn(row)), Number.NEGATIVE_INFINITY)
    const found = rowsOf(rows, migrations)
    return migrations.filter(migration =>
      migration.stamp === undefined ? found.has(migration) : migration.stamp <= youngest,
    )
  },
  // Drizzle writes the hash and never compares it.
  changed: (rows, migrations) =>
    [...rowsOf(rows, migrations)]
      .filter(([migration, own]) => own.every(({ hash }) => hash !== hashOf(migration)))
      .map(([migration]) => migration),
  unfinished: () => [],
  unknown(rows, migrations) {
    const known = new Set([...rowsOf(rows, migrations).values()].flat())
    return rows.filter(row => !known.has(row)).map(row => row.created_at ?? '')
  },
  writing: {
    applied: (table, migration) => [
      migration.stamp === undefined ? stepWritten(table, migration) : tagWritten(table, migration),
    ],
    reverted: (table, migration, migrations) => [removed(table, migration, migrations)],
    lockKeys: () => [],
  },
}

/** The rows of each migration that has any. */
function rowsOf(
  rows: readonly HistoryRow[],
  migrations: readonly Migration[],
): ReadonlyMap<Migration, readonly HistoryRow[]> {
  const byMoment = Map.groupBy(rows, momentIn)
  const bySecond = Map.groupBy(rows, row => secondOf(momentIn(row)))
  const shared = sharedSeconds(migrations)
  return new Map(
    migrations.flatMap(migration => {
      const { stamp } = migration
      const moment = momentOf(migration)
      const found = (stamp === undefined ? bySecond.get(secondOf(moment)) : byMoment.get(moment)) ?? []
      const byHash = stamp === undefined && shared.has(secondOf(moment))
      const own = byHash ? found.filter(({ hash }) => hash === hashOf(migration)) : found
      return own.length === 0 ? [] : [[migration, own]]
    }),
  )
}

/**
 * Names of the newer layout have no more than a second of what the journal before them said. Where several have the
 * same, the hash tells, as it does to Drizzle when it finds an older table.
 */
function sharedSeconds(migrations: readonly Migration[]): ReadonlySet<number> {
  const bySecond = Map.groupBy(migrations, migration => secondOf(momentOf(migration)))
  return new Set([...bySecond].filter(([, own]) => own.length > 1).map(([second]) => second))
}

function tagWritten(table: string, migration: Migration): HistoryStatement {
  return {
    sql: `insert into ${table} (hash, created_at) values ($1, $2)`,
    parameters: [hashOf(migration), String(momentToWrite(migration))],
  }
}

/** A table that an older release made has no names until Drizzle itself adds them: what it lacks is left out. */
function stepWritten(table: string, migration: Migration): HistoryStatement {
  return {
    sql: `insert into ${table} select * from pg_catalog.jsonb_populate_record(null::${table},
      pg_catalog.jsonb_build_object(
        'id', pg_catalog.nextval(pg_catalog.pg_get_serial_sequence($1, 'id')::pg_catalog.regclass),
        'hash', $2::pg_catalog.text, 'created_at', $3::pg_catalog.int8,
        'name', $4::pg_catalog.text, 'applied_at', pg_catalog.now()))`,
    parameters: [table, hashOf(migration), String(momentToWrite(migration)), migration.id],
  }
}

function removed(table: string, migration: Migration, migrations: readonly Migration[]): HistoryStatement {
  const moment = momentToWrite(migration)
  if (migration.stamp !== undefined)
    return { sql: `delete from ${table} where created_at = $1`, parameters: [String(moment)] }
  const sql = `delete from ${table} where created_at / 1000 = $1`
  const second = secondOf(moment)
  return sharedSeconds(migrations).has(second)
    ? { sql: `${sql} and hash = $2`, parameters: [String(second), hashOf(migration)] }
    : { sql, parameters: [String(second)] }
}

function hashOf({ up }: Migration): string {
  return hexDigest('sha256', writtenText(up))
}

/** In ms since 1970; before everything where the row has none. */
function momentIn({ created_at: moment }: HistoryRow): number {
  return moment == null ? Number.NEGATIVE_INFINITY : Number(moment)
}

/** The journal's, or that in the name: `20240131120000_name`. In ms since 1970; NaN where there is neither. */
function momentOf({ id, stamp }: Migration): number {
  if (stamp !== undefined) return stamp
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(id)?.map(Number) ?? []
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)
}

/** @throws UserError where Drizzle would have no moment to write. */
function momentToWrite(migration: Migration): number {
  const moment = momentOf(migration)
  if (Number.isSafeInteger(moment)) return moment
  throw new UserError(
    `${migration.up.path} has no moment by which Drizzle could know it. Give its entry in meta/_journal.json a "when" in whole milliseconds, or its folder a name that begins with 14 digits: <YYYYMMDDhhmmss>_name.`,
  )
}

/** Seconds since 1970. */
function secondOf(moment: number): number {
  return Math.floor(moment / 1000)
}
