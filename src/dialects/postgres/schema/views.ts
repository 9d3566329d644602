import {
  type CatalogQuery,
  catalog,
  collation,
  flag,
  identity,
  privileges,
  relation,
  role,
  sequenceOptions,
  storage,
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
      || case when a.attcollation not in (0, t.typcollation)
        then ' collate ' || ${collation('a.attcollation')} else '' end, ', ' order by a.attnum)
      from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`,
    definition: 'pg_get_viewdef(c.oid)',
    unlogged: flag(`c.relpersistence = 'u'`),
    options: 'c.reloptions',
    'not populated': flag('not c.relispopulated'),
    ...storage('c'),
    owner: role('c.relowner'),
    privileges: privileges('c.relacl', 'r', 'c.relowner'),
  },
  from: `from rel c where c.relkind in ('v', 'm')`,
  where: `exists (select from pg_catalog.pg_class where oid >= 16384 and relkind in ('v', 'm'))`,
}

/** Never `last_value`: that is data. */
const sequence: CatalogQuery = {
  kind: `'sequence'`,
  name: 'c.name',
  identity: identity('pg_class', 'c.oid'),
  attributes: {
    options: sequenceOptions('s'),
    'owned by': `case when a.attname is not null then ${relation('p.refobjid')} || '.' || quote_ident(a.attname) end`,
    unlogged: flag(`c.relpersistence = 'u'`),
    owner: role('c.relowner'),
    privileges: privileges('c.relacl', 's', 'c.relowner'),
  },
  from: `from rel c join pg_catalog.pg_sequence s on s.seqrelid = c.oid
    left join pg_catalog.pg_depend p on p.classid = ${catalog('pg_class')} and p.objid = c.oid
      and p.refclassid = p.classid and p.deptype in ('a', 'i')
    left join pg_catalog.pg_attribute a on a.attrelid = p.refobjid and a.attnum = p.refobjsubid
    where p.deptype is distinct from 'i'`,
  where: 'exists (select from pg_catalog.pg_sequence)',
}
