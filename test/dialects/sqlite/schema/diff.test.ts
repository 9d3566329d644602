import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { parseStatements } from '../../../../src/dialects/sqlite/parse/parse.ts'
import { compareSchemas } from '../../../../src/dialects/sqlite/schema/compare.ts'
import { diffSchemas } from '../../../../src/dialects/sqlite/schema/diff.ts'
import { follow, lineageFrom } from '../../../../src/dialects/sqlite/schema/lineage.ts'
import { readSchema } from '../../../../src/dialects/sqlite/schema/read.ts'
import type { Session } from '../../../../src/dialects/sqlite/session.ts'
import type { Change, Schema } from '../../../../src/model/schema.ts'
import { inProcessSession } from '../../../support/sqlite-session.ts'

const shop = `
create table users (id integer primary key autoincrement, email text not null collate nocase unique, age int default 3 check (age > 0));
create table orders (id integer primary key, user_id int references users (id) on delete cascade, total numeric);
create index orders_user on orders (user_id) where total > 0;
create view adults as select id, email from users where age > 17;
create trigger touch after update on users begin update orders set total = total where user_id = new.id; end;
create virtual table pages using fts5 (title);
`

let session: Session
let before: Schema
beforeEach(async () => {
  session = inProcessSession()
  await session.script(shop)
  before = await readSchema(session)
})
afterEach(() => session.close())

/** The schema after some SQL, with the renames that its statements say. */
async function schemaAfter(up: string): Promise<Schema> {
  let lineage = lineageFrom(before)
  for (const { sql, operations } of await parseStatements(up)) {
    await session.run(sql)
    lineage = follow(lineage, operations)
  }
  return readSchema(session, { lineage })
}

const line = ({ action, object, name, detail }: Change) =>
  `${action} ${object} ${name}${detail === '' ? '' : ` | ${detail}`}`

const rebuild = `create table new (id integer primary key autoincrement, email text not null collate nocase unique, age int default 3 check (age > 0));
  insert into new select * from users; drop view adults; drop table users; alter table new rename to users;
  create view adults as select id, email from users where age > 17;
  create trigger touch after update on users begin update orders set total = total where user_id = new.id; end`

const cases: readonly { readonly up: string; readonly changes: readonly string[] }[] = [
  { up: '', changes: [] },
  { up: 'insert into users (email) values (1)', changes: [] },
  { up: 'drop index orders_user; CREATE INDEX "orders_user" ON orders(user_id)where total>0', changes: [] },
  { up: rebuild, changes: [] },
  {
    up: rebuild.replace('age int default 3', 'age bigint not null'),
    changes: ['alter column main.users.age | INT → bigint not null; default 3 → no default'],
  },
  {
    up: rebuild.replace(' autoincrement', '').replace('))', ')) strict'),
    changes: [
      'alter table main.users | now strict',
      'alter constraint main.users."primary key" | no longer autoincrement',
    ],
  },
  {
    up: rebuild.replace(/create trigger.*/s, ''),
    changes: ['drop trigger main.touch | on main.users'],
  },
  {
    up: "alter table users add column phone varchar(20) collate rtrim not null default 'none'",
    changes: ["add column main.users.phone | varchar(20) collate rtrim not null default 'none'"],
  },
  {
    up: 'drop trigger touch; drop index orders_user; alter table orders drop column total',
    changes: [
      'drop column main.orders.total | numeric',
      'drop index main.orders_user | on orders (user_id) where total > 0',
      'drop trigger main.touch | on main.users',
    ],
  },
  { up: 'alter table users rename to people', changes: ['rename table main.people | was main.users'] },
  {
    up: 'alter table users rename email to mail',
    changes: ['rename column main.users.mail | was main.users.email'],
  },
  {
    up: 'alter table users rename to "my people"; alter table "my people" rename column email to mail; alter table "my people" add x int',
    changes: [
      'rename table main."my people" | was main.users',
      'rename column main."my people".mail | was main.users.email',
      'add column main."my people".x | INT',
    ],
  },
  {
    up: 'alter table orders rename column user_id to "user"',
    changes: ['rename column main.orders.user | was main.orders.user_id'],
  },
  { up: 'alter table pages rename to docs', changes: ['rename virtual table main.docs | was main.pages'] },
  {
    up: 'drop view adults; drop trigger touch; drop table users',
    changes: ['drop table main.users | 3 columns, 1 trigger', 'drop view main.adults'],
  },
  {
    up: 'create table notes (id integer primary key, user_id int references "users", body text); create index notes_body on notes (body)',
    changes: ['add table main.notes | 3 columns, 1 index, references main.users'],
  },
  {
    up: 'drop index orders_user; create unique index orders_user on orders (user_id desc) where total > 1',
    changes: [
      'alter index main.orders_user | on orders (user_id) where total > 0 → unique on orders (user_id DESC) where total > 1',
    ],
  },
  {
    up: 'drop view adults; create view adults as select id from users where age > 17',
    changes: [
      'alter view main.adults | as select id, email from users where age > 17 → as select id from users where age > 17',
    ],
  },
  {
    up: 'create virtual table places using rtree (id, x, y)',
    changes: ['add virtual table main.places | using rtree(id, x, y)'],
  },
  {
    up: "alter table users add check (email <> '')",
    changes: [`add constraint main.users."check (email <> '')" | CHECK (email <> '')`],
  },
  {
    up: 'alter table users alter column age set not null',
    changes: ['alter column main.users.age | INT → INT not null'],
  },
]

