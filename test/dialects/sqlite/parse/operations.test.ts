import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { parseStatements } from '../../../../src/dialects/sqlite/parse/parse.ts'
import type { Operation } from '../../../../src/model/operation.ts'

type Rows = readonly (readonly [sql: string, ...expected: readonly Operation[]])[]
type Of<Kind extends Operation['kind']> = Extract<Operation, { kind: Kind }>

/** An ADD CONSTRAINT with the values that most of them have. */
function constraint(
  given: Partial<Of<'add-constraint'>> & Pick<Of<'add-constraint'>, 'type' | 'definition'>,
): Operation {
  return {
    kind: 'add-constraint',
    table: 'main.t',
    constraint: null,
    columns: [],
    references: null,
    validated: true,
    usingIndex: false,
    ...given,
  }
}

function column(name: string, given: Partial<Of<'add-column'>> = {}): Operation {
  return {
    kind: 'add-column',
    table: 'main.t',
    column: name,
    type: 'int',
    notNull: false,
    default: null,
    values: (given.default ?? null) === null ? 'null' : 'default',
    calls: [],
    ...given,
  }
}

function index(given: Partial<Of<'create-index'>> = {}): Operation {
  return {
    kind: 'create-index',
    table: 'main.t',
    index: 'main.i',
    columns: ['a'],
    unique: false,
    only: false,
    concurrently: false,
    ifNotExists: false,
    ...given,
  }
}

function write(verb: 'update' | 'delete', filtered: boolean, columns = ['a']): Operation {
  return {
    kind: 'write-rows',
    verb,
    table: 'main.t',
    columns: verb === 'update' ? columns : [],
    filtered,
  }
}

function insert(source: NonNullable<Of<'write-rows'>['source']>, table = 'main.t'): Operation {
  return { kind: 'write-rows', verb: 'insert', table, columns: [], filtered: true, source }
}

function copy(from: string, columns: readonly string[] | null): Operation {
  return { ...insert('copy'), copied: { from, columns } } as Operation
}

const made = (table = 'main.t', ifNotExists = false): Operation => ({
  kind: 'create-table',
  table,
  ifNotExists,
})
const gone = (table = 'main.t'): Operation => ({ kind: 'drop-table', table, cascade: false })
const create = (object: string, name: string): Operation => ({ kind: 'create', object, name })
const drop = (object: string, name: string): Operation => ({ kind: 'drop', object, name, cascade: false })
const set = (name: string, value: string): Operation => ({ kind: 'set', name, value, local: false })
const steer = (verb: Of<'transaction'>['verb']): Operation => ({ kind: 'transaction', verb })
const other = (what: string): Operation => ({ kind: 'other', what })

