import { folded } from '../../parse/names.ts'
import type { Row, Session } from '../../session.ts'
import { type Check, checksIn } from './checks.ts'

/** A column that takes values: neither generated nor hidden. */
export interface Column {
  readonly table: string
  readonly name: string
  /** Among all columns of its table, from 0. */
  readonly place: number
  /** As declared; empty where nothing is. */
  readonly type: string
  readonly required: boolean
  /** Part of the primary key. */
  readonly isKey: boolean
  /** As written; empty where there is none. */
  readonly default: string
}

export interface ForeignKey {
  /** As the engine counts the keys of a table. */
  readonly id: bigint
  readonly columns: readonly string[]
  readonly parent: string
  /** Of the parent, in the order of `columns`. */
  readonly references: readonly string[]
}

/** An ordinary table, and what its rows must obey. */
export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly checks: readonly Check[]
  /** What migrations ahead say of columns of these names: not enforced yet. */
  readonly conditions: readonly Check[]
  readonly hasRows: boolean
}

/** A table that took no rows, and why. */
export interface Unfilled {
  readonly table: string
  readonly reason: string
}

/** A search index or the like. */
export interface VirtualTable {
  readonly name: string
  readonly sql: string
  readonly columns: readonly string[]
}

export interface Facts {
  readonly tables: readonly Table[]
  readonly virtualTables: readonly VirtualTable[]
  /** As they were written, in the order in which they were made. */
  readonly triggers: readonly { readonly name: string; readonly sql: string }[]
}

/** What is to be filled, without what is the engine's own and `historyTables`, and what `conditions` say of it. */
export async function readFacts(
  session: Session,
  historyTables: readonly string[],
  conditions: readonly string[],
): Promise<Facts> {
  const [objects, columns, keys] = await Promise.all([
    session.query('SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid'),
    session.query(columnsQuery),
    session.query(keysQuery),
  ])
  const left = new Set(historyTables.map(folded))
  const byTable = Map.groupBy(columns, ({ table }) => folded(String(table)))
  const keysByTable = Map.groupBy(keys, ({ table }) => String(table))
  const named = [...byTable]
    .filter(([name]) => !left.has(name))
    .map(([, rows]): [string, readonly Row[]] => [String(rows[0]?.table), rows])
  const ordinary = named.filter(([, [first]]) => first?.kind === 'table')
  const virtual = named.filter(([, [first]]) => first?.kind === 'virtual')
  const sqlOf = new Map(objects.map(({ name, sql }) => [String(name), String(sql)]))
  const hasRows = await Promise.all(ordinary.map(([name]) => anyRowIn(session, name)))
  return {
    tables: ordinary.map(([name, rows], place) => ({
      name,
      columns: rows.filter(({ hidden }) => hidden === 0n).map(columnOf),
      foreignKeys: foreignKeysOf(keysByTable.get(name) ?? [], byTable),
      checks: checksIn(
        sqlOf.get(name) ?? '',
        rows.map(row => String(row.name)),
      ),
      conditions: conditions.flatMap(text =>
        checksIn(
          text,
          rows.map(row => String(row.name)),
        ),
      ),
      hasRows: hasRows[place] === true,
    })),
    virtualTables: virtual.map(([name, rows]) => ({
      name,
      sql: sqlOf.get(name) ?? '',
      columns: rows.filter(({ hidden }) => hidden === 0n).map(row => String(row.name)),
    })),
    triggers: objects
      .filter(({ type }) => type === 'trigger')
      .map(({ name, sql }) => ({ name: String(name), sql: String(sql) })),
  }
}

const columnsQuery = `
  SELECT l.name AS "table", l.type AS kind, x.cid, x.name, x.type, x."notnull", x.pk, x.hidden,
    x.dflt_value AS value
  FROM pragma_table_list l JOIN pragma_table_xinfo(l.name, 'main') x
  WHERE l.schema = 'main' AND l.type IN ('table', 'virtual') AND substr(l.name, 1, 7) <> 'sqlite_'
  ORDER BY l.name, x.cid`

const keysQuery = `
  SELECT l.name AS "table", k.id, k."table" AS parent, k."from" AS child_column, k."to" AS parent_column
  FROM pragma_table_list l JOIN pragma_foreign_key_list(l.name, 'main') k
  WHERE l.schema = 'main' AND l.type = 'table'
  ORDER BY l.name, k.id, k.seq`

function columnOf({ table, cid, name, type, notnull, pk, value }: Row): Column {
  return {
    table: String(table),
    name: String(name),
    place: Number(cid),
    type: String(type),
    required: notnull === 1n || pk !== 0n,
    isKey: pk !== 0n,
    default: String(value ?? ''),
  }
}

/** A key that names no columns of its parent means the primary key. */
function foreignKeysOf(
  rows: readonly Row[],
  columns: ReadonlyMap<string, readonly Row[]>,
): readonly ForeignKey[] {
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, parts]) => {
    const written = String(parts[0]?.parent)
    const ofParent = columns.get(folded(written)) ?? []
    const primary = ofParent.filter(({ pk }) => pk !== 0n).toSorted((a, b) => Number(a.pk) - Number(b.pk))
    return {
      id: id as bigint,
      columns: parts.map(part => String(part.child_column)),
      parent: String(ofParent[0]?.table ?? written),
      references: parts.map((part, place) => String(part.parent_column ?? primary[place]?.name)),
    }
  })
}

async function anyRowIn(session: Session, name: string): Promise<boolean> {
  const [row] = await session.query(`SELECT EXISTS (SELECT 1 FROM main.${quoted(name)}) AS found`)
  return row?.found === 1n
}

/** Quoted whether it must be or not. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
