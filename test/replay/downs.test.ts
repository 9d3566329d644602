import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Review, ReviewedDown } from '../../src/model/review.ts'
import { rowsOf } from '../support/form.ts'

const base = `CREATE TABLE orders (id int PRIMARY KEY, note text, amount int);
INSERT INTO orders SELECT g, 'n', g FROM generate_series(1, 3) g;
CREATE INDEX orders_note ON orders (note);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE parts (id int) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (10);
CREATE VIEW recent AS SELECT id FROM orders WHERE 'now'::timestamp > '2020-01-01';
CREATE VIEW old AS SELECT id FROM orders WHERE '2021-03-04 05:06:07.89'::timestamp > '2020-01-01';
CREATE TABLE folded (
  id int,
  at timestamp(0) DEFAULT 'now'::timestamp(0),
  zoned timestamptz DEFAULT 'now'::timestamptz,
  hour time DEFAULT 'now'::time,
  day date DEFAULT '2021-03-04'::date,
  midnight timestamptz DEFAULT '2021-03-04'::timestamptz,
  CONSTRAINT late CHECK (at > '2021-03-04 05:06:07'::timestamp)
);
CREATE FUNCTION again() RETURNS void LANGUAGE sql AS
  $$CREATE VIEW recent AS SELECT id FROM orders WHERE 'now'::timestamp > '2020-01-01'$$;`

interface Row {
  readonly name: string
  /** Up and down of each migration; without a down one is generated. */
  readonly files: readonly (readonly [up: string, down?: string])[]
  /** The verdict on each down alone. */
  readonly schema: readonly ReviewedDown['schema'][]
  /** On all of them in one go; that of the only one unless said. */
  readonly batch?: ReviewedDown['schema']
  readonly verdict?: Review['verdict']
  /** `severity migration:line message`, of the rules about downs. */
  readonly says?: readonly string[]
}

const table = 'CREATE TABLE a (id int);'
const whole = 'All downs of the change in reverse order do restore the schema; a single step back does not.'

