import type { Session } from '../../session.ts'
import type { Table } from './facts.ts'

/** Tables about which is asked at once. */
const atOnce = 200

/** Of these tables those that have a row, by OID. */
export async function tablesWithRows(
  session: Session,
  tables: readonly Table[],
): Promise<ReadonlySet<number>> {
  const found = new Set<number>()
  const large = await withPages(session, tables)
  for (let from = 0; from < large.length; from += atOnce) {
    const some = large.slice(from, from + atOnce)
    const { rows } = await session.query(
      some
        .map(({ oid, name }) => `SELECT ${oid}::int8 AS oid WHERE EXISTS (SELECT FROM ONLY ${name})`)
        .join(' UNION ALL '),
    )
    for (const { oid } of rows) found.add(Number(oid))
  }
  return found
}

/** Others cannot have a row. */
async function withPages(session: Session, tables: readonly Table[]): Promise<readonly Table[]> {
  const { rows } = await session.query(
    'SELECT oid::int8 FROM pg_class WHERE oid = ANY ($1::oid[]) AND pg_relation_size(oid) > 0',
    [tables.map(({ oid }) => oid)],
  )
  const large = new Set(rows.map(({ oid }) => Number(oid)))
  return tables.filter(({ oid }) => large.has(oid))
}
