import type { Schema, SchemaObject } from '../../../model/schema.ts'
import type { Session } from '../session.ts'
import { attributesOf, type RawAttributes } from './attributes.ts'
import { type CatalogQuery, prelude, toSql } from './catalog.ts'
import { databaseWide } from './database.ts'
import { foreign } from './foreign.ts'
import { fragments } from './fragments.ts'
import { compareText, splitLast } from './names.ts'
import { operators } from './operators.ts'
import { routines } from './routines.ts'
import { tableParts } from './table-parts.ts'
import { tables } from './tables.ts'
import { textSearch } from './text-search.ts'
import { types } from './types.ts'
import { views } from './views.ts'

/**
 * Reads every object of the database from the catalogs, as text: the judge of our proofs, which shares nothing
 * with the library that plans the way back. Three round trips, and no trace: no transaction is begun or ended,
 * nothing volatile (values, statistics, file numbers) is read.
 *
 * The caller has run `SET LOCAL search_path = pg_catalog, pg_temp`: then the server qualifies every name it
 * writes, and no object of the migration's can stand in for a system one. Anything else is refused.
 * PostgreSQL 14 to 18.
 */
export async function readSchema(session: Session): Promise<Schema> {
  const queries = await worthAsking(session, queriesFor(await serverVersion(session)))
  const { rows } = await session.query(
    `${prelude} select coalesce(json_agg(json_build_array(o.kind, o.name, o.identity, o.position, o.attributes)),
      '[]')::pg_catalog.text as objects from (${queries.map(toSql).join('\nunion all\n')}) o`,
  )
  return toSchema(JSON.parse(String(rows[0]?.objects)) as readonly ObjectRow[])
}

async function serverVersion(session: Session): Promise<number> {
  const { rows } = await session.query(
    `select pg_catalog.current_setting('server_version_num') as version, pg_catalog.current_setting('search_path') as path`,
  )
  const path = String(rows[0]?.path).replaceAll(/["\s]/g, '')
  if (path !== 'pg_catalog' && path !== 'pg_catalog,pg_temp') {
    throw new Error(`readSchema needs SET LOCAL search_path = pg_catalog, pg_temp, but it is ${path}`)
  }
  return Number(rows[0]?.version)
}

function queriesFor(version: number): readonly CatalogQuery[] {
  const server = { version }
  return [
    ...databaseWide(),
    ...types(),
    ...tables(server),
    ...tableParts(),
    ...views(),
    ...routines(),
    ...operators(),
    ...textSearch(server),
    ...foreign(server),
    ...fragments(),
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
