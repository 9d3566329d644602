import { describe, expect, test } from 'vitest'
import { parseStatements } from '../../../../src/dialects/postgres/parse/parse.ts'
import type { Operation } from '../../../../src/model/operation.ts'

const isNull = (column: string) => ({ kind: 'null', column }) as const

type Rows = readonly (readonly [sql: string, ...expected: readonly Operation[]])[]

/** An ADD CONSTRAINT with the values that most of them have. */
function constraint(
  given: Partial<Extract<Operation, { kind: 'add-constraint' }>> &
    Pick<Extract<Operation, { kind: 'add-constraint' }>, 'type' | 'definition'>,
): Operation {
  return {
    kind: 'add-constraint',
    table: 'public.t',
    constraint: null,
    columns: [],
    references: null,
    validated: true,
    usingIndex: false,
    ...given,
  }
}

function column(
  name: string,
  type: string,
  notNull: boolean,
  value: string | null,
  values: Extract<Operation, { kind: 'add-column' }>['values'] = value === null ? 'null' : 'default',
  calls: readonly string[] = [],
): Operation {
  return { kind: 'add-column', table: 'public.t', column: name, type, notNull, default: value, values, calls }
}

function index(given: Partial<Extract<Operation, { kind: 'create-index' }>>): Operation {
  return {
    kind: 'create-index',
    table: 'public.t',
    index: 'public.i',
    columns: ['a'],
    unique: false,
    only: false,
    concurrently: false,
    ifNotExists: false,
    ...given,
  }
}

function write(
  verb: 'insert' | 'update' | 'delete' | 'merge' | 'copy',
  filtered: boolean,
  table = 'public.t',
): Extract<Operation, { kind: 'write-rows' }> {
  return { kind: 'write-rows', verb, table, columns: verb === 'update' ? ['a'] : [], filtered }
}

const created: Operation = { kind: 'create-table', table: 'public.t', ifNotExists: false }
const defined = (column: string, type = 'integer', values: 'null' | 'serial' = 'null') => ({
  column,
  type,
  values,
})
const create = (object: string, name: string): Operation => ({ kind: 'create', object, name })
const alter = (object: string, name: string) => ({ kind: 'alter', object, name }) as const
/** A value of an enum that stands last. */
const added = { type: 'public.mood', was: null, is: '', placed: false }
const drop = (object: string, name: string, cascade = false): Operation => ({
  kind: 'drop',
  object,
  name,
  cascade,
})
const partition = (verb: string, table = 'public.t', of = 'public.p', how = ''): Operation => ({
  kind: 'alter-table',
  table,
  detail: `${verb} partition${how}`,
  partition: of,
})
const altered = (detail: string, table = 'public.t') => ({ kind: 'alter-table', table, detail }) as const
const set = (name: string, value: string | null, local = false): Operation => ({
  kind: 'set',
  name,
  value,
  local,
})
const other = (what: string): Operation => ({ kind: 'other', what })

