import type { Session } from '../../session.ts'

/** A type as far as a value of it can be made. Types are found by their OIDs in {@link Facts.types}. */
export interface ColumnType {
  readonly oid: number
  /** Its bare name: `int4`, `vector`. */
  readonly name: string
  /** `pg_type.typtype`: base, composite, domain, enum, multirange, range. */
  readonly kind: 'b' | 'c' | 'd' | 'e' | 'm' | 'r' | 'p'
  readonly category: string
  /** Of a domain what it is based on, of an array its elements, of a range its bounds; 0 where there is none. */
  readonly inner: number
  /** Of a domain: that of its base. */
  readonly modifier: number
  /** Of an enum, in their order. */
  readonly labels: readonly string[]
  /** Of a composite, in their order. */
  readonly attributes: readonly { readonly type: number; readonly modifier: number }[]
  /** Of a domain: its CHECKs as the catalog writes them. */
  readonly checks: readonly string[]
}

/** A column that takes values: not generated. */
export interface Column {
  readonly name: string
  /** As SQL writes it, quoted where needed: `character varying(20)`. */
  readonly written: string
  readonly type: number
  readonly modifier: number
  readonly required: boolean
  /** Part of a key or a unique index. */
  readonly isKey: boolean
}

export interface ForeignKey {
  readonly columns: readonly string[]
  readonly parent: number
  readonly references: readonly string[]
}

/** What a row must hold; also the bounds of a partition. */
export interface Check {
  readonly name: string
  /** SQL over the bare names of the columns. */
  readonly expression: string
  readonly columns: readonly string[]
}

