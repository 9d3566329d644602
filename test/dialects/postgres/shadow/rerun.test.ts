import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Shadow } from '../../../../src/dialects/dialect.ts'
import type { TracedStatement } from '../../../../src/model/replay.ts'
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

/** What comes of the last of several migrations, of which earlier ones made rows of ours into others. */
const derived: readonly (readonly [what: string, ups: readonly string[], outcome: string])[] = [
  // First: what is taken away from others is a doubt for all that come after it.
  [
    'rows that a migration brings itself',
    [
      'CREATE TABLE copies (id int);\nINSERT INTO copies VALUES (1);\nSELECT FROM users;',
      'ALTER TABLE copies ADD CHECK (id < 0);',
    ],
    'failed 23514',
  ],
  ['a copy', ['CREATE TABLE copies AS SELECT * FROM users;', 'ALTER TABLE copies ADD CHECK (id < 0);'], 'ran'],
  [
    'rows that point to ours',
    [
      'CREATE TABLE copies (id int REFERENCES users);',
      'INSERT INTO copies SELECT id FROM users;',
      'ALTER TABLE users ADD CHECK (id < 0);',
    ],
    'ran',
  ],
  [
    'rows that code made',
    [
      'CREATE TABLE copies (id int);',
      'DO $$ BEGIN INSERT INTO copies SELECT id FROM users; END $$;',
      'ALTER TABLE copies ADD CHECK (id < 0);',
    ],
    'ran',
  ],
  [
    'what asks for rows that were taken away with ours',
    [
      'CREATE TABLE copies AS SELECT id FROM users;\nINSERT INTO copies VALUES (7);',
      'ALTER TABLE copies ADD CHECK (id < 10), ADD UNIQUE (id);',
      'CREATE TABLE more (id int REFERENCES copies (id));\nINSERT INTO more VALUES (7);',
    ],
    'unverified 23503',
  ],
] // biome-ignore format: a table

/** Each row has tables of its own: what stands before the first rows are made stood before the change. */
function inSchema(sql: string, place: number): string {
  return sql.replaceAll(/\b(?:users|orders|mood|copies|more)\b/g, name => `row_${place}.${name}`)
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

describe('made of rows of ours', () => {
  let fresh: Shadow
  beforeAll(async () => {
    fresh = await openTestShadow()
    const bases = derived.map((_, place) => `CREATE SCHEMA row_${place}; ${inSchema(base, place)};`)
    expect(await fresh.replay(await parsed(bases.join('\n')))).toEqual([])
  })
  afterAll(() => fresh.close())

  test.each(derived.map((row, place) => [...row, place] as const))('%s', async (_, ups, outcome, place) => {
    let last: TracedStatement | undefined
    for (const up of ups) {
      const migration = await parsed(inSchema(up, place))
      await fresh.fillTables([migration])
      last = (await fresh.trace(migration)).at(-1)
    }
    expect([last?.trace.outcome, last?.trace.error?.code].join(' ').trim()).toBe(outcome)
  })
})

test('behind a migration that did not come through, rows tell nothing, until another review comes', async () => {
  const other = await openTestShadow()
  onTestFinished(() => other.close())
  await other.replay(await parsed('CREATE TABLE users (id int); INSERT INTO users VALUES (1);'))
  const outcomes: (string | undefined)[] = []
  const review = async (up: string) => {
    const migration = await parsed(up)
    await other.fillTables([migration])
    outcomes.push((await other.trace(migration)).at(-1)?.trace.outcome)
  }
  await review('INSERT INTO users VALUES (2, 3);')
  await review('ALTER TABLE users ADD CHECK (id > 1);')
  await other.replay(await parsed('CREATE TABLE more (id int); INSERT INTO more VALUES (1);'))
  await review('ALTER TABLE more ADD CHECK (id > 1);')
  expect(outcomes).toEqual(['failed', 'unverified', 'failed'])
})