const tables: Rows = [
  ['create table n (a int)', made('main.n')],
  ['create table if not exists "Order" (a int)', made('main."Order"', true)],
  ['CREATE TABLE MAIN.[a b] (a)', made('main."a b"')],
  ["create table 'q''r' ('a' int)", made(`main."q'r"`)],
  ['create temp table n (a)', made('temp.n')],
  ['create temporary table n (a)', made('temp.n')],
  ['create table temp.n (a)', made('temp.n')],
  ['create table n as select * from t', made('main.n'), insert('query', 'main.n')],
  [
    'create table n (a integer primary key) strict, without rowid',
    made('main.n'),
    constraint({ table: 'main.n', type: 'primary-key', definition: 'primary key', columns: ['a'] }),
  ],
  [
    "create table n (a int constraint k primary key desc on conflict fail, b text not null default 'x, y' references p (id) on delete set null on update set default deferrable initially deferred, c int unique check (c <> b) collate nocase, d generated always as (c + 1) stored)",
    made('main.n'),
    constraint({
      table: 'main.n',
      type: 'primary-key',
      constraint: 'k',
      definition: 'primary key desc on conflict fail',
      columns: ['a'],
    }),
    constraint({
      table: 'main.n',
      type: 'foreign-key',
      definition: 'references p (id) on delete set null on update set default deferrable initially deferred',
      columns: ['b'],
      references: 'main.p',
    }),
    constraint({ table: 'main.n', type: 'unique', definition: 'unique', columns: ['c'] }),
    constraint({ table: 'main.n', type: 'check', definition: 'check (c <> b)', columns: ['c'] }),
  ],
  [
    'create table n (a, b, c, primary key (a, b collate nocase desc) on conflict ignore, constraint u unique ("b"), constraint f foreign key (a, c) references "Order" (x, y) not deferrable, check (c > A and lower("b") like \'z\' collate rtrim))',
    made('main.n'),
    constraint({
      table: 'main.n',
      type: 'primary-key',
      definition: 'primary key (a, b collate nocase desc) on conflict ignore',
      columns: ['a', 'b'],
    }),
    constraint({
      table: 'main.n',
      type: 'unique',
      constraint: 'u',
      definition: 'unique ("b")',
      columns: ['b'],
    }),
    constraint({
      table: 'main.n',
      type: 'foreign-key',
      constraint: 'f',
      definition: 'foreign key (a, c) references "Order" (x, y) not deferrable',
      columns: ['a', 'c'],
      references: 'main."Order"',
    }),
    constraint({
      table: 'main.n',
      type: 'check',
      definition: 'check (c > A and lower("b") like \'z\' collate rtrim)',
      columns: ['c', 'a', 'b'],
    }),
  ],
  [
    'create table n (a, check (a > 0) constraint u unique (a) constraint empty)',
    made('main.n'),
    constraint({ table: 'main.n', type: 'check', definition: 'check (a > 0)', columns: ['a'] }),
    constraint({
      table: 'main.n',
      type: 'unique',
      constraint: 'u',
      definition: 'unique (a)',
      columns: ['a'],
    }),
  ],
  ['drop table t', gone()],
  ['drop table if exists main.t', gone()],
  ['alter table t rename to "b c"', { kind: 'rename-table', table: 'main.t', to: 'main."b c"' }],
  ['alter table main.t rename to n', { kind: 'rename-table', table: 'main.t', to: 'main.n' }],
  [
    'alter table t rename column a to "n m"',
    { kind: 'rename-column', table: 'main.t', column: 'a', to: 'n m' },
  ],
  ['alter table t rename [a] to n', { kind: 'rename-column', table: 'main.t', column: 'a', to: 'n' }],
  ['alter table t drop column b', { kind: 'drop-column', table: 'main.t', column: 'b', cascade: false }],
  ['alter table t drop b', { kind: 'drop-column', table: 'main.t', column: 'b', cascade: false }],
  [
    'alter table t drop constraint k',
    { kind: 'drop-constraint', table: 'main.t', constraint: 'k', cascade: false },
  ],
  ['alter table t alter column a set not null', { kind: 'set-not-null', table: 'main.t', column: 'a' }],
  [
    'alter table t alter a set not null on conflict ignore',
    { kind: 'set-not-null', table: 'main.t', column: 'a' },
  ],
  ['alter table t alter a drop not null', { kind: 'drop-not-null', table: 'main.t', column: 'a' }],
  [
    'alter table t add check (a > b)',
    constraint({ type: 'check', definition: 'check (a > b)', columns: ['a', 'b'] }),
  ],
  [
    "alter table t add check (t.a > abs(b) and cast(a as int) = 'x' collate nocase and true)",
    constraint({
      type: 'check',
      definition: "check (t.a > abs(b) and cast(a as int) = 'x' collate nocase and true)",
      columns: ['a', 'b'],
    }),
  ],
  [
    'alter table t add constraint "k 2" check (a > 0) on conflict fail',
    constraint({
      type: 'check',
      constraint: 'k 2',
      definition: 'check (a > 0) on conflict fail',
      columns: ['a'],
    }),
  ],
]

const columns: Rows = [
  ['alter table t add n', column('n', { type: '' })],
  [
    'alter table t add column "n m" double precision (3, 4)',
    column('n m', { type: 'double precision (3, 4)' }),
  ],
  ['alter table t add n int null', column('n')],
  ['alter table t add n int default null', column('n')],
  ['alter table t add n int default (null)', column('n')],
  ["alter table t add n int not null default ''", column('n', { notNull: true, default: "''" })],
  ['alter table t add n int default -1 not null', column('n', { notNull: true, default: '-1' })],
  ['alter table t add n int default current_timestamp', column('n', { default: 'current_timestamp' })],
  [
    "alter table t add n int default (max(1, strftime('%s', 'now')) + cast(2 as int)) collate nocase",
    column('n', { default: "(max(1, strftime('%s', 'now')) + cast(2 as int))", calls: ['max', 'strftime'] }),
  ],
  ['alter table t add n int as (a + 1)', column('n', { default: 'as (a + 1)', values: 'virtual' })],
  [
    'alter table t add n int generated always as (a) virtual not null',
    column('n', { default: 'generated always as (a) virtual', values: 'virtual', notNull: true }),
  ],
  ['alter table t add n int as (a) stored', column('n', { default: 'as (a) stored', values: 'stored' })],
  [
    'alter table t add n int unique on conflict replace primary key autoincrement',
    column('n'),
    constraint({ type: 'unique', definition: 'unique on conflict replace', columns: ['n'] }),
    constraint({ type: 'primary-key', definition: 'primary key autoincrement', columns: ['n'] }),
  ],
  [
    'alter table t add n int constraint r references p on delete cascade constraint k check (n in (1, 2))',
    column('n'),
    constraint({
      type: 'foreign-key',
      constraint: 'r',
      definition: 'references p on delete cascade',
      columns: ['n'],
      references: 'main.p',
    }),
    constraint({ type: 'check', constraint: 'k', definition: 'check (n in (1, 2))', columns: ['n'] }),
  ],
  [
    'alter table t add n generated always as (1)',
    column('n', { type: '', default: 'generated always as (1)', values: 'virtual' }),
  ],
]