const tables: Rows = [
  ['create table t (a int)', { ...created, defines: [defined('a')] }],
  [
    'create table t (a serial, like u, "B" varchar(3) not null)',
    { ...created, defines: [defined('a', 'serial', 'serial'), defined('B', 'varchar(3)')] },
  ],
  [
    'create table if not exists "T" (a int)',
    { kind: 'create-table', table: 'public."T"', ifNotExists: true, defines: [defined('a')] },
  ],
  [
    'create table app.t (a int)',
    { kind: 'create-table', table: 'app.t', ifNotExists: false, defines: [defined('a')] },
  ],
  [
    'create table t (a int primary key, b int not null references app.p (id), c text unique check (c <> b), d int, constraint f foreign key (a, d) references q, unique (a, d), constraint n not null d, exclude using gist (a with =))',
    { ...created, defines: [defined('a'), defined('b'), defined('c', 'text'), defined('d')] },
    constraint({ type: 'primary-key', definition: 'primary key', columns: ['a'] }),
    constraint({
      type: 'foreign-key',
      definition: 'references app.p (id)',
      columns: ['b'],
      references: 'app.p',
    }),
    constraint({ type: 'unique', definition: 'unique', columns: ['c'] }),
    constraint({ type: 'check', definition: 'check (c <> b)', columns: ['c'] }),
    constraint({
      type: 'foreign-key',
      constraint: 'f',
      definition: 'foreign key (a, d) references q',
      columns: ['a', 'd'],
      references: 'public.q',
    }),
    constraint({ type: 'unique', definition: 'unique (a, d)', columns: ['a', 'd'] }),
    constraint({ type: 'not-null', constraint: 'n', definition: 'not null d', columns: ['d'] }),
    constraint({ type: 'exclusion', definition: 'exclude using gist (a with =)', columns: ['a'] }),
  ],
  [
    'create table t partition of p for values in (1)',
    created,
    { ...altered('create partition', 'public.p'), partition: 'public.t' },
  ],
  [
    'create table t (a int) partition by range (a)',
    {
      kind: 'create-table',
      table: 'public.t',
      ifNotExists: false,
      partitioned: true,
      defines: [defined('a')],
    },
  ],
  [
    'create table t partition of p default',
    created,
    { ...altered('create partition', 'public.p'), partition: 'public.t' },
  ],
  ['create table t () inherits (p)', created],
  ['create table t as select 1', created],
  ['select 1 into t', created],
  ['create materialized view v as select 1', create('materialized-view', 'public.v')],
  ['create foreign table t (a int) server s', create('foreign-table', 'public.t')],
  [
    'drop table a, app."B" cascade',
    { kind: 'drop-table', table: 'public.a', cascade: true },
    { kind: 'drop-table', table: 'app."B"', cascade: true },
  ],
  ['drop table if exists a', { kind: 'drop-table', table: 'public.a', cascade: false }],
  [
    'truncate t, u cascade',
    { kind: 'truncate', table: 'public.t', cascade: true },
    { kind: 'truncate', table: 'public.u', cascade: true },
  ],
  [
    'create schema app create table t (a int) create view v as select 1',
    create('schema', 'app'),
    { kind: 'create-table', table: 'app.t', ifNotExists: false, defines: [defined('a')] },
    create('view', 'app.v'),
  ],
]