const rows: readonly Row[] = [
  // a chain
  {
    name: 'fragments: one down undoes both migrations, the other nothing',
    files: [
      ['CREATE TABLE a (id int PRIMARY KEY);', '-- with the next one'],
      ['CREATE TABLE b (id int REFERENCES a);', 'DROP TABLE b;\nDROP TABLE a;'],
    ],
    schema: ['unequal', 'unequal'],
    batch: 'equal',
    verdict: 'pass',
    says: [
      `notice 1:1 Alone, the down is empty and takes nothing back: left behind table public.a. ${whole}`,
      `notice 2:1 Alone, the down does not restore the schema: lost table public.a. ${whole}`,
    ],
  },
  {
    name: 'fragments: a down that runs only after the one before it',
    files: [
      ['ALTER TABLE orders ADD x int;', 'SELECT 1;\nALTER TABLE orders DROP y;'],
      ['ALTER TABLE orders ADD y int;', 'ALTER TABLE orders DROP x;'],
    ],
    schema: ['unequal', 'unequal'],
    batch: 'equal',
    verdict: 'pass',
    says: [
      `notice 1:2 Alone, the down stops here: column "y" of relation "orders" does not exist (SQLSTATE 42703). ${whole}`,
      `notice 2:1 Alone, the down does not restore the schema: left behind column public.orders.y; lost column public.orders.x. ${whole}`,
    ],
  },
  {
    name: 'fragments that do not lead back together either',
    files: [
      ['CREATE TABLE a (id int); CREATE TABLE c (id int);', 'SELECT 1 WHERE true;'],
      ['CREATE TABLE b (id int);', 'DROP TABLE b;\nDROP TABLE a;'],
    ],
    schema: ['unequal', 'unequal'],
    batch: 'unequal',
    verdict: 'block',
    says: [
      'error 1:1 The down does not restore the schema: left behind table public.a, table public.c.',
      'error 2:1 The down does not restore the schema: lost table public.a.',
    ],
  },
  {
    name: 'each down alone leads back, but not one after the other',
    files: [
      [
        table,
        "DROP TABLE a;\nDO $$ BEGIN IF EXISTS (SELECT FROM orders WHERE note IS NULL) THEN RAISE EXCEPTION 'no notes'; END IF; END $$;",
      ],
      [
        'ALTER TABLE orders DROP note;',
        'ALTER TABLE orders ADD note text;\nCREATE INDEX orders_note ON orders (note);',
      ],
    ],
    schema: ['equal', 'equal-except-order'],
    batch: 'unequal',
    verdict: 'block',
    says: [
      'error 1:2 Alone, this down leads back, but after the downs of the later migrations it stops here: no notes (SQLSTATE P0001).',
    ],
  },
  {
    name: 'a deferred key written by one down and changed by the next',
    files: [
      [
        'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int REFERENCES p DEFERRABLE INITIALLY DEFERRED); INSERT INTO p VALUES (1); INSERT INTO c VALUES (1);',
        'DROP TABLE c; DROP TABLE p;',
      ],
      [
        'ALTER TABLE c ADD x int;',
        'BEGIN; UPDATE c SET id = 2; UPDATE c SET id = 1; COMMIT; ALTER TABLE c DROP x; UPDATE c SET id = 1;',
      ],
    ],
    schema: ['equal', 'equal'],
    batch: 'equal',
  },
  {
    name: 'what one down sets does not hold for the next',
    files: [
      [table, 'DROP TABLE a;'],
      ['CREATE TABLE b (id int);', 'DROP TABLE b; SET search_path = pg_catalog; SET ROLE pg_monitor;'],
    ],
    schema: ['equal', 'equal'],
    batch: 'equal',
  },
  // empty
  {
    name: 'nothing but a comment, behind what breaks nothing',
    files: [['CREATE TABLE a (id int);', '\n\n-- deliberately empty\n']],
    schema: ['unequal'],
    verdict: 'pass',
    says: ['warning 1:3 The down is empty and takes nothing back: left behind table public.a.'],
  },
  {
    name: 'nothing but a comment',
    files: [['CREATE TABLE a (id int); DROP VIEW old;', '\n\n-- deliberately empty\n']],
    schema: ['unequal'],
    says: [
      'warning 1:3 The down is empty and takes nothing back: left behind table public.a; lost view public.old.',
    ],
  },
  {
    name: 'nothing but what some tools ask for instead of nothing',
    files: [
      [
        table,
        "-- nothing\nBEGIN;\nSET LOCAL lock_timeout = '2s';\nSELECT 'down SQL query', 1::int;\nCOMMIT;",
      ],
    ],
    schema: ['unequal'],
    verdict: 'pass',
    says: ['warning 1:2 The down is empty and takes nothing back: left behind table public.a.'],
  },
  {
    name: 'a query that could do something is not empty',
    files: [[table, 'SELECT pg_catalog.now();']],
    schema: ['unequal'],
    verdict: 'block',
    says: ['error 1:1 The down does not restore the schema: left behind table public.a.'],
  },
  {
    name: 'nothing, where nothing is to be done',
    files: [['UPDATE orders SET amount = 2 WHERE id = 1;', '']],
    schema: ['equal'],
  },
  // not parsable
  {
    name: 'a syntax error in the middle of the change',
    files: [
      [table, 'DROP TABLE a;'],
      ['CREATE TABLE b (id int);', '-- back\n\nDROP\n  TABEL b;'],
      ['CREATE TABLE c (id int);', 'DROP TABLE d;'],
    ],
    schema: ['equal', 'unequal', 'unequal'],
    batch: 'unequal',
    verdict: 'block',
    says: [
      'error 2:4 The down does not parse: syntax error at or near "TABEL".',
      'error 3:1 The down stops here: table "d" does not exist (SQLSTATE 42P01).',
    ],
  },
  // transactions
  {
    name: 'an own transaction with savepoints',
    files: [
      [
        table,
        "BEGIN;\nSET LOCAL lock_timeout = '2s';\nSAVEPOINT s;\nDROP INDEX orders_note;\nROLLBACK TO s;\nDROP TABLE a;\nRELEASE SAVEPOINT s;\nCOMMIT;",
      ],
    ],
    schema: ['equal'],
  },
  {
    name: 'a transaction that is rolled back',
    files: [[table, 'BEGIN;\nDROP TABLE a;\nROLLBACK;']],
    schema: ['unequal'],
    verdict: 'block',
    says: ['error 1:1 The down does not restore the schema: left behind table public.a.'],
  },
  {
    name: 'a transaction that is never committed',
    files: [[table, 'BEGIN;\nDROP TABLE a;']],
    schema: ['unequal'],
    verdict: 'block',
    says: ['error 1:1 The down does not restore the schema: left behind table public.a.'],
  },
  {
    name: 'two transactions',
    files: [
      [`${table} CREATE TABLE b (id int);`, 'BEGIN; DROP TABLE a; COMMIT AND CHAIN; DROP TABLE b; END;'],
    ],
    schema: ['equal'],
  },
  {
    name: 'an isolation level',
    files: [[table, 'BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; DROP TABLE a; COMMIT;']],
    schema: ['equal'],
  },
  {
    name: 'an index dropped concurrently',
    files: [['CREATE INDEX CONCURRENTLY i ON orders (amount);', 'DROP INDEX CONCURRENTLY i;']],
    schema: ['equal'],
  },
  {
    name: 'an index made concurrently, of another kind than the one before',
    files: [
      [
        'DROP INDEX CONCURRENTLY orders_note;',
        'CREATE UNIQUE INDEX CONCURRENTLY orders_note ON orders (id);',
      ],
    ],
    schema: ['unequal'],
    verdict: 'block',
    says: ['error 1:1 The down does not restore the schema: changed index public.orders_note.'],
  },
  {
    name: 'VACUUM and REINDEX',
    files: [[table, 'DROP TABLE a;\nVACUUM orders;\nREINDEX TABLE CONCURRENTLY orders;']],
    schema: ['equal'],
  },
  {
    name: 'VACUUM in a down that leaves something behind',
    files: [[`${table} CREATE TABLE b (id int);`, 'DROP TABLE a;\nVACUUM orders;']],
    schema: ['unequal'],
    verdict: 'block',
    says: ['error 1:1 The down does not restore the schema: left behind table public.b.'],
  },
  {
    name: 'VACUUM below downs that lead back',
    files: [
      [table, 'DROP TABLE a;\nVACUUM orders;'],
      ['CREATE TABLE b (id int);', 'DROP TABLE b;'],
      ['DROP INDEX orders_note;'],
    ],
    schema: ['equal', 'equal', 'equal'],
    batch: 'equal',
  },
  {
    name: 'VACUUM below a down that does not lead back',
    files: [
      [table, 'DROP TABLE a;\nVACUUM orders;'],
      ['CREATE TABLE b (id int);', '-- none'],
    ],
    schema: ['unverified', 'unequal'],
    batch: 'unequal',
    verdict: 'block',
    says: [
      'error 1:2 Nobody knows whether this down works: cannot be tried in a transaction: VACUUM cannot run inside a transaction block; and the downs after it do not lead to where it begins.',
      'warning 2:1 The down is empty and takes nothing back: left behind table public.b.',
    ],
  },
  {
    name: 'VACUUM below fragments that lead back together',
    files: [
      [table, 'DROP TABLE b;\nVACUUM orders;'],
      ['CREATE TABLE b (id int);', 'DROP TABLE a;'],
    ],
    schema: ['unequal', 'unequal'],
    batch: 'equal',
    verdict: 'pass',
    says: [
      // Alone it would drop a table that is not there yet.
      `notice 1:1 Alone, the down stops here: table "b" does not exist (SQLSTATE 42P01). ${whole}`,
      `notice 2:1 Alone, the down does not restore the schema: left behind table public.b; lost table public.a. ${whole}`,
    ],
  },
  {
    name: 'a block that commits',
    files: [[table, 'DO $$ BEGIN DROP TABLE a; COMMIT; END $$;']],
    schema: ['equal'],
  },
  {
    name: 'a partition detached concurrently keeps a constraint',
    files: [
      [
        'CREATE TABLE parts_2 (id int); ALTER TABLE parts ATTACH PARTITION parts_2 FOR VALUES FROM (10) TO (20);',
        'ALTER TABLE parts DETACH PARTITION parts_2 CONCURRENTLY;\nALTER TABLE parts_2 RENAME TO parts_3;',
      ],
    ],
    schema: ['unequal'],
    verdict: 'block',
    says: ['error 1:1 The down does not restore the schema: left behind table public.parts_3.'],
  },
  // enum values
  {
    name: 'an enum value added and used in one transaction',
    files: [
      [
        'CREATE TABLE a (m mood);',
        "ALTER TYPE mood ADD VALUE 'new';\nINSERT INTO a VALUES ('new');\nDROP TABLE a;",
      ],
    ],
    schema: ['unequal'],
    verdict: 'block',
    says: [
      'error 1:2 The down stops here: unsafe use of new value "new" of enum type mood (SQLSTATE 55P04).',
    ],
  },
  {
    name: 'an enum value added in one transaction and used in the next',
    files: [
      [
        "CREATE TABLE a (m text DEFAULT 'new');",
        "BEGIN; ALTER TYPE mood ADD VALUE 'new'; COMMIT;\nBEGIN; CREATE TABLE b (m mood DEFAULT 'new'); DROP TABLE b; DROP TABLE a; COMMIT;",
      ],
    ],
    schema: ['unequal'],
    verdict: 'block',
    says: ['error 1:1 The down does not restore the schema: left behind enum value public.mood.new.'],
  },
  // order of columns
  {
    name: 'another order of columns',
    files: [['ALTER TABLE folded DROP id;', 'ALTER TABLE folded ADD id int;']],
    schema: ['equal-except-order'],
  },
  // the clock
  {
    name: 'a view that folds the clock',
    files: [
      [
        'DROP VIEW recent;',
        "CREATE VIEW recent AS SELECT id FROM orders WHERE 'now'::timestamp > '2020-01-01';",
      ],
    ],
    schema: ['equal'],
  },
  {
    name: 'a view that folds the clock, made by a function',
    files: [['DROP VIEW recent;', 'SELECT again();']],
    schema: ['equal'],
  },
  {
    name: 'a view that folded the clock long ago',
    files: [
      ['DROP VIEW old;', "CREATE VIEW old AS SELECT id FROM orders WHERE 'now'::timestamp > '2020-01-01';"],
    ],
    schema: ['equal'],
  },
  {
    name: 'a view that folds the clock outside of a transaction',
    files: [
      [
        'DROP VIEW old;',
        "VACUUM orders;\nCREATE VIEW old AS SELECT id FROM orders WHERE 'now'::timestamp > '2020-01-01';",
      ],
    ],
    schema: ['equal'],
  },
  {
    name: 'a view with another moment, which is not the clock',
    files: [
      [
        'DROP VIEW old;',
        "CREATE VIEW old AS SELECT id FROM orders WHERE '2022-03-04 05:06:07.89'::timestamp > '2020-01-01';",
      ],
    ],
    schema: ['unequal'],
    verdict: 'block',
    says: ['error 1:1 The down does not restore the schema: changed view public.old.'],
  },
  {
    name: 'a view with the clock and another change',
    files: [
      ['DROP VIEW old;', "CREATE VIEW old AS SELECT id FROM orders WHERE 'now'::timestamp > '2020-01-02';"],
    ],
    schema: ['unequal'],
    verdict: 'block',
    says: ['error 1:1 The down does not restore the schema: changed view public.old.'],
  },
  {
    name: 'defaults and checks that fold the clock, in another time zone',
    files: [
      [
        'DROP TABLE folded;',
        `SET timezone = 'Asia/Tokyo';
CREATE TABLE folded (id int, at timestamp(0) DEFAULT 'now'::timestamp(0), zoned timestamptz DEFAULT 'now'::timestamptz,
  hour time DEFAULT 'now'::time, day date DEFAULT 'tomorrow'::date, midnight timestamptz DEFAULT 'today'::timestamptz,
  CONSTRAINT late CHECK (at > 'now'::timestamp));`,
      ],
    ],
    schema: ['equal'],
  },
  {
    name: 'a day that was written down is not the clock',
    files: [
      [
        'ALTER TABLE folded ALTER day DROP DEFAULT;',
        `ALTER TABLE folded ALTER day SET DEFAULT '${new Date().toISOString().slice(0, 10)}';`,
      ],
    ],
    schema: ['unequal'],
    verdict: 'block',
    says: ['error 1:1 The down does not restore the schema: changed column public.folded.day.'],
  },
  {
    name: 'a generated down drops a foreign key for a change of types; the next migration begins with it',
    files: [
      ['CREATE TABLE folders (id int PRIMARY KEY);\nCREATE TABLE papers (folder int REFERENCES folders);'],
      [
        `ALTER TABLE papers DROP CONSTRAINT papers_folder_fkey, ALTER folder TYPE text;
ALTER TABLE folders ALTER id TYPE text;
ALTER TABLE papers ADD FOREIGN KEY (folder) REFERENCES folders;`,
      ],
      ['ALTER TABLE papers ADD COLUMN note text;'],
    ],
    schema: ['equal', 'equal', 'equal'],
  },
  {
    name: 'a generated down of what folds the clock',
    files: [['DROP VIEW recent; DROP TABLE folded;']],
    schema: ['equal'],
  },
  // what cannot be told
  {
    name: 'an up that fails: its down is not tried, the others are',
    files: [
      ['SELECT 1;\nCREATE TABLE orders (id int);', 'DROP TABLE orders;'],
      [table, 'DROP TABLE a;'],
    ],
    schema: ['unverified', 'equal'],
    batch: 'unverified',
    verdict: 'block',
  },
]

