import { type CatalogQuery, comment, flag, identity, role, type Server, usersOwn } from './catalog.ts'

/** Collations, conversions and text search. */
export function textSearch(server: Server): readonly CatalogQuery[] {
  return [collation(server), conversion, configuration, dictionary, parser, template]
}

/** Not `collversion`: it tells the C library's age, not the schema. */
function collation(server: Server): CatalogQuery {
  const locale =
    server.version >= 170000 ? 'l.colllocale' : server.version >= 150000 ? 'l.colliculocale' : 'null'
  return {
    kind: `'collation'`,
    name: `ns.name || '.' || quote_ident(l.collname)`,
    identity: identity('pg_collation', 'l.oid'),
    attributes: {
      provider: `case l.collprovider when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' else 'default' end`,
      collate: 'l.collcollate',
      ctype: 'l.collctype',
      locale,
      rules: server.version >= 160000 ? 'l.collicurules' : 'null',
      'not deterministic': flag('not l.collisdeterministic'),
      owner: role('l.collowner'),
      comment: comment('pg_collation', 'l.oid'),
    },
    from: `from pg_catalog.pg_collation l join ns on ns.oid = l.collnamespace where ${usersOwn('pg_collation', 'l.oid')}`,
  }
}

const conversion: CatalogQuery = {
  kind: `'conversion'`,
  name: `ns.name || '.' || quote_ident(c.conname)`,
  identity: identity('pg_conversion', 'c.oid'),
  attributes: {
    definition: `pg_encoding_to_char(c.conforencoding) || ' to ' || pg_encoding_to_char(c.contoencoding)
      || ' by ' || c.conproc::pg_catalog.oid::pg_catalog.regprocedure`,
    default: flag('c.condefault'),
    owner: role('c.conowner'),
    comment: comment('pg_conversion', 'c.oid'),
  },
  from: `from pg_catalog.pg_conversion c join ns on ns.oid = c.connamespace where ${usersOwn('pg_conversion', 'c.oid')}`,
}

const qualified = (catalog: string, prefix: string, oid: string) =>
  `(select quote_ident(n.nspname) || '.' || quote_ident(o.${prefix}name) from pg_catalog.${catalog} o
    join pg_catalog.pg_namespace n on n.oid = o.${prefix}namespace where o.oid = ${oid})`

const configuration: CatalogQuery = {
  kind: `'text search configuration'`,
  name: `ns.name || '.' || quote_ident(c.cfgname)`,
  identity: identity('pg_ts_config', 'c.oid'),
  attributes: {
    parser: qualified('pg_ts_parser', 'prs', 'c.cfgparser'),
    mappings: `(select string_agg(quote_ident(y.alias) || ' with ' || m.dictionaries, '; ' order by y.alias)
      from (select maptokentype, string_agg(${qualified('pg_ts_dict', 'dict', 'mapdict')}, ', ' order by mapseqno) as dictionaries
        from pg_catalog.pg_ts_config_map where mapcfg = c.oid group by maptokentype) m
      join ts_token_type(c.cfgparser) y on y.tokid = m.maptokentype)`,
    owner: role('c.cfgowner'),
    comment: comment('pg_ts_config', 'c.oid'),
  },
  from: `from pg_catalog.pg_ts_config c join ns on ns.oid = c.cfgnamespace where ${usersOwn('pg_ts_config', 'c.oid')}`,
}

const dictionary: CatalogQuery = {
  kind: `'text search dictionary'`,
  name: `ns.name || '.' || quote_ident(d.dictname)`,
  identity: identity('pg_ts_dict', 'd.oid'),
  attributes: {
    template: qualified('pg_ts_template', 'tmpl', 'd.dicttemplate'),
    options: 'd.dictinitoption',
    owner: role('d.dictowner'),
    comment: comment('pg_ts_dict', 'd.oid'),
  },
  from: `from pg_catalog.pg_ts_dict d join ns on ns.oid = d.dictnamespace where ${usersOwn('pg_ts_dict', 'd.oid')}`,
}

const parser: CatalogQuery = {
  kind: `'text search parser'`,
  name: `ns.name || '.' || quote_ident(p.prsname)`,
  identity: identity('pg_ts_parser', 'p.oid'),
  attributes: {
    functions: "concat_ws(' ', p.prsstart, p.prstoken, p.prsend, p.prsheadline, p.prslextype)",
    comment: comment('pg_ts_parser', 'p.oid'),
  },
  from: `from pg_catalog.pg_ts_parser p join ns on ns.oid = p.prsnamespace where ${usersOwn('pg_ts_parser', 'p.oid')}`,
}

const template: CatalogQuery = {
  kind: `'text search template'`,
  name: `ns.name || '.' || quote_ident(t.tmplname)`,
  identity: identity('pg_ts_template', 't.oid'),
  attributes: {
    functions: "concat_ws(' ', t.tmplinit, t.tmpllexize)",
    comment: comment('pg_ts_template', 't.oid'),
  },
  from: `from pg_catalog.pg_ts_template t join ns on ns.oid = t.tmplnamespace where ${usersOwn('pg_ts_template', 't.oid')}`,
}
