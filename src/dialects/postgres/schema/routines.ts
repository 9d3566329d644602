import {
  type CatalogQuery,
  comment,
  flag,
  identity,
  notMember,
  privileges,
  role,
  usersOwn,
} from './catalog.ts'

/** Functions and procedures, aggregates, operators with their classes and families, casts, languages, transforms. */
export function routines(): readonly CatalogQuery[] {
  return [
    routine,
    aggregate,
    operator,
    operatorFamily,
    operatorClass,
    cast,
    language,
    transform,
    accessMethod,
  ]
}

const signature = `ns.name || '.' || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')'`

const common = {
  owner: role('p.proowner'),
  privileges: privileges('p.proacl', 'f', 'p.proowner'),
  comment: comment('pg_proc', 'p.oid'),
}

const routine: CatalogQuery = {
  kind: `case p.prokind when 'p' then 'procedure' else 'function' end`,
  name: signature,
  identity: identity('pg_proc', 'p.oid'),
  attributes: {
    definition: 'pg_get_functiondef(p.oid)',
    'depends on extension': `(select string_agg(quote_ident(e.extname), ', ' order by e.extname)
      from pg_catalog.pg_depend d join pg_catalog.pg_extension e on e.oid = d.refobjid
      where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objid = p.oid and d.deptype = 'x')`,
    ...common,
  },
  from: `from pg_catalog.pg_proc p join ns on ns.oid = p.pronamespace
    where ${usersOwn('pg_proc', 'p.oid')} and p.prokind <> 'a'
      and not exists (select from pg_catalog.pg_depend i where i.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
        and i.objid = p.oid and i.deptype = 'i')`,
}

const named = (oid: string) =>
  `case when ${oid} <> 0 then ${oid}::pg_catalog.oid::pg_catalog.regprocedure end`

/** There is no `pg_get_aggregatedef`. */
const aggregate: CatalogQuery = {
  kind: `'aggregate'`,
  name: signature,
  identity: identity('pg_proc', 'p.oid'),
  attributes: {
    arguments: 'pg_get_function_arguments(p.oid)',
    returns: 'pg_get_function_result(p.oid)',
    kind: `case a.aggkind when 'o' then 'ordered set' when 'h' then 'hypothetical set' end`,
    state: `concat_ws(' ', a.aggtransfn::pg_catalog.oid::pg_catalog.regprocedure, 'on', format_type(a.aggtranstype, null), 'space', a.aggtransspace,
      'initially ' || quote_literal(a.agginitval), 'combine ' || ${named('a.aggcombinefn')},
      'serial ' || ${named('a.aggserialfn')}, 'deserial ' || ${named('a.aggdeserialfn')})`,
    final: `concat_ws(' ', ${named('a.aggfinalfn')}, case when a.aggfinalextra then 'extra' end, a.aggfinalmodify)`,
    moving: `case when a.aggmtransfn <> 0 then concat_ws(' ', ${named('a.aggmtransfn')}, 'inverse', ${named('a.aggminvtransfn')},
      'on', format_type(a.aggmtranstype, null), 'space', a.aggmtransspace, 'initially ' || quote_literal(a.aggminitval),
      'final ' || ${named('a.aggmfinalfn')}, case when a.aggmfinalextra then 'extra' end, a.aggmfinalmodify) end`,
    'sort operator': 'case when a.aggsortop <> 0 then a.aggsortop::pg_catalog.regoperator end',
    parallel: `case p.proparallel when 's' then 'safe' when 'r' then 'restricted' end`,
    ...common,
  },
  from: `from pg_catalog.pg_proc p join pg_catalog.pg_aggregate a on a.aggfnoid = p.oid
    join ns on ns.oid = p.pronamespace where ${usersOwn('pg_proc', 'p.oid')}`,
}

const operand = (oid: string) => `case when ${oid} = 0 then 'NONE' else format_type(${oid}, null) end`
const otherOperator = (oid: string) => `case when ${oid} <> 0 then ${oid}::pg_catalog.regoperator end`

const operator: CatalogQuery = {
  kind: `'operator'`,
  name: `ns.name || '.' || o.oprname || '(' || ${operand('o.oprleft')} || ', ' || ${operand('o.oprright')} || ')'`,
  identity: identity('pg_operator', 'o.oid'),
  attributes: {
    function: `case when o.oprcode <> 0 then ${named('o.oprcode')}::pg_catalog.text else 'shell' end`,
    commutator: otherOperator('o.oprcom'),
    negator: otherOperator('o.oprnegate'),
    restrict: named('o.oprrest'),
    join: named('o.oprjoin'),
    hashes: flag('o.oprcanhash'),
    merges: flag('o.oprcanmerge'),
    owner: role('o.oprowner'),
    comment: comment('pg_operator', 'o.oid'),
  },
  from: `from pg_catalog.pg_operator o join ns on ns.oid = o.oprnamespace where ${usersOwn('pg_operator', 'o.oid')}`,
}

