import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Shadow } from '../../src/dialects/dialect.ts'
import { postgres } from '../../src/dialects/postgres/dialect.ts'
import type { KeepRequest } from '../../src/model/keeping.ts'
import { reviewOne } from '../../src/replay/review-one.ts'
import { openTestShadow, parsed } from '../support/shadow.ts'

// What is set aside is kept only where the schema is then the one to which the migration itself leads.

const base = `DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;
CREATE TABLE plain (a int, b int);
CREATE TABLE published (id int PRIMARY KEY, note text);
DROP PUBLICATION IF EXISTS news;
CREATE PUBLICATION news FOR TABLE published;`

const elsewhere = 'set aside, something else would stand than after the drop'

const rows = [
  {
    name: 'a table alone',
    up: 'DROP TABLE plain;',
    down: 'CREATE TABLE plain (a int, b int);',
    kept: ['public.plain'],
    not: [],
  },
  {
    name: 'a column of a table that is published',
    up: 'ALTER TABLE published DROP note;',
    down: 'ALTER TABLE published ADD note text;',
    kept: ['public.published.note'],
    not: [],
  },
  {
    name: 'a table that would still be published',
    up: 'DROP TABLE published;',
    down: 'CREATE TABLE published (id int PRIMARY KEY, note text); ALTER PUBLICATION news ADD TABLE published;',
    kept: [],
    not: [{ name: 'public.published', reason: elsewhere }],
  },
]

let shadow: Shadow
beforeAll(async () => {
  shadow = await openTestShadow()
})
afterAll(() => shadow.close())

test.each(rows)('$name', async ({ up, down, kept, not }) => {
  expect(await shadow.replay(await parsed(base))).toEqual([])
  const migration = await parsed(up)
  await shadow.fillTables([migration])
  const before = await shadow.readSchema()
  const request: KeepRequest = {
    down,
    tag: 'abcdefabcdef',
    days: 30,
    later: [],
    isLive: () => true,
    isTooLarge: () => false,
  }
  const { link } = await reviewOne(postgres, shadow, migration, 'added', before, null, request)
  const { keeping, notKept } = link.replayed.kept ?? { keeping: null, notKept: [] }
  expect([keeping?.objects.map(({ name }) => name) ?? [], notKept]).toEqual([kept, not])
})
