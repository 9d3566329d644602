import { type CatalogQuery, comment, identity, notMember, options, privileges, role } from './catalog.ts'

/** What stands beside the relations: schemas, extensions, default privileges, event triggers, settings. */
export function databaseWide(): readonly CatalogQuery[] {
  return [schema, extension, defaultPrivileges, eventTrigger, settings]
}

const schema: CatalogQuery = {
  kind: `'schema'`,
  name: 'ns.name',
  identity: identity('pg_namespace', 'ns.oid'),
  attributes: {
    owner: role('ns.nspowner'),
    privileges: privileges('ns.nspacl', 'n', 'ns.nspowner'),
    comment: comment('pg_namespace', 'ns.oid'),
  },
  from: `from ns where ns.own and ${notMember('pg_namespace', 'ns.oid')}`,
}

/** What an extension made is compared as its name, schema and version. */
const extension: CatalogQuery = {
  kind: `'extension'`,
  name: 'quote_ident(e.extname)',
  identity: identity('pg_extension', 'e.oid'),
  attributes: {
    schema: '(select quote_ident(n.nspname) from pg_catalog.pg_namespace n where n.oid = e.extnamespace)',
    version: 'e.extversion',
    owner: role('e.extowner'),
    comment: comment('pg_extension', 'e.oid'),
  },
  from: 'from pg_catalog.pg_extension e',
}

/** Read whole, not against a default: a row exists only where somebody changed one. */
const defaultPrivileges: CatalogQuery = {
  kind: `'default privileges'`,
  name: `'for ' || ${role('d.defaclrole')} || coalesce(' in ' || (select quote_ident(n.nspname)
    from pg_catalog.pg_namespace n where n.oid = d.defaclnamespace), '') || ' on '
    || case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
      when 'T' then 'types' when 'n' then 'schemas' else 'large objects' end`,
  identity: identity('pg_default_acl', 'd.oid'),
  attributes: {
    privileges: `(select coalesce(string_agg(entry, '; ' order by entry), 'none') from (
      select case when e.grantee = 0 then 'PUBLIC' when e.grantee = d.defaclrole then 'OWNER' else ${role('e.grantee')} end
        || ': ' || string_agg(e.privilege_type || case when e.is_grantable then ' with grant option' else '' end, ', '
          order by e.privilege_type) as entry
      from aclexplode(d.defaclacl) e group by e.grantee) entries)`,
  },
  from: 'from pg_catalog.pg_default_acl d',
}

const eventTrigger: CatalogQuery = {
  kind: `'event trigger'`,
  name: 'quote_ident(t.evtname)',
  identity: identity('pg_event_trigger', 't.oid'),
  attributes: {
    event: 't.evtevent',
    tags: options('t.evttags'),
    function: 't.evtfoid::pg_catalog.regprocedure',
    enabled: `case t.evtenabled when 'D' then 'no' when 'R' then 'replica' when 'A' then 'always' end`,
    owner: role('t.evtowner'),
    comment: comment('pg_event_trigger', 't.oid'),
  },
  from: `from pg_catalog.pg_event_trigger t where ${notMember('pg_event_trigger', 't.oid')}`,
}

/** `ALTER DATABASE … SET`, `ALTER ROLE … IN DATABASE … SET`: the database itself has no name here. */
const settings: CatalogQuery = {
  kind: `'setting'`,
  name: `'of the database' || case when s.setrole = 0 then '' else ' for ' || ${role('s.setrole')} end`,
  identity: `'pg_db_role_setting:' || s.setrole`,
  attributes: { values: options('s.setconfig') },
  from: `from pg_catalog.pg_db_role_setting s join pg_catalog.pg_database b on b.oid = s.setdatabase
    where b.datname = current_database()`,
}
