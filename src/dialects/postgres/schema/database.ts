import {
  anyIn,
  type CatalogQuery,
  catalog,
  identity,
  privileges,
  role,
  type Server,
  usersOwn,
  withoutSecrets,
} from './catalog.ts'

/** The comment on the database, but for the one that initdb gives. */
const said = `nullif(shobj_description(b.oid, 'pg_database'), 'default administrative connection database')`

/** Whether anybody changed something of the database itself. */
const touched = `(b.datacl is not null or b.datconnlimit <> -1
  or ${said} is not null
  or exists (select from pg_catalog.pg_shseclabel l where l.classoid = ${catalog('pg_database')} and l.objoid = b.oid))`

/** What stands beside the relations: schemas, extensions, default privileges, event triggers, settings. */
export function databaseWide(server: Server): readonly CatalogQuery[] {
  return [schema, extension, defaultPrivileges, eventTrigger, settings(server), database]
}

const schema: CatalogQuery = {
  kind: `'schema'`,
  name: 'ns.name',
  identity: identity('pg_namespace', 'ns.oid'),
  attributes: { owner: role('ns.nspowner'), privileges: privileges('ns.nspacl', 'n', 'ns.nspowner') },
  from: `from ns where ns.own and (${catalog('pg_namespace')}, ns.oid) not in (select classid, objid from member)`,
  where: 'true',
}

/** What an extension made is compared as its name, schema and version. */
const extension: CatalogQuery = {
  kind: `'extension'`,
  name: 'quote_ident(e.extname)',
  identity: identity('pg_extension', 'e.oid'),
  attributes: {
    schema: 'e.extnamespace::pg_catalog.regnamespace',
    version: 'e.extversion',
    owner: role('e.extowner'),
  },
  from: 'from pg_catalog.pg_extension e',
  where: 'true',
}

/** Read whole, not against a default: a row exists only where somebody changed one. */
const defaultPrivileges: CatalogQuery = {
  kind: `'default privileges'`,
  name: `'for ' || ${role('d.defaclrole')}
    || case when d.defaclnamespace = 0 then '' else ' in ' || d.defaclnamespace::pg_catalog.regnamespace end || ' on '
    || case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
      when 'T' then 'types' when 'n' then 'schemas' else 'large objects' end`,
  identity: identity('pg_default_acl', 'd.oid'),
  attributes: { privileges: `json_build_object('acl', d.defaclacl, 'owner', pg_get_userbyid(d.defaclrole))` },
  from: 'from pg_catalog.pg_default_acl d',
  where: anyIn('pg_default_acl'),
}

const eventTrigger: CatalogQuery = {
  kind: `'event trigger'`,
  name: 'quote_ident(t.evtname)',
  identity: identity('pg_event_trigger', 't.oid'),
  attributes: {
    event: 't.evtevent',
    tags: 't.evttags',
    function: 't.evtfoid::pg_catalog.regprocedure',
    enabled: `case t.evtenabled when 'D' then 'no' when 'R' then 'replica' when 'A' then 'always' end`,
    owner: role('t.evtowner'),
  },
  from: `from pg_catalog.pg_event_trigger t where ${usersOwn('pg_event_trigger', 't.oid')}`,
  where: anyIn('pg_event_trigger'),
}

/** `ALTER DATABASE … SET`, `ALTER ROLE … IN DATABASE … SET`: the database itself has no name here. Keys and tokens stand in some. */
const settings = (server: Server): CatalogQuery => ({
  kind: `'setting'`,
  name: `'of the database' || case when s.setrole = 0 then '' else ' for ' || ${role('s.setrole')} end`,
  identity: `'pg_db_role_setting:' || s.setrole`,
  attributes: {
    values: `(select string_agg(case when c ~ '^[^=]*=\\((hidden|unknown)' then replace(c, '=(', ' =(')
        else split_part(c, '=', 1) || ' = ' || quote_literal(substr(c, strpos(c, '=') + 1)) end, ', ' order by c collate "C")
      from unnest(${withoutSecrets(server, 's.setconfig')}) c)`,
  },
  from: `from pg_catalog.pg_db_role_setting s join pg_catalog.pg_database b on b.oid = s.setdatabase
    where b.datname = current_database()`,
  where: 'exists (select from pg_catalog.pg_db_role_setting)',
})

/** What the database itself has that a new one has not; its name and its owner are its server's affair. */
const database: CatalogQuery = {
  kind: `'property'`,
  name: `'of the database'`,
  identity: `'pg_database:'`,
  attributes: {
    privileges: privileges('b.datacl', 'd', 'b.datdba'),
    'connection limit': 'nullif(b.datconnlimit, -1)',
    comment: said,
    'security label': `(select string_agg(l.provider || ' ' || l.label, ', ' order by l.provider)
      from pg_catalog.pg_shseclabel l where l.classoid = ${catalog('pg_database')} and l.objoid = b.oid)`,
  },
  from: `from pg_catalog.pg_database b where b.datname = current_database() and ${touched}`,
  where: `exists (select from pg_catalog.pg_database b where b.datname = current_database() and ${touched})`,
}

/** Roles are the whole server's; of a throwaway one they are the migrations' own. Never a password. */
export function roles(): readonly CatalogQuery[] {
  return [
    {
      kind: `'role'`,
      name: 'quote_ident(r.rolname)',
      identity: identity('pg_authid', 'r.oid'),
      attributes: {
        may: `concat_ws(', ', case when r.rolsuper then 'everything' end, case when r.rolcanlogin then 'log in' end,
          case when r.rolcreatedb then 'create databases' end, case when r.rolcreaterole then 'create roles' end,
          case when r.rolreplication then 'replicate' end, case when r.rolbypassrls then 'bypass row security' end,
          case when not r.rolinherit then 'not inherit' end)`,
        'connection limit': 'nullif(r.rolconnlimit, -1)',
        'valid until': 'r.rolvaliduntil',
        settings:
          '(select s.setconfig from pg_catalog.pg_db_role_setting s where s.setrole = r.oid and s.setdatabase = 0)',
        'member of': `(select array_agg(pg_get_userbyid(m.roleid) || case when m.admin_option then ' with admin option' else '' end)
          from pg_catalog.pg_auth_members m where m.member = r.oid)`,
        comment: `shobj_description(r.oid, 'pg_authid')`,
      },
      from: 'from pg_catalog.pg_roles r where r.oid >= 16384',
      where: 'exists (select from pg_catalog.pg_roles where oid >= 16384)',
    },
  ]
}