const columns: Rows = [
  ['alter table t add a bigint', column('a', 'bigint', false, null)],
  [
    'alter table t add column "A" varchar(20) not null default \'x,)\'',
    column('A', 'varchar(20)', true, "'x,)'"),
  ],
  [
    'alter table t add é numeric(10,2) default (1 + f(2, 3)) not null',
    column('é', 'numeric(10,2)', true, '(1 + f(2, 3))', 'default', ['f']),
  ],
  [
    'alter table t add a timestamptz default now(), add b int8[]',
    column('a', 'timestamptz', false, 'now()', 'default', ['now']),
    column('b', 'bigint[]', false, null),
  ],
  ['alter table t add a text default \'x\' collate "C"', column('a', 'text', false, "'x'")],
  [
    'alter table t add a text default array[1, 2] /* c */ , add b text default null',
    column('a', 'text', false, 'array[1, 2]'),
    column('b', 'text', false, null),
  ],
  ['alter table t add a serial', column('a', 'serial', true, 'nextval (serial)', 'serial')],
  ['alter table t add a bigserial', column('a', 'bigserial', true, 'nextval (bigserial)', 'serial')],
  [
    'alter table t add a int generated always as identity',
    column('a', 'integer', true, 'generated always as identity', 'identity'),
  ],
  [
    'alter table t add a int generated always as (b + 1) stored',
    column('a', 'integer', false, 'generated always as (b + 1) stored', 'stored'),
  ],
  ['alter table t add a character varying', column('a', 'varchar', false, null)],
  ['alter table t add a timestamp(3) with time zone', column('a', 'timestamptz(3)', false, null)],
  ['alter table t add a time without time zone', column('a', 'time', false, null)],
  [
    'alter table t add a char(3), add b char',
    column('a', 'char(3)', false, null),
    column('b', 'char(1)', false, null),
  ],
  [
    'alter table t add a double precision, add b real',
    column('a', 'double precision', false, null),
    column('b', 'real', false, null),
  ],
  ['alter table t add a interval day to second(3)', column('a', 'interval(3)', false, null)],
  [
    'alter table t add a app.mood, add b "Mood"',
    column('a', 'app.mood', false, null),
    column('b', '"Mood"', false, null),
  ],
  [
    'alter table t add a jsonb, add b bit(3)',
    column('a', 'jsonb', false, null),
    column('b', 'bit(3)', false, null),
  ],
  ['alter table t add a geometry(Point, 4326)', column('a', 'geometry(point,4326)', false, null)],
  [
    'alter table t add a int constraint pk primary key default 1 constraint fk references p check (a > 0)',
    column('a', 'integer', true, '1'),
    constraint({ type: 'primary-key', constraint: 'pk', definition: 'primary key', columns: ['a'] }),
    constraint({
      type: 'foreign-key',
      constraint: 'fk',
      definition: 'references p',
      columns: ['a'],
      references: 'public.p',
    }),
    constraint({ type: 'check', definition: 'check (a > 0)', columns: ['a'] }),
  ],
  [
    'alter table t add é int constraint "constraint é" unique deferrable initially deferred references p on delete cascade not deferrable check (\'),\' <> $$,)$$) no inherit not null, add b int check /* b */ (b > 0) not null collate "C"',
    column('é', 'integer', true, null),
    constraint({
      type: 'unique',
      constraint: 'constraint é',
      definition: 'unique deferrable initially deferred',
      columns: ['é'],
    }),
    constraint({
      type: 'foreign-key',
      definition: 'references p on delete cascade not deferrable',
      columns: ['é'],
      references: 'public.p',
    }),
    constraint({ type: 'check', definition: "check ('),' <> $$,)$$) no inherit", columns: ['é'] }),
    column('b', 'integer', true, null),
    constraint({ type: 'check', definition: 'check /* b */ (b > 0)', columns: ['b'] }),
  ],
  [
    'alter table t add a int check (a > 0) not enforced check (a < 9) enforced',
    column('a', 'integer', false, null),
    constraint({ type: 'check', definition: 'check (a > 0) not enforced', columns: ['a'], validated: false }),
    constraint({ type: 'check', definition: 'check (a < 9) enforced', columns: ['a'] }),
  ],
  [
    'alter table t add a uuid default app.f(gen_random_uuid()), add b timestamptz default current_timestamp, add c int generated always as (a + 1)',
    column('a', 'uuid', false, 'app.f(gen_random_uuid())', 'default', ['f', 'gen_random_uuid']),
    column('b', 'timestamptz', false, 'current_timestamp'),
    column('c', 'integer', false, 'generated always as (a + 1)', 'virtual'),
  ],
  [
    'alter table t drop a cascade, drop b',
    { kind: 'drop-column', table: 'public.t', column: 'a', cascade: true },
    { kind: 'drop-column', table: 'public.t', column: 'b', cascade: false },
  ],
  ['alter table t rename a to b', { kind: 'rename-column', table: 'public.t', column: 'a', to: 'b' }],
  [
    'alter table t alter a type varchar(5) using a::varchar(5)',
    { kind: 'change-column-type', table: 'public.t', column: 'a', type: 'varchar(5)', using: 'cast' },
  ],
  [
    'alter table t alter a type int using cast(a::text as int), alter b type text using left(b, 5), alter c type text',
    { kind: 'change-column-type', table: 'public.t', column: 'a', type: 'integer', using: 'cast' },
    { kind: 'change-column-type', table: 'public.t', column: 'b', type: 'text', using: 'expression' },
    { kind: 'change-column-type', table: 'public.t', column: 'c', type: 'text' },
  ],
  [
    'alter table t alter a set not null, alter b drop not null',
    { kind: 'set-not-null', table: 'public.t', column: 'a' },
    { kind: 'drop-not-null', table: 'public.t', column: 'b' },
  ],
  [
    'alter table t alter a set default 1, alter b drop default',
    { kind: 'set-default', table: 'public.t', column: 'a' },
    { kind: 'drop-default', table: 'public.t', column: 'b' },
  ],
]

