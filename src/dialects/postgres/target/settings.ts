import type { Session } from '../session.ts'

/** Settings by which a migration does one thing here and another there, or waits, or is refused. */
const telling = [
  'TimeZone',
  'DateStyle',
  'IntervalStyle',
  'search_path',
  'lock_timeout',
  'statement_timeout',
  'idle_in_transaction_session_timeout',
  'deadlock_timeout',
  'default_toast_compression',
  'default_table_access_method',
  'default_tablespace',
  'default_transaction_isolation',
  'default_transaction_read_only',
  'standard_conforming_strings',
  'check_function_bodies',
  'row_security',
  'server_encoding',
  'max_identifier_length',
  'max_locks_per_transaction',
  'wal_level',
]

/** As SHOW tells them to whoever connects as we did; to be read before anything is set. */
export async function readSettings(session: Session): Promise<Record<string, string>> {
  const { rows } = await session.query(
    `select w.name, pg_catalog.current_setting(w.name, true) as value
    from pg_catalog.unnest($1::pg_catalog.text[]) as w(name)`,
    [telling],
  )
  const { rows: collations } = await session.query(
    `select datcollate as collate, datctype as ctype from pg_catalog.pg_database where datname = current_database()`,
  )
  const found = rows.filter(({ value }) => value !== null).map(row => [String(row.name), String(row.value)])
  return {
    ...Object.fromEntries(found),
    lc_collate: String(collations[0]?.collate),
    lc_ctype: String(collations[0]?.ctype),
  }
}
