import type { HistoryRows } from '../../../model/snapshot.ts'
import type { HistorySource } from '../../dialect.ts'
import { quoteIdentifier } from '../parse/names.ts'
import type { Session } from '../session.ts'

/** More migrations than any history has. */
const mostRows = 50_000

/** A table of a migration tool that stands in the database. */
interface Found {
  readonly schema: string
  readonly table: string
  /** Of the tool's; `null` where it is no tool's. */
  readonly columns: readonly string[] | null
  readonly all: readonly string[]
  readonly readable: boolean
}

/** What the tables of migration tools say. */
interface ReadHistory {
  readonly history: readonly HistoryRows[]
  /** Those that nobody let us read. */
  readonly refused: readonly string[]
  /** All columns of each table that has the name of a tool's, be it one or not. */
  readonly standing: ReadonlyMap<string, readonly string[]>
}

/** Reads the tables of migration tools. */
export async function readHistory(session: Session, sources: readonly HistorySource[]): Promise<ReadHistory> {
  const history: HistoryRows[] = []
  const refused: string[] = []
  const standing = new Map<string, readonly string[]>()
  for (const { schema, table, columns, readable, all } of await find(session, sources)) {
    const name = `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`
    standing.set(name, all)
    if (columns === null) continue
    if (!readable) {
      refused.push(name)
      continue
    }
    const list = columns.map(column => `${quoteIdentifier(column)}::pg_catalog.text`).join(', ')
    const { rows } = await session.query(
      `select ${list} from ${name} order by ${columns.map((_, index) => index + 1).join(', ')} limit ${mostRows}`,
    )
    history.push({
      table: name,
      rows: rows.map(row =>
        Object.fromEntries(columns.map(column => [column, (row[column] ?? null) as string | null])),
      ),
    })
  }
  return { history, refused, standing }
}

/** A table counts as a tool's where it has the columns of that tool's: of several tools that which wants most of them. */
async function find(session: Session, sources: readonly HistorySource[]): Promise<readonly Found[]> {
  const { rows } = await session.query(
    `select n.nspname::pg_catalog.text as schema, c.relname::pg_catalog.text as table,
      pg_catalog.json_agg(a.attname order by a.attnum)::pg_catalog.text as columns,
      pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_table_privilege(c.oid, 'SELECT') as readable
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relname::pg_catalog.text = any ($1::pg_catalog.text[])
    group by n.oid, n.nspname, c.oid, c.relname order by 1, 2`,
    [sources.map(({ table }) => table)],
  )
  return rows.map(row => {
    const standing = JSON.parse(String(row.columns)) as readonly string[]
    const source = sources
      .filter(
        ({ table, columns }) => table === row.table && columns.every(column => standing.includes(column)),
      )
      .toSorted((a, b) => b.columns.length - a.columns.length)[0]
    return {
      schema: String(row.schema),
      table: String(row.table),
      columns: source?.columns ?? null,
      all: standing,
      readable: row.readable === true,
    }
  })
}
