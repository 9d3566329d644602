import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareSchemas } from '../../../../src/dialects/postgres/schema/diff.ts'
import type { Session } from '../../../../src/dialects/postgres/session.ts'
import type { Schema, SchemaComparison } from '../../../../src/model/schema.ts'
import { inProcessSession, schemaAfter } from '../../../support/in-process-session.ts'
import { shop } from './shop.ts'

let session: Session
let expected: Schema
beforeAll(async () => {
  session = await inProcessSession()
  await session.script(shop)
  expected = await schemaAfter(session)
})
afterAll(() => session.close())

interface Down {
  readonly up: string
  readonly down: string
  readonly verdict: SchemaComparison['verdict']
  /** Objects named in the difference. */
  readonly names?: readonly string[]
}

const dropAge = 'alter table users drop age cascade'
const restoreAge = `alter table users add age integer default 3 constraint users_age_check check (age > 0);
  create unique index users_email_idx on users (lower(email)) where age > 17;
  create view adults as select id, email from users where age > 17`
const dropOrders = 'drop table orders cascade'
const ordersTable = `create table orders (id serial primary key, user_id bigint not null references users (id), total numeric(10, 2));
  alter table orders enable row level security;
  create policy own_orders on orders for select to reader using (user_id = 1);
  create statistics orders_stats (ndistinct) on user_id, total from orders`
const totals = `create materialized view totals as select user_id, sum(total) as total from orders group by user_id;
  create index totals_user_id_idx on totals (user_id)`
const ordersIndex = 'create index orders_user_id_idx on orders (user_id)'

/** A down that is right, in every way it can be right. */
const right: readonly Down[] = [
  { up: 'select 1', down: '', verdict: 'equal' },
  { up: 'alter table users rename to people', down: 'alter table people rename to users', verdict: 'equal' },
  {
    up: 'alter table users rename email to mail',
    down: 'alter table users rename mail to email',
    verdict: 'equal',
  },
  { up: 'create table notes (id int primary key)', down: 'drop table notes', verdict: 'equal' },
  { up: dropOrders, down: `${ordersTable}; ${ordersIndex}; ${totals}`, verdict: 'equal' },
  {
    up: 'alter table users alter email drop not null',
    down: 'alter table users alter email set not null',
    verdict: 'equal',
  },
  { up: 'revoke select on users from reader', down: 'grant select on users to reader', verdict: 'equal' },
  {
    up: "alter type mood rename value 'fine' to 'ok'",
    down: "alter type mood rename value 'ok' to 'fine'",
    verdict: 'equal',
  },
  { up: `select nextval('ticket'); insert into users (email) values ('a')`, down: '', verdict: 'equal' },
  {
    up: 'alter table users owner to reader',
    down: 'alter table users owner to postgres; grant select on users to reader',
    verdict: 'equal',
  },
  {
    up: 'drop function double(integer)',
    down: `create function double(value integer) returns integer language sql immutable as '
      select   value * 2
    '`,
    verdict: 'equal',
  },
  { up: dropAge, down: restoreAge, verdict: 'equal-except-order', names: ['public.users'] },
  {
    up: 'alter table users drop feeling',
    down: 'alter table users add feeling mood',
    verdict: 'equal-except-order',
    names: ['public.users'],
  },
]

