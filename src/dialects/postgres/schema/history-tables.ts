import { quoteIdentifier, quoteLiteral } from '../parse/names.ts'
import type { Session } from '../session.ts'

/** A table that a migration tool keeps for itself, by its parts as the catalog holds them. */
export interface HistoryTable {
  readonly schema: string
  readonly table: string
}

/** `schema_migrations` stands in public; others bring their schema. */
export function historyTable(name: string): HistoryTable {
  const [first = '', second] = name.split('.')
  return second === undefined ? { schema: 'public', table: first } : { schema: first, table: second }
}

/**
 * CTEs `bookkeeping` and `bookkeeping_schema`: relations that belong to the tools' own tables, with their indexes and
 * sequences, and schemas that hold nothing else. So do the tables that an apply set aside; but what runs or shows
 * anything in such a schema (a function, a view) is seen.
 */
export function bookkeeping(tables: readonly HistoryTable[]): string {
  const names = [...tables, ...ownTables].map(
    ({ schema, table }) => `(${quoteLiteral(schema)}, ${quoteLiteral(table)})`,
  )
  const values = names.length === 0 ? `select '', '' where false` : `values ${names.join(', ')}`
  return `history as materialized (
  select c.oid, c.relnamespace from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where (n.nspname::pg_catalog.text, c.relname::pg_catalog.text) in (${values})
    or (n.nspname ~ '^migration_gate_archive_[0-9a-f]{12}_[0-9]+$' and c.relkind in ('r', 'i', 'S', 't'))
), bookkeeping as materialized (
  select oid from history
  union select indexrelid from pg_catalog.pg_index where indrelid in (select oid from history)
  union select objid from pg_catalog.pg_depend where classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    and refclassid = classid and deptype in ('a', 'i') and refobjid in (select oid from history)
), bookkeeping_schema as materialized (
  select n.oid from pg_catalog.pg_namespace n
  where n.nspname <> 'public' and n.oid in (select relnamespace from history)
    and not exists (select from pg_catalog.pg_class where relnamespace = n.oid and oid not in (select oid from bookkeeping))
    and not exists (select from pg_catalog.pg_proc where pronamespace = n.oid)
)`
}

/** The journal of `apply`. */
const ownTables = ['run', 'migration', 'statement', 'archive'].map(table => ({
  schema: 'migration_gate',
  table,
}))

/** Takes them away in the open transaction, which is rolled back: for a reader that cannot leave them out. */
export async function dropHistoryTables(session: Session, tables: readonly HistoryTable[]): Promise<void> {
  for (const { schema, table } of [...tables, ...ownTables]) {
    const name = `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`
    await attempt(session, `DROP TABLE IF EXISTS ${name} CASCADE`)
    // Fails where something else stands in it, which then is part of the schema.
    if (schema !== 'public') await attempt(session, `DROP SCHEMA IF EXISTS ${quoteIdentifier(schema)}`)
  }
}

async function attempt(session: Session, sql: string): Promise<void> {
  await session.script(
    `DO LANGUAGE plpgsql ${quoteLiteral(`BEGIN ${sql}; EXCEPTION WHEN OTHERS THEN NULL; END`)}`,
  )
}
