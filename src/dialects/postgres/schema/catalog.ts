import { randomBytes } from 'node:crypto'
import { bookkeeping, type HistoryTable } from './history-tables.ts'

/** What a catalog query may know before it is written. */
export interface Server {
  /** `server_version_num`: 180006. Columns differ between 14 and 18. */
  readonly version: number
  /** Whether two passwords are told apart, by a digest of this process alone. */
  readonly secrets: 'apart' | 'hidden'
}

/**
 * One kind of object as a catalog query: the select list as data, so that every kind reads alike.
 * An expression is text, a `text[]` of options, or {@link privileges}; one that yields null leaves its attribute out.
 */
export interface CatalogQuery {
  /** SQL expression: `'table'`, or a CASE; empty for attributes that belong to an object of another query. */
  readonly kind: string
  readonly name: string
  /** `<catalog>:<oid>`, as SQL. */
  readonly identity: string
  /** Place within its table, for columns. */
  readonly position?: string
  readonly attributes: Readonly<Record<string, string>>
  /** Everything from FROM on. */
  readonly from: string
  /** Condition as SQL: what must stand for the query to be worth its planning. Most databases have no operators. */
  readonly where: string
}

/**
 * Shared by every query. `member`: what belongs to an extension, which is compared as the extension.
 * `ns`: schemas that may hold objects of users. `rel`: relations of users. An OID from 16384 on was given after
 * initdb, so an object that somebody put into a system schema counts too. What a migration tool keeps for itself is
 * left out.
 */
export function prelude(historyTables: readonly HistoryTable[]): string {
  return `with ${bookkeeping(historyTables)},
member as materialized (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
), ns as materialized (
  select oid, quote_ident(nspname) as name, nspowner, nspacl,
    nspname not in ('pg_catalog', 'information_schema') as own
  from pg_catalog.pg_namespace
  where nspname not like 'pg\\_toast%' and nspname not like 'pg\\_temp\\_%'
    and oid not in (select oid from bookkeeping_schema)
), rel as materialized (
  select c.oid, ns.name || '.' || quote_ident(c.relname) as name, ns.name as schema, c.relkind, c.relpersistence,
    c.relispartition, c.relpartbound, c.reloftype, c.reloptions, c.reltoastrelid, c.relrowsecurity,
    c.relforcerowsecurity, c.relreplident, c.relam, c.reltablespace, c.relowner, c.relacl, c.relispopulated
  from pg_catalog.pg_class c join ns on ns.oid = c.relnamespace
  where c.oid >= 16384 and (${catalog('pg_class')}, c.oid) not in (select classid, objid from member)
    and c.oid not in (select oid from bookkeeping)
)`
}

/** The OID of a system catalog, as SQL. */
export function catalog(name: string): string {
  return `'pg_catalog.${name}'::pg_catalog.regclass::pg_catalog.oid`
}

/** `<catalog>:<oid>` as SQL. */
export function identity(name: string, oid: string): string {
  return `'${name}:' || ${oid}`
}

/** Condition: made by a user, not by initdb and not by an extension. */
export function usersOwn(name: string, oid: string): string {
  return `${oid} >= 16384 and (${catalog(name)}, ${oid}) not in (select classid, objid from member)`
}

/** Condition: a user or an extension made something of this catalog. */
export function anyIn(name: string, more = 'true'): string {
  return `exists (select from pg_catalog.${name} where oid >= 16384 and ${more})`
}

/** `yes` or nothing. */
export function flag(condition: string): string {
  return `case when ${condition} then 'yes' end`
}

/** A role's name. */
export function role(oid: string): string {
  return `quote_ident(pg_get_userbyid(${oid}))`
}

/** A relation's name by OID, qualified: the search path holds nothing but the catalog. */
export function relation(oid: string): string {
  return `${oid}::pg_catalog.regclass::pg_catalog.text`
}

/** A function's name and arguments by OID; null for 0. */
export function routine(oid: string): string {
  return `case when ${oid} <> 0 then ${oid}::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text end`
}

