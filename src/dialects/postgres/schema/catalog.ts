/** What a catalog query may know before it is written. */
export interface Server {
  /** `server_version_num`: 180006. Columns differ between 14 and 18. */
  readonly version: number
}

/**
 * One kind of object as a catalog query: the select list as data, so that every kind reads alike.
 * Expressions are SQL text; one that yields null leaves its attribute out.
 */
export interface CatalogQuery {
  /** SQL expression: `'table'`, or a CASE. */
  readonly kind: string
  readonly name: string
  /** `<catalog>:<oid>`, as SQL. */
  readonly identity: string
  /** Place within its table, for columns. */
  readonly position?: string
  readonly attributes: Readonly<Record<string, string>>
  /** Everything from FROM on. */
  readonly from: string
}

/**
 * Shared by every query. `member`: what belongs to an extension, which is compared as the extension.
 * `ns`: schemas of users. An object made by a user inside a system schema (OID from 16384 on) counts too.
 * `rel`: relations of users; parts of an extension's table go with the table.
 */
export const prelude = `with
member as materialized (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
), ns as materialized (
  select oid, nspname, quote_ident(nspname) as name, nspowner, nspacl,
    nspname not in ('pg_catalog', 'information_schema') as own
  from pg_catalog.pg_namespace
  where nspname not like 'pg\\_toast%' and nspname not like 'pg\\_temp\\_%'
), rel as materialized (
  select c.*, ns.name || '.' || quote_ident(c.relname) as name
  from pg_catalog.pg_class c join ns on ns.oid = c.relnamespace
  where (ns.own or c.oid >= 16384)
    and (${catalog('pg_class')}, c.oid) not in (select classid, objid from member)
)`

/** The OID of a system catalog, as SQL. */
export function catalog(name: string): string {
  return `'pg_catalog.${name}'::pg_catalog.regclass::pg_catalog.oid`
}

/** `<catalog>:<oid>` as SQL. */
export function identity(name: string, oid: string): string {
  return `'${name}:' || ${oid}`
}

/** Condition: made by a user (not by initdb, not by an extension). `namespace` joins `ns`. */
export function usersOwn(name: string, oid: string): string {
  return `(ns.own or ${oid} >= 16384) and ${notMember(name, oid)}`
}

/** Condition: belongs to no extension. */
export function notMember(name: string, oid: string): string {
  return `(${catalog(name)}, ${oid}) not in (select classid, objid from member)`
}

/** The comment on an object, or null. */
export function comment(name: string, oid: string, part = '0'): string {
  return `(select description from pg_catalog.pg_description
    where classoid = ${catalog(name)} and objoid = ${oid} and objsubid = ${part})`
}

/** `yes` or nothing. */
export function flag(condition: string): string {
  return `case when ${condition} then 'yes' end`
}

/** A role's name. */
export function role(oid: string): string {
  return `quote_ident(pg_get_userbyid(${oid}))`
}

/** `text[]` of options as one text, sorted: their order means nothing. */
export function options(array: string): string {
  return `(select string_agg(o, ', ' order by o) from unnest(${array}) o)`
}

/** A qualified relation name by OID; null for 0. */
export function relation(oid: string): string {
  return `(select quote_ident(named_n.nspname) || '.' || quote_ident(named_c.relname)
    from pg_catalog.pg_class named_c join pg_catalog.pg_namespace named_n on named_n.oid = named_c.relnamespace
    where named_c.oid = ${oid})`
}

/**
 * Privileges as text, or null where they are what the owner would have without any GRANT or REVOKE.
 * A null ACL and the same rights written out are one; the owner is called OWNER, so that a change of owner
 * is one difference and not many.
 */
export function privileges(acl: string, objectType: string, owner: string): string {
  const given = grants(acl, owner)
  return `case when ${acl} is not null then
    nullif(${given}, ${grants(`acldefault('${objectType}', ${owner})`, owner)}) end`
}

function grants(acl: string, owner: string): string {
  return `(select coalesce(string_agg(entry, '; ' order by entry), 'none') from (
    select case when e.grantee = 0 then 'PUBLIC' when e.grantee = ${owner} then 'OWNER'
        else ${role('e.grantee')} end || ': ' ||
      string_agg(distinct e.privilege_type || case when e.is_grantable then ' with grant option' else '' end, ', ') as entry
    from aclexplode(${acl}) e group by e.grantee) entries)`
}

/** Sequence options that are not the type's defaults, as SQL over an alias of `pg_sequence`. */
export function sequenceOptions(s: string): string {
  const limit = (sign: string) => `case ${s}.seqtypid when 21 then ${sign === '-' ? '-32768' : '32767'}
    when 23 then ${sign === '-' ? '-2147483648' : '2147483647'}
    else ${sign === '-' ? '-9223372036854775808' : '9223372036854775807'} end`
  const up = `${s}.seqincrement > 0`
  return `format_type(${s}.seqtypid, null)
    || case when ${s}.seqincrement <> 1 then ' increment ' || ${s}.seqincrement else '' end
    || case when ${s}.seqmin <> case when ${up} then 1 else ${limit('-')} end then ' minvalue ' || ${s}.seqmin else '' end
    || case when ${s}.seqmax <> case when ${up} then ${limit('+')} else -1 end then ' maxvalue ' || ${s}.seqmax else '' end
    || case when ${s}.seqstart <> case when ${up} then ${s}.seqmin else ${s}.seqmax end then ' start ' || ${s}.seqstart else '' end
    || case when ${s}.seqcache <> 1 then ' cache ' || ${s}.seqcache else '' end
    || case when ${s}.seqcycle then ' cycle' else '' end`
}

/** The query as one arm of a UNION ALL: kind, name, identity, position, attributes as JSON. */
export function toSql(query: CatalogQuery): string {
  const pairs = Object.entries(query.attributes).map(
    ([name, value]) => `'${name}', (${value})::pg_catalog.text`,
  )
  return `select (${query.kind})::pg_catalog.text as kind, (${query.name})::pg_catalog.text as name,
    (${query.identity})::pg_catalog.text as identity, ${query.position ?? '0'}::integer as position,
    json_strip_nulls(json_build_object(${pairs.join(', ')})) as attributes
  ${query.from}`
}
