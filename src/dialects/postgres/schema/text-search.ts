import {
  anyIn,
  type CatalogQuery,
  flag,
  identity,
  qualified,
  role,
  routine,
  type Server,
  usersOwn,
} from './catalog.ts'

/** Collations, conversions and text search. */
export function textSearch(server: Server): readonly CatalogQuery[] {
  return [collation(server), conversion, configuration, dictionary, parser, template]
}

/** A kind whose columns share a prefix (`cfgname`, `cfgnamespace`), with `o` for the object. */
function prefixed(
  kind: string,
  catalog: string,
  prefix: string,
  attributes: Readonly<Record<string, string>>,
): CatalogQuery {
  return {
    kind: `'${kind}'`,
    name: `ns.name || '.' || quote_ident(o.${prefix}name)`,
    identity: identity(catalog, 'o.oid'),
    attributes,
    from: `from pg_catalog.${catalog} o join ns on ns.oid = o.${prefix}namespace where ${usersOwn(catalog, 'o.oid')}`,
    where: anyIn(catalog),
  }
}

/** Not `collversion`: it tells the C library's age, not the schema. */
function collation({ version }: Server): CatalogQuery {
  return prefixed('collation', 'pg_collation', 'coll', {
    provider: `case o.collprovider when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' else 'default' end`,
    collate: 'o.collcollate',
    ctype: 'o.collctype',
    locale: version >= 170000 ? 'o.colllocale' : version >= 150000 ? 'o.colliculocale' : 'null',
    rules: version >= 160000 ? 'o.collicurules' : 'null',
    'not deterministic': flag('not o.collisdeterministic'),
    owner: role('o.collowner'),
  })
}

const conversion = prefixed('conversion', 'pg_conversion', 'con', {
  definition: `pg_encoding_to_char(o.conforencoding) || ' to ' || pg_encoding_to_char(o.contoencoding)
    || ' by ' || ${routine('o.conproc')}`,
  default: flag('o.condefault'),
  owner: role('o.conowner'),
})

const configuration = prefixed('text search configuration', 'pg_ts_config', 'cfg', {
  parser: qualified('pg_ts_parser', 'prs', 'o.cfgparser'),
  mappings: `(select string_agg(quote_ident(y.alias) || ' with ' || m.dictionaries, '; ' order by y.alias)
    from (select maptokentype,
        string_agg(${qualified('pg_ts_dict', 'dict', 'mapdict')}, ', ' order by mapseqno) as dictionaries
      from pg_catalog.pg_ts_config_map where mapcfg = o.oid group by maptokentype) m
    join ts_token_type(o.cfgparser) y on y.tokid = m.maptokentype)`,
  owner: role('o.cfgowner'),
})

const dictionary = prefixed('text search dictionary', 'pg_ts_dict', 'dict', {
  template: qualified('pg_ts_template', 'tmpl', 'o.dicttemplate'),
  options: 'o.dictinitoption',
  owner: role('o.dictowner'),
})

const parser = prefixed('text search parser', 'pg_ts_parser', 'prs', {
  functions: `concat_ws(' ', o.prsstart, o.prstoken, o.prsend, o.prsheadline, o.prslextype)`,
})

const template = prefixed('text search template', 'pg_ts_template', 'tmpl', {
  functions: `concat_ws(' ', o.tmplinit, o.tmpllexize)`,
})
