import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { compareSchemas } from '../../../../src/dialects/sqlite/schema/compare.ts'
import { readSchema } from '../../../../src/dialects/sqlite/schema/read.ts'
import { readTableText } from '../../../../src/dialects/sqlite/schema/table-text.ts'
import type { Session } from '../../../../src/dialects/sqlite/session.ts'
import { inProcessSession } from '../../../support/sqlite-session.ts'
import { writeSchema } from './write-schema.ts'

let session: Session
beforeEach(() => {
  session = inProcessSession()
})
afterEach(() => session.close())

/** `kind name | attribute: value; …` */
async function read(sql: string, historyTables: readonly string[] = []): Promise<readonly string[]> {
  await session.script(sql)
  const { objects } = await readSchema(session, { historyTables })
  return [...objects.values()].map(({ kind, name, attributes }) => {
    const told = Object.entries(attributes).map(([key, value]) => `${key}: ${value}`)
    return [`${kind} ${name}`, ...(told.length === 0 ? [] : [told.join('; ')])].join(' | ')
  })
}

const told: readonly { readonly sql: string; readonly objects: readonly string[] }[] = [
  { sql: '', objects: [] },
  {
    sql: "create table t (a int not null default (1 + 2), b varchar( 20 ) collate nocase default 'x''y', c)",
    objects: [
      'column main.t.a | type: INT; not null: yes; default: 1 + 2',
      "column main.t.b | type: varchar( 20 ); collation: nocase; default: 'x''y'",
      'column main.t.c | type: ',
      'table main.t',
    ],
  },
  {
    sql: 'create table t (a int constraint there not null on conflict ignore default null collate binary)',
    objects: [
      'column main.t.a | type: INT; not null: yes on conflict ignore; not null constraint: there',
      'table main.t',
    ],
  },
  {
    sql: 'create table t (a int, b int as (a * 2), c text generated always as (a || b) stored)',
    objects: [
      'column main.t.a | type: INT',
      'column main.t.b | type: INT; generated: virtual a * 2',
      'column main.t.c | type: TEXT; generated: stored a || b',
      'table main.t',
    ],
  },
  {
    sql: 'create table t (a int generated always, b generated always)',
    objects: ['column main.t.a | type: INT', 'column main.t.b | type: ', 'table main.t'],
  },
  {
    sql: 'create table t (id integer primary key autoincrement)',
    objects: [
      'column main.t.id | type: INTEGER',
      'constraint main.t."primary key" | definition: PRIMARY KEY (id); rowid: yes; autoincrement: yes',
      'table main.t',
    ],
  },
  {
    sql: 'create table t (id integer primary key desc)',
    objects: [
      'column main.t.id | type: INTEGER',
      'constraint main.t."primary key" | definition: PRIMARY KEY (id DESC)',
      'table main.t',
    ],
  },
  {
    sql: 'create table t (id integer, primary key (id desc))',
    objects: [
      'column main.t.id | type: INTEGER',
      'constraint main.t."primary key" | definition: PRIMARY KEY (id DESC); rowid: yes',
      'table main.t',
    ],
  },
  {
    sql: 'create table t (a text, b text collate nocase, primary key (b collate nocase, a collate rtrim desc)) strict, without rowid',
    objects: [
      'column main.t.a | type: TEXT; not null: yes',
      'column main.t.b | type: TEXT; collation: nocase; not null: yes',
      'constraint main.t."primary key" | definition: PRIMARY KEY (b, a COLLATE rtrim DESC)',
      'table main.t | strict: yes; without rowid: yes',
    ],
  },
  {
    sql: `create table p (x int unique on conflict replace);
      create table t (a int references p (x) on update no action on delete set null not null deferrable initially deferred,
        constraint "to-p" foreign key (a) references p match full not deferrable)`,
    objects: [
      'column main.p.x | type: INT',
      'column main.t.a | type: INT; not null: yes',
      'constraint main.p."unique (x)" | definition: UNIQUE (x) ON CONFLICT REPLACE',
      'constraint main.t."foreign key (a)" | definition: FOREIGN KEY (a) REFERENCES p(x) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED',
      'constraint main.t."to-p" | definition: FOREIGN KEY (a) REFERENCES p MATCH FULL',
      'table main.p',
      'table main.t',
    ],
  },
  {
    sql: "create table t (a int check (A>0 /* not 0 */), check(a in (1,2)) constraint small check (a < 9) constraint lone, check (a<>'A'))",
    objects: [
      'column main.t.a | type: INT',
      `constraint main.t."check (a <> 'A')" | definition: CHECK (a<>'A')`,
      'constraint main.t."check (a > 0)" | definition: CHECK (A>0)',
      'constraint main.t."check (a in (1, 2))" | definition: CHECK (a in (1,2))',
      'constraint main.t.small | definition: CHECK (a < 9)',
      'table main.t',
    ],
  },
  {
    sql: 'create table t (a int, b text collate nocase); create unique index i on t (b collate nocase, a desc, lower(b || a) collate rtrim asc, a asc) where a > 3 -- big',
    objects: [
      'column main.t.a | type: INT',
      'column main.t.b | type: TEXT; collation: nocase',
      'index main.i | table: main.t; definition: CREATE UNIQUE INDEX i ON t (b, a DESC, lower(b || a) COLLATE rtrim, a) where a > 3',
      'table main.t',
    ],
  },
  {
    sql: `create table t (a); create view "V 1" (x) as  select a
      from t; create trigger Tr insert on t when new.a > 1 begin select case when 1 then 2 end; end`,
    objects: [
      'column main.t.a | type: ',
      'table main.t',
      'trigger main.Tr | table: main.t; definition: BEFORE insert on t when new.a > 1 begin select case when 1 then 2 end; end',
      'view main."V 1" | definition: (x) as select a from t',
    ],
  },
  {
    sql: "create virtual table f using fts5 (title, body, tokenize = 'porter ascii'); create virtual table r using rtree(id, x0, x1)",
    objects: [
      "virtual table main.f | module: fts5; arguments: title, body, tokenize = 'porter ascii'",
      'virtual table main.r | module: rtree; arguments: id, x0, x1',
    ],
  },
  {
    sql: 'create table "Odd.Table" ("a.b" int, "sel""ect" int, [or der] int, `x` int, \'y\' int, "order" int); create table \'s\'(a)',
    objects: [
      'column main."Odd.Table"."a.b" | type: INT',
      'column main."Odd.Table"."or der" | type: INT',
      'column main."Odd.Table"."order" | type: INT',
      'column main."Odd.Table"."sel""ect" | type: INT',
      'column main."Odd.Table".x | type: INT',
      'column main."Odd.Table".y | type: INT',
      'column main.s.a | type: ',
      'table main."Odd.Table"',
      'table main.s',
    ],
  },
  {
    sql: "create table t as select 1 as a, 'x' as b",
    objects: ['column main.t.a | type: ', 'column main.t.b | type: ', 'table main.t'],
  },
  {
    sql: 'create table t (a int, always as (a), b int constraint always as (a), c int references always deferrable initially deferred unique)',
    objects: [
      'column main.t.a | type: INT',
      'column main.t.always | type: ; generated: virtual a',
      'column main.t.b | type: INT; generated: virtual a',
      'column main.t.c | type: INT',
      'constraint main.t."foreign key (c)" | definition: FOREIGN KEY (c) REFERENCES always DEFERRABLE INITIALLY DEFERRED',
      'constraint main.t."unique (c)" | definition: UNIQUE (c)',
      'table main.t',
    ],
  },
  {
    sql: 'create table t (a int references b unique deferrable initially deferred, check (a) check (a > 1))',
    objects: [
      'column main.t.a | type: INT',
      'constraint main.t."check (a > 1)" | definition: CHECK (a > 1)',
      'constraint main.t."check (a)" | definition: CHECK (a)',
      'constraint main.t."foreign key (a)" | definition: FOREIGN KEY (a) REFERENCES b DEFERRABLE INITIALLY DEFERRED',
      'constraint main.t."unique (a)" | definition: UNIQUE (a)',
      'table main.t',
    ],
  },
  {
    sql: 'create temp table t (a); create temp view v as select 1; analyze',
    objects: [],
  },
  {
    sql: 'create table t (a); create view v as select nowhere from t; create view w as select * from gone',
    objects: [
      'column main.t.a | type: ',
      'table main.t',
      'view main.v | definition: as select nowhere from t',
      'view main.w | definition: as select * from gone',
    ],
  },
]

