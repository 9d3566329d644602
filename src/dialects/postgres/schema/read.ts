import type { Schema, SchemaObject } from '../../../model/schema.ts'
import { compareText, splitLast } from '../../support/object-names.ts'
import type { Session } from '../session.ts'
import { attributesOf, type RawAttributes } from './attributes.ts'
import { type CatalogQuery, prelude, type Server, toSql } from './catalog.ts'
import { databaseWide, roles } from './database.ts'
import { foreign } from './foreign.ts'
import { fragments } from './fragments.ts'
import type { HistoryTable } from './history-tables.ts'
import { operators } from './operators.ts'
import { rights } from './rights.ts'
import { routines } from './routines.ts'
import { tableParts } from './table-parts.ts'
import { tables } from './tables.ts'
import { textSearch } from './text-search.ts'
import { types } from './types.ts'
import { views } from './views.ts'

/**
 * Reads every object of the database from the catalogs, as text: the judge of our proofs, which shares nothing
 * with the library that plans the way back. It begins and ends no transaction but runs inside the caller's, and
 * reads nothing volatile (values, statistics, file numbers), nor the history tables of migration tools.
 * PostgreSQL 14 to 18. Roles belong to the whole server: they are read where that is the embedded one. Passwords among options are never read; in the embedded shadow two of them are told apart.
 */
export async function readSchema(
  session: Session,
  historyTables: readonly HistoryTable[] = [],
  secrets: Server['secrets'] = session.kind === 'embedded' ? 'apart' : 'hidden',
): Promise<Schema> {
  const { version, previous } = await settle(session)
  const own = session.kind === 'embedded' ? roles() : []
  const queries = await worthAsking(session, [...queriesFor({ version, secrets }), ...own])
  const { rows } = await session.query(
    `${prelude(historyTables)} select coalesce(json_agg(json_build_array(o.kind, o.name, o.identity, o.position, o.attributes)),
      '[]')::pg_catalog.text as objects from (${queries.map(toSql).join('\nunion all\n')}) o`,
  )
  if (previous.length > 0) await session.query(setting(previous))
  return toSchema(JSON.parse(String(rows[0]?.objects)) as readonly ObjectRow[])
}

/**
 * What the server's own texts hang on. With nothing but the catalog on the search path it qualifies every name,
 * and no object of the migration's can stand in for a system one: temporary ones come last.
 */
const settings: Readonly<Record<string, string>> = {
  search_path: 'pg_catalog, pg_temp',
  timezone: 'UTC',
  datestyle: 'ISO, MDY',
  intervalstyle: 'postgres',
  extra_float_digits: '1',
  quote_all_identifiers: 'off',
}

/** Sets them for the transaction; gives what they were, where that was something else, to be set again. */
async function settle(
  session: Session,
): Promise<{ readonly version: number; readonly previous: readonly (readonly [string, string])[] }> {
  const names = Object.keys(settings)
  const { rows, transaction } = await session.query(
    `select ${['server_version_num', ...names].map(name => `pg_catalog.current_setting('${name}') as ${name}`).join(', ')}`,
  )
  if (transaction !== 'open') throw new Error('readSchema runs inside an open transaction')
  const previous = names
    .map(name => [name, String(rows[0]?.[name])] as const)
    .filter(([name, value]) => value !== settings[name])
  if (previous.length > 0)
    await session.query(setting(previous.map(([name]) => [name, settings[name] ?? ''])))
  return { version: Number(rows[0]?.server_version_num), previous }
}

function setting(values: readonly (readonly [string, string])[]): string {
  return `select ${values.map(([name, value]) => `pg_catalog.set_config('${name}', '${value.replaceAll("'", "''")}', true)`).join(', ')}`
}

function queriesFor(server: Server): readonly CatalogQuery[] {
  return [
    ...databaseWide(server),
    ...types(),
    ...tables(server),
    ...tableParts(),
    ...views(),
    ...routines(),
    ...operators(),
    ...textSearch(server),
    ...foreign(server),
    ...rights(server),
    ...fragments(server),
  ]
}

/** Planning all of them costs more than running them, and most databases have a third of the kinds. */
async function worthAsking(
  session: Session,
  queries: readonly CatalogQuery[],
): Promise<readonly CatalogQuery[]> {
  const conditions = queries.map(({ where }) => `(${where})`)
  const { rows } = await session.query(
    `select json_build_array(${conditions.join(', ')})::pg_catalog.text as worth`,
  )
  const worth = JSON.parse(String(rows[0]?.worth)) as readonly boolean[]
  return queries.filter((_, index) => worth[index])
}

/** Kind (empty for more attributes of an object), name, identity, position (columns; 0 otherwise), attributes. */
type ObjectRow = readonly [string, string, string, number, RawAttributes]

/** Sorted here, by code unit: the server's order hangs on its collation. */
function toSchema(rows: readonly ObjectRow[]): Schema {
  const sorted = [...rows].sort((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]))
  const more = Map.groupBy(
    sorted.filter(([kind]) => kind === ''),
    ([, , identity]) => identity,
  )
  const objects = new Map<string, SchemaObject>()
  for (const [kind, name, identity, , raw] of sorted) {
    if (kind === '') continue
    const key = `${kind} ${name}`
    if (objects.has(key)) throw new Error(`two objects are called ${key}`)
    const shared = (more.get(identity) ?? []).map(([, , , , attributes]) => attributesOf(attributes))
    objects.set(key, { kind, name, identity, attributes: Object.assign(attributesOf(raw), ...shared) })
  }
  return { objects, columnOrder: columnOrder(sorted) }
}

/** Tables only: the columns of a view are part of its text. */
function columnOrder(rows: readonly ObjectRow[]): ReadonlyMap<string, readonly string[]> {
  const order = new Map<string, string[]>()
  for (const [kind, name] of rows) {
    if (kind === 'table' || kind === 'foreign table') order.set(name, [])
  }
  for (const [, name] of rows.filter(([kind]) => kind === 'column').sort((a, b) => a[3] - b[3])) {
    const { parent, local } = splitLast(name)
    order.get(parent)?.push(local)
  }
  return order
}