const constraints: Rows = [
  [
    'alter table t add constraint f foreign key (a, b) references app.p (x, y) not valid',
    constraint({
      type: 'foreign-key',
      constraint: 'f',
      definition: 'foreign key (a, b) references app.p (x, y) not valid',
      columns: ['a', 'b'],
      references: 'app.p',
      validated: false,
    }),
  ],
  [
    'alter table t add check (a > b) not valid',
    constraint({
      type: 'check',
      definition: 'check (a > b) not valid',
      columns: ['a', 'b'],
      validated: false,
    }),
  ],
  [
    'alter table t add check (a > 0)',
    constraint({ type: 'check', definition: 'check (a > 0)', columns: ['a'] }),
  ],
  [
    'alter table t add check (a > 0) not enforced',
    constraint({ type: 'check', definition: 'check (a > 0) not enforced', columns: ['a'], validated: false }),
  ],
  [
    'alter table t add constraint p primary key using index i',
    constraint({
      type: 'primary-key',
      constraint: 'p',
      definition: 'primary key using index i',
      usingIndex: true,
    }),
  ],
  [
    'alter table t add unique (a, b)',
    constraint({ type: 'unique', definition: 'unique (a, b)', columns: ['a', 'b'] }),
  ],
  [
    'alter table t add constraint "U&" unique nulls not distinct (a) include (b), add check (a in (1, 2))',
    constraint({
      type: 'unique',
      constraint: 'U&',
      definition: 'unique nulls not distinct (a) include (b)',
      columns: ['a'],
    }),
    constraint({ type: 'check', definition: 'check (a in (1, 2))', columns: ['a'] }),
  ],
  [
    'alter table t add constraint n not null a not valid',
    constraint({
      type: 'not-null',
      constraint: 'n',
      definition: 'not null a not valid',
      columns: ['a'],
      validated: false,
    }),
  ],
  [
    'alter table t validate constraint c',
    { kind: 'validate-constraint', table: 'public.t', constraint: 'c' },
  ],
  [
    'alter table t drop constraint if exists c',
    { kind: 'drop-constraint', table: 'public.t', constraint: 'c', cascade: false },
  ],
  ['alter table t rename constraint c to d', altered('rename constraint')],
]

