import {
  anyIn,
  type CatalogQuery,
  commentOn,
  flag,
  identity,
  qualified,
  relation,
  role,
  storage,
  usersOwn,
} from './catalog.ts'

/** What hangs on a relation: constraints, indexes, triggers, rules, policies, extended statistics. */
export function tableParts(): readonly CatalogQuery[] {
  return [constraints, indexes, triggers, rules, policies, statistics]
}

const indexState = {
  invalid: flag('not i.indisvalid'),
  clustered: flag('i.indisclustered'),
  ...storage('x'),
}

/**
 * CHECK, UNIQUE, PRIMARY KEY, EXCLUDE and FOREIGN KEY; NOT NULL is told with the column.
 * A CHECK in the form with few parentheses: `a AND (b AND c)` is written as `a AND b AND c`, which is the same.
 * The index behind a constraint is part of it. Copies that a foreign key to a partitioned table keeps for
 * each partition are internal and left out.
 */
const constraints: CatalogQuery = {
  kind: `'constraint'`,
  name: `c.name || '.' || quote_ident(k.conname)`,
  identity: identity('pg_constraint', 'k.oid'),
  attributes: {
    definition: `pg_get_constraintdef(k.oid, k.contype = 'c')`,
    index: 'pg_get_indexdef(i.indexrelid)',
    'index comment': commentOn('pg_class', 'i.indexrelid'),
    'index statistics': `(select string_agg(a.attnum || ' ' || a.attstattarget, ', ' order by a.attnum)
      from pg_catalog.pg_attribute a where a.attrelid = i.indexrelid and a.attstattarget >= 0)`,
    ...indexState,
    // A foreign key whose triggers sleep keeps nothing together.
    triggers: `(select case min(t.tgenabled) when 'D' then 'disabled' when 'R' then 'replica' when 'A' then 'always' end
      from pg_catalog.pg_trigger t where t.tgconstraint = k.oid and t.tgisinternal and t.tgenabled <> 'O')`,
    inherited: `case when k.coninhcount > 0 and not c.relispartition then
      case when k.conislocal then 'and local' else 'yes' end end`,
    of: `p.conrelid::pg_catalog.regclass || '.' || quote_ident(p.conname)`,
  },
  from: `from pg_catalog.pg_constraint k join rel c on c.oid = k.conrelid
    left join pg_catalog.pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u', 'x')
    left join pg_catalog.pg_class x on x.oid = i.indexrelid
    left join pg_catalog.pg_constraint p on p.oid = k.conparentid
    where k.contype in ('c', 'f', 'p', 'u', 'x') and not coalesce(k.contype = 'f' and p.conrelid = k.conrelid, false)`,
  where: 'true',
}

/** Indexes that belong to no constraint. */
const indexes: CatalogQuery = {
  kind: `'index'`,
  name: 'x.name',
  identity: identity('pg_class', 'x.oid'),
  attributes: { table: 'c.name', definition: 'pg_get_indexdef(x.oid)', ...indexState },
  from: `from pg_catalog.pg_index i join rel x on x.oid = i.indexrelid join rel c on c.oid = i.indrelid
    where not exists (select from pg_catalog.pg_constraint k
      where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`,
  where: 'true',
}

const enabled = (column: string) =>
  `case ${column} when 'D' then 'no' when 'R' then 'replica' when 'A' then 'always' end`

const triggers: CatalogQuery = {
  kind: `'trigger'`,
  name: `c.name || '.' || quote_ident(t.tgname)`,
  identity: identity('pg_trigger', 't.oid'),
  attributes: {
    definition: 'pg_get_triggerdef(t.oid)',
    enabled: enabled('t.tgenabled'),
    of: `case when t.tgparentid <> 0 then (select ${relation('p.tgrelid')} || '.' || quote_ident(p.tgname)
      from pg_catalog.pg_trigger p where p.oid = t.tgparentid) end`,
  },
  from: 'from pg_catalog.pg_trigger t join rel c on c.oid = t.tgrelid where not t.tgisinternal',
  where: anyIn('pg_trigger', 'not tgisinternal'),
}

const rules: CatalogQuery = {
  kind: `'rule'`,
  name: `c.name || '.' || quote_ident(r.rulename)`,
  identity: identity('pg_rewrite', 'r.oid'),
  attributes: { definition: 'pg_get_ruledef(r.oid)', enabled: enabled('r.ev_enabled') },
  from: `from pg_catalog.pg_rewrite r join rel c on c.oid = r.ev_class where r.rulename <> '_RETURN'`,
  where: anyIn('pg_rewrite', `rulename <> '_RETURN'`),
}

const policies: CatalogQuery = {
  kind: `'policy'`,
  name: `c.name || '.' || quote_ident(p.polname)`,
  identity: identity('pg_policy', 'p.oid'),
  attributes: {
    restrictive: flag('not p.polpermissive'),
    for: `case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
      when 'd' then 'delete' else 'all' end`,
    to: `(select string_agg(case when r = 0 then 'PUBLIC' else ${role('r')} end, ', ' order by ${role('r')})
      from unnest(p.polroles) r)`,
    using: 'pg_get_expr(p.polqual, p.polrelid, true)',
    check: 'pg_get_expr(p.polwithcheck, p.polrelid, true)',
  },
  from: 'from pg_catalog.pg_policy p join rel c on c.oid = p.polrelid',
  where: anyIn('pg_policy'),
}

/** By hand: `pg_get_statisticsobjdef` lists columns by their place, which a re-added column changes. */
const statistics: CatalogQuery = {
  kind: `'statistics'`,
  name: qualified('pg_statistic_ext', 'stx', 's.oid'),
  identity: identity('pg_statistic_ext', 's.oid'),
  attributes: {
    table: 'c.name',
    kinds: `(select string_agg(case k when 'd' then 'ndistinct' when 'f' then 'dependencies' when 'm' then 'mcv'
      else k::pg_catalog.text end, ', ' order by k) from unnest(s.stxkind) k)`,
    columns: `(select string_agg(quote_ident(a.attname), ', ' order by a.attname) from pg_catalog.pg_attribute a
      where a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys))`,
    expressions: `(select string_agg('(' || e || ')', ', ' order by e)
      from unnest(pg_get_statisticsobjdef_expressions(s.oid)) e)`,
    target: 'case when s.stxstattarget >= 0 then s.stxstattarget end',
    owner: role('s.stxowner'),
  },
  from: `from pg_catalog.pg_statistic_ext s join rel c on c.oid = s.stxrelid where ${usersOwn('pg_statistic_ext', 's.oid')}`,
  where: anyIn('pg_statistic_ext'),
}