/** A name in a schema, by OID, for catalogs whose columns have a prefix: `collname`, `collnamespace`. */
export function qualified(name: string, prefix: string, oid: string): string {
  return `(select q.${prefix}namespace::pg_catalog.regnamespace || '.' || quote_ident(q.${prefix}name)
    from pg_catalog.${name} q where q.oid = ${oid})`
}

/** A collation's name by OID: those of the system without their schema. */
export function collation(oid: string): string {
  return `${oid}::pg_catalog.regcollation::pg_catalog.text`
}

/** A comment by OID, for what is folded into another object and has no identity of its own. */
export function commentOn(name: string, oid: string): string {
  return `case when ${oid} is not null then (select description from pg_catalog.pg_description
    where classoid = ${catalog(name)} and objoid = ${oid} and objsubid = 0) end`
}

/**
 * Options as they are; a schema goes into reports and files, so of a password only that there is one. In a shadow
 * one password is told from another, for as long as this process lives: a way back that sets another is not equal.
 * `__OPTION_PASSWORD__` is what the planning library writes for one that it does not know.
 */
export function withoutSecrets({ secrets }: Server, array: string): string {
  const value = `substring(o from '=(.*)$')`
  const digest = secrets === 'apart' ? `' ' || left(md5('${salt}' || ${value}), 8)` : `''`
  return `(select array_agg(case when o !~* '^[^=]*(pass|secret|key|token)[^=]*=' then o
    else substring(o from '^[^=]*') || case when ${value} ~ '^__OPTION_.*__$' then '=(unknown)'
      else '=(hidden' || ${digest} || ')' end end) from unnest(${array}) o)`
}

const salt = randomBytes(16).toString('hex')

/** Read in {@link attributesOf} (attributes.ts): null where nobody ever granted or revoked. */
export function privileges(acl: string, objectType: string, owner: string): string {
  return `case when ${acl} is not null then json_build_object('acl', ${acl},
    'default', acldefault('${objectType}', ${owner}), 'owner', pg_get_userbyid(${owner})) end`
}

/** `tablespace` and `access method` of an alias with the columns of `pg_class`, where they are not the default. */
export function storage(c: string): Readonly<Record<string, string>> {
  return {
    'access method': `case when ${c}.relam not in (0, 2, 403) then (select quote_ident(amname)
      from pg_catalog.pg_am where oid = ${c}.relam) end`,
    tablespace: `case when ${c}.reltablespace <> 0 then (select quote_ident(spcname)
      from pg_catalog.pg_tablespace where oid = ${c}.reltablespace) end`,
  }
}

/** Sequence options that are not the type's defaults, as SQL over an alias of `pg_sequence`. */
export function sequenceOptions(s: string): string {
  const lowest = `case ${s}.seqtypid when 21 then -32768 when 23 then -2147483648 else -9223372036854775808 end`
  const highest = `case ${s}.seqtypid when 21 then 32767 when 23 then 2147483647 else 9223372036854775807 end`
  const up = `${s}.seqincrement > 0`
  const unless = (usual: string, column: string, word: string) =>
    `case when ${s}.${column} <> ${usual} then ' ${word} ' || ${s}.${column} else '' end`
  return [
    `format_type(${s}.seqtypid, null)`,
    unless('1', 'seqincrement', 'increment'),
    unless(`case when ${up} then 1 else ${lowest} end`, 'seqmin', 'minvalue'),
    unless(`case when ${up} then ${highest} else -1 end`, 'seqmax', 'maxvalue'),
    unless(`case when ${up} then ${s}.seqmin else ${s}.seqmax end`, 'seqstart', 'start'),
    unless('1', 'seqcache', 'cache'),
    `case when ${s}.seqcycle then ' cycle' else '' end`,
  ].join(' || ')
}

/** The query as one arm of a UNION ALL: kind, name, identity, position, attributes as JSON. */
export function toSql(query: CatalogQuery): string {
  const pairs = Object.entries(query.attributes).map(([name, value]) => `'${name}', ${value}`)
  return `select (${query.kind})::pg_catalog.text as kind, (${query.name})::pg_catalog.text as name,
    (${query.identity})::pg_catalog.text as identity, ${query.position ?? '0'}::integer as position,
    json_build_object(${pairs.join(', ')}) as attributes
  ${query.from}`
}
