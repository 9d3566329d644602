import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseStatements } from '../../../../src/dialects/sqlite/parse/parse.ts'
import { compareSchemas } from '../../../../src/dialects/sqlite/schema/compare.ts'
import { follow, lineageFrom } from '../../../../src/dialects/sqlite/schema/lineage.ts'
import { planDown } from '../../../../src/dialects/sqlite/schema/plan.ts'
import { capturePlan } from '../../../../src/dialects/sqlite/schema/plan-facts.ts'
import { readSchema } from '../../../../src/dialects/sqlite/schema/read.ts'
import type { Row, Session } from '../../../../src/dialects/sqlite/session.ts'
import { inProcessSession } from '../../../support/sqlite-session.ts'

let session: Session
beforeEach(() => {
  session = inProcessSession()
})
afterEach(() => session.close())

/** Plans the way back of an up on a base, with foreign keys on. */
async function planned(base: string, up: string) {
  await session.script(base)
  return plannedFrom(up)
}

async function plannedFrom(up: string) {
  await session.script('pragma foreign_keys = on')
  const before = await capturePlan(session)
  let lineage = lineageFrom(before.schema)
  for (const { sql, operations } of await parseStatements(up)) {
    await session.run(sql)
    lineage = follow(lineage, operations)
  }
  await session.script('pragma foreign_keys = on')
  return { plan: planDown(await capturePlan(session, { lineage }), before), before }
}

const values = (rows: readonly Row[]) => rows.map(row => Object.values(row).join('|'))