const objects: Rows = [
  ['create index i on t (a)', index()],
  ['create index i on t (a desc)', index()],
  ["create index i on t ('a')", index()],
  [
    'create unique index if not exists main."i j" on t (a collate nocase desc, "b" asc, lower(a), a + 1, (b)) where a > 1',
    index({
      index: 'main."i j"',
      columns: ['a', 'b', '(expression)', '(expression)', '(expression)'],
      unique: true,
      ifNotExists: true,
    }),
  ],
  [
    'drop index if exists main.i',
    { kind: 'drop-index', index: 'main.i', concurrently: false, ifExists: true, cascade: false },
  ],
  ['create view if not exists n (a) as select 1', create('view', 'main.n')],
  ['create temp view n as select 1', create('view', 'temp.n')],
  ['drop view if exists main.n', drop('view', 'main.n')],
  [
    'create trigger if not exists "a b" before delete on t begin delete from t; end',
    create('trigger', 'main."a b"'),
  ],
  ['create temp trigger n after insert on t begin select 1; end', create('trigger', 'temp.n')],
  ['drop trigger if exists n', drop('trigger', 'main.n')],
  [
    'create virtual table if not exists n using fts5 (a, tokenize = "porter ascii")',
    create('virtual table', 'main.n'),
  ],
  ['reindex', { kind: 'reindex', scope: 'database', target: 'database', concurrently: false }],
  ['reindex main.t', { kind: 'reindex', scope: null, target: 'main.t', concurrently: false }],
]

const rows: Rows = [
  ['insert into t values (1, 2)', insert('values')],
  ['insert or ignore into main.t (a) values (1), (2) on conflict do nothing', insert('values')],
  ['replace into t default values', insert('values')],
  ['insert into t select * from t', copy('main.t', null)],
  ['insert into t (b, a) select b, "a" from main.t', copy('main.t', ['b', 'a'])],
  ['insert into t (b, a) select a, b from t', copy('main.t', null)],
  ['insert into t (b, a) select x.B, `a` from temp.t x', copy('temp.t', ['b', 'a'])],
  ['insert into t select x.a, x.b from p as x order by x.a', copy('main.p', null)],
  ['insert or ignore into t select * from t', insert('query')],
  ['replace into t select * from t', insert('query')],
  ['insert into t select "a\\" from t where b < 9 --" from t', insert('query')],
  ['insert into t select * from t /* /* */ where b < 9 --*/', insert('query')],
  // node-sql-parser gives up on an alias of the target, and then it is not known.
  ['insert into t as x select t.a, t.b from t', insert('query')],
  ['insert into t select t.* from t', copy('main.t', null)],
  ['insert into t select a, 1 from t', insert('query')],
  ['insert into t select b, a + 1 from t', insert('query')],
  ['insert into t select t.a + 1, b from t', insert('query')],
  ['insert into t select a, null from t', insert('query')],
  ["insert into t select a, 'b' from t", insert('query')],
  ['insert into t select a, lower(b) from t', insert('query')],
  ['insert into t select a, 2 as b from t', insert('query')],
  ['insert into t select distinct a, b from t', insert('query')],
  ['insert into t select a, b from t where a > 1', insert('query')],
  ['insert into t select a, b from t limit 1', insert('query')],
  ['insert into t select x.a, b from t as x, p', insert('query')],
  ['insert into t select a, b from (select * from t)', insert('query')],
  [
    'insert or replace into main.t as x (a) select a from t where true on conflict do update set a = 1',
    insert('query'),
  ],
  ['update t set a = 1', write('update', false)],
  ['update or ignore main.t as x set a = 1 where b = 2', write('update', true)],
  [
    'update t set a = b is distinct from a, (b, "a") = (select 1, 2) where a',
    write('update', true, ['a', 'b', 'a']),
  ],
  ['update t set a = x.a from (select * from t where a > 1) as x', write('update', false)],
  ['update t set a = (select 1 where b) returning a', write('update', false)],
  ['delete from t', write('delete', false)],
  ['delete from t where a is not distinct from 1', write('delete', true)],
  ['delete from t where true', write('delete', false)],
  ['delete from t where (1)', write('delete', false)],
  ["delete from t where 'a' = 'a' and not 0", write('delete', false)],
  ['delete from t where a > 3 or 1 == 1', write('delete', false)],
  ['delete from t where 0', write('delete', true)],
  ['delete from t where 1 and a', write('delete', true)],
  ['delete from t where case when a or 1 or b then 0 end', write('delete', true)],
  ['delete from t where a between 0 and 1', write('delete', true)],
  ['delete from t indexed by j where b = 1 returning *', write('delete', true)],
  [
    'with x (a) as (select 1), y as not materialized (select 2) delete from t where a in x',
    write('delete', true),
  ],
  ['with recursive x as (values (1) union all select 1) insert into t select *, 1 from x', insert('query')],
  ['with x as (select 1 where 1) update t set a = 1', write('update', false)],
  ['with x as (select 1) select * from x', other('select')],
  ['select * from t', other('select')],
  ['values (1)', other('select')],
]

