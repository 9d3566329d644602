import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Shadow } from '../../../../src/dialects/dialect.ts'
import { openTestShadow, parsed } from '../../../support/shadow.ts'

const base = `CREATE TYPE mood AS ENUM ('sad');
  CREATE TABLE users (id int PRIMARY KEY);
  CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users DEFERRABLE INITIALLY DEFERRED, total int NOT NULL,
    note text, feeling mood)`

/** What comes of the last statement on tables with rows of ours: its outcome, and the SQLSTATE where it fails. */
const rows: readonly (readonly [what: string, up: string, outcome: string])[] = [
  ['a value that none of ours has', 'ALTER TABLE orders ADD CHECK (total > 1000);', 'ran'],
  ['a cast that none of ours takes', 'ALTER TABLE orders ALTER note TYPE int USING note::int;', 'ran'],
  ['code that raises', "DO $$ BEGIN IF EXISTS (SELECT FROM orders) THEN RAISE 'rows'; END IF; END $$;", 'ran'],
  [
    'code that makes SQL of what it reads',
    "DO $$ DECLARE o record; BEGIN FOR o IN SELECT * FROM orders LOOP EXECUTE format('DROP TABLE %I', o.note); END LOOP; END $$;",
    'ran',
  ],
  ['a value that every row lacks', 'ALTER TABLE orders ADD COLUMN region text NOT NULL;', 'failed 23502'],
  ['the same, asked later', 'ALTER TABLE orders ADD region text; ALTER TABLE orders ALTER region SET NOT NULL;', 'failed 23502'],
  ['the same, filled before', "ALTER TABLE orders ADD region text; UPDATE orders SET region = 'eu' WHERE total > 1000; ALTER TABLE orders ALTER region SET NOT NULL;", 'ran'],
  ['a default that its own condition refuses', 'ALTER TABLE orders ADD COLUMN part int DEFAULT 0 CHECK (part > 0);', 'failed 23514'],
  ['a default that a condition holds against a value', 'ALTER TABLE orders ADD COLUMN part int DEFAULT 0 CHECK (part > total);', 'ran'],
  ['a default that must stand elsewhere', 'ALTER TABLE orders ADD COLUMN other int DEFAULT 1 REFERENCES users;', 'ran'],
  ['events that rows wait for, of all rows', 'UPDATE orders SET user_id = 900003; ALTER TABLE orders ADD x int;', 'failed 55006'],
  ['events that rows wait for, of some rows', 'UPDATE orders SET user_id = 900003 WHERE total > 1; ALTER TABLE orders ADD x int;', 'ran'],
  ['what has to do with no row', "ALTER TYPE mood ADD VALUE 'glad'; ALTER TABLE orders ALTER feeling SET DEFAULT 'glad';", 'failed 55P04'],
  ['what is wrong on any table', 'UPDATE orders SET nothing = 1;', 'failed 42703'],
] // biome-ignore format: a table

/** Each row has tables of its own: what stands before the first rows are made stood before the change. */
function inSchema(sql: string, place: number): string {
  return sql.replaceAll(/\b(?:users|orders|mood)\b/g, name => `row_${place}.${name}`)
}

let shadow: Shadow
beforeAll(async () => {
  shadow = await openTestShadow()
  const bases = rows.map((_, place) => `CREATE SCHEMA row_${place}; ${inSchema(base, place)};`)
  expect(await shadow.replay(await parsed(bases.join('\n')))).toEqual([])
})
afterAll(() => shadow.close())

test.each(rows.map((row, place) => [...row, place] as const))('%s: %s', async (_, up, outcome, place) => {
  const migration = await parsed(inSchema(up, place))
  await shadow.fillTables([migration])
  expect((await shadow.readRows())?.get(`row_${place}.orders`)?.count).toBe(3)
  const { trace } = (await shadow.trace(migration)).at(-1) ?? {}
  expect([trace?.outcome, ...(trace?.error == null ? [] : [trace.error.code])].join(' ')).toBe(outcome)
})
