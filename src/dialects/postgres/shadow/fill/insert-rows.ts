import { quoteIdentifier, quoteLiteral } from '../../parse/names.ts'
import { DatabaseError, type Session } from '../../session.ts'
import type { Column, ColumnType, ForeignKey, Table } from './facts.ts'
import { naturalValue } from './natural-values.ts'
import { type Solution, solve } from './solve.ts'

type Types = ReadonlyMap<number, ColumnType>

/** Rows for each table. */
const wanted = 3

/** Values of the synthetic rows of a table as texts, by column, one a row. */
export type Given = ReadonlyMap<string, readonly (string | null)[]>

/** What the rows of one table are made from. */
export interface Recipe {
  readonly table: Table
  readonly types: Types
  /** Names of the tables by OID, as SQL writes them; of those that stand and have rows. */
  readonly parents: ReadonlyMap<number, string>
  /** What those of them were given whose rows are known. */
  readonly given: ReadonlyMap<number, Given>
  readonly solved: readonly (readonly Solution[])[]
}

/** Values that one row has other than its recipe says: SQL expressions by column. */
export type Overrides = ReadonlyMap<string, string>

/** Why a table takes no row, or the rows that it was given, as far as they are known. */
export type Inserted = { readonly failure: string } | { readonly failure: null; readonly given: Given | null }

/** The numbers of the rows that a table is given. */
const numbers = Array.from({ length: wanted }, (_, row) => row)

/**
 * Puts rows into an empty table that does not take ordinary ones, three if it takes them. The engine judges each.
 */
export async function insertSolved(session: Session, recipe: Recipe): Promise<Inserted> {
  const solved = await solve(session, recipe.table, recipe.types, recipe.table.checks)
  const whole = { ...recipe, solved }
  let last = await insert(session, whole, numbers)
  if (last === null) return { failure: null, given: givenBy(whole) }
  let taken = 0
  for (const row of numbers) {
    const failure = await insert(session, whole, [row])
    if (failure === null) taken += 1
    else last = failure
  }
  return taken > 0 ? { failure: null, given: null } : { failure: last }
}

/** The statement that puts three ordinary rows into a table. */
export function insertion(recipe: Recipe): string {
  return insertOf(recipe, numbers, new Map())
}

/** What that statement gives the table; `null` where the engine looks some of it up. */
export function givenBy(recipe: Recipe): Given | null {
  const given = new Map<string, (string | null)[]>()
  for (const column of recipe.table.columns) {
    const values = numbers.map(row => valueIn(column, row, recipe))
    const texts = values.flatMap(value => (value === null || 'text' in value ? [value?.text ?? null] : []))
    if (texts.length < values.length) return null
    given.set(column.name, texts)
  }
  return given
}

/** Inserts some rows together; gives why that failed. In a transaction whose constraints are all immediate. */
export async function insert(
  session: Session,
  recipe: Recipe,
  rows: readonly number[],
  overrides: Overrides = new Map(),
): Promise<string | null> {
  try {
    await session.script(
      `SAVEPOINT migration_gate_fill; ${insertOf(recipe, rows, overrides)}; RELEASE SAVEPOINT migration_gate_fill`,
    )
    return null
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    await session.script('ROLLBACK TO SAVEPOINT migration_gate_fill; RELEASE SAVEPOINT migration_gate_fill')
    return error.message
  }
}

function insertOf(recipe: Recipe, rows: readonly number[], overrides: Overrides): string {
  const { name, columns } = recipe.table
  const values = rows.map(row => {
    const of = columns.map(column => overrides.get(column.name) ?? sqlOf(valueIn(column, row, recipe)))
    return `(${of.join(', ')})`
  })
  const names = columns.map(column => quoteIdentifier(column.name))
  // A table without columns takes one row at a time.
  if (names.length === 0) return `INSERT INTO ${name} DEFAULT VALUES`
  return `INSERT INTO ${name} (${names.join(', ')}) OVERRIDING SYSTEM VALUE VALUES ${values.join(', ')}`
}

/** A text that the type of the column reads, SQL that finds the value, or NULL. */
type Value = { readonly text: string } | { readonly sql: string } | null

function sqlOf(value: Value): string {
  if (value === null) return 'NULL'
  return 'text' in value ? quoteLiteral(value.text) : value.sql
}

function valueIn(column: Column, row: number, { table, types, parents, given, solved }: Recipe): Value {
  const key = table.foreignKeys.find(({ columns }) => columns.includes(column.name))
  const parent = key === undefined || key.parent === table.oid ? undefined : parents.get(key.parent)
  if (key !== undefined && parent !== undefined)
    return givenValue(column, key, row, given.get(key.parent)) ?? valueOfParent(column, key, row, parent)
  const solution = solved.find(group => group[0]?.has(column.name))
  const chosen = solution?.[row % solution.length]?.get(column.name)
  if (chosen !== undefined) return asText(chosen)
  const own = key === undefined ? null : referencedOf(column, key, table)
  const at = own ?? column
  // A reference to what has no rows yet, as in a cycle.
  const dangles = key !== undefined && own === null && !column.required
  if (dangles) return null
  return asText(naturalValue(types, at.type, at.modifier, { name: at.name, isKey: at.isKey, row }))
}

function asText(text: string | null): Value {
  return text === null ? null : { text }
}

function referencedName(column: Column, { columns, references }: ForeignKey): string {
  return references[columns.indexOf(column.name)] ?? ''
}

/** The value of the same row of a parent, where its rows are known and none of their keys is NULL. */
function givenValue(column: Column, key: ForeignKey, row: number, given: Given | undefined): Value {
  const isWhole = key.references.every(name => given?.get(name)?.includes(null) === false)
  const values = isWhole ? given?.get(referencedName(column, key)) : undefined
  return values === undefined ? null : asText(values[row % values.length] ?? null)
}

/** The same row of a parent for each of its columns; each row of the table takes another one. */
function valueOfParent(column: Column, key: ForeignKey, row: number, parent: string): Value {
  const order = key.references.map(quoteIdentifier).join(', ')
  return {
    sql: `(SELECT q.value FROM (
    SELECT ${quoteIdentifier(referencedName(column, key))} AS value, row_number() OVER (ORDER BY ${order}) - 1 AS place, count(*) OVER () AS of
    FROM ${parent} WHERE num_nonnulls(${order}) = ${key.references.length}
  ) q WHERE q.place = ${row} % q.of)`,
  }
}

/** A row that references itself. */
function referencedOf(column: Column, key: ForeignKey, table: Table): Column | null {
  if (key.parent !== table.oid) return null
  return table.columns.find(it => it.name === referencedName(column, key)) ?? null
}
