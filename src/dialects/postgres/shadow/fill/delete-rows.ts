import type { Session } from '../../session.ts'
import { readFacts, type Table } from './facts.ts'
import { quietly } from './quiet.ts'

/** Deletes all rows of those of these tables that still stand, without a trigger or rule firing; gives which they were. */
export async function deleteRows(session: Session, oids: readonly number[]): Promise<readonly Table[]> {
  await session.script('BEGIN; SET LOCAL search_path = pg_catalog, pg_temp')
  const { tables } = await readFacts(session, oids)
  await session.script('COMMIT')
  const byOid = new Map(tables.map(table => [table.oid, table]))
  const standing = oids.flatMap(oid => byOid.get(oid) ?? [])
  await quietly(session, standing, () => session.script(deletionOf(standing)))
  return standing
}

/** All at once, so that no key of one asks for rows of another. */
function deletionOf(tables: readonly Table[]): string {
  const each = tables.map(({ name }, place) => `gone_${place} AS (DELETE FROM ONLY ${name})`)
  return each.length === 0 ? '' : `WITH ${each.join(', ')} SELECT 1`
}