const operatorFamily: CatalogQuery = {
  kind: `'operator family'`,
  name: `ns.name || '.' || quote_ident(f.opfname) || ' using ' || quote_ident(m.amname)`,
  identity: identity('pg_opfamily', 'f.oid'),
  attributes: {
    operators: `(select string_agg(concat_ws(' ', a.amopstrategy, a.amopopr::pg_catalog.regoperator, a.amoppurpose,
        (select s.opfname from pg_catalog.pg_opfamily s where s.oid = a.amopsortfamily)), '; '
        order by a.amopstrategy, a.amopopr::pg_catalog.regoperator::pg_catalog.text)
      from pg_catalog.pg_amop a where a.amopfamily = f.oid)`,
    functions: `(select string_agg(concat_ws(' ', a.amprocnum, format_type(a.amproclefttype, null),
        format_type(a.amprocrighttype, null), a.amproc::pg_catalog.oid::pg_catalog.regprocedure), '; '
        order by a.amprocnum, a.amproc::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text)
      from pg_catalog.pg_amproc a where a.amprocfamily = f.oid)`,
    owner: role('f.opfowner'),
    comment: comment('pg_opfamily', 'f.oid'),
  },
  from: `from pg_catalog.pg_opfamily f join ns on ns.oid = f.opfnamespace join pg_catalog.pg_am m on m.oid = f.opfmethod
    where ${usersOwn('pg_opfamily', 'f.oid')}`,
}

const operatorClass: CatalogQuery = {
  kind: `'operator class'`,
  name: `ns.name || '.' || quote_ident(c.opcname) || ' using ' || quote_ident(m.amname)`,
  identity: identity('pg_opclass', 'c.oid'),
  attributes: {
    type: 'format_type(c.opcintype, null)',
    default: flag('c.opcdefault'),
    family: `(select quote_ident(n.nspname) || '.' || quote_ident(f.opfname) from pg_catalog.pg_opfamily f
      join pg_catalog.pg_namespace n on n.oid = f.opfnamespace where f.oid = c.opcfamily)`,
    storage: 'case when c.opckeytype <> 0 then format_type(c.opckeytype, null) end',
    owner: role('c.opcowner'),
    comment: comment('pg_opclass', 'c.oid'),
  },
  from: `from pg_catalog.pg_opclass c join ns on ns.oid = c.opcnamespace join pg_catalog.pg_am m on m.oid = c.opcmethod
    where ${usersOwn('pg_opclass', 'c.oid')}`,
}

const cast: CatalogQuery = {
  kind: `'cast'`,
  name: `'(' || format_type(c.castsource, null) || ' AS ' || format_type(c.casttarget, null) || ')'`,
  identity: identity('pg_cast', 'c.oid'),
  attributes: {
    method: `case c.castmethod when 'i' then 'inout' when 'b' then 'binary' else ${named('c.castfunc')}::pg_catalog.text end`,
    context: `case c.castcontext when 'a' then 'assignment' when 'i' then 'implicit' end`,
    comment: comment('pg_cast', 'c.oid'),
  },
  from: `from pg_catalog.pg_cast c where c.oid >= 16384 and ${notMember('pg_cast', 'c.oid')}`,
}

const language: CatalogQuery = {
  kind: `'language'`,
  name: 'quote_ident(l.lanname)',
  identity: identity('pg_language', 'l.oid'),
  attributes: {
    trusted: flag('l.lanpltrusted'),
    handler: named('l.lanplcallfoid'),
    inline: named('l.laninline'),
    validator: named('l.lanvalidator'),
    owner: role('l.lanowner'),
    privileges: privileges('l.lanacl', 'l', 'l.lanowner'),
    comment: comment('pg_language', 'l.oid'),
  },
  from: `from pg_catalog.pg_language l where l.lanispl and ${notMember('pg_language', 'l.oid')}`,
}

const transform: CatalogQuery = {
  kind: `'transform'`,
  name: `'for ' || format_type(t.trftype, null) || ' language ' || quote_ident(l.lanname)`,
  identity: identity('pg_transform', 't.oid'),
  attributes: {
    from: named('t.trffromsql'),
    to: named('t.trftosql'),
    comment: comment('pg_transform', 't.oid'),
  },
  from: `from pg_catalog.pg_transform t join pg_catalog.pg_language l on l.oid = t.trflang
    where ${notMember('pg_transform', 't.oid')}`,
}

const accessMethod: CatalogQuery = {
  kind: `'access method'`,
  name: 'quote_ident(m.amname)',
  identity: identity('pg_am', 'm.oid'),
  attributes: {
    type: `case m.amtype when 'i' then 'index' when 't' then 'table' end`,
    handler: named('m.amhandler'),
    comment: comment('pg_am', 'm.oid'),
  },
  from: `from pg_catalog.pg_am m where m.oid >= 16384 and ${notMember('pg_am', 'm.oid')}`,
}
