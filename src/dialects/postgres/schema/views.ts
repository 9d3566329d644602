import {
  type CatalogQuery,
  catalog,
  comment,
  flag,
  identity,
  options,
  privileges,
  role,
  sequenceOptions,
} from './catalog.ts'

/** Views, materialised views and the sequences that are no identity column's. */
export function views(): readonly CatalogQuery[] {
  return [view, sequence]
}

const view: CatalogQuery = {
  kind: `case c.relkind when 'm' then 'materialized view' else 'view' end`,
  name: 'c.name',
  identity: identity('pg_class', 'c.oid'),
  attributes: {
    columns: `(select string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attcollation <> t.typcollation then ' collate ' || (select quote_ident(collname)
        from pg_catalog.pg_collation where oid = a.attcollation) else '' end, ', ' order by a.attnum)
      from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`,
    definition: 'pg_get_viewdef(c.oid)',
    persistence: `case c.relpersistence when 'u' then 'unlogged' end`,
    options: options('c.reloptions'),
    'not populated': flag('not c.relispopulated'),
    'access method': `(select quote_ident(amname) from pg_catalog.pg_am where oid = c.relam and amname <> 'heap')`,
    tablespace: '(select quote_ident(spcname) from pg_catalog.pg_tablespace where oid = c.reltablespace)',
    owner: role('c.relowner'),
    privileges: privileges('c.relacl', 'r', 'c.relowner'),
    comment: comment('pg_class', 'c.oid'),
  },
  from: `from rel c where c.relkind in ('v', 'm')`,
}

/** Never `last_value`: that is data. */
const sequence: CatalogQuery = {
  kind: `'sequence'`,
  name: 'c.name',
  identity: identity('pg_class', 'c.oid'),
  attributes: {
    options: sequenceOptions('s'),
    'owned by': `(select r.name || '.' || quote_ident(a.attname) from pg_catalog.pg_depend p
      join rel r on r.oid = p.refobjid
      join pg_catalog.pg_attribute a on a.attrelid = p.refobjid and a.attnum = p.refobjsubid
      where p.classid = ${catalog('pg_class')} and p.refclassid = p.classid and p.objid = c.oid and p.deptype = 'a')`,
    persistence: `case c.relpersistence when 'u' then 'unlogged' end`,
    owner: role('c.relowner'),
    privileges: privileges('c.relacl', 's', 'c.relowner'),
    comment: comment('pg_class', 'c.oid'),
  },
  from: `from rel c join pg_catalog.pg_sequence s on s.seqrelid = c.oid
    where not exists (select from pg_catalog.pg_depend p where p.classid = ${catalog('pg_class')}
      and p.objid = c.oid and p.refclassid = p.classid and p.deptype = 'i')`,
}