const alterations: Rows = [
  ['alter table t rename to "U"', { kind: 'rename-table', table: 'public.t', to: 'public."U"' }],
  ['alter table app.t rename to u', { kind: 'rename-table', table: 'app.t', to: 'app.u' }],
  ['alter table t set schema app', { kind: 'rename-table', table: 'public.t', to: 'app.t' }],
  ['alter table t attach partition p for values in (1)', partition('attach')],
  ['alter table t detach partition app.p', partition('detach', 'public.t', 'app.p')],
  [
    'alter table t detach partition p concurrently',
    partition('detach', 'public.t', 'public.p', ' concurrently'),
  ],
  [
    'alter table t enable row level security, force row level security',
    altered('enable row security'),
    altered('force row security'),
  ],
  ['alter table t disable trigger all', altered('disable trigger all')],
  ['alter table t owner to x', altered('owner to')],
  ['alter table t set unlogged', altered('set unlogged')],
  ['alter table t set (fillfactor = 70), cluster on i', altered('set options'), altered('cluster on')],
  ['alter table t set tablespace x', altered('set tablespace')],
  ['alter table t replica identity full', altered('replica identity')],
  ['alter table t inherit p, no inherit q', altered('inherit'), altered('no inherit')],
  [
    'alter table t alter a add generated always as identity, alter a set statistics 5',
    altered('add identity'),
    altered('set statistics'),
  ],
  ['alter table t alter a set storage plain', altered('set storage')],
  ['alter index i rename to j', alter('index', 'public.i')],
  ['alter index i set (fillfactor = 70)', alter('index', 'public.i')],
  ['alter view v rename to w', alter('view', 'public.v')],
  ['alter view v rename column a to b', alter('view', 'public.v')],
  ['alter materialized view v set schema app', alter('materialized-view', 'public.v')],
  ['alter sequence s owner to x', alter('sequence', 'public.s')],
  ['alter sequence s restart', alter('sequence', 'public.s')],
  ['alter type t add attribute a int', alter('type', 'public.t')],
  ['alter type t rename attribute a to b', alter('type', 'public.t')],
  ['alter type t rename to u', alter('type', 'public.t')],
  [
    "alter type mood add value if not exists 'In Progress' before 'x'",
    {
      ...alter('enum-value', 'public.mood."In Progress"'),
      enumValue: { ...added, is: 'In Progress', placed: true },
    },
  ],
  [
    "alter type app.mood add value 'happy'",
    { ...alter('enum-value', 'app.mood.happy'), enumValue: { ...added, type: 'app.mood', is: 'happy' } },
  ],
  [
    "alter type mood rename value 'a' to 'b'",
    { ...alter('type', 'public.mood'), enumValue: { ...added, was: 'a', is: 'b' } },
  ],
  ['alter trigger x on t rename to y', alter('trigger', 'public.t.x')],
  ['alter policy x on t rename to y', alter('policy', 'public.t.x')],
  ['alter function f(int) owner to x', alter('function', 'public.f')],
  ['alter function f(int) rename to g', alter('function', 'public.f')],
  ['alter function f(int) depends on extension x', alter('function', 'public.f')],
  ['alter schema a rename to b', alter('schema', 'a')],
  ['alter role a rename to b', alter('role', 'a')],
  [
    'alter domain d add constraint c check (value > 0)',
    { kind: 'alter', object: 'domain', name: 'public.d', checksRows: true },
  ],
  ['alter domain d add constraint c check (value > 0) not valid', alter('domain', 'public.d')],
  [
    'alter domain d validate constraint c',
    { kind: 'alter', object: 'domain', name: 'public.d', checksRows: true },
  ],
  ['alter domain d set not null', { kind: 'alter', object: 'domain', name: 'public.d', checksRows: true }],
  ['alter domain d drop not null', alter('domain', 'public.d')],
  ['alter domain d rename constraint c to e', alter('domain', 'public.d')],
]

const indexes: Rows = [
  ['create index i on t (a)', index({})],
  [
    'create unique index concurrently if not exists i on app.t (a, lower(b))',
    index({
      table: 'app.t',
      index: 'app.i',
      columns: ['a', '(expression)'],
      unique: true,
      concurrently: true,
      ifNotExists: true,
    }),
  ],
  ['create index on t using gin (a)', index({ index: null })],
  [
    'drop index concurrently i, app.j',
    { kind: 'drop-index', index: 'public.i', concurrently: true, ifExists: false, cascade: false },
    { kind: 'drop-index', index: 'app.j', concurrently: true, ifExists: false, cascade: false },
  ],
  [
    'drop index if exists i cascade',
    { kind: 'drop-index', index: 'public.i', concurrently: false, ifExists: true, cascade: true },
  ],
  ['create index i on only t (a)', index({ only: true })],
  [
    'reindex table concurrently t',
    { kind: 'reindex', scope: 'table', target: 'public.t', concurrently: true },
  ],
  [
    'reindex (verbose) index t_a',
    { kind: 'reindex', scope: 'index', target: 'public.t_a', concurrently: false },
  ],
  ['reindex schema app', { kind: 'reindex', scope: 'schema', target: 'app', concurrently: false }],
  ['reindex database', { kind: 'reindex', scope: 'database', target: 'database', concurrently: false }],
]

