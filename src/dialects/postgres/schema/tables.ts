import {
  type CatalogQuery,
  catalog,
  comment,
  flag,
  identity,
  options,
  privileges,
  relation,
  role,
  type Server,
  sequenceOptions,
} from './catalog.ts'

/** Tables, partitioned tables and foreign tables. */
export function tables(): readonly CatalogQuery[] {
  return [
    {
      kind: `case c.relkind when 'f' then 'foreign table' else 'table' end`,
      name: 'c.name',
      identity: identity('pg_class', 'c.oid'),
      attributes: {
        persistence: `case c.relpersistence when 'u' then 'unlogged' end`,
        'partition key': `case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end`,
        'partition of': `case when c.relispartition then ${parents} end`,
        'partition bound': 'pg_get_expr(c.relpartbound, c.oid)',
        'detach pending': flag(`c.relispartition and (select bool_or(inhdetachpending)
          from pg_catalog.pg_inherits where inhrelid = c.oid)`),
        inherits: `case when not c.relispartition then ${parents} end`,
        'of type': 'case when c.reloftype <> 0 then format_type(c.reloftype, null) end',
        server: `(select quote_ident(s.srvname) from pg_catalog.pg_foreign_table f
          join pg_catalog.pg_foreign_server s on s.oid = f.ftserver where f.ftrelid = c.oid)`,
        'foreign options': options(
          '(select f.ftoptions from pg_catalog.pg_foreign_table f where f.ftrelid = c.oid)',
        ),
        options: options('c.reloptions'),
        'toast options': options(
          '(select t.reloptions from pg_catalog.pg_class t where t.oid = c.reltoastrelid)',
        ),
        'row security': flag('c.relrowsecurity'),
        'row security forced': flag('c.relforcerowsecurity'),
        'replica identity': `case c.relreplident when 'n' then 'nothing' when 'f' then 'full'
          when 'i' then coalesce((select 'index ' || ${relation('i.indexrelid')} from pg_catalog.pg_index i
            where i.indrelid = c.oid and i.indisreplident), 'nothing') end`,
        'access method': `(select quote_ident(amname) from pg_catalog.pg_am where oid = c.relam and amname <> 'heap')`,
        tablespace: '(select quote_ident(spcname) from pg_catalog.pg_tablespace where oid = c.reltablespace)',
        owner: role('c.relowner'),
        privileges: privileges('c.relacl', 'r', 'c.relowner'),
        comment: comment('pg_class', 'c.oid'),
      },
      from: `from rel c where c.relkind in ('r', 'p', 'f')`,
    },
  ]
}

const parents = `(select string_agg(${relation('h.inhparent')}, ', ' order by h.inhseqno)
  from pg_catalog.pg_inherits h where h.inhrelid = c.oid)`

/**
 * Columns of tables; of views only those that carry something of their own (the view lists its columns).
 * A NOT NULL is part of its column: PostgreSQL 18 keeps it as a constraint, whose name shows only where
 * somebody chose it, so that dropping and setting NOT NULL again is no difference.
 */
export function columns(server: Server): readonly CatalogQuery[] {
  const named = server.version >= 180000
  const statisticsTarget = 'case when a.attstattarget >= 0 then a.attstattarget end'
  return [
    {
      kind: `'column'`,
      name: `c.name || '.' || quote_ident(a.attname)`,
      identity: `'pg_attribute:' || a.attrelid || '.' || a.attnum`,
      position: 'a.attnum',
      attributes: {
        type: 'format_type(a.atttypid, a.atttypmod)',
        collation: `case when a.attcollation <> 0 and a.attcollation <> t.typcollation then ${collationName} end`,
        'not null': named
          ? `case when not a.attnotnull then null when nn.convalidated then 'yes' when nn.oid is null then 'yes' else 'not valid' end`
          : flag('a.attnotnull'),
        ...(named
          ? {
              'not null constraint': `case when nn.conname !~ '_not_null[0-9]*$' then quote_ident(nn.conname) end`,
              'not null no inherit': flag('nn.connoinherit'),
              'not null comment': comment('pg_constraint', 'nn.oid'),
            }
          : {}),
        default: `case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end`,
        generated: `case a.attgenerated when 's' then 'stored ' when 'v' then 'virtual ' end
          || pg_get_expr(d.adbin, d.adrelid)`,
        identity: `case a.attidentity when 'a' then 'always' when 'd' then 'by default' end`,
        'identity sequence': 'q.name',
        'identity options': 'q.options',
        'identity privileges': 'q.privileges',
        'identity comment': 'q.comment',
        storage: `case when a.attstorage <> t.typstorage then case a.attstorage
          when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' when 'x' then 'extended' end end`,
        compression: `case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end`,
        statistics: statisticsTarget,
        options: options('a.attoptions'),
        'foreign options': options('a.attfdwoptions'),
        inherited: `case when a.attinhcount > 0 and not c.relispartition then
          case when a.attislocal then 'and local' else 'yes' end end`,
        privileges: privileges('a.attacl', 'c', 'c.relowner'),
        comment: 'cd.description',
      },
      from: `from rel c
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_catalog.pg_type t on t.oid = a.atttypid
        left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        left join pg_catalog.pg_description cd on cd.classoid = ${catalog('pg_class')}
          and cd.objoid = a.attrelid and cd.objsubid = a.attnum
        ${named ? `left join pg_catalog.pg_constraint nn on nn.conrelid = a.attrelid and nn.contype = 'n' and nn.conkey[1] = a.attnum` : ''}
        left join lateral (
          select i.name, ${sequenceOptions('s')} as options,
            ${privileges('i.relacl', 's', 'i.relowner')} as privileges, ${comment('pg_class', 'i.oid')} as comment
          from pg_catalog.pg_depend p join rel i on i.oid = p.objid
            join pg_catalog.pg_sequence s on s.seqrelid = i.oid
          where p.classid = ${catalog('pg_class')} and p.refclassid = p.classid and p.deptype = 'i'
            and p.refobjid = a.attrelid and p.refobjsubid = a.attnum) q on a.attidentity <> ''
        where c.relkind in ('r', 'p', 'f')
          or (c.relkind in ('v', 'm') and (cd.description is not null or a.attacl is not null
            or d.adbin is not null or a.attoptions is not null or a.attstattarget >= 0))`,
    },
  ]
}

const collationName = `(select case when n.nspname = 'pg_catalog' then '' else quote_ident(n.nspname) || '.' end
  || quote_ident(l.collname) from pg_catalog.pg_collation l
  join pg_catalog.pg_namespace n on n.oid = l.collnamespace where l.oid = a.attcollation)`
