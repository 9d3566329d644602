import type { ArchivedObject, SetAside } from '../../../model/archive.ts'
import type { Keeping, KeptObject } from '../../../model/keeping.ts'
import type { MigrationState } from '../../deploy-target.ts'
import type { Row, Session } from '../session.ts'
import { isCurrent, literal } from './journal.ts'

/** Where the journal says what was set aside. */
const table = 'migration_gate.archive'

/** What the journal says of what is set aside from now on, in the transaction that does it. */
export function archived(
  runId: string,
  { folder, id, pass }: MigrationState,
  { days }: Keeping,
  objects: readonly KeptObject[],
): string {
  const now = 'pg_catalog.clock_timestamp()'
  const rows = objects.map(object => {
    const purge = JSON.stringify(object.purge)
    const values = [object.id, folder, id, pass, object.kind, object.name, object.place, purge, 'kept', runId]
    return `(${values.map(literal).join(', ')}, ${now}, ${now} + pg_catalog.make_interval(days => ${days}), ${now})`
  })
  return `INSERT INTO ${table}
    (id, folder, migration, pass, kind, object, place, purge, state, run_id, kept_at, expires_at, changed_at)
    VALUES ${rows.join(', ')}`
}

/** What it says of those that came back, or were taken away. */
export function archiveIs(ids: readonly string[], state: 'restored' | 'purged'): string {
  return `UPDATE ${table} SET state = ${literal(state)}, changed_at = pg_catalog.clock_timestamp()
    WHERE state = 'kept' AND id IN (${ids.map(literal).join(', ')})`
}

/** Bytes of a table whose rows are counted; of a larger one the server's estimate is told. */
const counted = 100_000_000

/** What is set aside now, oldest first. */
export async function readSetAside(session: Session): Promise<readonly SetAside[]> {
  return (await rowsOf(session)).map(objectOf)
}

/** The same, with its rows counted. */
export async function readArchive(session: Session): Promise<readonly ArchivedObject[]> {
  const found: ArchivedObject[] = []
  for (const row of await rowsOf(session)) found.push({ ...objectOf(row), ...(await sizeOf(session, row)) })
  return found
}

async function rowsOf(session: Session): Promise<readonly Row[]> {
  if (!(await isCurrent(session))) return []
  const { rows } = await session.query(
    `select a.id, a.folder, a.migration, a.kind, a.object, a.place, a.purge, a.run_id,
      pg_catalog.to_char(a.kept_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as kept_at,
      pg_catalog.to_char(a.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as expires_at,
      a.expires_at <= pg_catalog.clock_timestamp() as expired, c.oid is not null as stands,
      pg_catalog.pg_total_relation_size(c.oid)::pg_catalog.float8 as bytes, c.reltuples::pg_catalog.float8 as estimate
    from ${table} a left join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(a.place)
    where a.state = 'kept' order by a.kept_at, a.id`,
  )
  return rows
}

function objectOf(row: Row): SetAside {
  return {
    id: String(row.id),
    kind: row.kind as SetAside['kind'],
    object: String(row.object),
    place: String(row.place),
    folder: String(row.folder),
    migration: String(row.migration),
    runId: String(row.run_id),
    keptAt: String(row.kept_at),
    expiresAt: String(row.expires_at),
    expired: row.expired === true,
    purge: JSON.parse(String(row.purge)) as readonly string[],
  }
}

async function sizeOf(session: Session, { stands, bytes, estimate, place }: Row) {
  if (stands !== true) return { bytes: null, rows: null, rowsAre: 'gone' } as const
  const size = Number(bytes)
  if (size > counted)
    return { bytes: size, rows: Math.max(0, Number(estimate)), rowsAre: 'estimated' } as const
  const { rows } = await session.query(`select count(*)::pg_catalog.float8 as rows from ${String(place)}`)
  return { bytes: size, rows: Number(rows[0]?.rows), rowsAre: 'counted' } as const
}
