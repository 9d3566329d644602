import type { Snapshot } from '../../../model/snapshot.ts'
import type { Session } from '../session.ts'

type Statistics = NonNullable<Snapshot['statistics']>

/** Relations of users, and what storage they have. */
const relations = `pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp_)'`

const name = `quote_ident(n.nspname) || '.' || quote_ident(c.relname)`

/**
 * Rows as the server estimates them, and bytes on disk. Reads the catalogs, the files' sizes and the counters, and no
 * row. A size takes a lock that waits only for who holds the table for himself.
 */
export async function readStatistics(session: Session): Promise<Statistics> {
  const { rows: tables } = await session.query(
    `select ${name} as name, c.reltuples::float8 as rows, pg_total_relation_size(c.oid)::float8 as bytes
    from ${relations} and c.relkind in ('r', 'p', 'm')`,
  )
  const { rows: indexes } = await session.query(
    `select ${name} as name, pg_relation_size(c.oid)::float8 as bytes, s.idx_scan::float8 as scans, i.indisvalid as valid
    from ${relations.replace(' where ', ' join pg_catalog.pg_index i on i.indexrelid = c.oid left join pg_catalog.pg_stat_all_indexes s on s.indexrelid = c.oid where ')}`,
  )
  return {
    tables: sorted(
      tables.map(row => [String(row.name), { rows: estimate(row.rows), bytes: Number(row.bytes) }]),
    ),
    indexes: sorted(
      indexes.map(row => [
        String(row.name),
        { bytes: Number(row.bytes), scans: Number(row.scans ?? 0), valid: row.valid === true },
      ]),
    ),
  }
}

/** A table that nobody ever analysed has no estimate. */
function estimate(rows: unknown): number | null {
  const count = Math.round(Number(rows))
  return count < 0 ? null : count
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)))
}