/** SQLite's own words, whatever our reader says: names without quotes, in one line. */
async function catalogText(): Promise<readonly string[]> {
  const rows = await session.query(`select type, name, tbl_name, sql from sqlite_schema order by type, name`)
  return values(rows).map(line =>
    line
      .replaceAll(/--.*|\/\*.*?\*\//g, '')
      .trim()
      .replaceAll(/["'\s]+/g, ' ')
      .replaceAll(/ ?([(),.]) ?/g, '$1'),
  )
}

interface PlanCase {
  readonly base: string
  readonly up: string
  /** What the way back says, line by line, but for what is made again as it was. */
  readonly sql: readonly string[]
  /** Rows that must have come back, and how they are asked for. */
  readonly rows?: readonly [query: string, ...rows: string[]]
}

const parents = `create table users (id integer primary key, name text); insert into users values (1, 'a'), (2, 'b');
  create table pets (id integer primary key, user_id int references users (id) on delete cascade); insert into pets values (1, 1), (2, 2);`

const head = [
  '-- Run this outside a transaction: foreign keys can be switched off only there, and with them on, rows that refer',
  '-- to a rebuilt table would be deleted with it.',
  'PRAGMA foreign_keys = OFF;',
  'BEGIN IMMEDIATE;',
]
const tail = ['PRAGMA foreign_key_check;', 'PRAGMA integrity_check;', 'COMMIT;', 'PRAGMA foreign_keys = ON;']

/** Rebuilds the parent as the manual says, so that nothing is lost. */
const rebuildUsers = (columns: string) => `pragma foreign_keys = off; create table n (${columns});
  insert into n (id, name) select id, name from users; drop table users; alter table n rename to users`

const cases: readonly PlanCase[] = [
  { base: 'create table t (a)', up: 'select 1', sql: [] },
  { base: 'create table t (a)', up: 'create table u (a); create index i on u (a)', sql: ['DROP TABLE u;'] },
  {
    base: 'create table t (a)',
    up: 'create table p (id integer primary key); create table c (p references p (id)); insert into p values (1); insert into c values (1)',
    sql: ['DROP TABLE c;', 'DROP TABLE p;'],
  },
  {
    base: 'create table t (a int); insert into t values (1)',
    up: "alter table t add column b text default 'x'",
    sql: ['ALTER TABLE t DROP COLUMN b;'],
    rows: ['select a from t', '1'],
  },
  {
    base: "create table t (a int, b text not null default 'x' collate nocase); insert into t values (1, 'y')",
    up: 'alter table t drop column b',
    sql: ["ALTER TABLE t ADD COLUMN b text not null default 'x' collate nocase;"],
    rows: ['select a, b from t', '1|x'],
  },
  {
    base: 'create table t (a int, b text); insert into t values (1, 2)',
    up: 'alter table t rename column b to c; alter table t rename to u',
    sql: ['ALTER TABLE u RENAME TO t;', 'ALTER TABLE t RENAME COLUMN c TO b;'],
    rows: ['select a, b from t', '1|2'],
  },
  {
    base: `${parents} create view v as select name from users`,
    up: 'drop view v; alter table users rename to people; alter table people rename column name to title',
    sql: [
      'ALTER TABLE people RENAME TO users;',
      'ALTER TABLE users RENAME COLUMN title TO name;',
      'CREATE VIEW v as select name from users;',
    ],
    rows: ['select name, user_id from users join pets on users.id = user_id', 'a|1', 'b|2'],
  },
  {
    base: 'create table t (a int, b int, c int); insert into t values (1, 2, 3)',
    up: 'alter table t drop column b',
    sql: [
      'CREATE TABLE _new_t (a int, b int, c int);',
      'INSERT INTO _new_t (rowid, a, c) SELECT rowid, a, c FROM t;',
      'DROP TABLE t;',
      'ALTER TABLE _new_t RENAME TO t;',
    ],
    rows: ['select a, b, c from t', '1||3'],
  },
  {
    base: 'create table t (a int, b int, _new_t int); create table _new_t (x)',
    up: 'alter table t drop column a',
    sql: [
      'CREATE TABLE _new_t_2 (a int, b int, _new_t int);',
      'INSERT INTO _new_t_2 (rowid, b, _new_t) SELECT rowid, b, _new_t FROM t;',
      'DROP TABLE t;',
      'ALTER TABLE _new_t_2 RENAME TO t;',
    ],
  },
  {
    base: 'create table t (a int, b text as (a || 1) stored); insert into t values (1)',
    up: 'alter table t drop column b',
    sql: [
      'CREATE TABLE _new_t (a int, b text as (a || 1) stored);',
      'INSERT INTO _new_t (rowid, a) SELECT rowid, a FROM t;',
      'DROP TABLE t;',
      'ALTER TABLE _new_t RENAME TO t;',
    ],
    rows: ['select a, b from t', '1|11'],
  },
  {
    base: 'create table t (a int, b text as (a || 1)); insert into t values (1)',
    up: 'alter table t drop column b',
    sql: ['ALTER TABLE t ADD COLUMN b text as (a || 1);'],
    rows: ['select a, b from t', '1|11'],
  },
  {
    base: 'create table t (a int check (t.a > 0), b int); insert into t values (7, 8); create index i on t (b) where b > 1',
    up: 'create table n (a int, b text); insert into n select * from t; drop table t; alter table n rename to t',
    sql: [
      'CREATE TABLE _new_t (a int check (_new_t.a > 0), b int);',
      'INSERT INTO _new_t (rowid, a, b) SELECT rowid, a, b FROM t;',
      'DROP TABLE t;',
      'ALTER TABLE _new_t RENAME TO t;',
      'CREATE INDEX i on t (b) where b > 1;',
    ],
    rows: ['select a, typeof(b) from t', '7|integer'],
  },
  {
    base: 'create table "my table" ("a ""b" int, "select" int unique); insert into "my table" values (1, 2)',
    up: 'alter table "my table" add x int; create table n ("a ""b" int, "select" int); insert into n select "a ""b", "select" from "my table"; drop table "my table"; alter table n rename to "my table"',
    sql: [
      'CREATE TABLE "_new_my table" ("a ""b" int, "select" int unique);',
      'INSERT INTO "_new_my table" (rowid, "a ""b", "select") SELECT rowid, "a ""b", "select" FROM "my table";',
      'DROP TABLE "my table";',
      'ALTER TABLE "_new_my table" RENAME TO "my table";',
    ],
    rows: ['select * from "my table"', '1|2'],
  },
  {
    base: 'create table t (id integer primary key, a int); insert into t values (7, 1)',
    up: 'create table n (a int); insert into n (rowid, a) select id, a from t; drop table t; alter table n rename to t',
    sql: [
      'CREATE TABLE _new_t (id integer primary key, a int);',
      'INSERT INTO _new_t (id, a) SELECT rowid, a FROM t;',
      'DROP TABLE t;',
      'ALTER TABLE _new_t RENAME TO t;',
    ],
    rows: ['select id, a from t', '7|1'],
  },
  {
    base: 'create table t (a); create index i on t (a); create view v as select a from t; create trigger tr after insert on t begin select 1; end',
    up: 'drop trigger tr; drop view v; drop index i',
    sql: [
      'CREATE INDEX i on t (a);',
      'CREATE VIEW v as select a from t;',
      'CREATE TRIGGER tr after insert on t begin select 1; end;',
    ],
  },
  {
    base: 'create table t (a); create index i on t (a); create view v as select a from t',
    up: 'drop view v; drop index i; create view v as select 2; create index i on t (a desc); create trigger tr instead of insert on v begin select 1; end',
    sql: [
      'DROP TRIGGER tr;',
      'DROP VIEW v;',
      'DROP INDEX i;',
      'CREATE INDEX i on t (a);',
      'CREATE VIEW v as select a from t;',
    ],
  },
  {
    base: `create table t (a, b -- second
      ); create view v as select a /* b */ -- all
      ; create index i on t (a) where a > 1 -- few
      ; create trigger tr after insert on t begin select 1; end /* done */ ;`,
    up: 'drop view v; drop index i; drop trigger tr; alter table t drop column b',
    sql: [
      'ALTER TABLE t ADD COLUMN b;',
      'CREATE INDEX i on t (a) where a > 1;',
      'CREATE VIEW v as select a;',
      'CREATE TRIGGER tr after insert on t begin select 1; end;',
    ],
  },
  // The five losses of a rebuild.
  {
    base: parents,
    up: rebuildUsers('id integer primary key, name text not null'),
    sql: [
      ...head,
      'CREATE TABLE _new_users (id integer primary key, name text);',
      'INSERT INTO _new_users (id, name) SELECT id, name FROM users;',
      'DROP TABLE users;',
      'ALTER TABLE _new_users RENAME TO users;',
      ...tail,
    ],
    rows: ['select name, user_id from users left join pets on users.id = user_id', 'a|1', 'b|2'],
  },
  {
    base: `${parents} create index by_name on users (name); create trigger tr after insert on users begin select 1; end;
      create trigger far after insert on pets begin update users set name = 'z'; end`,
    up: `alter table pets add x int; drop trigger far; ${rebuildUsers('id integer primary key, name text not null')};
      create index by_name on users (name); create trigger tr after insert on users begin select 1; end`,
    sql: [
      ...head,
      'DROP TRIGGER tr;',
      'ALTER TABLE pets DROP COLUMN x;',
      'CREATE TABLE _new_users (id integer primary key, name text);',
      'INSERT INTO _new_users (id, name) SELECT id, name FROM users;',
      'DROP TABLE users;',
      'ALTER TABLE _new_users RENAME TO users;',
      'CREATE INDEX by_name on users (name);',
      'CREATE TRIGGER tr after insert on users begin select 1; end;',
      "CREATE TRIGGER far after insert on pets begin update users set name = 'z'; end;",
      ...tail,
    ],
    rows: ['select count(*) from pets', '2'],
  },
  {
    base: 'create table t (a int, b int); create view v as select a from t; create view w as select * from v; create view lost as select * from nowhere; create trigger tr instead of insert on w begin select 1; end',
    up: 'drop view lost; drop trigger tr; drop view w; drop view v; alter table t drop column a; create view v as select 1 as a; create view w as select * from v',
    sql: [
      'DROP VIEW v;',
      'DROP VIEW w;',
      'CREATE TABLE _new_t (a int, b int);',
      'INSERT INTO _new_t (rowid, b) SELECT rowid, b FROM t;',
      'DROP TABLE t;',
      'ALTER TABLE _new_t RENAME TO t;',
      'CREATE VIEW v as select a from t;',
      'CREATE VIEW w as select * from v;',
      'CREATE VIEW lost as select * from nowhere;',
      'CREATE TRIGGER tr instead of insert on w begin select 1; end;',
    ],
  },
  {
    base: 'create table t (a int primary key, b text) strict, without rowid; insert into t values (1, 2)',
    up: 'create table n (a int primary key, b text); insert into n select * from t; drop table t; alter table n rename to t',
    sql: [
      'CREATE TABLE _new_t (a int primary key, b text) strict, without rowid;',
      'INSERT INTO _new_t (a, b) SELECT a, b FROM t;',
      'DROP TABLE t;',
      'ALTER TABLE _new_t RENAME TO t;',
    ],
    rows: ['select a, b from t', '1|2'],
  },
  {
    base: 'create table t (id integer primary key autoincrement, a); insert into t values (1, 1), (9, 9); delete from t where id = 9',
    up: "create table n (id integer primary key autoincrement, a, b); insert into n (id, a) select id, a from t; update sqlite_sequence set seq = 9 where name = 'n'; drop table t; alter table n rename to t",
    sql: ['ALTER TABLE t DROP COLUMN b;'],
    rows: ['select seq from sqlite_sequence', '9'],
  },
  {
    base: 'create table t (id integer primary key autoincrement, a int); insert into t values (1, 1), (9, 9); delete from t where id = 9',
    up: "create table n (id integer primary key autoincrement, a text); insert into n select * from t; update sqlite_sequence set seq = 9 where name = 'n'; drop table t; alter table n rename to t",
    sql: [
      'CREATE TABLE _new_t (id integer primary key autoincrement, a int);',
      'INSERT INTO _new_t (id, a) SELECT id, a FROM t;',
      "DELETE FROM sqlite_sequence WHERE name = '_new_t';",
      "INSERT INTO sqlite_sequence (name, seq) SELECT '_new_t', seq FROM sqlite_sequence WHERE name = 't';",
      'DROP TABLE t;',
      'ALTER TABLE _new_t RENAME TO t;',
    ],
    rows: ['select name, seq from sqlite_sequence', 't|9'],
  },
  // What is broken already is in the way of every rename.
  {
    base: `create table gone (x); create table t (a); insert into t values (1); create view "v: 1" as select * from t, gone;
      create view v as select * from gone; create trigger tr after insert on t begin insert into gone values (new.a); end; drop table gone`,
    up: 'alter table t add b',
    sql: [
      'DROP TRIGGER tr;',
      'DROP VIEW "v: 1";',
      'DROP VIEW v;',
      'ALTER TABLE t DROP COLUMN b;',
      'CREATE VIEW "v: 1" as select * from t, gone;',
      'CREATE VIEW v as select * from gone;',
      'CREATE TRIGGER tr after insert on t begin insert into gone values (new.a); end;',
    ],
    rows: ['select * from t', '1'],
  },
  // Virtual tables.
  {
    base: "create virtual table f using fts5 (a, b); insert into f (rowid, a, b) values (5, 'x y', 'z')",
    up: "create virtual table n using fts5 (a, b, tokenize = 'trigram'); insert into n (rowid, a, b) select rowid, a, b from f; drop table f; alter table n rename to f",
    sql: [
      'CREATE VIRTUAL TABLE _new_f using fts5 (a, b);',
      'INSERT INTO _new_f (rowid, a, b) SELECT rowid, a, b FROM f;',
      'DROP TABLE f;',
      'ALTER TABLE _new_f RENAME TO f;',
    ],
    rows: ["select rowid, a, b from f where f match 'y'", '5|x y|z'],
  },
  {
    base: "create table t (id integer primary key, a); insert into t values (3, 'word'); create virtual table f using fts5 (a, content = 't', content_rowid = 'id'); insert into f (f) values ('rebuild')",
    up: 'drop table f',
    sql: [
      "CREATE VIRTUAL TABLE f using fts5 (a, content = 't', content_rowid = 'id');",
      "INSERT INTO f (f) VALUES ('rebuild');",
    ],
    rows: ["select rowid from f where f match 'word'", '3'],
  },
  {
    base: 'create table t (a)',
    up: 'create virtual table f using fts5 (a); create virtual table r using rtree (id, x, y)',
    sql: ['DROP TABLE f;', 'DROP TABLE r;'],
  },
  {
    base: 'create virtual table r using rtree (id, x, y); insert into r values (1, 2, 3)',
    up: 'alter table r rename to s',
    sql: ['ALTER TABLE s RENAME TO r;'],
    rows: ['select * from r', '1|2|3'],
  },
]

test.each(cases)('$base ⇒ $up', async ({ base, up, sql, rows }) => {
  await session.script(base)
  const text = await catalogText()
  const { plan, before } = await planned('', up)
  if (plan.kind === 'impossible') throw new Error(plan.reason)
  expect(
    plan.sql
      .trim()
      .split('\n')
      .filter(line => line !== ''),
  ).toEqual(sql)
  await session.script(plan.sql)
  expect(compareSchemas(before.schema, await readSchema(session))).toEqual({
    verdict: 'equal',
    difference: [],
  })
  expect(await catalogText()).toEqual(text)
  expect(values(await session.query('pragma integrity_check'))).toEqual(['ok'])
  expect(await session.query('pragma foreign_key_check')).toEqual([])
  if (rows !== undefined) expect(values(await session.query(rows[0]))).toEqual(rows.slice(1))
})

/** Rebuilds `t`, of which the columns named stay. */
const rebuildT = (definition: string, stay = 'a') =>
  `create table n (${definition}); insert into n (${stay}) select ${stay} from t; drop table t; alter table n rename to t`

describe('ALTER only where it is allowed, with rows and with foreign keys on', () => {
  test.each<[base: string, up: string, way: 'ALTER' | 'rebuild' | 'alone']>([
    ['create table t (a)', rebuildT('a, b, c int check (c > 0)'), 'ALTER'],
    ['create table t (a)', rebuildT('a, b unique'), 'rebuild'],
    ['create table t (a)', rebuildT('a, b int, c as (b || 1)'), 'rebuild'],
    [
      'create table t (a)',
      `pragma foreign_keys = off; ${rebuildT('a unique, b int references t (a)')}`,
      'alone',
    ],
    [
      'create table p (id integer primary key); create table t (a)',
      rebuildT('a, b int references p'),
      'rebuild',
    ],
    ['create table t (a, b int default 5)', 'alter table t drop column b', 'ALTER'],
    ['create table t (a, b default (5))', 'alter table t drop column b', 'rebuild'],
    ['create table t (a, b default current_timestamp)', 'alter table t drop column b', 'rebuild'],
    ['create table t (a, b unique)', rebuildT('a'), 'rebuild'],
    ['create table t (a, b as (a) stored)', 'alter table t drop column b', 'rebuild'],
    [
      'create table p (id integer primary key); create table t (a, b int references p)',
      rebuildT('a'),
      'ALTER',
    ],
    [
      'create table p (id integer primary key); insert into p values (1); create table t (a, b int default 1 references p)',
      rebuildT('a'),
      'rebuild',
    ],
    ['create table t (a, b)', rebuildT('b, a', 'a, b'), 'rebuild'],
    ['create table t (a, b, c)', rebuildT('b, a', 'a, b'), 'rebuild'],
    ['create table t (a integer primary key autoincrement)', rebuildT('a integer primary key'), 'rebuild'],
    ['create table t (a integer primary key)', rebuildT('a integer primary key desc'), 'rebuild'],
    ['create table t (a any) strict', rebuildT('a any'), 'rebuild'],
    ['create table t (a, check (a > 0))', rebuildT('a'), 'rebuild'],
    [
      'create table t (a)',
      'create table x (a primary key references y (a)); create table y (a primary key references x (a)); pragma foreign_keys = off; insert into x values (1); insert into y values (1); pragma foreign_keys = on',
      'alone',
    ],
    [
      'create table t (a int references gone (a))',
      `pragma foreign_keys = off; ${rebuildT('a text references gone (a)')}`,
      'alone',
    ],
    [
      'create table t (a); create view v as select a from t; create view w as select a from v',
      'alter table t add b',
      'ALTER',
    ],
  ])('%s ⇒ %s: %s', async (base, up, way) => {
    await session.script('pragma foreign_keys = off')
    await session.script(`${base}; insert into t (a) values (1), (2)`)
    await session.script('pragma foreign_keys = off')
    const text = await catalogText()
    const { plan, before } = await plannedFrom(up)
    if (plan.kind === 'impossible') throw new Error(plan.reason)
    const found = plan.sql.includes('PRAGMA')
      ? 'alone'
      : plan.sql.includes(' RENAME TO ')
        ? 'rebuild'
        : 'ALTER'
    expect(found).toBe(way)
    await session.script(plan.sql)
    expect(compareSchemas(before.schema, await readSchema(session)).verdict).toBe('equal')
    expect(await catalogText()).toEqual(text)
    expect(values(await session.query('select a from t order by a'))).toEqual(['1', '2'])
  })
})

describe('impossible', () => {
  test.each([
    ['create table t (a, b int not null)', 'alter table t drop column b', 'rows need a value for main.t.b'],
    [
      'create table t (a, "b c" int not null default null)',
      'alter table t drop column "b c"',
      'rows need a value for main.t."b c"',
    ],
    [
      "create virtual table f using fts5 (a, content = '')",
      "drop table f; create virtual table f using fts5 (a, tokenize = 'trigram')",
      'the rows of main.f cannot be read back',
    ],
  ])('%s ⇒ %s', async (base, up, reason) => {
    expect((await planned(base, up)).plan).toEqual({ kind: 'impossible', reason })
  })
})

test('with foreign keys off anyway, they are neither switched off nor on', async () => {
  await session.script(parents)
  await session.script('pragma foreign_keys = off')
  const before = await capturePlan(session)
  await session.script(rebuildUsers('id integer primary key, name text not null'))
  const plan = planDown(await capturePlan(session), before)
  expect(plan).toMatchObject({ kind: 'planned', sql: expect.not.stringContaining('PRAGMA') })
})

test('inside the transaction of a runner it fails, and deletes nothing', async () => {
  const { plan } = await planned(parents, rebuildUsers('id integer primary key, name text not null'))
  await session.script('begin')
  await expect(session.script(plan.kind === 'planned' ? plan.sql : '')).rejects.toThrow(
    'cannot start a transaction within a transaction',
  )
  expect(values(await session.query('select count(*) from pets'))).toEqual(['2'])
})

test('history tables are neither dropped nor made', async () => {
  const options = { historyTables: ['log'] }
  const before = await capturePlan(session, options)
  await session.script('create table log (id); create index log_id on log (id)')
  expect(planDown(await capturePlan(session, options), before)).toEqual({ kind: 'planned', sql: '' })
})