const session: Rows = [
  ['pragma foreign_keys = off', set('foreign_keys', 'off')],
  ['PRAGMA main.Foreign_Keys(0)', set('foreign_keys', '0')],
  ['pragma cache_size = -2000', set('cache_size', '-2000')],
  [`pragma "journal_mode" = 'wal'`, set('journal_mode', 'wal')],
  ['pragma foreign_keys', other('pragma foreign_keys')],
  ['pragma table_info(t)', other('pragma table_info')],
  ['pragma foreign_key_check(t)', other('pragma foreign_key_check')],
  ['begin', steer('begin')],
  ['begin immediate transaction', steer('begin')],
  ['commit', steer('commit')],
  ['end transaction', steer('commit')],
  ['rollback', steer('rollback')],
  ['rollback transaction to savepoint x', steer('rollback-to')],
  ['savepoint x', steer('savepoint')],
  ['release savepoint x', steer('release')],
  ['vacuum', other('vacuum')],
  ["vacuum main into 'x.db'", other('vacuum into')],
  ['analyze t', other('analyze')],
  ["attach 'x.db' as y", other('attach')],
  ['detach y', other('detach')],
  ['explain query plan delete from t', other('explain')],
]

/** Text of other databases, and pieces: the engine refuses them, and so nothing more has to be said of them. */
const refused: Rows = [
  ['create', other('create')],
  ['create function f() returns int', other('create')],
  ['drop schema s', other('drop')],
  ['alter sequence s restart', other('alter')],
  ['alter table t', other('alter')],
  ['alter table t owner to x', other('alter')],
  [
    'alter table t alter column a type text',
    { kind: 'alter-table', table: 'main.t', detail: 'alter column' },
  ],
  ['with', other('')],
  ['with x as (select 1) with', other('with')],
  ['with x as (select 1) constructor', other('constructor')],
  ['alter table t add unique (a)', constraint({ type: 'unique', definition: 'unique (a)', columns: ['a'] })],
  ['create table n', made('main.n')],
  ['create table', made('main.""')],
]

describe.each(Object.entries({ tables, columns, objects, rows, session, refused }))('%s', (name, cases) => {
  test.each(cases)('%s', async (sql, ...expected) => {
    const [statement, ...more] = await parseStatements(`-- é\n${sql};`)
    expect(more).toEqual([])
    expect(statement?.syntaxError).toBeNull()
    expect(statement?.operations).toEqual(expected)
  })

  test.each(cases.map(([sql]) => sql))('the engine calls it SQL, or not: %s', sql => {
    expect(isSyntax(sql)).toBe(name !== 'refused')
  })
})

test('a name without a schema means the temporary table that the file made', async () => {
  const statements = await parseStatements(`
    insert into x values (1); create temp table X (a); create index i on x (a); insert into "x" values (1);
    drop index i; alter table x rename to y; update y set a = 1 where a = 2; insert into x values (1); drop table y;
    drop table y; create temp table "m n" (a); delete from [M N];`)
  const names = statements
    .flatMap(({ operations }) => operations)
    .map(operation => ('index' in operation ? operation.index : 'table' in operation ? operation.table : ''))
  expect(names).toEqual([
    'main.x',
    'temp.X',
    'temp.i',
    'temp.x',
    'temp.i',
    'temp.x',
    'temp.y',
    'main.x',
    'temp.y',
    'main.y',
    'temp."m n"',
    'temp."M N"',
  ])
})

/** Whether the engine gets through the text: what it says of names and rows that are not there is no matter here. */
function isSyntax(sql: string): boolean {
  const database = new DatabaseSync(':memory:', { enableDoubleQuotedStringLiterals: false })
  database.exec(
    'create table p (id integer primary key); create table t (a int, b int); create index j on t (b)',
  )
  try {
    database.prepare(sql)
    return true
  } catch (error) {
    return !/syntax error|incomplete input|unrecognized token/.test((error as Error).message)
  }
}