test.each(cases)('$up', async ({ up, changes }) => {
  expect(diffSchemas(before, await schemaAfter(up)).map(line)).toEqual(changes)
})

describe('comparing', () => {
  it.each([
    { up: 'select 1', verdict: 'equal' },
    { up: 'alter table users add x int; alter table users drop column x', verdict: 'equal' },
    { up: rebuild, verdict: 'equal' },
    {
      up: 'alter table orders add x int references users (id) on delete cascade',
      verdict: 'unequal',
    },
    { up: 'drop index orders_user', verdict: 'unequal' },
    {
      up: 'drop trigger touch; drop index orders_user; alter table orders drop column total; alter table orders rename user_id to total; alter table orders rename total to user_id',
      verdict: 'unequal',
    },
    {
      up: `create table n (id integer primary key, total numeric, user_id int references users (id) on delete cascade); drop trigger touch; drop table orders; alter table n rename to orders;
        create index orders_user on orders (user_id) where total > 0;
        create trigger touch after update on users begin update orders set total = total where user_id = new.id; end`,
      verdict: 'equal-except-order',
    },
    { up: 'alter table users rename to x; alter table x rename to users', verdict: 'equal' },
    {
      up: "drop view adults; create view adults as select id, email from users where 'AGE' > 17",
      verdict: 'unequal',
    },
  ] as const)('$verdict: $up', async ({ up, verdict }) => {
    expect(compareSchemas(before, await schemaAfter(up)).verdict).toBe(verdict)
  })

  it('tells what is left behind and what was lost', async () => {
    const { difference } = compareSchemas(
      before,
      await schemaAfter('create table t (a); drop index orders_user'),
    )
    expect(difference.map(line)).toEqual([
      'drop index main.orders_user | on orders (user_id) where total > 0',
      'add table main.t | 1 column',
    ])
  })
})

describe('identities', () => {
  const identity = (schema: Schema, key: string) => schema.objects.get(key)?.identity
  it.each([
    { up: rebuild, key: 'table main.users', same: 'table main.users' },
    { up: rebuild, key: 'column main.users.email', same: 'column main.users.email' },
    { up: 'alter table users rename to people', key: 'table main.people', same: 'table main.users' },
    {
      up: 'alter table users rename to people; create table users (id)',
      key: 'table main.people',
      same: undefined,
    },
    {
      up: 'alter table users rename to people; create table users (id)',
      key: 'column main.people.age',
      same: undefined,
    },
    {
      up: 'alter table users rename to people',
      key: 'column main.people.age',
      same: 'column main.users.age',
    },
    { up: 'create table t (a)', key: 'table main.t', same: undefined },
  ])('$up: $key is $same', async ({ up, key, same }) => {
    const now = identity(await schemaAfter(up), key)
    expect(now).toBeTruthy()
    const holder = [...before.objects].find(([, object]) => object.identity === now)?.[0]
    expect(holder).toBe(same)
  })

  it('of what comes back later under a name are new', async () => {
    const gone = await schemaAfter(
      'drop view adults; alter table users add x int; alter table users drop column x',
    )
    await session.script('alter table users add x int')
    const first = await readSchema(session, { lineage: lineageFrom(gone, lineageFrom(before)) })
    const lineage = lineageFrom(first, lineageFrom(gone, lineageFrom(before)))
    await session.script('alter table users drop column x')
    const without = await readSchema(session, { lineage })
    await session.script('alter table users add x int')
    const again = await readSchema(session, { lineage: lineageFrom(without, lineage) })
    expect(identity(again, 'column main.users.x')).not.toBe(identity(first, 'column main.users.x'))
    expect(identity(again, 'column main.users.age')).toBe(identity(before, 'column main.users.age'))
  })
})
