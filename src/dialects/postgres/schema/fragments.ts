import { type CatalogQuery, catalog, flag, relation, type Server, withoutSecrets } from './catalog.ts'

/** Attributes that many kinds share, read in one go and put with their object by identity. */
export function fragments(server: Server): readonly CatalogQuery[] {
  return [comments, securityLabels, extensionTies, parents, foreignTables(server), indexStatistics]
}

const comments: CatalogQuery = {
  kind: `''`,
  name: `''`,
  identity: `case when d.objsubid > 0 then 'pg_attribute:' || d.objoid || '.' || d.objsubid
    else ${addressed('d', 'classoid', 'objoid')} end`,
  attributes: { comment: 'd.description' },
  from: `from pg_catalog.pg_description d where d.objoid >= 16384 or d.classoid = ${catalog('pg_namespace')}`,
  where: 'true',
}

/** The identity of what a catalog of object addresses speaks of: `pg_proc:16400`, `pg_attribute:16400.2`. */
function addressed(d: string, classId: string, objectId: string): string {
  return `(select relname from pg_catalog.pg_class where oid = ${d}.${classId}) || ':' || ${d}.${objectId}`
}

const securityLabels: CatalogQuery = {
  kind: `''`,
  name: `''`,
  identity: `case when min(l.objsubid) > 0 then 'pg_attribute:' || l.objoid || '.' || min(l.objsubid)
    else min(${addressed('l', 'classoid', 'objoid')}) end`,
  attributes: { 'security label': `string_agg(l.provider || ' ' || l.label, ', ' order by l.provider)` },
  from: 'from pg_catalog.pg_seclabel l group by l.classoid, l.objoid, l.objsubid',
  where: 'exists (select from pg_catalog.pg_seclabel)',
}

/** `ALTER … DEPENDS ON EXTENSION`. */
const extensionTies: CatalogQuery = {
  kind: `''`,
  name: `''`,
  identity: `min(${addressed('d', 'classid', 'objid')})`,
  attributes: { 'depends on extension': `string_agg(quote_ident(e.extname), ', ' order by e.extname)` },
  from: `from pg_catalog.pg_depend d join pg_catalog.pg_extension e on e.oid = d.refobjid
    where d.deptype = 'x' and d.refclassid = ${catalog('pg_extension')} group by d.classid, d.objid`,
  where: `exists (select from pg_catalog.pg_depend where deptype = 'x')`,
}

/** Partition, child table, or index attached to the index of a partitioned table. */
const parents: CatalogQuery = {
  kind: `''`,
  name: `''`,
  identity: `'pg_class:' || c.oid`,
  attributes: {
    'partition of': `case when c.relispartition and c.relkind in ('r', 'p', 'f') then ${parentNames()} end`,
    'detach pending': flag('bool_or(h.inhdetachpending)'),
    inherits: `case when not c.relispartition and c.relkind in ('r', 'p', 'f') then ${parentNames()} end`,
    'attached to': `case when c.relkind in ('i', 'I') then ${parentNames()} end`,
  },
  from: `from pg_catalog.pg_inherits h join rel c on c.oid = h.inhrelid group by c.oid, c.relispartition, c.relkind`,
  where: 'exists (select from pg_catalog.pg_inherits)',
}

function parentNames(): string {
  return `string_agg(${relation('h.inhparent')}, ', ' order by h.inhseqno)`
}

const foreignTables = (server: Server): CatalogQuery => ({
  kind: `''`,
  name: `''`,
  identity: `'pg_class:' || f.ftrelid`,
  attributes: { server: 'quote_ident(s.srvname)', 'foreign options': withoutSecrets(server, 'f.ftoptions') },
  from: 'from pg_catalog.pg_foreign_table f join pg_catalog.pg_foreign_server s on s.oid = f.ftserver',
  where: 'exists (select from pg_catalog.pg_foreign_table)',
})

/** `ALTER INDEX … ALTER COLUMN n SET STATISTICS`. */
const indexStatistics: CatalogQuery = {
  kind: `''`,
  name: `''`,
  identity: `'pg_class:' || a.attrelid`,
  attributes: { statistics: `string_agg(a.attnum || ' ' || a.attstattarget, ', ' order by a.attnum)` },
  from: `from rel c join pg_catalog.pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('i', 'I') and a.attstattarget >= 0 group by a.attrelid`,
  where: `exists (select from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    where a.attstattarget > 0 and c.relkind in ('i', 'I'))`,
}