test.each(told)('$sql', async ({ sql, objects }) => {
  expect(await read(sql)).toEqual(objects)
})

test('history tables are left out with all that hangs on them', async () => {
  const sql =
    'create table Log (id); create index log_id on Log (id); create trigger tr insert on Log begin select 1; end'
  expect(await read(sql, ['log'])).toEqual([])
})

test('a text that is read otherwise than the engine reads it is no schema', async () => {
  await session.script('create table t (a, b)')
  const told = async (sql: string) => {
    const rows = await session.query(sql)
    return rows.map(row => (row.name === 'b' ? { ...row, name: 'c' } : row))
  }
  await expect(readSchema({ ...session, query: told })).rejects.toThrow(
    "the catalog's text of t.b was not read as the engine reads it",
  )
})

test('what is not understood is not passed over', () => {
  expect(() => readTableText('CREATE TABLE t(a int unique lately)')).toThrow('cannot read unique lately')
})

test('the order of columns', async () => {
  await session.script('create table t (b int, "a b" int); alter table t add column c int')
  expect([...(await readSchema(session)).columnOrder]).toEqual([['main.t', ['b', '"a b"', 'c']]])
})

describe('what was written otherwise', () => {
  /** One way and another to the same schema. */
  const same: readonly (readonly [one: string, other: string])[] = [
    ['create table t(a int,b text)', 'create table t (a int); alter table t add column b text'],
    ['create table "T"([A] INT)', 'CREATE TABLE t (a int)'],
    [
      'create table t(b int check (b > 0 and t.b < 9), unique (b))',
      'create table t (a int check(A>0 AND t.a<9) unique); alter table t rename column a to b',
    ],
    [
      'create table t(a int); create index i on t(a) where a>1',
      'create table x(a int); create index i on x (a) where a > 1; alter table x rename to t',
    ],
    [
      'create table t(a); create view v as select a from t',
      'create table x(a); create view v as select A from "x" /* t */; alter table x rename to t',
    ],
    [
      'create table p(x primary key); create table t(a references p on delete cascade)',
      'create table q(x primary key); create table t(a, foreign key (a) references q on delete cascade); alter table q rename to p',
    ],
    ['create table t(a, b default 3)', 'create table t(a, x, b default (3)); alter table t drop column x'],
    ['create table t(a not null)', 'create table t(a); alter table t alter column a set not null'],
    ['create table t(a, check (a > 0))', 'create table t(a); alter table t add check (a > 0)'],
    ['create table t(a primary key)', 'create table t(a, primary key ("a" collate binary))'],
  ]
  test.each(same)('%s = %s', async (one, other) => {
    await session.script(one)
    const second = inProcessSession()
    await second.script(other)
    const verdict = compareSchemas(await readSchema(session), await readSchema(second))
    await second.close()
    expect(verdict).toEqual({ verdict: 'equal', difference: [] })
  })
})

test.each(told)('rebuilt and read back: $sql', async ({ sql }) => {
  await session.script(sql)
  const schema = await readSchema(session)
  const second = inProcessSession()
  await second.script(writeSchema(schema))
  const again = await readSchema(second)
  await second.close()
  expect(compareSchemas(schema, again)).toEqual({ verdict: 'equal', difference: [] })
  expect([...again.columnOrder]).toEqual([...schema.columnOrder])
})
