import type { ParsedMigration } from '../../dialect.ts'
import { folded } from '../parse/names.ts'
import { DatabaseError, type Session, type Value } from '../session.ts'
import { choicesFor } from './fill/choices.ts'
import { type Facts, type ForeignKey, quoted, readFacts, type Table, type Unfilled } from './fill/facts.ts'
import { insertRows } from './fill/insert-rows.ts'
import { naturalValues } from './fill/natural-values.ts'
import { parentsFirst } from './fill/order.ts'
import { removeOrphans } from './fill/orphans.ts'
import { preferredValues } from './fill/preferred.ts'
import { fillVirtual } from './fill/virtual.ts'

/** How long filling may take, in ms; what is empty by then stays empty. */
const longest = 5_000

/** How far an AUTOINCREMENT mark is put above the highest rowid, so that a lowered one shows. */
const markAbove = 100

/** Puts valid rows into each empty table, always the same ones for the same migrations ahead. */
export async function fillTables(
  session: Session,
  historyTables: readonly string[],
  ahead: readonly ParsedMigration[],
): Promise<void> {
  await fillEmptyTables(session, historyTables, conditionsIn(ahead))
}

/** Texts that may hold a CHECK which the rows are going to meet: a new form of a table, or a constraint for it. */
function conditionsIn(ahead: readonly ParsedMigration[]): readonly string[] {
  const shaping = new Set(['create-table', 'add-constraint'])
  return ahead
    .flatMap(({ up }) => up)
    .filter(
      ({ sql, operations }) => operations.some(({ kind }) => shaping.has(kind)) && /\bcheck\b/i.test(sql),
    )
    .map(({ sql }) => sql)
}

/**
 * As {@link fillTables}, and gives the tables that took no rows. No trigger fires, and all is taken back where the
 * triggers do not stand again as they stood.
 */
export async function fillEmptyTables(
  session: Session,
  historyTables: readonly string[] = [],
  conditions: readonly string[] = [],
): Promise<readonly Unfilled[]> {
  const facts = await readFacts(session, historyTables, conditions)
  const [before] = await session.query('PRAGMA foreign_keys')
  await session.script('PRAGMA foreign_keys = OFF; BEGIN')
  try {
    const unfilled = await fillAll(session, facts)
    await session.script('COMMIT')
    return unfilled
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    await session.script('ROLLBACK')
    return facts.tables.map(({ name }) => ({ table: name, reason: error.message }))
  } finally {
    if (before?.foreign_keys === 1n) await session.script('PRAGMA foreign_keys = ON')
  }
}

async function fillAll(
  session: Session,
  { tables, virtualTables, triggers }: Facts,
): Promise<readonly Unfilled[]> {
  for (const { name } of triggers) await session.script(`DROP TRIGGER main.${quoted(name)}`)
  const unfilled = await fillOrdinary(session, tables)
  const filled = tables.filter(
    ({ name, hasRows }) => !hasRows && !unfilled.some(({ table }) => table === name),
  )
  const orphaned = await removeOrphans(session, filled)
  await raiseMarks(session, filled)
  for (const table of virtualTables) await fillVirtual(session, table)
  for (const { sql } of triggers) await session.script(sql)
  return [...unfilled, ...orphaned]
}

async function fillOrdinary(session: Session, tables: readonly Table[]): Promise<readonly Unfilled[]> {
  const deadline = Date.now() + longest
  const byName = new Map(tables.map(table => [folded(table.name), table]))
  const done = new Set(tables.filter(({ hasRows }) => hasRows))
  const unfilled: Unfilled[] = []
  for (const table of parentsFirst(tables)) {
    if (done.has(table)) continue
    const keys = new Map<ForeignKey, readonly (readonly Value[])[]>()
    for (const key of table.foreignKeys) {
      const parent = byName.get(folded(key.parent))
      keys.set(key, parent === undefined ? [] : await keysOf(session, parent, key, done.has(parent)))
    }
    const preferred = await preferredValues(session, table)
    const choices = choicesFor(table, key => keys.get(key) ?? [], preferred)
    const late = Date.now() > deadline ? 'the time for filling was used up' : null
    const reason = late ?? (typeof choices === 'string' ? choices : await insertRows(session, table, choices))
    if (reason !== null) unfilled.push({ table: table.name, reason })
    done.add(table)
  }
  return unfilled
}

/** The first keys of a parent; of one that is filled later, those that it is going to have if all goes well. */
async function keysOf(
  session: Session,
  parent: Table,
  { references }: ForeignKey,
  isDone: boolean,
): Promise<readonly (readonly Value[])[]> {
  if (!isDone) {
    const columns = references.flatMap(name =>
      parent.columns.filter(column => folded(column.name) === folded(name)),
    )
    return [0, 1, 2].map(row => columns.map(column => naturalValues(column).at(row) ?? null))
  }
  const columns = references.map(quoted)
  const named = columns.map((column, place) => `${column} AS c${place}`)
  const known = columns.map(column => `${column} IS NOT NULL`).join(' AND ')
  try {
    const rows = await session.query(
      `SELECT ${named.join(', ')} FROM main.${quoted(parent.name)} WHERE ${known} ORDER BY ${columns.join(', ')} LIMIT 3`,
    )
    return rows.map(row => columns.map((_, place) => row[`c${place}`] ?? null))
  } catch (error) {
    if (error instanceof DatabaseError) return []
    throw error
  }
}

async function raiseMarks(session: Session, filled: readonly Table[]): Promise<void> {
  const [kept] = await session.query(
    "SELECT 1 AS found FROM main.sqlite_schema WHERE name = 'sqlite_sequence'",
  )
  if (kept === undefined) return
  for (const { name } of filled)
    await session.query(`UPDATE main.sqlite_sequence SET seq = seq + ${markAbove} WHERE name = ?`, [name])
}