/** A down that forgot one thing. */
const wrong: readonly Omit<Down, 'verdict'>[] = [
  { up: 'alter table users add phone text', down: '', names: ['public.users.phone'] },
  { up: 'alter table users alter age drop default', down: '', names: ['public.users.age'] },
  { up: 'alter table users alter age set default 4', down: '', names: ['public.users.age'] },
  { up: dropAge, down: restoreAge.replace('default 3', ''), names: ['public.users.age'] },
  { up: dropAge, down: restoreAge.replace('integer', 'bigint'), names: ['public.users.age'] },
  { up: dropAge, down: restoreAge.replace('default 3', 'default 3 not null'), names: ['public.users.age'] },
  { up: dropAge, down: restoreAge.replace('age > 0', 'age > 1'), names: ['public.users.users_age_check'] },
  {
    up: dropAge,
    down: restoreAge.replace('users_age_check', 'age_ok'),
    names: ['public.users.users_age_check', 'public.users.age_ok'],
  },
  {
    up: dropAge,
    down: restoreAge.replace('where age > 17;', 'where age > 16;'),
    names: ['public.users_email_idx'],
  },
  { up: dropAge, down: restoreAge.replace('unique', ''), names: ['public.users_email_idx'] },
  { up: dropAge, down: restoreAge.replace('where age > 17;', ';'), names: ['public.users_email_idx'] },
  { up: dropAge, down: restoreAge.replace('id, email from', 'email, id from'), names: ['public.adults'] },
  { up: dropAge, down: restoreAge.replace(/create view.*/, ''), names: ['public.adults'] },
  {
    up: 'alter table users drop constraint users_age_check',
    down: 'alter table users add constraint users_age_check check (age > 0) not valid',
    names: ['public.users.users_age_check'],
  },
  {
    up: 'alter table orders drop constraint orders_user_id_fkey',
    down: 'alter table orders add foreign key (user_id) references users (id) on delete cascade',
    names: ['public.orders.orders_user_id_fkey'],
  },
  { up: dropOrders, down: `${ordersTable}; ${totals}`, names: ['public.orders_user_id_idx'] },
  { up: dropOrders, down: `${ordersTable}; ${ordersIndex}`, names: ['public.totals'] },
  {
    up: dropOrders,
    down: `${ordersTable.replace('enable row level security', 'disable row level security')}; ${ordersIndex}; ${totals}`,
    names: ['public.orders'],
  },
  {
    up: dropOrders,
    down: `${ordersTable.replace('for select', 'for all')}; ${ordersIndex}; ${totals}`,
    names: ['public.orders.own_orders'],
  },
  {
    up: dropOrders,
    down: `${ordersTable.replace('to reader', '')}; ${ordersIndex}; ${totals}`,
    names: ['public.orders.own_orders'],
  },
  {
    up: dropOrders,
    down: `${ordersTable.replace('serial', 'bigserial')}; ${ordersIndex}; ${totals}`,
    names: ['public.orders.id', 'public.orders_id_seq'],
  },
  {
    up: dropOrders,
    down: `${ordersTable.replace('serial', 'integer')}; ${ordersIndex}; ${totals}`,
    names: ['public.orders.id', 'public.orders_id_seq'],
  },
  {
    up: dropOrders,
    down: `${ordersTable.replace(/create statistics.*/, '')}; ${ordersIndex}; ${totals}`,
    names: ['public.orders_stats'],
  },
  {
    up: 'drop materialized view totals',
    down: `${totals.replace(' group by user_id', ' group by user_id with no data')}`,
    names: ['public.totals'],
  },
  { up: 'drop trigger users_touch on users', down: '', names: ['public.users.users_touch'] },
  {
    up: 'drop trigger users_touch on users',
    down: 'create trigger users_touch before update on users for each row execute function touch()',
    names: ['public.users.users_touch'],
  },
  { up: 'alter table users disable trigger users_touch', down: '', names: ['public.users.users_touch'] },
  { up: 'comment on table users is null', down: '', names: ['public.users'] },
  { up: 'comment on column users.email is null', down: '', names: ['public.users.email'] },
  { up: `comment on function double(integer) is 'x'`, down: '', names: ['public.double(integer)'] },
  { up: `comment on index users_email_idx is 'x'`, down: '', names: ['public.users_email_idx'] },
  { up: `comment on type mood is 'x'`, down: '', names: ['public.mood'] },
  { up: 'revoke select on users from reader', down: '', names: ['public.users'] },
  {
    up: 'revoke select on users from reader',
    down: 'grant select on users to reader with grant option',
    names: ['public.users'],
  },
  { up: 'revoke all on users from postgres', down: '', names: ['public.users'] },
  { up: 'grant update (email) on users to reader', down: '', names: ['public.users.email'] },
  { up: 'grant usage on sequence users_id_seq to reader', down: '', names: ['public.users.id'] },
  {
    up: 'revoke execute on function double(integer) from public',
    down: '',
    names: ['public.double(integer)'],
  },
  {
    up: 'alter default privileges grant select on tables to reader',
    down: '',
    names: ['for postgres on tables'],
  },
  { up: `alter type mood add value 'meh'`, down: '', names: ['public.mood.meh'] },
  {
    up: 'drop type mood cascade',
    down: `create type mood as enum ('fine', 'sad', 'great'); alter table users add feeling mood`,
    names: ['public.mood'],
  },
  {
    up: 'alter type address drop attribute city',
    down: 'alter type address add attribute city varchar',
    names: ['public.address'],
  },
  {
    up: 'alter domain positive drop constraint above_zero',
    down: 'alter domain positive add constraint above_zero check (value >= 0)',
    names: ['public.positive'],
  },
  { up: 'alter domain positive set not null', down: '', names: ['public.positive'] },
  { up: 'alter sequence ticket increment 6', down: '', names: ['public.ticket'] },
  { up: 'alter sequence ticket owned by users.id', down: '', names: ['public.ticket'] },
  { up: 'alter table users alter id set generated by default', down: '', names: ['public.users.id'] },
  {
    up: 'alter table users alter id drop identity',
    down: 'alter table users alter id add generated always as identity (start 7)',
    names: ['public.users.id'],
  },
  {
    up: 'alter table users alter email_upper drop expression',
    down: '',
    names: ['public.users.email_upper'],
  },
  { up: 'alter table users alter email set storage external', down: '', names: ['public.users.email'] },
  { up: 'alter table users alter email set statistics 9', down: '', names: ['public.users.email'] },
  { up: 'alter table users alter email set compression pglz', down: '', names: ['public.users.email'] },
  { up: 'alter table users alter email set (n_distinct = 5)', down: '', names: ['public.users.email'] },
  { up: 'alter table users set (fillfactor = 50)', down: '', names: ['public.users'] },
  { up: 'alter table users replica identity full', down: '', names: ['public.users'] },
  { up: 'alter table orders set unlogged', down: '', names: ['public.orders', 'public.orders_id_seq'] },
  { up: 'alter table users owner to reader', down: '', names: ['public.users'] },
  { up: 'alter table users force row level security', down: '', names: ['public.users'] },
  { up: 'alter table orders cluster on orders_user_id_idx', down: '', names: ['public.orders_user_id_idx'] },
  { up: 'alter view adults set (security_barrier = true)', down: '', names: ['public.adults'] },
  {
    up: 'drop view adults',
    down: 'create view adults with (security_invoker = true) as select id, email from users where age > 17',
    names: ['public.adults'],
  },
  {
    up: `drop function double(integer)`,
    down: `create function double(value integer) returns integer language sql stable as 'select value * 2'`,
    names: ['public.double(integer)'],
  },
  {
    up: 'drop function touch() cascade',
    down: `create function touch() returns trigger language plpgsql as 'begin return  old; end';
      create trigger users_touch before update of email on users for each row execute function touch()`,
    names: ['public.touch()'],
  },
  {
    up: 'alter table events detach partition events_2026',
    down: `alter table events attach partition events_2026 for values from ('2026-01-01') to ('2026-12-31')`,
    names: ['public.events_2026'],
  },
  {
    up: 'drop index events_kind_idx',
    down: 'create index events_kind_idx on only events (kind)',
    names: ['public.events_kind_idx', 'public.events_2026_kind_idx'],
  },
  { up: 'create schema extra', down: '', names: ['extra'] },
  {
    up: 'drop extension plpgsql cascade',
    down: '',
    names: ['plpgsql', 'public.touch()', 'public.users.users_touch'],
  },
  {
    up: `create function pg_catalog.sneaky() returns int language sql as 'select 1'`,
    down: '',
    names: ['pg_catalog.sneaky()'],
  },
  { up: 'create cast (address as text) with inout', down: '', names: ['(public.address AS text)'] },
  {
    up: 'create rule quiet as on delete to orders do instead nothing',
    down: '',
    names: ['public.orders.quiet'],
  },
  { up: 'create publication everything for all tables', down: '', names: ['everything'] },
]

