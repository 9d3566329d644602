import {
  anyIn,
  type CatalogQuery,
  catalog,
  collation,
  flag,
  identity,
  privileges,
  qualified,
  role,
  routine,
  usersOwn,
} from './catalog.ts'

/** Enums, domains, composite types, ranges and base types; not the row and array types that come with others. */
export function types(): readonly CatalogQuery[] {
  return [enumeration, enumValue, domain, composite, range, baseType]
}

const name = `ns.name || '.' || quote_ident(t.typname)`

const common = { owner: role('t.typowner'), privileges: privileges('t.typacl', 'T', 't.typowner') }

const from = `from pg_catalog.pg_type t join ns on ns.oid = t.typnamespace`
const own = usersOwn('pg_type', 't.oid')

const enumeration: CatalogQuery = {
  kind: `'type'`,
  name,
  identity: identity('pg_type', 't.oid'),
  attributes: {
    labels: `coalesce((select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
      from pg_catalog.pg_enum e where e.enumtypid = t.oid), 'none')`,
    ...common,
  },
  from: `${from} where ${own} and t.typtype = 'e'`,
  where: anyIn('pg_type', `typtype = 'e'`),
}

/** With an identity of its own, so that a renamed value is told from a new one. */
const enumValue: CatalogQuery = {
  kind: `'enum value'`,
  name: `${name} || '.' || quote_ident(e.enumlabel)`,
  identity: identity('pg_enum', 'e.oid'),
  attributes: {},
  from: `${from} join pg_catalog.pg_enum e on e.enumtypid = t.oid where ${own}`,
  where: anyIn('pg_enum'),
}

const domain: CatalogQuery = {
  kind: `'domain'`,
  name,
  identity: identity('pg_type', 't.oid'),
  attributes: {
    base: 'format_type(t.typbasetype, t.typtypmod)',
    collation: `case when t.typcollation not in (0, b.typcollation) then ${collation('t.typcollation')} end`,
    'not null': flag('t.typnotnull'),
    default: `case when t.typdefaultbin is not null then pg_get_expr(t.typdefaultbin, 0)
      else quote_literal(t.typdefault) end`,
    constraints: `(select string_agg(quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid, true)
        || coalesce(' comment ' || quote_literal(d.description), ''), '; ' order by k.conname)
      from pg_catalog.pg_constraint k left join pg_catalog.pg_description d
        on d.classoid = ${catalog('pg_constraint')} and d.objoid = k.oid
      where k.contypid = t.oid and (k.contype = 'c'
        or k.contype = 'n' and (d.description is not null or k.conname !~ '_not_null[0-9]*$')))`,
    ...common,
  },
  from: `${from} join pg_catalog.pg_type b on b.oid = t.typbasetype where ${own} and t.typtype = 'd'`,
  where: anyIn('pg_type', `typtype = 'd'`),
}

/** Not the row types of tables. */
const composite: CatalogQuery = {
  kind: `'type'`,
  name,
  identity: identity('pg_type', 't.oid'),
  attributes: {
    attributes: `coalesce((select string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attcollation not in (0, b.typcollation)
          then ' collate ' || ${collation('a.attcollation')} else '' end
        || coalesce(' comment ' || quote_literal(d.description), ''), ', ' order by a.attnum)
      from pg_catalog.pg_attribute a join pg_catalog.pg_type b on b.oid = a.atttypid
        left join pg_catalog.pg_description d on d.classoid = ${catalog('pg_class')}
          and d.objoid = a.attrelid and d.objsubid = a.attnum
      where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped), 'none')`,
    ...common,
  },
  from: `${from} join pg_catalog.pg_class c on c.oid = t.typrelid and c.relkind = 'c' where ${own}`,
  where: `exists (select from pg_catalog.pg_class where oid >= 16384 and relkind = 'c')`,
}

const range: CatalogQuery = {
  kind: `'type'`,
  name,
  identity: identity('pg_type', 't.oid'),
  attributes: {
    subtype: 'format_type(r.rngsubtype, null)',
    'operator class': qualified('pg_opclass', 'opc', 'r.rngsubopc'),
    collation: `case when r.rngcollation <> 0 then ${collation('r.rngcollation')} end`,
    canonical: routine('r.rngcanonical'),
    'subtype difference': routine('r.rngsubdiff'),
    multirange: 'format_type(r.rngmultitypid, null)',
    ...common,
  },
  from: `${from} join pg_catalog.pg_range r on r.rngtypid = t.oid where ${own}`,
  where: anyIn('pg_type', `typtype = 'r'`),
}

/** With an array type of its own: what has none is itself an array type, or a shell. */
const baseType: CatalogQuery = {
  kind: `'type'`,
  name,
  identity: identity('pg_type', 't.oid'),
  attributes: {
    'base type': `case when t.typisdefined then concat_ws(' ', 'input', ${routine('t.typinput')}, 'output', ${routine('t.typoutput')},
      'receive ' || ${routine('t.typreceive')}, 'send ' || ${routine('t.typsend')},
      'typmod_in ' || ${routine('t.typmodin')}, 'typmod_out ' || ${routine('t.typmodout')},
      'analyze ' || ${routine('t.typanalyze')}, 'subscript ' || ${routine('t.typsubscript')}, 'length', t.typlen, 'by value', t.typbyval, 'alignment', t.typalign,
      'storage', t.typstorage, 'category', t.typcategory, 'preferred', t.typispreferred, 'delimiter', t.typdelim,
      'element ' || case when t.typelem <> 0 then format_type(t.typelem, null) end,
      'collatable ' || case when t.typcollation <> 0 then 'yes' end) else 'shell' end`,
    default: 'quote_literal(t.typdefault)',
    ...common,
  },
  from: `${from} where ${own} and (t.typtype = 'b' and t.typarray <> 0 or not t.typisdefined)`,
  where: anyIn('pg_type', `(typtype = 'b' and typarray <> 0 or not typisdefined)`),
}
