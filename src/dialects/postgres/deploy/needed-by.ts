import type { Holder } from '../../deploy-target.ts'
import type { Session } from '../session.ts'

/**
 * What each of these cannot stand without, by `SchemaObject.identity`: types, functions of defaults and checks,
 * collations, extensions, and what those need in turn. Not the schema in which a table stands nor the parents of its
 * keys, which it leaves when it is set aside. What does not stand is left out.
 */
export async function neededBy(
  session: Session,
  holders: readonly Holder[],
): Promise<ReadonlyMap<Holder, ReadonlySet<string>>> {
  const { rows } = await session.query(query, [
    JSON.stringify(holders.map(({ table, column }, place) => ({ place, table, column }))),
  ])
  const needs = new Map(holders.map(holder => [holder, new Set<string>()]))
  for (const { place, identity } of rows) {
    const holder = holders[Number(place)]
    if (holder !== undefined) needs.get(holder)?.add(String(identity))
  }
  return needs
}

const catalogs = (...names: readonly string[]) =>
  names.map(name => `'pg_catalog.${name}'::pg_catalog.regclass`).join(', ')

/** Dependencies that keep what is pointed at from being dropped alone, and those on the whole of which it is a part. */
const binding = `d.deptype in ('n', 'i', 'e')`

/** Its own sequences and indexes go where it goes. */
const isOthers = (from: string) =>
  `not exists (select from own p where p.place = ${from}.place and p.catalog = d.refclassid and p.object = d.refobjid)`

const query = `with recursive start as (
  select w.place, 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid as catalog, c.oid as object,
    coalesce(a.attnum, 0)::pg_catalog.int4 as part
  from pg_catalog.json_to_recordset($1::pg_catalog.json) as w (place pg_catalog.int4, "table" pg_catalog.text, "column" pg_catalog.text)
  join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(w."table")
  left join pg_catalog.pg_attribute a on a.attrelid = c.oid and pg_catalog.quote_ident(a.attname) = w."column"
  where w."column" is null or a.attnum is not null
), own as (
  select place, catalog, object, part from start
  union
  select o.place, d.classid, d.objid, 0 from own o join pg_catalog.pg_depend d on d.refclassid = o.catalog and d.refobjid = o.object
    and d.deptype in ('a', 'i') and d.classid in (${catalogs('pg_class', 'pg_attrdef', 'pg_constraint')})
    and not exists (select from pg_catalog.pg_constraint k where d.classid = ${catalogs('pg_constraint')} and k.oid = d.objid and k.contype = 'f')
  where o.part = 0
), needs as (
  select o.place, d.refclassid as catalog, d.refobjid as object, d.refobjsubid as part
  from own o join pg_catalog.pg_depend d on d.classid = o.catalog and d.objid = o.object and ${binding}
    and (o.part = 0 or d.objsubid = o.part)
  where d.refclassid <> ${catalogs('pg_namespace')} and ${isOthers('o')}
  union
  select n.place, d.refclassid, d.refobjid, d.refobjsubid
  from needs n join pg_catalog.pg_depend d on d.classid = n.catalog and d.objid = n.object and ${binding}
  where ${isOthers('n')}
)
select distinct n.place, i.identity from needs n join pg_catalog.pg_class c on c.oid = n.catalog
  cross join lateral (values (pg_catalog.concat(c.relname, ':', n.object)),
    (case when n.part > 0 then pg_catalog.concat('pg_attribute:', n.object, '.', n.part) end)) as i (identity)
where i.identity is not null`