/** Two ways to write a condition: the parentheses of one AND in another say nothing, those of an OR do. */
const conditions: readonly { first: string; second: string; verdict: SchemaComparison['verdict'] }[] = [
  { first: 'age > 1 and (age < 9 and id > 0)', second: 'age > 1 and age < 9 and id > 0', verdict: 'equal' },
  { first: '(age > 1) or ((id > 0))', second: 'age > 1 or id > 0', verdict: 'equal' },
  {
    first: 'age > 1 and (age < 9 or id > 0)',
    second: 'age > 1 and age < 9 or id > 0',
    verdict: 'unequal',
  },
  { first: 'age - (1 - id) > 0', second: 'age - 1 - id > 0', verdict: 'unequal' },
  { first: 'age / (2 * id) > 0', second: 'age / 2 * id > 0', verdict: 'unequal' },
  { first: 'not (age > 1 and id > 0)', second: '(not age > 1) and id > 0', verdict: 'unequal' },
  { first: '(age + 1)::text = email', second: 'age + 1 = email::integer', verdict: 'unequal' },
]

const conditional: readonly ((condition: string) => string)[] = [
  condition => `alter table users add constraint c check (${condition})`,
  condition => `create policy p on users using (${condition})`,
]

describe('two ways to write a condition', () => {
  it.each(conditions)('$verdict: $first, $second', async ({ first, second, verdict }) => {
    for (const write of conditional) {
      const [old, now] = [await schemaAfter(session, write(first)), await schemaAfter(session, write(second))]
      expect(compareSchemas(old, now).verdict).toBe(verdict)
    }
  })
})

describe('compareSchemas', () => {
  it.each(right)('$verdict: $up → $down', check)
  it.each(wrong.map(down => ({ ...down, verdict: 'unequal' as const })))('unequal: $up → $down', check)
})

async function check({ up, down, verdict, names = [] }: Down): Promise<void> {
  const comparison = compareSchemas(expected, await schemaAfter(session, up, down))
  expect({
    verdict: comparison.verdict,
    names: comparison.difference.map(({ name }) => name).sort(),
  }).toEqual({ verdict, names: [...names].sort() })
}
