import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { ReviewedDown } from '../../src/model/review.ts'
import { rowsOf } from '../support/form.ts'

const base = `CREATE TABLE orders (id int PRIMARY KEY, note text, amount int, copy text);
INSERT INTO orders SELECT g, 'n', g, 'c' FROM generate_series(1, 3) g;
CREATE TABLE twin (id int PRIMARY KEY, note text, amount int, copy text);
CREATE TYPE address AS (street text, city text);
CREATE TABLE parts (id int) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (10);`

interface Row {
  readonly name: string
  readonly up: string
  /** None: a generated one. */
  readonly down?: string
  readonly schema: ReviewedDown['schema']
  readonly data: ReviewedDown['restoresData']
  readonly losses?: readonly string[]
}

const deletes = `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM orders; RETURN NEW; END $$;`

const rows: readonly Row[] = [
  { name: 'a new column', up: 'ALTER TABLE orders ADD z int;', schema: 'equal', data: 'yes' },
  {
    name: 'a new table with rows',
    up: 'CREATE TABLE t (id int); INSERT INTO t VALUES (1);',
    schema: 'equal',
    data: 'yes',
  },
  { name: 'a rename', up: 'ALTER TABLE orders RENAME TO bills;', schema: 'equal', data: 'yes' },
  {
    name: 'a column that takes no null',
    up: 'ALTER TABLE orders ALTER note SET NOT NULL;',
    schema: 'equal',
    data: 'yes',
  },
  {
    name: 'a dropped column',
    up: 'ALTER TABLE orders DROP copy;',
    schema: 'equal',
    data: 'no',
    losses: ['public.orders.copy'],
  },
  {
    name: 'a table dropped and made again in a block',
    up: 'DO $$ BEGIN DROP TABLE twin; CREATE TABLE twin (id int PRIMARY KEY, note text, amount int, copy text); END $$;',
    schema: 'equal',
    data: 'no',
    losses: ['public.twin'],
  },
  {
    name: 'a table that the down drops and makes again',
    up: 'ALTER TABLE twin ADD z int;',
    down: 'DROP TABLE twin; CREATE TABLE twin (id int PRIMARY KEY, note text, amount int, copy text);',
    schema: 'equal',
    data: 'no',
    losses: ['public.twin'],
  },
  {
    name: 'an emptied table',
    up: 'TRUNCATE orders;',
    down: 'SELECT 1;',
    schema: 'equal',
    data: 'no',
    losses: ['public.orders'],
  },
  {
    name: 'values that the down throws away',
    up: "ALTER TABLE orders ALTER note SET DEFAULT 'a';",
    down: 'ALTER TABLE orders ALTER note TYPE text USING NULL, ALTER note DROP DEFAULT;',
    schema: 'equal',
    data: 'no',
    losses: ['public.orders.note'],
  },
  {
    name: 'rows deleted through a view',
    up: 'CREATE VIEW v AS SELECT * FROM orders; DELETE FROM v WHERE true;',
    down: 'DROP VIEW v;',
    schema: 'equal',
    data: 'no',
    losses: ['public.orders'],
  },
  {
    name: 'rows deleted by a trigger of the change',
    up: `${deletes} CREATE TABLE t (id int); CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); INSERT INTO t VALUES (1);`,
    down: 'DROP TABLE t; DROP FUNCTION f;',
    schema: 'equal',
    data: 'no',
    losses: ['public.orders'],
  },
  {
    name: 'two tables that swap their names',
    up: 'ALTER TABLE orders RENAME TO x; ALTER TABLE twin RENAME TO orders; ALTER TABLE x RENAME TO twin;',
    down: 'SELECT 1;',
    schema: 'unequal',
    data: 'unknown',
  },
  {
    name: 'an attribute taken out of a type and put back',
    up: 'ALTER TYPE address DROP ATTRIBUTE city;',
    down: 'ALTER TYPE address ADD ATTRIBUTE city text;',
    schema: 'equal',
    data: 'unknown',
  },
]

test.each(rowsOf(rows, 4))('$name', async ({ up, down, schema, data, losses = [] }) => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const before = new Map([['migrations/1_base.sql', bytes(base)]])
  const added = new Map([['migrations/2_up.sql', bytes(up)]])
  if (down !== undefined) added.set('migrations/2_up.down.sql', bytes(down))
  const review = await check({
    folders: [{ path: 'migrations', format: 'plain' }],
    dialect: 'postgres',
    changeSet: { base: before, head: new Map([...before, ...added]), baseRef: null },
    config: configSchema.parse({ limits: { check: 120_000 } }),
    shadow: { kind: 'embedded' },
  })
  const [migration] = review.migrations
  expect(migration?.statements.map(({ error }) => error).filter(error => error !== null)).toEqual([])
  expect(migration?.down).toMatchObject({ schema, restoresData: data, losses })
})

test('a planned way back that would lose rows of its own is none', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const before = new Map([['migrations/1_base.sql', bytes(base)]])
  const review = await check({
    folders: [{ path: 'migrations', format: 'plain' }],
    dialect: 'postgres',
    changeSet: {
      base: before,
      head: new Map([...before, ['migrations/2.sql', bytes('ALTER TABLE parts DETACH PARTITION parts_1;')]]),
      baseRef: null,
    },
    config: configSchema.parse({ limits: { check: 120_000 } }),
    shadow: { kind: 'embedded' },
  })
  expect(review.migrations[0]?.down).toMatchObject({ source: 'none', schema: 'impossible', losses: [] })
})
