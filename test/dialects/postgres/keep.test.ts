import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Shadow } from '../../../src/dialects/dialect.ts'
import { postgres } from '../../../src/dialects/postgres/dialect.ts'
import { keepDrops } from '../../../src/dialects/postgres/keep/keep-drops.ts'
import type { KeepRequest } from '../../../src/model/keeping.ts'
import { proveKeeping } from '../../../src/replay/prove-keeping.ts'
import { openTestShadow, parsed } from '../../support/shadow.ts'

// How what is dropped is set aside and brought back, in the throwaway database, and why it is not.

const base = `DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;
CREATE TABLE orders (id int, part int, note text NOT NULL, total int GENERATED ALWAYS AS (part * 2) STORED, PRIMARY KEY (part, id));
CREATE TABLE guarded (id int PRIMARY KEY, secret text);
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY few ON guarded USING (id > 1);
CREATE TABLE plain (a int);`

const back = {
  note: 'ALTER TABLE orders ADD COLUMN note text NOT NULL;',
  plain: 'CREATE TABLE plain (a int);',
  guarded: `CREATE TABLE guarded (id int PRIMARY KEY, secret text);
    ALTER TABLE guarded ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY few ON guarded USING (id > 1);`,
}

interface Row {
  readonly name: string
  readonly up: string
  readonly request: Partial<KeepRequest>
  readonly kept?: readonly string[]
  /** A word of the reason. */
  readonly not?: string
  /** What is sent with the statements. */
  readonly sent?: RegExp
}

const table: readonly Row[] = [
  {
    name: 'a column that takes no null, by a key of two columns',
    up: 'ALTER TABLE orders DROP note;',
    request: { down: back.note },
    kept: ['public.orders.note'],
    sent: /CREATE TABLE migration_gate_archive_abcdefabcdef_0\.orders AS SELECT part, id, note FROM public\.orders/,
  },
  {
    name: 'a table behind policies that show not all of it',
    up: 'DROP TABLE guarded;',
    request: { down: back.guarded },
    kept: ['public.guarded'],
    sent: /DISABLE ROW LEVEL SECURITY/,
  },
  {
    name: 'a column behind forced policies',
    up: 'ALTER TABLE guarded DROP secret;',
    request: { down: 'ALTER TABLE guarded ADD secret text;' },
    kept: ['public.guarded.secret'],
    sent: /NO FORCE ROW LEVEL SECURITY\n.*row_security_active.*\nCREATE TABLE .*\nALTER TABLE public\.guarded FORCE ROW LEVEL SECURITY$/,
  },
  {
    name: 'a column of a large table',
    up: 'ALTER TABLE orders DROP note;',
    request: { down: back.note, isTooLarge: name => name === 'public.orders' },
    not: 'hold the lock for too long',
  },
  {
    name: 'a large table',
    up: 'DROP TABLE plain;',
    request: { down: back.plain, isTooLarge: () => true },
    kept: ['public.plain'],
    sent: /ALTER TABLE public\.plain SET SCHEMA migration_gate_archive_abcdefabcdef_0$/,
  },
  {
    name: 'part of the key',
    up: 'ALTER TABLE orders DROP part;',
    request: { down: 'ALTER TABLE orders ADD part int;' },
    not: 'part of the primary key',
  },
  {
    name: 'a computed column',
    up: 'ALTER TABLE orders DROP total;',
    request: { down: 'SELECT 1;' },
    not: 'computed',
  },
  {
    name: 'as another role',
    up: 'SET ROLE postgres; DROP TABLE plain;',
    request: { down: back.plain },
    not: 'acts as another role',
  },
  {
    name: 'what its author rolls back at times',
    up: 'BEGIN; DROP TABLE plain; ROLLBACK; BEGIN; DROP TABLE plain; COMMIT;',
    request: { down: back.plain },
    not: 'transaction control',
  },
  { name: 'without a way back', up: 'DROP TABLE plain;', request: {}, not: 'no way back' },
  {
    name: 'with a way back that leads elsewhere',
    up: 'DROP TABLE plain;',
    request: { down: 'CREATE TABLE plain (a bigint);' },
    not: 'does not lead back',
  },
  {
    name: 'with a way back that lets no row in',
    up: 'DROP TABLE plain;',
    request: { down: `${back.plain} CREATE RULE closed AS ON INSERT TO plain DO INSTEAD NOTHING;` },
    not: 'came back only',
  },
  { name: 'what the change itself brought', up: 'DROP TABLE plain;', request: { isLive: () => false } },
]

let shadow: Shadow
beforeAll(async () => {
  shadow = await openTestShadow()
})
afterAll(() => shadow.close())

test.each(table)('$name', async ({ up, request, kept = [], not, sent = /^$/ }) => {
  expect(await shadow.replay(await parsed(base))).toEqual([])
  const migration = await parsed(up)
  await shadow.fillTables([migration])
  const before = await shadow.readSchema()
  const whole: KeepRequest = {
    down: null,
    tag: 'abcdefabcdef',
    days: 30,
    later: [],
    isLive: () => true,
    isTooLarge: () => false,
    ...request,
  }
  const rows = await shadow.readRows()
  const { keeping, notKept } = await proveKeeping(postgres, shadow, migration, before, { ...whole, rows })
  expect([keeping?.objects.map(({ name }) => name) ?? [], notKept.map(({ reason }) => reason)]).toEqual([
    kept,
    not === undefined ? [] : notKept.map(() => expect.stringContaining(not)),
  ])
  expect(notKept.length > 0).toBe(not !== undefined)
  expect(keeping?.steps.flatMap(step => step.sql).join('\n') ?? '').toMatch(sent)
  expect((await keepDrops(migration, before, whole)).keeping?.days ?? 30).toBe(30)
})
