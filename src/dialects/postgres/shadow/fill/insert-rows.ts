import { quoteIdentifier } from '../../parse/names.ts'
import { DatabaseError, type Session } from '../../session.ts'
import type { Column, ColumnType, ForeignKey, Table } from './facts.ts'
import { naturalValue } from './natural-values.ts'
import { literal, type Solution, solve } from './solve.ts'

type Types = ReadonlyMap<number, ColumnType>

/** Rows for each table. */
export const wanted = 3

/** What the rows of one table are made from. */
export interface Recipe {
  readonly table: Table
  readonly types: Types
  /** Names of the tables by OID, as SQL writes them; of those that stand and have rows. */
  readonly parents: ReadonlyMap<number, string>
  readonly solved: readonly (readonly Solution[])[]
}

/** Values that one row has other than its recipe says: SQL expressions by column. */
export type Overrides = ReadonlyMap<string, string>

/** Puts rows into an empty table, three if it takes them; gives why it takes none. The engine judges each. */
export async function insertRows(session: Session, recipe: Recipe): Promise<string | null> {
  const rows = Array.from({ length: wanted }, (_, row) => row)
  const whole = await insert(session, recipe, rows)
  if (whole === null) return null
  const solved = await solve(session, recipe.table, recipe.types, recipe.table.checks)
  let last = whole
  let taken = 0
  for (const row of rows) {
    const failure = await insert(session, { ...recipe, solved }, [row])
    if (failure === null) taken += 1
    else last = failure
  }
  return taken > 0 ? null : last
}

/** Inserts some rows together; gives why that failed. */
export async function insert(
  session: Session,
  { table, types, parents, solved }: Recipe,
  rows: readonly number[],
  overrides: Overrides = new Map(),
): Promise<string | null> {
  const values = rows.map(row => {
    const of = table.columns.map(
      column => overrides.get(column.name) ?? sqlOf(column, row, { table, types, parents, solved }),
    )
    return `(${of.join(', ')})`
  })
  const names = table.columns.map(({ name }) => quoteIdentifier(name))
  const what =
    names.length === 0
      ? 'DEFAULT VALUES'
      : `(${names.join(', ')}) OVERRIDING SYSTEM VALUE VALUES ${values.join(', ')}`
  try {
    // What a deferred key says must be said now, and of this table.
    await session.script(`SAVEPOINT migration_gate_fill; INSERT INTO ${table.name} ${what}`)
    await session.script('SET CONSTRAINTS ALL IMMEDIATE; RELEASE SAVEPOINT migration_gate_fill')
    return null
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    await session.script('ROLLBACK TO SAVEPOINT migration_gate_fill; RELEASE SAVEPOINT migration_gate_fill')
    return error.message
  }
}

function sqlOf(column: Column, row: number, { table, types, parents, solved }: Recipe): string {
  const key = table.foreignKeys.find(({ columns }) => columns.includes(column.name))
  const ofParent = key === undefined ? null : valueOfParent(column, key, row, table, parents)
  if (ofParent !== null) return ofParent
  const solution = solved.find(group => group[0]?.has(column.name))
  const chosen = solution?.[row % solution.length]?.get(column.name)
  if (chosen !== undefined) return chosen === null ? 'NULL' : literal(chosen)
  const own = key === undefined ? null : referencedOf(column, key, table)
  const at = own ?? column
  const natural = naturalValue(types, at.type, at.modifier, { name: at.name, isKey: at.isKey, row })
  // A reference to what has no rows yet, as in a cycle.
  const dangles = key !== undefined && own === null && !column.required
  return natural === null || dangles ? 'NULL' : literal(natural)
}

/** The same row of a parent for each of its columns; each row of the table takes another one. */
function valueOfParent(
  column: Column,
  key: ForeignKey,
  row: number,
  table: Table,
  parents: ReadonlyMap<number, string>,
): string | null {
  const parent = parents.get(key.parent)
  if (key.parent === table.oid || parent === undefined) return null
  const referenced = key.references[key.columns.indexOf(column.name)] ?? ''
  const order = key.references.map(quoteIdentifier).join(', ')
  return `(SELECT q.value FROM (
    SELECT ${quoteIdentifier(referenced)} AS value, row_number() OVER (ORDER BY ${order}) - 1 AS place, count(*) OVER () AS of
    FROM ${parent} WHERE num_nonnulls(${order}) = ${key.references.length}
  ) q WHERE q.place = ${row} % q.of)`
}

/** A row that references itself. */
function referencedOf(column: Column, key: ForeignKey, table: Table): Column | null {
  if (key.parent !== table.oid) return null
  const name = key.references[key.columns.indexOf(column.name)]
  return table.columns.find(it => it.name === name) ?? null
}