const rows: Rows = [
  ['insert into t select 1', { ...write('insert', true), given: [0] }],
  [
    "insert into t (a, b, c, d) values (1, default, null, nextval('s')), (default, default, 'x', 2)",
    { ...write('insert', true), given: ['a', 'c', 'd'] },
  ],
  ["insert into t (id) select nextval('s') from u", write('insert', true)],
  [
    "insert into t select nextval('s'), b from u union all select 2, 3",
    { ...write('insert', true), given: [0, 1] },
  ],
  ['insert into t default values', write('insert', true)],
  ['update t set a = 1', write('update', false)],
  [
    'update t set (a, "B") = (1, 2)',
    { kind: 'write-rows', verb: 'update', table: 'public.t', columns: ['a', 'B'], filtered: false },
  ],
  ['update t set a = 1 where b', write('update', true)],
  [
    'update t set a = 1 where a is null and t.b is null',
    { ...write('update', true), columns: ['a'], condition: [isNull('a'), isNull('b')] },
  ],
  [
    'update t x set a = u.a from app.u where x.id = u.id and x.a is null',
    { ...write('update', true), columns: ['a'], condition: [{ kind: 'join', table: 'app.u' }, isNull('a')] },
  ],
  [
    'delete from t using u as o where o.id = t.id',
    { ...write('delete', true), condition: [{ kind: 'join', table: 'public.u' }] },
  ],
  ...[
    'delete from t using u where u.id = t.id and u.b',
    'delete from t using u where u.id = t.id or t.a is null',
    'delete from t using u where u.id <> t.id',
    'delete from t using u where u.a = u.b',
    'delete from t using u where u.a is null',
    'delete from t using (values (1)) u (id) where u.id = t.id',
    'with u as (select 1 as id) delete from t using u where u.id = t.id',
    'delete from t where a is not null',
    'delete from t where coalesce(a, b) is null',
    'delete from t where a = b',
  ].map((sql): Rows[number] => [sql, write('delete', true)]),
  ['delete from only app.t', write('delete', false, 'app.t')],
  ['delete from t where true', write('delete', false)],
  ['delete from t where 1 = 1 and not false', write('delete', false)],
  ["delete from t where 't'::bool or a = 1", write('delete', false)],
  ['delete from t where a = 1 and true', write('delete', true)],
  ['delete from t where 1 = 2', write('delete', true)],
  ['delete from t where not true', write('delete', true)],
  ['delete from t using u', write('delete', false)],
  ['merge into t using u on t.a = u.a when matched then delete', write('merge', true)],
  ['merge into t using u on true when matched then delete', write('merge', false)],
  ['copy t from stdin', write('copy', true)],
  ["copy app.t (a) from '/x' where a > 1", write('copy', true, 'app.t')],
  ['copy t to stdout', other('copy to')],
  ['copy (delete from t returning 1) to stdout', write('delete', false)],
  [
    'with x as (delete from t returning *), y as (update u set a = 1 where b) insert into v select * from x',
    { ...write('insert', true, 'public.v'), given: [0] },
    write('delete', false),
    write('update', true, 'public.u'),
  ],
  ['with x as (delete from t returning *) select * from x', write('delete', false)],
  ['explain analyze delete from t', write('delete', false)],
  ['explain (analyze false) delete from t', other('explain')],
  ['explain delete from t', other('explain')],
  ['prepare p as delete from t', write('delete', false)],
  ['select 1', other('select')],
  ['values (1)', other('select')],
  ["select setval('s', 1), app.f()", { kind: 'run-code', what: 'select setval, app.f' }],
  [
    "select pg_catalog.set_config('Search_Path', '', false)",
    set('search_path', ''),
    { kind: 'run-code', what: 'select pg_catalog.set_config' },
  ],
]

