import { type CatalogQuery, comment, flag, identity, notMember, options, relation, role } from './catalog.ts'

/** What hangs on a relation: constraints, indexes, triggers, rules, policies, extended statistics. */
export function tableParts(): readonly CatalogQuery[] {
  return [constraints, indexes, triggers, rules, policies, statistics]
}

const indexState = (i: string, x: string) => ({
  invalid: flag(`not ${i}.indisvalid`),
  clustered: flag(`${i}.indisclustered`),
  'attached to': `(select ${relation('h.inhparent')} from pg_catalog.pg_inherits h where h.inhrelid = ${i}.indexrelid)`,
  tablespace: `(select quote_ident(spcname) from pg_catalog.pg_tablespace where oid = ${x}.reltablespace)`,
  statistics: `(select string_agg(a.attnum || ' ' || a.attstattarget, ', ' order by a.attnum)
    from pg_catalog.pg_attribute a where a.attrelid = ${i}.indexrelid and a.attstattarget >= 0)`,
})

/**
 * CHECK, UNIQUE, PRIMARY KEY, EXCLUDE and FOREIGN KEY; NOT NULL is told with the column.
 * The index behind a constraint is part of it. Copies that a foreign key to a partitioned table keeps for
 * each partition are internal and left out.
 */
const constraints: CatalogQuery = {
  kind: `'constraint'`,
  name: `c.name || '.' || quote_ident(k.conname)`,
  identity: identity('pg_constraint', 'k.oid'),
  attributes: {
    definition: 'pg_get_constraintdef(k.oid)',
    index: `case when i.indexrelid is not null then pg_get_indexdef(i.indexrelid) end`,
    ...indexState('i', 'x'),
    inherited: `case when k.coninhcount > 0 and not c.relispartition then
      case when k.conislocal then 'and local' else 'yes' end end`,
    of: `(select ${relation('p.conrelid')} || '.' || quote_ident(p.conname)
      from pg_catalog.pg_constraint p where p.oid = k.conparentid)`,
    comment: comment('pg_constraint', 'k.oid'),
  },
  from: `from pg_catalog.pg_constraint k join rel c on c.oid = k.conrelid
    left join pg_catalog.pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u', 'x')
    left join pg_catalog.pg_class x on x.oid = i.indexrelid
    where k.contype in ('c', 'f', 'p', 'u', 'x')
      and not (k.contype = 'f' and k.conparentid <> 0 and exists (
        select from pg_catalog.pg_constraint p where p.oid = k.conparentid and p.conrelid = k.conrelid))`,
}

/** Indexes that belong to no constraint. */
const indexes: CatalogQuery = {
  kind: `'index'`,
  name: 'x.name',
  identity: identity('pg_class', 'x.oid'),
  attributes: {
    table: 'c.name',
    definition: 'pg_get_indexdef(x.oid)',
    ...indexState('i', 'x'),
    comment: comment('pg_class', 'x.oid'),
  },
  from: `from pg_catalog.pg_index i join rel x on x.oid = i.indexrelid join rel c on c.oid = i.indrelid
    where not exists (select from pg_catalog.pg_constraint k
      where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`,
}

const triggers: CatalogQuery = {
  kind: `'trigger'`,
  name: `c.name || '.' || quote_ident(t.tgname)`,
  identity: identity('pg_trigger', 't.oid'),
  attributes: {
    definition: 'pg_get_triggerdef(t.oid)',
    enabled: `case t.tgenabled when 'D' then 'no' when 'R' then 'replica' when 'A' then 'always' end`,
    of: `(select ${relation('p.tgrelid')} || '.' || quote_ident(p.tgname)
      from pg_catalog.pg_trigger p where p.oid = t.tgparentid)`,
    comment: comment('pg_trigger', 't.oid'),
  },
  from: 'from pg_catalog.pg_trigger t join rel c on c.oid = t.tgrelid where not t.tgisinternal',
}

const rules: CatalogQuery = {
  kind: `'rule'`,
  name: `c.name || '.' || quote_ident(r.rulename)`,
  identity: identity('pg_rewrite', 'r.oid'),
  attributes: {
    definition: 'pg_get_ruledef(r.oid)',
    enabled: `case r.ev_enabled when 'D' then 'no' when 'R' then 'replica' when 'A' then 'always' end`,
    comment: comment('pg_rewrite', 'r.oid'),
  },
  from: `from pg_catalog.pg_rewrite r join rel c on c.oid = r.ev_class where r.rulename <> '_RETURN'`,
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
    using: 'pg_get_expr(p.polqual, p.polrelid)',
    check: 'pg_get_expr(p.polwithcheck, p.polrelid)',
    comment: comment('pg_policy', 'p.oid'),
  },
  from: 'from pg_catalog.pg_policy p join rel c on c.oid = p.polrelid',
}

/** By hand: `pg_get_statisticsobjdef` lists columns by their place, which a re-added column changes. */
const statistics: CatalogQuery = {
  kind: `'statistics'`,
  name: `ns.name || '.' || quote_ident(s.stxname)`,
  identity: identity('pg_statistic_ext', 's.oid'),
  attributes: {
    table: 'c.name',
    kinds: `(select string_agg(case k when 'd' then 'ndistinct' when 'f' then 'dependencies' when 'm' then 'mcv'
      else k::pg_catalog.text end, ', ' order by k) from unnest(s.stxkind) k)`,
    columns: `(select string_agg(quote_ident(a.attname), ', ' order by a.attname) from pg_catalog.pg_attribute a
      where a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys))`,
    expressions: options('pg_get_statisticsobjdef_expressions(s.oid)'),
    target: 'case when s.stxstattarget >= 0 then s.stxstattarget end',
    owner: role('s.stxowner'),
    comment: comment('pg_statistic_ext', 's.oid'),
  },
  from: `from pg_catalog.pg_statistic_ext s join ns on ns.oid = s.stxnamespace join rel c on c.oid = s.stxrelid
    where ${notMember('pg_statistic_ext', 's.oid')}`,
}
