import { anyIn, type CatalogQuery, flag, identity, qualified, role, routine, usersOwn } from './catalog.ts'

/** Operators with their classes and families. */
export function operators(): readonly CatalogQuery[] {
  return [operator, family, operatorClass]
}

const operand = (oid: string) => `case when ${oid} = 0 then 'NONE' else format_type(${oid}, null) end`
const other = (oid: string) => `case when ${oid} <> 0 then ${oid}::pg_catalog.regoperator end`

const operator: CatalogQuery = {
  kind: `'operator'`,
  name: `ns.name || '.' || o.oprname || '(' || ${operand('o.oprleft')} || ', ' || ${operand('o.oprright')} || ')'`,
  identity: identity('pg_operator', 'o.oid'),
  attributes: {
    function: `coalesce(${routine('o.oprcode')}, 'shell')`,
    commutator: other('o.oprcom'),
    negator: other('o.oprnegate'),
    restrict: routine('o.oprrest'),
    join: routine('o.oprjoin'),
    hashes: flag('o.oprcanhash'),
    merges: flag('o.oprcanmerge'),
    owner: role('o.oprowner'),
  },
  from: `from pg_catalog.pg_operator o join ns on ns.oid = o.oprnamespace where ${usersOwn('pg_operator', 'o.oid')}`,
  where: anyIn('pg_operator'),
}

const family: CatalogQuery = {
  kind: `'operator family'`,
  name: `ns.name || '.' || quote_ident(f.opfname) || ' using ' || quote_ident(m.amname)`,
  identity: identity('pg_opfamily', 'f.oid'),
  attributes: {
    operators: `(select string_agg(concat_ws(' ', a.amopstrategy, a.amopopr::pg_catalog.regoperator, a.amoppurpose,
        (select s.opfname from pg_catalog.pg_opfamily s where s.oid = a.amopsortfamily)), '; '
        order by a.amopstrategy, a.amopopr::pg_catalog.regoperator::pg_catalog.text)
      from pg_catalog.pg_amop a where a.amopfamily = f.oid)`,
    functions: `(select string_agg(concat_ws(' ', a.amprocnum, format_type(a.amproclefttype, null),
        format_type(a.amprocrighttype, null), ${routine('a.amproc')}), '; ' order by a.amprocnum, ${routine('a.amproc')})
      from pg_catalog.pg_amproc a where a.amprocfamily = f.oid)`,
    owner: role('f.opfowner'),
  },
  from: `from pg_catalog.pg_opfamily f join ns on ns.oid = f.opfnamespace join pg_catalog.pg_am m on m.oid = f.opfmethod
    where ${usersOwn('pg_opfamily', 'f.oid')}`,
  where: anyIn('pg_opfamily'),
}

const operatorClass: CatalogQuery = {
  kind: `'operator class'`,
  name: `ns.name || '.' || quote_ident(c.opcname) || ' using ' || quote_ident(m.amname)`,
  identity: identity('pg_opclass', 'c.oid'),
  attributes: {
    type: 'format_type(c.opcintype, null)',
    default: flag('c.opcdefault'),
    family: qualified('pg_opfamily', 'opf', 'c.opcfamily'),
    storage: 'case when c.opckeytype <> 0 then format_type(c.opckeytype, null) end',
    owner: role('c.opcowner'),
  },
  from: `from pg_catalog.pg_opclass c join ns on ns.oid = c.opcnamespace join pg_catalog.pg_am m on m.oid = c.opcmethod
    where ${usersOwn('pg_opclass', 'c.oid')}`,
  where: anyIn('pg_opclass'),
}