/** A table that holds rows itself: ordinary, or a partition. */
export interface Table {
  readonly oid: number
  /** Schema-qualified, quoted where SQL needs it. */
  readonly name: string
  readonly columns: readonly Column[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly checks: readonly Check[]
  /** Functions of users that run when a row is written, beside triggers: in CHECKs, indexes, generated columns. */
  readonly code: readonly string[]
  /** Triggers and rules that fire, as the end of `ALTER TABLE … DISABLE …` and of what enables them again. */
  readonly firing: readonly { readonly disable: string; readonly enable: string }[]
}

export interface Facts {
  readonly tables: readonly Table[]
  readonly types: ReadonlyMap<number, ColumnType>
}

/** What must be known of these tables to make rows for them. Names come out qualified but for `pg_catalog`. */
export async function readFacts(session: Session, oids: readonly number[]): Promise<Facts> {
  const { rows } = await session.query(factsQuery(oids))
  const tables = JSON.parse(String(rows[0]?.tables ?? '[]')) as Table[] | null
  const types = JSON.parse(String(rows[0]?.types ?? '[]')) as ColumnType[] | null
  return { tables: tables ?? [], types: new Map((types ?? []).map(type => [type.oid, type])) }
}

/** `[]` where there is nothing to aggregate. */
function list(select: string): string {
  return `coalesce((${select}), '[]'::json)`
}

const columnsOf = list(`
  select json_agg(json_build_object(
    'name', a.attname, 'written', format_type(a.atttypid, a.atttypmod), 'type', a.atttypid::int8,
    'modifier', a.atttypmod, 'required', a.attnotnull or t.typnotnull,
    'isKey', exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey))
  ) order by a.attnum)
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`)

const namesOf = (relation: string, numbers: string) => `(
  select json_agg(a.attname order by q.place) from unnest(${numbers}) with ordinality q(number, place)
  join pg_attribute a on a.attrelid = ${relation} and a.attnum = q.number)`

const keysOf = list(`
  select json_agg(json_build_object(
    'columns', ${namesOf('k.conrelid', 'k.conkey')}, 'parent', k.confrelid::int8,
    'references', ${namesOf('k.confrelid', 'k.confkey')}
  ) order by k.conname)
  from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'`)

const checksOf = list(`
  select json_agg(json_build_object('name', k.name, 'expression', k.expression, 'columns', k.columns) order by k.name)
  from (
    select k.conname::text as name, pg_get_expr(k.conbin, k.conrelid) as expression,
      coalesce(${namesOf('k.conrelid', 'k.conkey')}, '[]'::json) as columns
    from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'
    union all
    select 'partition', pg_get_partition_constraintdef(c.oid),
      (select coalesce(json_agg(a.attname), '[]'::json) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped and pg_get_partition_constraintdef(c.oid) like '%' || quote_ident(a.attname) || '%')
    where c.relispartition
  ) k where k.expression is not null`)

/** Functions that an extension brought are its own; those of the catalog are below the first OID of users. */
const codeOf = list(`
  select json_agg(distinct p.proname)
  from pg_depend d join pg_proc p on p.oid = d.refobjid
  where d.refclassid = 'pg_proc'::regclass and p.oid >= 16384
    and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
    and (
      (d.classid = 'pg_constraint'::regclass and d.objid in (
        select k.oid from pg_constraint k where k.conrelid = c.oid or k.contypid in (
          with recursive used(oid) as (
            select a.atttypid from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            union select nullif(t.typbasetype, 0) from used u join pg_type t on t.oid = u.oid
          ) select oid from used)))
      or (d.classid = 'pg_class'::regclass and (d.objid = c.oid or d.objid in (select i.indexrelid from pg_index i where i.indrelid = c.oid)))
      or (d.classid = 'pg_attrdef'::regclass and d.objid in (
        select f.oid from pg_attrdef f join pg_attribute a on a.attrelid = f.adrelid and a.attnum = f.adnum
        where f.adrelid = c.oid and a.attgenerated <> ''))
    )`)

const firingOf = list(`
  select json_agg(json_build_object('disable', f.what, 'enable', f.again || f.what) order by f.what) from (
    select 'trigger ' || quote_ident(g.tgname) as what,
      case g.tgenabled when 'A' then 'always ' when 'R' then 'replica ' else '' end as again
    from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal and g.tgenabled <> 'D'
    union all
    select 'rule ' || quote_ident(r.rulename),
      case r.ev_enabled when 'A' then 'always ' when 'R' then 'replica ' else '' end
    from pg_rewrite r where r.ev_class = c.oid and r.ev_enabled <> 'D'
  ) f`)

function factsQuery(oids: readonly number[]): string {
  return `
  with recursive chosen as (
    select c.oid, c.relispartition, n.nspname, c.relname
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.oid = any ('{${oids.join(',')}}'::oid[])
  ), used(oid) as (
    select a.atttypid from pg_attribute a join chosen c on c.oid = a.attrelid where a.attnum > 0 and not a.attisdropped
    union
    select i.within from used u join pg_type t on t.oid = u.oid cross join lateral (
      values (t.typbasetype), (t.typelem),
        ((select r.rngsubtype from pg_range r where r.rngtypid = t.oid)),
        ((select r.rngtypid from pg_range r where r.rngmultitypid = t.oid))
      union all
      select a.atttypid from pg_attribute a
        where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
    ) i(within) where i.within <> 0
  )
  select (
    select json_agg(json_build_object(
      'oid', c.oid::int8, 'name', format('%I.%I', c.nspname, c.relname), 'columns', ${columnsOf},
      'foreignKeys', ${keysOf}, 'checks', ${checksOf}, 'code', ${codeOf}, 'firing', ${firingOf}
    ) order by c.oid) from chosen c
  )::text as tables, (
    select json_agg(json_build_object(
      'oid', t.oid::int8, 'name', t.typname, 'kind', t.typtype, 'category', t.typcategory, 'modifier', t.typtypmod,
      'inner', coalesce(nullif(t.typbasetype, 0), case when t.typcategory = 'A' then nullif(t.typelem, 0) end,
        (select r.rngsubtype from pg_range r where r.rngtypid = t.oid),
        (select r.rngtypid from pg_range r where r.rngmultitypid = t.oid), 0)::int8,
      'labels', ${list('select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid')},
      'attributes', ${list("select json_agg(json_build_object('type', a.atttypid::int8, 'modifier', a.atttypmod) order by a.attnum) from pg_attribute a where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped")},
      'checks', ${list("select json_agg(pg_get_constraintdef(k.oid) order by k.conname) from pg_constraint k where k.contypid = t.oid and k.contype = 'c'")}
    )) from pg_type t where t.oid in (select oid from used)
  )::text as types`
}