const objects: Rows = [
  ['create or replace view v as select 1', create('view', 'public.v')],
  [
    'refresh materialized view concurrently v',
    { kind: 'refresh-view', view: 'public.v', concurrently: true, filled: true },
  ],
  [
    'refresh materialized view app.v with no data',
    { kind: 'refresh-view', view: 'app.v', concurrently: false, filled: false },
  ],
  ['create sequence app.s', create('sequence', 'app.s')],
  ["create function f() returns int language sql as 'select 1'", create('function', 'public.f')],
  ["create procedure app.p() language sql as ''", create('procedure', 'app.p')],
  ['alter function f(int) stable', alter('function', 'public.f')],
  ['create trigger x before insert on t execute function f()', create('trigger', 'public.t.x')],
  ['create event trigger e on ddl_command_end execute function f()', create('event-trigger', 'e')],
  ['create rule r as on insert to t do nothing', create('rule', 'public.t.r')],
  ['create policy p on app.t using (true)', create('policy', 'app.t.p')],
  ['alter policy p on t using (true)', alter('policy', 'public.t.p')],
  ["create type mood as enum ('a')", create('type', 'public.mood')],
  ['create type c as (a int)', create('type', 'public.c')],
  ['create type r as range (subtype = int)', create('type', 'public.r')],
  ['create domain d as int', create('domain', 'public.d')],
  ['create collation c from "C"', create('collation', 'public.c')],
  ['create aggregate a (int) (sfunc = f, stype = int)', create('aggregate', 'public.a')],
  ['create operator app.=== (function = f, leftarg = int, rightarg = int)', create('operator', 'app.===')],
  ['create cast (a as b) without function', create('cast', 'a AS b')],
  ['create statistics s on a, b from t', create('statistics', 'public.s')],
  ['create operator class o for type int using btree as operator 1 <', create('operator-class', 'public.o')],
  [
    'create extension if not exists "uuid-ossp" with schema app',
    { kind: 'create-extension', name: 'uuid-ossp' },
  ],
  ['alter extension citext update', alter('extension', 'citext')],
  ['create publication p for table t', create('publication', 'p')],
  ["create subscription s connection '' publication p", create('subscription', 's')],
  ['drop subscription s', drop('subscription', 's')],
  ['create server s foreign data wrapper w', create('server', 's')],
  ['create user mapping for a server s', create('user-mapping', 'a FOR s')],
  ['create database d', create('database', 'd')],
  ['alter system set work_mem = 1', alter('system', 'work_mem')],
  ["create tablespace x location '/x'", create('tablespace', 'x')],
  ['create role r', create('role', 'r')],
  ['create user "U"', create('role', '"U"')],
  ['alter role r set search_path = a', alter('role', 'r')],
  ['drop role a, b', drop('role', 'a'), drop('role', 'b')],
  ['grant a to b', create('role-membership', 'a')],
  ['grant select on t, u to x', create('privilege', 'public.t'), create('privilege', 'public.u')],
  ['revoke all on schema app from x cascade', drop('privilege', 'app', true)],
  ['grant select on all tables in schema app to x', create('privilege', 'app.*')],
  ['grant execute on function f(int) to x', create('privilege', 'public.f')],
  ['alter default privileges in schema app grant select on tables to x', alter('default-privilege', 'app')],
  ["comment on column app.t.a is 'x'", alter('comment', 'app.t.a')],
  ["comment on table t is 'x'", alter('comment', 'public.t')],
  ["comment on constraint c on t is 'x'", alter('comment', 'public.t.c')],
  ["comment on type mood is 'x'", alter('comment', 'public.mood')],
  ['drop view v, app.w cascade', drop('view', 'public.v', true), drop('view', 'app.w', true)],
  ['drop function f(int), app.g', drop('function', 'public.f'), drop('function', 'app.g')],
  ['drop trigger x on t', drop('trigger', 'public.t.x')],
  ['drop policy if exists p on app.t', drop('policy', 'app.t.p')],
  ['drop type mood', drop('type', 'public.mood')],
  ['drop domain d', drop('domain', 'public.d')],
  ['drop schema a, b cascade', drop('schema', 'a', true), drop('schema', 'b', true)],
  ['drop extension citext', drop('extension', 'citext')],
  ['drop cast (a as b)', drop('cast', 'a AS b')],
  ['drop operator app.=== (int, int)', drop('operator', 'app.===')],
  ['drop operator class o using btree', drop('operator-class', 'public.o')],
  ['drop materialized view v', drop('materialized-view', 'public.v')],
  ['drop sequence s', drop('sequence', 'public.s')],
  ['drop owned by r', drop('owned-objects', 'r')],
]

