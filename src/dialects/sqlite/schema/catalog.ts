import { folded } from '../parse/names.ts'
import type { Row, Session } from '../session.ts'
import { type ColumnText, readTableText, type TableText } from './table-text.ts'

/** A column as both readers have it: the engine, and its table's text. */
export interface Column extends ColumnText {
  /** As declared, cleaned by the engine; empty where none is. */
  readonly type: string
  /** Also where only the kind of the table demands it. */
  readonly required: boolean
}

export interface Table {
  readonly name: string
  readonly sql: string
  readonly columns: readonly Column[]
  readonly constraints: TableText['constraints']
  readonly strict: boolean
  readonly withoutRowid: boolean
  /** The column that is another name for the rowid. */
  readonly rowid: string | null
  /** Rowids are never used twice: `sqlite_sequence` keeps the highest. */
  readonly autoincrement: boolean
  readonly nameStart: number
  readonly nameEnd: number
}

/** An object that is nothing but its text. */
export interface TextObject {
  readonly name: string
  /** What it is on; its own name where it stands alone. */
  readonly table: string
  readonly sql: string
}

export interface VirtualTable extends TextObject {
  /** Those that can be written, where the module is there. */
  readonly columns: readonly string[]
}

/** What stands in the schema `main`, in the order in which it was made. */
export interface Catalog {
  readonly tables: readonly Table[]
  readonly indexes: readonly TextObject[]
  readonly views: readonly TextObject[]
  readonly triggers: readonly TextObject[]
  readonly virtualTables: readonly VirtualTable[]
}

/**
 * Reads the catalog without what is the engine's own, the shadow tables of virtual ones, and `historyTables`.
 * @throws Error where our reader of the text and the engine do not see the same table
 */
export async function readCatalog(session: Session, historyTables: readonly string[] = []): Promise<Catalog> {
  const [objects, list] = [await session.query(objectsQuery), await session.query(listQuery)]
  const [columns, keyed] = [await session.query(columnsQuery), await session.query(keysQuery)]
  const kinds = new Map(list.map(row => [text(row.name), row]))
  const columnsOf = Map.groupBy(columns, row => text(row.table))
  const withKeyIndex = new Set(keyed.map(row => text(row.table)))
  const left = new Set(historyTables.map(folded))
  const seen = objects.filter(row => !left.has(folded(text(row.tbl_name))) && text(row.sql) !== '')
  const named = (type: string) => seen.filter(row => row.type === type)
  const tables = named('table').filter(row => kinds.get(text(row.name))?.type === 'table')
  const virtual = named('table').filter(row => /^create virtual table/i.test(text(row.sql)))
  const virtualColumns = await Promise.all(virtual.map(row => writableColumns(session, text(row.name))))
  return {
    tables: tables.map(row => {
      const name = text(row.name)
      return readTable(row, kinds.get(name) ?? {}, columnsOf.get(name) ?? [], withKeyIndex.has(name))
    }),
    indexes: named('index').map(textObject),
    views: named('view').map(textObject),
    triggers: named('trigger').map(textObject),
    virtualTables: virtual.map((row, place) => ({
      ...textObject(row),
      columns: virtualColumns[place] ?? [],
    })),
  }
}

const objectsQuery = `select type, name, tbl_name, sql from main.sqlite_schema
  where name not like 'sqlite\\_%' escape '\\' order by rowid`

const listQuery = `select name, type, wr, strict from pragma_table_list where schema = 'main'`

const columnsQuery = `select m.name as "table", x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden
  from main.sqlite_schema m, pragma_table_xinfo(m.name, 'main') x
  where m.type = 'table' and m.rootpage > 0 order by m.rowid, x.cid`

const keysQuery = `select m.name as "table" from main.sqlite_schema m, pragma_index_list(m.name, 'main') i
  where m.type = 'table' and m.rootpage > 0 and i.origin = 'pk'`

/** None where the module is not there, or cannot open the table. */
async function writableColumns(session: Session, name: string): Promise<readonly string[]> {
  try {
    const rows = await session.query(
      `select name from pragma_table_xinfo(?, 'main') where hidden = 0 order by cid`,
      [name],
    )
    return rows.map(row => text(row.name))
  } catch {
    return []
  }
}

function textObject(row: Row): TextObject {
  return { name: text(row.name), table: text(row.tbl_name), sql: text(row.sql) }
}

function readTable(row: Row, kind: Row, told: readonly Row[], hasKeyIndex: boolean): Table {
  const [name, sql] = [text(row.name), text(row.sql)]
  const read = readTableText(sql)
  const columns = read.columns.map((column, place) => readColumn(name, column, told[place]))
  if (told.length !== columns.length) throw disagreement(name)
  const withoutRowid = kind.wr === 1n
  const keys = [...read.constraints, ...columns.flatMap(({ constraints }) => constraints)]
  const alias = withoutRowid || hasKeyIndex ? undefined : told.find(({ pk }) => pk === 1n)
  return {
    name,
    sql,
    columns,
    constraints: read.constraints,
    strict: kind.strict === 1n,
    withoutRowid,
    rowid: alias === undefined ? null : text(alias.name),
    autoincrement: keys.some(key => key.type === 'PRIMARY KEY' && key.autoincrement),
    nameStart: read.nameStart,
    nameEnd: read.nameEnd,
  }
}

/** What both tell must agree: a text that we misread must never pass for another table. */
function readColumn(table: string, column: ColumnText, told: Row | undefined): Column {
  const hidden = column.generated === null ? 0n : column.generated.stored ? 3n : 2n
  const agrees =
    told?.name === column.name &&
    told.hidden === hidden &&
    (told.dflt_value === null) === (column.default === null) &&
    (column.notNull === null || told.notnull === 1n)
  if (!agrees || told === undefined) throw disagreement(`${table}.${column.name}`)
  return { ...column, type: text(told.type), required: told.notnull === 1n }
}

function disagreement(name: string): Error {
  return new Error(`the catalog's text of ${name} was not read as the engine reads it`)
}

function text(value: Row[string] | undefined): string {
  return typeof value === 'string' ? value : ''
}
