import { DatabaseError, type Session, type Value } from '../../session.ts'
import { quoted, type VirtualTable } from './facts.ts'

/** Fills search indexes and trees of boxes; any other module is left alone. */
export async function fillVirtual(session: Session, table: VirtualTable): Promise<void> {
  const [, module = ''] = /\busing\s+["`[]?(\w+)/i.exec(table.sql) ?? []
  try {
    if (/^fts[345]$/i.test(module)) await fillSearch(session, table)
    else if (/^rtree(?:_i32)?$/i.test(module)) await fillBoxes(session, table)
  } catch (error) {
    // It stays empty.
    if (!(error instanceof DatabaseError)) throw error
  }
}

/** An index over the rows of a table is built from them; one without content stays empty. */
async function fillSearch(session: Session, { name, sql, columns }: VirtualTable): Promise<void> {
  const table = `main.${quoted(name)}`
  if (/\bcontent\s*=\s*(?:''|"")/i.test(sql)) return
  if (/\bcontent\s*=/i.test(sql)) {
    await session.query(`INSERT INTO ${table} (${quoted(name)}) VALUES ('rebuild')`)
    return
  }
  await insert(session, name, columns, row => columns.map(column => `${column} ${row}`))
}

/** An id, then a lower and an upper bound for each dimension. */
async function fillBoxes(session: Session, { name, columns }: VirtualTable): Promise<void> {
  await insert(session, name, columns, row =>
    columns.map((_, place) => BigInt(place === 0 ? row : row + ((place + 1) % 2))),
  )
}

async function insert(
  session: Session,
  name: string,
  columns: readonly string[],
  valuesOf: (row: number) => readonly Value[],
): Promise<void> {
  const table = `main.${quoted(name)}`
  const [found] = await session.query(`SELECT EXISTS (SELECT 1 FROM ${table}) AS found`)
  if (found?.found !== 0n) return
  const row = `(${columns.map(() => '?').join(', ')})`
  await session.query(
    `INSERT INTO ${table} (${columns.map(quoted).join(', ')}) VALUES ${row}, ${row}, ${row}`,
    [1, 2, 3].flatMap(valuesOf),
  )
}
