import {
  anyIn,
  type CatalogQuery,
  catalog,
  flag,
  identity,
  privileges,
  role,
  routine,
  usersOwn,
} from './catalog.ts'

/** Functions, procedures, aggregates, languages, transforms, casts and access methods. */
export function routines(): readonly CatalogQuery[] {
  return [functions, aggregate, cast, language, transform, accessMethod]
}

const signature = `ns.name || '.' || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')'`

const common = { owner: role('p.proowner'), privileges: privileges('p.proacl', 'f', 'p.proowner') }

/** The constructors that a range type brings along are internal to it. */
const functions: CatalogQuery = {
  kind: `case p.prokind when 'p' then 'procedure' else 'function' end`,
  name: signature,
  identity: identity('pg_proc', 'p.oid'),
  attributes: {
    definition: 'pg_get_functiondef(p.oid)',
    ...common,
  },
  from: `from pg_catalog.pg_proc p join ns on ns.oid = p.pronamespace
    where ${usersOwn('pg_proc', 'p.oid')} and p.prokind <> 'a' and not exists (select from pg_catalog.pg_depend i
      where i.classid = ${catalog('pg_proc')} and i.objid = p.oid and i.deptype = 'i')`,
  where: anyIn('pg_proc', `prokind <> 'a'`),
}

/** There is no `pg_get_aggregatedef`. */
const aggregate: CatalogQuery = {
  kind: `'aggregate'`,
  name: signature,
  identity: identity('pg_proc', 'p.oid'),
  attributes: {
    arguments: 'pg_get_function_arguments(p.oid)',
    returns: 'pg_get_function_result(p.oid)',
    kind: `case a.aggkind when 'o' then 'ordered set' when 'h' then 'hypothetical set' end`,
    state: `concat_ws(' ', ${routine('a.aggtransfn')}, 'on', format_type(a.aggtranstype, null), 'space', a.aggtransspace,
      'initially ' || quote_literal(a.agginitval), 'combine ' || ${routine('a.aggcombinefn')},
      'serial ' || ${routine('a.aggserialfn')}, 'deserial ' || ${routine('a.aggdeserialfn')})`,
    final: `concat_ws(' ', ${routine('a.aggfinalfn')}, case when a.aggfinalextra then 'extra' end, a.aggfinalmodify)`,
    moving: `case when a.aggmtransfn <> 0 then concat_ws(' ', ${routine('a.aggmtransfn')}, 'inverse', ${routine('a.aggminvtransfn')},
      'on', format_type(a.aggmtranstype, null), 'space', a.aggmtransspace, 'initially ' || quote_literal(a.aggminitval),
      'final ' || ${routine('a.aggmfinalfn')}, case when a.aggmfinalextra then 'extra' end, a.aggmfinalmodify) end`,
    'sort operator': 'case when a.aggsortop <> 0 then a.aggsortop::pg_catalog.regoperator end',
    parallel: `case p.proparallel when 's' then 'safe' when 'r' then 'restricted' end`,
    ...common,
  },
  from: `from pg_catalog.pg_proc p join pg_catalog.pg_aggregate a on a.aggfnoid = p.oid
    join ns on ns.oid = p.pronamespace where ${usersOwn('pg_proc', 'p.oid')}`,
  where: anyIn('pg_proc', `prokind = 'a'`),
}

/** The cast that a range type brings along is internal to it. */
const cast: CatalogQuery = {
  kind: `'cast'`,
  name: `'(' || format_type(c.castsource, null) || ' AS ' || format_type(c.casttarget, null) || ')'`,
  identity: identity('pg_cast', 'c.oid'),
  attributes: {
    method: `case c.castmethod when 'i' then 'inout' when 'b' then 'binary' else ${routine('c.castfunc')} end`,
    context: `case c.castcontext when 'a' then 'assignment' when 'i' then 'implicit' end`,
  },
  from: `from pg_catalog.pg_cast c where ${usersOwn('pg_cast', 'c.oid')} and not exists (select from pg_catalog.pg_depend i
    where i.classid = ${catalog('pg_cast')} and i.objid = c.oid and i.deptype = 'i')`,
  where: anyIn('pg_cast'),
}

const language: CatalogQuery = {
  kind: `'language'`,
  name: 'quote_ident(l.lanname)',
  identity: identity('pg_language', 'l.oid'),
  attributes: {
    trusted: flag('l.lanpltrusted'),
    handler: routine('l.lanplcallfoid'),
    inline: routine('l.laninline'),
    validator: routine('l.lanvalidator'),
    owner: role('l.lanowner'),
    privileges: privileges('l.lanacl', 'l', 'l.lanowner'),
  },
  from: `from pg_catalog.pg_language l where ${usersOwn('pg_language', 'l.oid')}`,
  where: anyIn('pg_language'),
}

const transform: CatalogQuery = {
  kind: `'transform'`,
  name: `'for ' || format_type(t.trftype, null) || ' language ' || quote_ident(l.lanname)`,
  identity: identity('pg_transform', 't.oid'),
  attributes: { from: routine('t.trffromsql'), to: routine('t.trftosql') },
  from: `from pg_catalog.pg_transform t join pg_catalog.pg_language l on l.oid = t.trflang
    where ${usersOwn('pg_transform', 't.oid')}`,
  where: anyIn('pg_transform'),
}

const accessMethod: CatalogQuery = {
  kind: `'access method'`,
  name: 'quote_ident(m.amname)',
  identity: identity('pg_am', 'm.oid'),
  attributes: {
    type: `case m.amtype when 'i' then 'index' when 't' then 'table' end`,
    handler: routine('m.amhandler'),
  },
  from: `from pg_catalog.pg_am m where ${usersOwn('pg_am', 'm.oid')}`,
  where: anyIn('pg_am'),
}
