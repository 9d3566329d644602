import { type CatalogQuery, comment, flag, identity, privileges, role, usersOwn } from './catalog.ts'

/** Enums, domains, composite types, ranges and base types; not the row and array types that come with others. */
export function types(): readonly CatalogQuery[] {
  return [type]
}

const collation = (oid: string) => `(select quote_ident(n.nspname) || '.' || quote_ident(l.collname)
  from pg_catalog.pg_collation l join pg_catalog.pg_namespace n on n.oid = l.collnamespace where l.oid = ${oid})`

const routine = (oid: string) => `case when ${oid} <> 0 then ${oid}::pg_catalog.regprocedure end`

const range = (expression: string) =>
  `(select ${expression} from pg_catalog.pg_range r where r.rngtypid = t.oid)`

const type: CatalogQuery = {
  kind: `case t.typtype when 'd' then 'domain' else 'type' end`,
  name: `ns.name || '.' || quote_ident(t.typname)`,
  identity: identity('pg_type', 't.oid'),
  attributes: {
    labels: `(select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
      from pg_catalog.pg_enum e where e.enumtypid = t.oid)`,
    'no labels': flag(
      `t.typtype = 'e' and not exists (select from pg_catalog.pg_enum e where e.enumtypid = t.oid)`,
    ),
    attributes: `case when t.typtype = 'c' then coalesce((select string_agg(quote_ident(a.attname) || ' '
        || format_type(a.atttypid, a.atttypmod)
        || case when a.attcollation <> b.typcollation then ' collate ' || ${collation('a.attcollation')} else '' end,
        ', ' order by a.attnum)
      from pg_catalog.pg_attribute a join pg_catalog.pg_type b on b.oid = a.atttypid
      where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped), 'none') end`,
    'attribute comments': `(select string_agg(quote_ident(a.attname) || ' ' || quote_literal(d.description), ', ' order by a.attname)
      from pg_catalog.pg_attribute a join pg_catalog.pg_description d on d.objoid = a.attrelid
        and d.objsubid = a.attnum and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
      where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)`,
    base: `case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end`,
    collation: `case when t.typtype = 'd' and t.typcollation <> 0 and t.typcollation <>
      (select b.typcollation from pg_catalog.pg_type b where b.oid = t.typbasetype) then ${collation('t.typcollation')} end`,
    'not null': flag(`t.typtype = 'd' and t.typnotnull`),
    default: `case when t.typdefaultbin is not null then pg_get_expr(t.typdefaultbin, 0)
      else quote_literal(t.typdefault) end`,
    constraints: `(select string_agg(quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
        || coalesce(' comment ' || quote_literal(${comment('pg_constraint', 'k.oid')}), ''), '; ' order by k.conname)
      from pg_catalog.pg_constraint k where k.contypid = t.oid and k.contype = 'c')`,
    subtype: range('format_type(r.rngsubtype, null)'),
    'subtype operator class': range(
      '(select quote_ident(o.opcname) from pg_catalog.pg_opclass o where o.oid = r.rngsubopc)',
    ),
    'range collation': range(`case when r.rngcollation <> 0 then ${collation('r.rngcollation')} end`),
    canonical: range(routine('r.rngcanonical::pg_catalog.oid')),
    'subtype difference': range(routine('r.rngsubdiff::pg_catalog.oid')),
    multirange: range('format_type(r.rngmultitypid, null)'),
    'base type': `case when t.typtype = 'b' then concat_ws(' ', 'input', t.typinput::pg_catalog.oid::pg_catalog.regprocedure,
      'output', t.typoutput::pg_catalog.oid::pg_catalog.regprocedure,
      'receive ' || ${routine('t.typreceive::pg_catalog.oid')}, 'send ' || ${routine('t.typsend::pg_catalog.oid')},
      'typmod_in ' || ${routine('t.typmodin::pg_catalog.oid')}, 'typmod_out ' || ${routine('t.typmodout::pg_catalog.oid')},
      'analyze ' || ${routine('t.typanalyze::pg_catalog.oid')},
      'length', t.typlen, 'by value', t.typbyval, 'alignment', t.typalign, 'storage', t.typstorage,
      'category', t.typcategory, 'preferred', t.typispreferred, 'delimiter', t.typdelim,
      'element ' || case when t.typelem <> 0 then format_type(t.typelem, null) end,
      'collatable ' || case when t.typcollation <> 0 then 'yes' end) end`,
    shell: flag('not t.typisdefined'),
    owner: role('t.typowner'),
    privileges: privileges('t.typacl', 'T', 't.typowner'),
    comment: `coalesce(${comment('pg_type', 't.oid')}, case when t.typtype = 'c' then ${comment('pg_class', 't.typrelid')} end)`,
  },
  from: `from pg_catalog.pg_type t join ns on ns.oid = t.typnamespace
    where ${usersOwn('pg_type', 't.oid')} and t.typtype in ('e', 'd', 'c', 'r', 'b', 'p')
      and (t.typtype <> 'c' or exists (select from pg_catalog.pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
      and not exists (select from pg_catalog.pg_type e where e.typarray = t.oid)
      and not exists (select from pg_catalog.pg_depend i where i.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
        and i.objid = t.oid and i.deptype = 'i' and t.typtype <> 'c')`,
}
