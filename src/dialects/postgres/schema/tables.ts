import {
  type CatalogQuery,
  catalog,
  collation,
  commentOn,
  flag,
  identity,
  privileges,
  relation,
  role,
  type Server,
  sequenceOptions,
  storage,
} from './catalog.ts'

/** Tables, partitioned tables and foreign tables, with their columns. */
export function tables(server: Server): readonly CatalogQuery[] {
  return [table, columns(server)]
}

const table: CatalogQuery = {
  kind: `case c.relkind when 'f' then 'foreign table' else 'table' end`,
  name: 'c.name',
  identity: identity('pg_class', 'c.oid'),
  attributes: {
    unlogged: flag(`c.relpersistence = 'u'`),
    'partition key': `case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end`,
    'partition bound': 'pg_get_expr(c.relpartbound, c.oid)',
    'of type': 'case when c.reloftype <> 0 then format_type(c.reloftype, null) end',
    options: 'c.reloptions',
    'toast options': 't.reloptions',
    'row security': flag('c.relrowsecurity'),
    'row security forced': flag('c.relforcerowsecurity'),
    'replica identity': `case c.relreplident when 'n' then 'nothing' when 'f' then 'full'
      when 'i' then coalesce('index ' || ${relation('i.indexrelid')}, 'nothing') end`,
    ...storage('c'),
    owner: role('c.relowner'),
    privileges: privileges('c.relacl', 'r', 'c.relowner'),
  },
  from: `from rel c left join pg_catalog.pg_class t on t.oid = c.reltoastrelid
    left join pg_catalog.pg_index i on i.indrelid = c.oid and i.indisreplident and c.relreplident = 'i'
    where c.relkind in ('r', 'p', 'f')`,
  where: 'true',
}

/**
 * Columns of tables; of views only those that carry something of their own (the view lists its columns).
 * A NOT NULL is part of its column: PostgreSQL 18 keeps it as a constraint, whose name shows only where
 * somebody chose it, so that dropping and setting NOT NULL again is no difference.
 */
function columns(server: Server): CatalogQuery {
  const named = server.version >= 180000
  return {
    kind: `case when c.relkind in ('v', 'm') then 'view column' else 'column' end`,
    name: `c.name || '.' || quote_ident(a.attname)`,
    identity: `'pg_attribute:' || a.attrelid || '.' || a.attnum`,
    position: 'a.attnum',
    attributes: {
      type: 'format_type(a.atttypid, a.atttypmod)',
      collation: `case when a.attcollation not in (0, t.typcollation)
        then ${collation('a.attcollation')} end`,
      'not null': named
        ? `case when not a.attnotnull then null when nn.convalidated is false then 'not valid' else 'yes' end`
        : flag('a.attnotnull'),
      ...(named
        ? {
            'not null constraint': `case when nn.conname !~ '_not_null[0-9]*$' then quote_ident(nn.conname) end`,
            'not null no inherit': flag('nn.connoinherit'),
            'not null comment': commentOn('pg_constraint', 'nn.oid'),
          }
        : {}),
      default: `case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end`,
      generated: `case a.attgenerated when 's' then 'stored ' when 'v' then 'virtual ' end
        || pg_get_expr(d.adbin, d.adrelid)`,
      identity: `case a.attidentity when 'a' then 'always' when 'd' then 'by default' end`,
      'identity sequence': 'q.name',
      'identity options': sequenceOptions('s'),
      'identity privileges': privileges('q.relacl', 's', 'q.relowner'),
      'identity comment': commentOn('pg_class', 'q.oid'),
      storage: `case when a.attstorage <> t.typstorage then case a.attstorage
        when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' when 'x' then 'extended' end end`,
      compression: `case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end`,
      statistics: 'case when a.attstattarget >= 0 then a.attstattarget end',
      options: 'a.attoptions',
      'foreign options': 'a.attfdwoptions',
      inherited: `case when a.attinhcount > 0 and not c.relispartition then
        case when a.attislocal then 'and local' else 'yes' end end`,
      privileges: privileges('a.attacl', 'c', 'c.relowner'),
    },
    from: `from rel c
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_catalog.pg_type t on t.oid = a.atttypid
      left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      ${named ? `left join pg_catalog.pg_constraint nn on nn.conrelid = a.attrelid and nn.contype = 'n' and nn.conkey[1] = a.attnum` : ''}
      left join pg_catalog.pg_depend p on a.attidentity <> '' and p.refclassid = ${catalog('pg_class')}
        and p.refobjid = a.attrelid and p.refobjsubid = a.attnum and p.classid = p.refclassid and p.deptype = 'i'
      left join rel q on q.oid = p.objid
      left join pg_catalog.pg_sequence s on s.seqrelid = p.objid
      where c.relkind in ('r', 'p', 'f') or (c.relkind in ('v', 'm') and (a.attacl is not null
        or d.adbin is not null or a.attoptions is not null or a.attstattarget >= 0
        or a.attcompression <> '' or a.attstorage <> t.typstorage
        or exists (select from pg_catalog.pg_seclabel where classoid = ${catalog('pg_class')}
          and objoid = a.attrelid and objsubid = a.attnum)
        or exists (select from pg_catalog.pg_description where classoid = ${catalog('pg_class')}
          and objoid = a.attrelid and objsubid = a.attnum)))`,
    where: 'true',
  }
}