const session: Rows = [
  ['begin', { kind: 'transaction', verb: 'begin' }],
  ['start transaction isolation level serializable', { kind: 'transaction', verb: 'begin' }],
  ['commit', { kind: 'transaction', verb: 'commit' }],
  ['end', { kind: 'transaction', verb: 'commit' }],
  ['abort', { kind: 'transaction', verb: 'rollback' }],
  ['savepoint a', { kind: 'transaction', verb: 'savepoint' }],
  ['release a', { kind: 'transaction', verb: 'release' }],
  ['rollback to a', { kind: 'transaction', verb: 'rollback-to' }],
  ["prepare transaction 'x'", { kind: 'transaction', verb: 'prepare' }],
  ["set lock_timeout = '2s'", set('lock_timeout', '2s')],
  ['set local Statement_Timeout to 0', set('statement_timeout', '0', true)],
  ['set search_path to a, public', set('search_path', 'a, public')],
  ['set x.y = on', set('x.y', 'on')],
  ['set lock_timeout to default', set('lock_timeout', null)],
  ['reset lock_timeout', set('lock_timeout', null)],
  ['reset all', set('all', null)],
  ['set role x', set('role', 'x')],
  ['set transaction isolation level serializable', set('transaction_isolation', 'serializable', true)],
  ['do $$ begin end $$', { kind: 'run-code', what: 'do block' }],
  ['call app.p(1)', { kind: 'run-code', what: 'call app.p' }],
  ['execute p', { kind: 'run-code', what: 'execute p' }],
  ['vacuum t', other('vacuum')],
  ['vacuum (full off) t', other('vacuum')],
  ['vacuum full', other('vacuum full')],
  ['vacuum (full, analyze) t, app."T"', altered('vacuum full'), altered('vacuum full', 'app."T"')],
  ['cluster', other('cluster')],
  ['cluster t using i', altered('cluster')],
  [
    'lock table t, app.u in share mode nowait',
    { kind: 'lock-table', table: 'public.t', mode: 'ShareLock' },
    { kind: 'lock-table', table: 'app.u', mode: 'ShareLock' },
  ],
  ['lock t', { kind: 'lock-table', table: 'public.t', mode: 'AccessExclusiveLock' }],
  ['analyze t', other('analyze')],
  ['checkpoint', other('check point')],
  ['listen x', other('listen')],
  ['discard all', other('discard')],
]

const groups = { tables, columns, constraints, alterations, indexes, rows, objects, session }

describe.each(Object.entries(groups))('%s', (_, cases) => {
  test.each(cases)('%s', async (sql, ...expected) => {
    const [statement, ...more] = await parseStatements(`-- é\n${sql};`)
    expect(more).toEqual([])
    expect(statement?.syntaxError).toBeNull()
    expect(statement?.operations).toEqual(expected)
  })
})