const aboutDowns = new Set(['down-does-not-restore', 'could-not-verify'])

test.each(rowsOf(rows, 6))('$name', async ({ files, schema, batch, verdict, says = [] }) => {
  const review = await reviewOf(files)
  const findings = review.findings
    .filter(({ rule }) => aboutDowns.has(rule))
    .map(({ severity, path, line, message }) => `${severity} ${/\d+/.exec(path)?.[0]}:${line} ${message}`)
  expect(findings).toEqual(says)
  expect(review.migrations.map(({ down }) => down.schema)).toEqual(schema)
  expect(review.batchDown?.schema).toBe(batch ?? schema[0])
  if (verdict !== undefined) expect(review.verdict).toBe(verdict)
})

test('a down that takes too long is told by its line', async () => {
  const review = await reviewOf([[table, 'DROP TABLE a;\n\nSELECT pg_sleep(60);']], { statement: 2_000 })
  expect(review.findings).toMatchObject([
    { rule: 'could-not-verify', line: 3, message: expect.stringContaining('did not finish within 2 s') },
  ])
})

test('why a down was not tried stands in the review', async () => {
  const review = await reviewOf([['SELECT 1;\nDROP TABLE nowhere;', 'SELECT 1;']])
  expect(review.migrations[0]?.down.difference).toEqual([
    { action: 'alter', object: 'down', name: 'line 1', detail: 'line 2 of the up did not run' },
  ])
})

async function reviewOf(files: Row['files'], limits = {}): Promise<Review> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const before = new Map([['migrations/0_base.sql', bytes(base)]])
  const added = files.flatMap(([up, down], place) => [
    [`migrations/${place + 1}.up.sql`, bytes(up)] as const,
    ...(down === undefined ? [] : [[`migrations/${place + 1}.down.sql`, bytes(down)] as const]),
  ])
  return check({
    folders: [{ path: 'migrations', format: 'plain' }],
    dialect: 'postgres',
    changeSet: { base: before, head: new Map([...before, ...added]), baseRef: null },
    config: configSchema.parse({ limits: { check: 120_000, ...limits } }),
    shadow: { kind: 'embedded' },
  })
}
