import type { Rows, TableRows } from '../../../model/rows.ts'
import { folded, qualified, quoteIdentifier } from '../parse/names.ts'
import { DatabaseError, type Row, type Session } from '../session.ts'
import { literalFunction } from './sandbox.ts'

/** Rows of the largest table that are kept one by one, and of one with many columns. */
const mostRows = { of: 1_000, ofMany: 100 }

/** From here on columns are many. */
const manyColumns = 100

/** Columns that one question asks for: SQLite answers with 2,000 at most, counters included. */
const columnsAtOnce = 500

interface Table {
  readonly name: string
  readonly isVirtual: boolean
  /** Stored columns. */
  readonly columns: readonly string[]
  /** What puts the rows in the same order again, as SQL. */
  readonly order: string
}

/** The rows of all tables of the database, virtual ones too, but for what is the engine's own and `historyTables`. */
export async function readRows(session: Session, historyTables: readonly string[] = []): Promise<Rows> {
  const left = new Set(historyTables.map(folded))
  const tables = (await readTables(session)).filter(({ name }) => !left.has(folded(name)))
  const read = await Promise.all(tables.map(table => readTable(session, table)))
  const marks = await readMarks(session)
  return new Map(
    tables.map(({ name }, place) => {
      const mark = marks.get(folded(name))
      const rows = read[place] as TableRows
      return [qualified('main', name), mark === undefined ? rows : { ...rows, mark }]
    }),
  )
}

/** The highest rowids that AUTOINCREMENT gave, by the folded names of their tables. */
async function readMarks(session: Session): Promise<ReadonlyMap<string, number>> {
  const [table] = await session.query("SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_sequence'")
  if (table === undefined) return new Map()
  const rows = await session.query('SELECT name, max(seq) AS seq FROM main.sqlite_sequence GROUP BY name')
  return new Map(rows.map(({ name, seq }) => [folded(String(name)), Number(seq)]))
}

async function readTables(session: Session): Promise<readonly Table[]> {
  const rows = await session.query(`
    SELECT l.name AS "table", l.type, l.wr, x.name, x.pk
    FROM pragma_table_list l JOIN pragma_table_xinfo(l.name, 'main') x
    WHERE l.schema = 'main' AND l.type IN ('table', 'virtual') AND substr(l.name, 1, 7) <> 'sqlite_'
      AND x.hidden IN (0, 3)
    ORDER BY l.name, x.cid`)
  const byTable = Map.groupBy(rows, ({ table }) => String(table))
  return [...byTable].map(([name, columns]) => ({
    name,
    isVirtual: columns[0]?.type === 'virtual',
    columns: columns.map(column => String(column.name)),
    order: orderOf(columns),
  }))
}

/** By the primary key; where there is none, or where it may be NULL, by the rowid under a name that no column has. */
function orderOf(columns: readonly Row[]): string {
  const names = columns.map(({ name }) => String(name))
  const key = columns.filter(({ pk }) => pk !== 0n).toSorted((a, b) => Number(a.pk) - Number(b.pk))
  const keyed = key.map(({ name }) => quoteIdentifier(String(name)))
  if (columns[0]?.wr === 1n) return keyed.join(', ')
  const taken = new Set(names.map(folded))
  const rowid = ['rowid', '_rowid_', 'oid'].find(name => !taken.has(name))
  return [...keyed, ...(rowid === undefined ? names.map(quoteIdentifier) : [rowid])].join(', ')
}

/** A virtual table without content of its own cannot be read, and counts as empty. */
async function readTable(session: Session, table: Table): Promise<TableRows> {
  try {
    return (await readValues(session, table)) ?? (await readDigests(session, table))
  } catch (error) {
    if (error instanceof DatabaseError && table.isVirtual) return { count: 0, columns: new Map() }
    throw error
  }
}

/** `null` where there are too many. */
async function readValues(session: Session, { name, columns, order }: Table): Promise<TableRows | null> {
  const values = list(columns.map(column => `${literalFunction}(${quoteIdentifier(column)})`))
  const most = columns.length > manyColumns ? mostRows.ofMany : mostRows.of
  const rows = await session.query(
    `SELECT ${values} FROM main.${quoteIdentifier(name)} ORDER BY ${order} LIMIT ${most + 1}`,
  )
  if (rows.length > most) return null
  return {
    count: rows.length,
    columns: byColumn(columns, place => rows.map(row => String(row[`c${place}`]))),
  }
}

/** One digest for each column. */
async function readDigests(session: Session, table: Table): Promise<TableRows> {
  const digests = new Map<string, readonly string[]>()
  let count = 0
  for (let at = 0; at < table.columns.length; at += columnsAtOnce) {
    const some = { ...table, columns: table.columns.slice(at, at + columnsAtOnce) }
    const read = await digestsOf(session, some)
    count = read.count
    for (const [column, digest] of read.columns) digests.set(column, digest)
  }
  return { count, columns: digests }
}

/** Of the digests of a column's values, some thousand at a time, so that no text grows too long. */
async function digestsOf(session: Session, { name, columns, order }: Table): Promise<TableRows> {
  const at = (expression: (place: number) => string) => list(columns.map((_, place) => expression(place)))
  const values = list(columns.map(column => `${literalFunction}(${quoteIdentifier(column)})`))
  const [row] = await session.query(`
    SELECT ${at(place => `${literalFunction}(group_concat(c${place}, ',' ORDER BY part))`)}, sum(size) AS count
    FROM (
      SELECT ${at(place => `${literalFunction}(group_concat(c${place}, ',' ORDER BY place))`)},
        place / ${mostRows.of} AS part, count(*) AS size
      FROM (
        SELECT ${values}, row_number() OVER (ORDER BY ${order}) AS place FROM main.${quoteIdentifier(name)}
      )
      GROUP BY part
    )`)
  return { count: Number(row?.count), columns: byColumn(columns, place => [String(row?.[`c${place}`])]) }
}

function list(expressions: readonly string[]): string {
  return expressions.map((expression, place) => `${expression} AS c${place}`).join(', ')
}

function byColumn(
  columns: readonly string[],
  valuesAt: (place: number) => readonly string[],
): TableRows['columns'] {
  return new Map(columns.map((column, place) => [column, valuesAt(place)]))
}
