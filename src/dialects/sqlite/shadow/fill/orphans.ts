import { sameName } from '../../parse/names.ts'
import { DatabaseError, type Session } from '../../session.ts'
import { quoted, type Table, type Unfilled } from './facts.ts'

/**
 * Mends rows of ours that point to nothing, until none does: in a cycle of tables keys are used before they are
 * there, and may never come. Such a key becomes NULL; where it cannot, the table is emptied again.
 */
export async function removeOrphans(
  session: Session,
  filled: readonly Table[],
): Promise<readonly Unfilled[]> {
  const emptied = new Map<string, Unfilled>()
  const children = filled.filter(({ foreignKeys }) => foreignKeys.length > 0)
  for (let found = true; found; ) {
    found = false
    for (const table of children.filter(({ name }) => !emptied.has(name))) {
      const orphans = await orphansIn(session, table)
      if (orphans === null) continue
      found = true
      if (await detach(session, table, orphans.keys)) continue
      await session.script(`DELETE FROM main.${quoted(table.name)}`)
      emptied.set(table.name, { table: table.name, reason: orphans.reason })
    }
  }
  return [...emptied.values()]
}

interface Orphans {
  /** Which foreign keys do not hold. */
  readonly keys: ReadonlySet<unknown>
  readonly reason: string
}

async function orphansIn(session: Session, { name }: Table): Promise<Orphans | null> {
  try {
    const orphans = await session.query(`PRAGMA main.foreign_key_check(${quoted(name)})`)
    const [first] = orphans
    if (first === undefined) return null
    return {
      keys: new Set(orphans.map(({ fkid }) => fkid)),
      reason: `its rows would point to no row of ${first.parent}`,
    }
  } catch (error) {
    if (error instanceof DatabaseError) return { keys: new Set(), reason: error.message }
    throw error
  }
}

/** Makes these keys NULL; false where that is not possible, or was tried in vain. */
async function detach(session: Session, table: Table, keys: ReadonlySet<unknown>): Promise<boolean> {
  const columns = table.foreignKeys
    .filter(({ id }) => keys.has(id))
    .flatMap(key => key.columns)
    .filter(name => table.columns.some(column => sameName(column.name, name) && !column.required))
  if (columns.length === 0) return false
  const assignments = [...new Set(columns)].map(column => `${quoted(column)} = NULL`)
  try {
    await session.script(`UPDATE main.${quoted(table.name)} SET ${assignments.join(', ')}`)
    const left = await orphansIn(session, table)
    return left === null || ![...left.keys].some(key => keys.has(key))
  } catch (error) {
    if (error instanceof DatabaseError) return false
    throw error
  }
}
