import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Shadow } from '../../src/dialects/dialect.ts'
import { postgres } from '../../src/dialects/postgres/dialect.ts'
import type { KeepData } from '../../src/model/replay.ts'
import { reviewOne } from '../../src/replay/review-one.ts'
import { openTestShadow, parsed } from '../support/shadow.ts'

const base = `DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;
CREATE TABLE customers (id int PRIMARY KEY, fax text NOT NULL, name text DEFAULT '', tag text UNIQUE, n serial,
  twice int GENERATED ALWAYS AS (id * 2) STORED, "Odd name" text);
CREATE TABLE calls (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers ON DELETE CASCADE, note text);
CREATE INDEX calls_note ON calls (note);
CREATE TABLE lines (id int PRIMARY KEY, call_id int REFERENCES calls);
CREATE TABLE tags (id int PRIMARY KEY, tag text);
CREATE VIEW tagged AS SELECT tag FROM tags;
CREATE TABLE parts (id int) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (10);
CREATE TABLE parents (id int);
CREATE TABLE children () INHERITS (parents);`

interface Row {
  readonly name: string
  readonly up: string
  readonly keeps: KeepData | null
}

const lines = (...statements: readonly string[]) => statements.map(statement => `${statement};\n`).join('')

const rows: readonly Row[] = [
  {
    name: 'a table with a foreign key and an index',
    up: 'DROP TABLE lines; DROP TABLE calls;',
    keeps: {
      up: lines(
        'CREATE SCHEMA archive_test',
        'ALTER TABLE public.lines DROP CONSTRAINT lines_call_id_fkey',
        'ALTER TABLE public.lines SET SCHEMA archive_test',
        'ALTER TABLE public.calls DROP CONSTRAINT calls_customer_id_fkey',
        'ALTER TABLE public.calls SET SCHEMA archive_test',
      ),
      down: lines(
        'ALTER TABLE archive_test.calls SET SCHEMA public',
        'ALTER TABLE public.calls ADD CONSTRAINT calls_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id) ON DELETE CASCADE',
        'ALTER TABLE archive_test.lines SET SCHEMA public',
        'ALTER TABLE public.lines ADD CONSTRAINT lines_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.calls(id)',
        'DROP SCHEMA archive_test',
      ),
    },
  },
  {
    name: 'a column that takes no null, in a transaction of the author’s',
    up: "BEGIN; SET lock_timeout = '1s'; ALTER TABLE customers DROP COLUMN IF EXISTS fax; COMMIT;",
    keeps: {
      up: lines(
        'ALTER TABLE public.customers RENAME COLUMN fax TO archived_fax',
        'ALTER TABLE public.customers ALTER COLUMN archived_fax DROP NOT NULL',
      ),
      down: lines(
        'ALTER TABLE public.customers ALTER COLUMN archived_fax SET NOT NULL',
        'ALTER TABLE public.customers RENAME COLUMN archived_fax TO fax',
      ),
    },
  },
  {
    name: 'two columns, one in quotes',
    up: 'ALTER TABLE customers DROP COLUMN name, DROP COLUMN "Odd name";',
    keeps: {
      up: lines(
        'ALTER TABLE public.customers RENAME COLUMN name TO archived_name',
        'ALTER TABLE public.customers RENAME COLUMN "Odd name" TO "archived_Odd name"',
      ),
      down: lines(
        'ALTER TABLE public.customers RENAME COLUMN "archived_Odd name" TO "Odd name"',
        'ALTER TABLE public.customers RENAME COLUMN archived_name TO name',
      ),
    },
  },
  { name: 'a column whose constraint goes with it', up: 'ALTER TABLE customers DROP tag;', keeps: null },
  { name: 'a column whose sequence goes with it', up: 'ALTER TABLE customers DROP n;', keeps: null },
  { name: 'a column that is computed', up: 'ALTER TABLE customers DROP twice;', keeps: null },
  { name: 'what others lose with it', up: 'DROP TABLE calls CASCADE;', keeps: null },
  { name: 'a view that goes with it', up: 'DROP TABLE tags CASCADE;', keeps: null },
  { name: 'a partition', up: 'DROP TABLE parts_1;', keeps: null },
  { name: 'a partitioned table', up: 'DROP TABLE parts;', keeps: null },
  { name: 'a child', up: 'DROP TABLE children;', keeps: null },
  { name: 'a parent', up: 'DROP TABLE parents CASCADE;', keeps: null },
  { name: 'more than drops', up: 'ALTER TABLE customers DROP fax; CREATE TABLE a ();', keeps: null },
  { name: 'no drop', up: 'ALTER TABLE customers RENAME fax TO phone;', keeps: null },
]

let shadow: Shadow
beforeAll(async () => {
  shadow = await openTestShadow()
})
afterAll(() => shadow.close())

test.each(rows)('$name', async ({ up, keeps }) => {
  expect(await shadow.replay(await parsed(base))).toEqual([])
  const migration = await parsed(up)
  await shadow.fillTables([migration])
  const before = await shadow.readSchema()
  const { link } = await reviewOne(postgres, shadow, migration, 'added', before, null)
  expect(link.replayed.statements.map(({ trace }) => trace.outcome)).not.toContain('failed')
  expect(link.replayed.down.keepData).toEqual(keeps)
})
