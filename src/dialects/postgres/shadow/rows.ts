import type { Rows, TableRows } from '../../../model/rows.ts'
import { quoteIdentifier } from '../parse/names.ts'
import type { Session } from '../session.ts'
import type { Table } from './fill/facts.ts'
import type { Seeds } from './fill/seeds.ts'

/** Of a table with more rows, one digest a column is kept. */
const mostRows = 1_000

/** Characters of the longest value that is kept as it is. */
const longestValue = 100

interface Standing {
  readonly name: string
  /** Stored columns, without those that are computed. */
  readonly columns: readonly string[]
}

/**
 * The rows of the tables that the migration can touch as they stand now, also of those that bear their names today; in a transaction that the
 * caller takes back. Values of a column are in their own order: which of them stand in one row is not kept, since
 * without a key no order of rows lasts. `null` where the synthetic ones were taken away meanwhile.
 */
export async function readRows(session: Session, { tables, wereTaken }: Seeds): Promise<Rows | null> {
  if (wereTaken) return null
  await session.script(`
    SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD';
    SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'`)
  const found = new Map<string, TableRows>()
  for (const table of await readTables(session, tables))
    found.set(table.name, await readTable(session, table))
  return found
}

async function readTables(session: Session, tables: readonly Table[]): Promise<readonly Standing[]> {
  const { rows } = await session.query(
    `select json_agg(json_build_object('name', t.name, 'columns', coalesce((
        select json_agg(a.attname order by a.attnum) from pg_attribute a
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      ), '[]'::json)) order by t.name)::text as tables
    from (
      select c.oid, format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r'
    ) t where t.oid = any ($1::oid[]) or t.name = any ($2::text[])`,
    [tables.map(({ oid }) => oid), tables.map(({ name }) => name)],
  )
  return (JSON.parse(String(rows[0]?.tables ?? '[]')) ?? []) as Standing[]
}

async function readTable(session: Session, { name, columns }: Standing): Promise<TableRows> {
  // As the type's own output function writes it: a cast to text may be somebody's code.
  const written = columns.map((column, place) => {
    const value = quoteIdentifier(column)
    // Blanks at the end are what char(n) is padded with, and no value.
    return `CASE WHEN r.${value} IS NULL THEN 'NULL' ELSE rtrim(format('=%s', r.${value})) END AS c${place}`
  })
  const short = columns.map(
    (_, place) =>
      `CASE WHEN length(c${place}) > ${longestValue} THEN md5(c${place}) ELSE c${place} END AS c${place}`,
  )
  const gathered = columns.map((_, place) => {
    const all = `json_agg(c${place} ORDER BY c${place} COLLATE "C")::text`
    return `CASE WHEN count(*) > ${mostRows} THEN json_build_array(md5(${all}))::text ELSE ${all} END AS c${place}`
  })
  const { rows } = await session.query(`
    SELECT ${['count(*)::int8 AS count', ...gathered].join(', ')}
    FROM (SELECT ${list(short)} FROM (SELECT ${list(written)} FROM ONLY ${name} r) w) s`)
  const [row] = rows
  const valuesAt = (place: number) => (JSON.parse(String(row?.[`c${place}`] ?? '[]')) ?? []) as string[]
  return {
    count: Number(row?.count ?? 0),
    columns: new Map(columns.map((column, place) => [column, valuesAt(place)])),
  }
}

function list(expressions: readonly string[]): string {
  return expressions.length === 0 ? '1' : expressions.join(', ')
}
