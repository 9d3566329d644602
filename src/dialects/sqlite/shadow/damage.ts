import type { Damage } from '../../../model/damage.ts'
import { folded, qualified, quoteIdentifier } from '../parse/names.ts'
import { DatabaseError, type Session } from '../session.ts'
import { broughtByApplication } from './causes.ts'

/** More faults than this in one file say nothing new. */
const mostFaults = 20

/** What the engine's own checks find wrong, and what names something that is not there. */
export async function readDamage(session: Session): Promise<readonly Damage[]> {
  const found = [
    ...(await missingParents(session)),
    ...(await brokenViews(session)),
    ...(await brokenTriggers(session)),
    ...(await violatedKeys(session)),
    ...(await faults(session)),
  ]
  return found
}

async function missingParents(session: Session): Promise<readonly Damage[]> {
  const rows = await session.query(`
    SELECT DISTINCT t.name AS child, k."table" AS parent
    FROM main.sqlite_schema t JOIN pragma_foreign_key_list(t.name, 'main') k
    WHERE t.type = 'table' AND NOT EXISTS (
      SELECT 1 FROM main.sqlite_schema p WHERE p.type = 'table' AND p.name = k."table" COLLATE NOCASE
    )
    ORDER BY 1, 2`)
  return rows.map(({ child, parent }) => ({
    kind: 'dangling-reference',
    object: `table ${qualified('main', String(child))}`,
    detail: `its foreign key references ${qualified('main', String(parent))}, which does not exist`,
  }))
}

async function brokenViews(session: Session): Promise<readonly Damage[]> {
  const rows = await session.query("SELECT name FROM main.sqlite_schema WHERE type = 'view' ORDER BY name")
  const broken: Damage[] = []
  for (const { name } of rows) {
    const view = qualified('main', String(name))
    const fault = await faultOf(session, `SELECT * FROM ${view}`)
    if (fault !== null) broken.push({ kind: 'dangling-reference', object: `view ${view}`, detail: fault })
  }
  return broken
}

/** A trigger is compiled with the statement that fires it, and not before. */
async function brokenTriggers(session: Session): Promise<readonly Damage[]> {
  const rows = await session.query(
    "SELECT name, tbl_name FROM main.sqlite_schema WHERE type = 'trigger' ORDER BY tbl_name, name",
  )
  const byTable = Map.groupBy(rows, ({ tbl_name }) => String(tbl_name))
  const broken: Damage[] = []
  for (const [table, triggers] of byTable) {
    const names = triggers.map(({ name }) => qualified('main', String(name)))
    for (const detail of await faultsOf(session, await firingStatements(session, table)))
      broken.push({ kind: 'dangling-reference', object: `trigger ${names.join(', ')}`, detail })
  }
  return broken
}

async function firingStatements(session: Session, table: string): Promise<readonly string[]> {
  const name = qualified('main', table)
  const columns = await session.query(
    "SELECT name FROM pragma_table_xinfo(?, 'main') WHERE hidden IN (0, 1) ORDER BY cid",
    [table],
  )
  const same = columns.map(column => {
    const quoted = quoteIdentifier(String(column.name))
    return `${quoted} = ${quoted}`
  })
  return [
    `INSERT INTO ${name} DEFAULT VALUES`,
    `DELETE FROM ${name}`,
    ...(same.length === 0 ? [] : [`UPDATE ${name} SET ${same.join(', ')}`]),
  ]
}

/** Each once: one that was there before must not hide another. */
async function faultsOf(session: Session, statements: readonly string[]): Promise<ReadonlySet<string>> {
  const faults = new Set<string>()
  for (const sql of statements) {
    const fault = await faultOf(session, sql)
    if (fault !== null) faults.add(fault)
  }
  return faults
}

/** What says nothing against a view or trigger: a view takes no writes without a trigger, and keys are looked at apart. */
const harmless = /^(?:cannot modify |foreign key mismatch)/

/** What the compiler says of a statement that is not run; `null` where it takes it, or lacks only what applications bring. */
async function faultOf(session: Session, sql: string): Promise<string | null> {
  try {
    await session.query(`EXPLAIN ${sql}`)
    return null
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    const { code, message } = error
    const isFault = code !== 'refused' && broughtByApplication(error) === null && !harmless.test(message)
    return isFault ? message : null
  }
}

async function violatedKeys(session: Session): Promise<readonly Damage[]> {
  const gone = new Set((await missingParents(session)).map(({ object }) => folded(object)))
  // That a parent is missing was said, and its rows say nothing more.
  return (await brokenKeys(session)).filter(
    ({ kind, object }) => kind !== 'violated-foreign-key' || !gone.has(folded(object)),
  )
}

/** A key that cannot be checked ends the check of all tables, and must not hide what is wrong with the others. */
async function brokenKeys(session: Session): Promise<readonly Damage[]> {
  const whole = await keysOf(session, 'pragma_foreign_key_check', [])
  if (typeof whole !== 'string') return whole
  const tables = await session.query(
    "SELECT DISTINCT t.name FROM main.sqlite_schema t JOIN pragma_foreign_key_list(t.name, 'main') WHERE t.type = 'table' ORDER BY 1",
  )
  const broken: Damage[] = []
  for (const { name } of tables) {
    const found = await keysOf(session, "pragma_foreign_key_check(?, 'main')", [String(name)])
    if (typeof found !== 'string') broken.push(...found)
    else broken.push({ kind: 'dangling-reference', object: 'foreign keys', detail: found })
  }
  return broken
}

/** Rows that point to no row, or what the engine says where it cannot tell. */
async function keysOf(
  session: Session,
  check: string,
  parameters: readonly string[],
): Promise<readonly Damage[] | string> {
  try {
    const rows = await session.query(
      `SELECT "table" AS child, parent, count(*) AS rows FROM ${check} GROUP BY 1, 2 ORDER BY 1, 2`,
      parameters,
    )
    return rows.map(({ child, parent, rows: count }) => ({
      kind: 'violated-foreign-key',
      object: `table ${qualified('main', String(child))}`,
      detail: `${count} ${count === 1n ? 'row points' : 'rows point'} to no row of ${qualified('main', String(parent))}`,
    }))
  } catch (error) {
    if (error instanceof DatabaseError) return error.message
    throw error
  }
}

async function faults(session: Session): Promise<readonly Damage[]> {
  const rows = await session.query(`PRAGMA main.integrity_check(${mostFaults})`)
  return rows
    .map(({ integrity_check }) => String(integrity_check))
    .filter(fault => fault !== 'ok')
    .map(detail => ({ kind: 'corrupt', object: 'database', detail }))
}
