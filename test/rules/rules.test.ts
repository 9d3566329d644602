import { failed, lock, notRun } from './context.ts'
import { inferredOf, measuredOf, type Row, testRows } from './rows.ts'

const orders = ['public.orders']
const share = { ...lock('public.orders', 'ShareLock'), scans: ['public.orders'] }
const scan = { ...lock('public.orders'), scans: ['public.orders'] }
const rewrite = { ...scan, rewrites: ['public.orders', 'public.orders_pkey'] }

const table: readonly Row[] = [
  // index-not-concurrent
  {
    title: 'an index on a live table',
    before: orders,
    migrations: [{ sql: 'CREATE INDEX i ON orders (a);', traces: [share] }],
    findings: [
      [measuredOf('index-not-concurrent'), 'Writes to public.orders wait until the index is built.'],
    ],
  },
  {
    title: 'an index on the partitions of a live table',
    before: ['public.orders', 'public.orders_1'],
    migrations: [{ sql: 'CREATE INDEX i ON orders (a);', traces: [{ scans: ['public.orders_1'] }] }],
    findings: [measuredOf('index-not-concurrent')],
  },
  {
    title: 'an index that stands already, or on a partitioned table without partitions',
    before: orders,
    migrations: [
      { sql: 'CREATE INDEX IF NOT EXISTS i ON orders (a);', traces: [lock('public.orders', 'ShareLock')] },
    ],
    findings: [],
  },
  {
    title: 'an index on a table that another file of the change made',
    before: orders,
    migrations: [
      { sql: 'CREATE TABLE lines (id int);' },
      { sql: 'CREATE INDEX ON lines (id);', traces: [{ scans: ['public.lines'] }] },
    ],
    findings: [],
  },
  {
    title: 'an index on a live table under its new name',
    before: orders,
    migrations: [
      { sql: 'ALTER TABLE orders RENAME TO purchases;', traces: [lock('public.orders')] },
      { sql: 'CREATE INDEX ON purchases (id);', traces: [{ scans: ['public.purchases'] }] },
    ],
    findings: [
      [
        'index-not-concurrent error measured 0002_change.sql:1-1',
        'Writes to public.purchases wait until the index is built.',
      ],
    ],
  },
  {
    title: 'an index on a live table that search_path chose',
    before: ['shop.orders'],
    migrations: [
      {
        sql: 'SET search_path = shop;\nCREATE INDEX ON orders (id);',
        traces: [{}, { ...lock('shop.orders', 'ShareLock'), scans: ['shop.orders'] }],
      },
    ],
    findings: [
      [measuredOf('index-not-concurrent', '2-2'), 'Writes to shop.orders wait until the index is built.'],
    ],
  },
  {
    title: 'an index on a table that was dropped and made anew: only the drop counts',
    before: orders,
    migrations: [
      {
        sql: 'DROP TABLE orders;\nCREATE TABLE orders (id int);\nCREATE INDEX ON orders (id);',
        traces: [lock('public.orders'), {}, { scans: ['public.orders'] }],
      },
    ],
    findings: [measuredOf('drop-table')],
  },
  {
    title: 'an index by a block of code',
    before: orders,
    migrations: [{ sql: 'DO $$ BEGIN END $$;', traces: [share], changes: ['add index public.i'] }],
    findings: [measuredOf('index-not-concurrent')],
  },
  {
    title: 'an index on a live table beside a temporary one of its name',
    before: orders,
    migrations: [
      { sql: 'CREATE TEMP TABLE orders (id int);\nCREATE INDEX ON public.orders (id);', traces: [{}, share] },
    ],
    findings: [measuredOf('index-not-concurrent', '2-2')],
  },
  {
    title: 'an index on a table that a block of code made',
    before: [],
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;\nCREATE INDEX ON orders (id);',
        traces: [{}, share],
        changes: ['add table public.orders'],
      },
    ],
    findings: [],
  },
  {
    title: 'an index where nothing was run',
    before: null,
    migrations: [
      { sql: 'CREATE TABLE lines (id int);\nCREATE INDEX ON lines (id);\nCREATE INDEX ON orders (id);' },
    ],
    findings: [inferredOf('index-not-concurrent', '3-3')],
  },
  {
    title: 'an index that failed',
    before: orders,
    migrations: [
      { sql: 'CREATE INDEX i ON orders (nope);', traces: [failed('42703', 'column "nope" does not exist')] },
    ],
    findings: [
      [
        measuredOf('statement-failed'),
        'The deploy stops here: column "nope" does not exist (SQLSTATE 42703).',
      ],
    ],
  },

  // concurrently-in-transaction
  {
    title: 'CONCURRENTLY in a transaction, run',
    before: orders,
    migrations: [
      {
        sql: 'BEGIN;\nCREATE INDEX CONCURRENTLY i ON orders (a);\nCOMMIT;',
        transaction: 'authored',
        traces: [
          {},
          failed('25001', 'CREATE INDEX CONCURRENTLY cannot run inside a transaction block'),
          notRun,
        ],
      },
    ],
    findings: [measuredOf('concurrently-in-transaction', '2-2')],
  },
  {
    title: 'CONCURRENTLY in a transaction, not run',
    before: null,
    migrations: [
      {
        sql: 'BEGIN;\nDROP INDEX CONCURRENTLY i;\nCOMMIT;\nDROP INDEX CONCURRENTLY k;',
        transaction: 'authored',
      },
    ],
    findings: [inferredOf('concurrently-in-transaction', '2-2')],
  },
  {
    title: 'CONCURRENTLY in a wrapped file, which is cut there',
    before: null,
    migrations: [{ sql: 'CREATE INDEX CONCURRENTLY i ON orders (a);\nSELECT 1;' }],
    findings: [],
  },
  {
    title: 'CONCURRENTLY in one string of several statements, not run',
    before: null,
    migrations: [
      { sql: 'CREATE INDEX CONCURRENTLY i ON orders (a);\nSELECT 1;', transaction: 'single-string' },
    ],
    findings: [inferredOf('concurrently-in-transaction')],
  },
  {
    title: '25001 for another reason',
    before: orders,
    migrations: [
      { sql: 'VACUUM orders;', traces: [failed('25001', 'VACUUM cannot run inside a transaction block')] },
    ],
    findings: [measuredOf('statement-failed')],
  },

  // set-not-null-scan
  {
    title: 'SET NOT NULL with a scan',
    before: orders,
    migrations: [{ sql: 'ALTER TABLE orders ALTER a SET NOT NULL, ALTER b SET NOT NULL;', traces: [scan] }],
    findings: [
      [
        measuredOf('set-not-null-scan'),
        'Reads and writes of public.orders wait while every row is checked for a null in a and b.',
      ],
    ],
  },
  {
    title: 'SET NOT NULL that a CHECK proves',
    before: orders,
    migrations: [{ sql: 'ALTER TABLE orders ALTER a SET NOT NULL;', traces: [lock('public.orders')] }],
    findings: [],
  },
  {
    title: 'SET NOT NULL beside a rewrite is told with the rewrite',
    before: orders,
    migrations: [{ sql: 'ALTER TABLE orders ALTER a TYPE bigint, ALTER a SET NOT NULL;', traces: [rewrite] }],
    findings: [measuredOf('column-type-rewrite')],
  },
  {
    title: 'SET NOT NULL on a live table after a temporary one of its name went',
    before: orders,
    migrations: [
      {
        sql: 'CREATE TEMP TABLE orders (id int);\nDROP TABLE orders;\nALTER TABLE orders ALTER note SET NOT NULL;',
        traces: [{}, {}, scan],
      },
    ],
    findings: [measuredOf('set-not-null-scan', '3-3')],
  },
  {
    title: 'SET NOT NULL by a block of code',
    before: orders,
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [scan],
        changes: ['alter column public.orders.a integer → integer not null'],
      },
    ],
    findings: [measuredOf('set-not-null-scan')],
  },
  {
    title: 'the safe recipe where nothing was run',
    before: null,
    migrations: [
      { sql: 'ALTER TABLE orders ADD CONSTRAINT c CHECK ("A" IS NOT NULL) NOT VALID;' },
      { sql: 'ALTER TABLE orders VALIDATE CONSTRAINT c;\nALTER TABLE orders ALTER "A" SET NOT NULL;' },
    ],
    findings: [],
  },
  {
    title: 'a CHECK that was never validated, or is dropped first, proves nothing',
    before: null,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID, ADD CONSTRAINT d CHECK (b IS NOT NULL);',
      },
      {
        sql: 'ALTER TABLE orders DROP CONSTRAINT d;\nALTER TABLE orders ALTER a SET NOT NULL, ALTER b SET NOT NULL;',
      },
    ],
    findings: [
      inferredOf('check-validates-existing-rows'),
      'constraint-left-not-valid warning inferred 0001_change.sql:1-1',
      'set-not-null-scan error inferred 0002_change.sql:2-2',
    ],
  },

  ...[
    { check: 'a IS NOT NULL', findings: [measuredOf('set-not-null-scan', '2-2')] },
    { check: 'a > 0', findings: [measuredOf('check-validates-existing-rows', '2-2')] },
  ].map(({ check, findings }) => ({
    title: `CHECK (${check}) validated under the lock that added it`,
    before: orders,
    migrations: [
      {
        sql: `ALTER TABLE orders ADD CONSTRAINT c CHECK (${check}) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT c;`,
        traces: [lock('public.orders'), { scans: ['public.orders'] }],
        held: [[], lock('public.orders').locks],
      },
    ],
    findings,
  })),

  // foreign-key-validates-existing-rows
  {
    title: 'a foreign key with a scan',
    before: ['public.orders', 'public.customers'],
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;',
        traces: [
          { ...lock('public.orders', 'ShareRowExclusiveLock'), scans: ['public.customers', 'public.orders'] },
        ],
      },
    ],
    findings: [
      [
        measuredOf('foreign-key-validates-existing-rows'),
        'Writes to public.orders and public.customers wait while every row of public.orders is looked up in public.customers.',
      ],
    ],
  },
  {
    title: 'a foreign key beside its new column, which locks out readers and holds nothing yet',
    before: ['public.orders', 'public.customers'],
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD customer_id int, ADD FOREIGN KEY (customer_id) REFERENCES customers;\nCREATE INDEX CONCURRENTLY i ON orders (customer_id);',
        traces: [
          {
            locks: [
              ...lock('public.orders').locks,
              ...lock('public.customers', 'ShareRowExclusiveLock').locks,
            ],
            scans: ['public.customers', 'public.orders'],
          },
          lock('public.orders', 'ShareUpdateExclusiveLock'),
        ],
      },
    ],
    findings: [
      [
        measuredOf('foreign-key-validates-existing-rows'),
        'Writes to public.orders and public.customers, and reads of public.orders, wait while every row of public.orders is read, though none points to public.customers yet.',
      ],
    ],
  },
  {
    title: 'a foreign key behind its new column, before and after that is filled',
    before: ['public.orders', 'public.customers'],
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD customer_id int;\nALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;',
        traces: [notRun, notRun],
      },
      {
        sql: 'UPDATE orders SET customer_id = 1 WHERE id = 1;\nALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;',
        traces: [notRun, notRun],
      },
      {
        sql: 'ALTER TABLE orders RENAME buyer TO buyer_id;\nALTER TABLE orders ADD FOREIGN KEY (buyer_id) REFERENCES customers;',
        traces: [notRun, notRun],
      },
    ],
    findings: [
      [
        inferredOf('foreign-key-validates-existing-rows', '2-2'),
        'Writes to public.orders and public.customers wait while every row of public.orders is read, though none points to public.customers yet.',
      ],
      'foreign-key-missing-index warning inferred 0001_change.sql:2-2',
      [
        'foreign-key-validates-existing-rows error inferred 0002_change.sql:2-2',
        'Writes to public.orders and public.customers wait while every row of public.orders is looked up in public.customers.',
      ],
      'foreign-key-missing-index warning inferred 0002_change.sql:2-2',
      'rename-column error inferred 0003_change.sql:1-1',
      [
        'foreign-key-validates-existing-rows error inferred 0003_change.sql:2-2',
        'Writes to public.orders and public.customers wait while every row of public.orders is looked up in public.customers.',
      ],
    ],
  },
  {
    title: 'a foreign key behind a new column',
    before: ['public.orders', 'public.customers'],
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD customer_id int REFERENCES customers;',
        traces: [lock('public.orders')],
      },
    ],
    findings: [],
  },
  {
    title: 'a foreign key of a new table',
    before: ['public.customers'],
    migrations: [
      {
        sql: 'CREATE TABLE orders (id int);\nALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES customers;',
        traces: [{}, { scans: ['public.customers', 'public.orders'] }],
      },
    ],
    findings: [],
  },
  {
    title: 'foreign keys where nothing was run',
    before: null,
    migrations: [
      {
        sql: [
          'ALTER TABLE orders ADD a int REFERENCES customers;',
          'ALTER TABLE orders ADD b int DEFAULT 1 REFERENCES customers;',
          'ALTER TABLE orders ADD FOREIGN KEY (c) REFERENCES customers NOT VALID;',
        ].join('\n'),
      },
    ],
    findings: [
      'foreign-key-missing-index warning inferred 0001_change.sql:1-1',
      inferredOf('foreign-key-validates-existing-rows', '2-2'),
      'foreign-key-missing-index warning inferred 0001_change.sql:2-2',
      'constraint-left-not-valid warning inferred 0001_change.sql:3-3',
    ],
  },
  ...[
    { held: 'ShareRowExclusiveLock', findings: [measuredOf('foreign-key-validates-existing-rows', '2-2')] },
    { held: 'RowExclusiveLock', findings: [] },
  ].map(({ held, findings }) => ({
    title: `a foreign key validated while its transaction holds ${held}`,
    before: ['public.orders', 'public.customers'],
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES customers NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT k;',
        traces: [lock('public.orders', 'ShareRowExclusiveLock'), { scans: ['public.orders'] }],
        held: [[], lock('public.orders', held).locks],
      },
    ],
    findings,
  })),
  {
    title: 'a foreign key of another file validated under a strong lock, and a CHECK',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD z int;\nALTER TABLE orders VALIDATE CONSTRAINT k;\nALTER TABLE orders VALIDATE CONSTRAINT c;',
        traces: [
          lock('public.orders'),
          { ...lock('public.customers', 'RowShareLock'), scans: ['public.orders'] },
          { scans: ['public.orders'] },
        ],
        held: [[], lock('public.orders').locks, lock('public.orders').locks],
      },
    ],
    findings: [
      measuredOf('foreign-key-validates-existing-rows', '2-2'),
      measuredOf('check-validates-existing-rows', '3-3'),
    ],
  },
  {
    title: 'a foreign key added and validated where nothing was run',
    before: null,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES customers NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT k;',
      },
      {
        sql: 'ALTER TABLE lines ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES customers NOT VALID;\nALTER TABLE lines VALIDATE CONSTRAINT k;',
        transaction: 'none',
      },
    ],
    findings: [inferredOf('foreign-key-validates-existing-rows', '2-2')],
  },
  {
    title: 'a foreign key by a block of code',
    before: ['public.orders', 'public.customers'],
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [{ ...lock('public.orders', 'ShareRowExclusiveLock'), scans: ['public.orders'] }],
        changes: ['add constraint public.orders.k FOREIGN KEY (a) REFERENCES public.customers(id)'],
      },
    ],
    findings: [measuredOf('foreign-key-validates-existing-rows')],
  },

  // column-type-rewrite
  {
    title: 'a type change with a rewrite',
    before: orders,
    migrations: [{ sql: 'ALTER TABLE orders ALTER a TYPE bigint;', traces: [rewrite] }],
    findings: [
      [
        measuredOf('column-type-rewrite'),
        'Reads and writes of public.orders wait while every row is written anew.',
      ],
    ],
  },
  {
    title: 'a type change that builds an index anew',
    before: orders,
    migrations: [
      { sql: 'ALTER TABLE orders ALTER a TYPE text;', traces: [{ ...scan, rewrites: ['public.orders_a'] }] },
    ],
    findings: [
      [
        measuredOf('column-type-rewrite'),
        'Reads and writes of public.orders wait while the index public.orders_a is built anew.',
      ],
    ],
  },
  {
    title: 'a free type change',
    before: orders,
    migrations: [{ sql: 'ALTER TABLE orders ALTER a TYPE text;', traces: [lock('public.orders')] }],
    findings: [],
  },
  {
    title: 'a rewrite by a block of code',
    before: orders,
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [rewrite],
        changes: ['alter column public.orders.a integer → bigint'],
      },
    ],
    findings: [measuredOf('column-type-rewrite')],
  },
  {
    title: 'a rewrite by a function that fills a new table',
    before: orders,
    migrations: [
      {
        sql: 'CREATE TABLE lines (id int);\nINSERT INTO lines SELECT f();',
        traces: [{}, rewrite],
        changes: ['add table public.lines', 'alter column public.orders.a integer → bigint'],
      },
    ],
    findings: [measuredOf('column-type-rewrite', '2-2')],
  },
  {
    title: 'a new table filled from a live one hides no code',
    before: orders,
    migrations: [
      {
        sql: 'CREATE TABLE lines AS SELECT * FROM orders;\nALTER TABLE orders ADD CONSTRAINT k CHECK (a > 0) NOT VALID;',
        traces: [{ scans: ['public.orders'] }, lock('public.orders')],
        changes: ['add table public.lines', 'add constraint public.orders.k CHECK (a > 0) NOT VALID'],
      },
    ],
    findings: [],
  },
  {
    title: 'a type change where nothing was run',
    before: null,
    migrations: [{ sql: 'ALTER TABLE orders ALTER a TYPE bigint;' }],
    findings: [
      [
        inferredOf('column-type-rewrite'),
        'Reads and writes of public.orders wait while every row may be written anew.',
      ],
    ],
  },

  // add-required-column
  {
    title: 'a required column on an empty shadow',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD "Region" text NOT NULL;',
        traces: [scan],
        changes: ['add column public.orders."Region" text not null'],
      },
    ],
    findings: [
      [
        inferredOf('add-required-column'),
        'The deploy stops here as soon as public.orders has a row: existing rows have no value for public.orders."Region".',
      ],
    ],
  },
  {
    title: 'a required column that met rows: one hazard, one finding',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD region text NOT NULL;',
        traces: [failed('23502', 'column "region" of relation "orders" contains null values')],
      },
    ],
    findings: [measuredOf('add-required-column')],
  },
  {
    title: 'a required column that stands already',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS region text NOT NULL, ALTER x SET DEFAULT 1;',
        traces: [lock('public.orders')],
      },
    ],
    findings: [],
  },
  {
    title: 'a required column whose domain has a default: no row was checked',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD a positive NOT NULL;',
        traces: [lock('public.orders')],
        changes: ['add column public.orders.a public.positive not null'],
      },
    ],
    findings: [],
  },
  {
    title: 'required columns with a value',
    before: null,
    migrations: [
      {
        sql: "ALTER TABLE orders ADD a text NOT NULL DEFAULT '', ADD b serial, ADD c int GENERATED ALWAYS AS IDENTITY;",
      },
    ],
    findings: [inferredOf('add-column-volatile-default')],
  },
  {
    title: 'a required column by a block of code',
    before: orders,
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [scan],
        changes: ['add column public.orders.a text not null'],
      },
    ],
    findings: [inferredOf('add-required-column')],
  },

  // drop-column
  {
    title:
      'behind a required column without a value only an empty table is met: what reads it is worth a notice',
    before: ['public.orders PRIMARY KEY (id)', 'public.lines PRIMARY KEY (id)'],
    migrations: [
      {
        sql: [
          'ALTER TABLE orders ADD plan_id int NOT NULL;',
          'CREATE INDEX orders_plan ON orders (plan_id);',
          'ALTER TABLE orders ALTER total SET NOT NULL;',
          'CREATE INDEX lines_plan ON lines (plan_id);',
        ].join('\n'),
        traces: [
          { ...lock('public.orders'), scans: orders },
          { ...lock('public.orders', 'ShareLock'), scans: orders },
          { ...lock('public.orders'), scans: orders },
          { ...lock('public.lines', 'ShareLock'), scans: ['public.lines'] },
        ],
        changes: ['add column public.orders.plan_id integer not null'],
      },
      {
        sql: 'CREATE INDEX orders_total ON orders (total);',
        traces: [{ ...lock('public.orders', 'ShareLock'), scans: orders }],
      },
    ],
    findings: [
      `add-required-column error inferred 0001_change.sql:1-1`,
      `index-not-concurrent notice measured 0001_change.sql:2-2`,
      `set-not-null-scan notice measured 0001_change.sql:3-3`,
      `index-not-concurrent error measured 0001_change.sql:4-4`,
      `index-not-concurrent notice measured 0002_change.sql:1-1`,
    ],
  },
  {
    title: 'what reads a table before a required column meets its rows',
    before: orders,
    migrations: [
      {
        sql: 'CREATE INDEX orders_total ON orders (total);\nALTER TABLE orders ADD plan_id int NOT NULL;',
        traces: [
          { ...lock('public.orders', 'ShareLock'), scans: orders },
          { ...lock('public.orders'), scans: orders },
        ],
        changes: ['add column public.orders.plan_id integer not null'],
      },
    ],
    findings: [
      `index-not-concurrent error measured 0001_change.sql:1-1`,
      `add-required-column error inferred 0001_change.sql:2-2`,
    ],
  },
  {
    title: 'a table and a column whose names others bear afterwards',
    before: ['public.orders', 'public.lines', 'public.totals'],
    migrations: [
      {
        sql: 'DROP TABLE totals;\nCREATE TABLE totals AS SELECT id FROM lines;',
        traces: [lock('public.totals'), {}],
        changes: ['alter table public.totals dropped and made again'],
      },
      {
        sql: 'ALTER TABLE orders DROP a;\nALTER TABLE orders ADD a int;',
        traces: [lock('public.orders'), lock('public.orders')],
        changes: ['alter column public.orders.a dropped and made again'],
      },
      {
        sql: 'ALTER TABLE lines DROP a;\nALTER TABLE lines RENAME b TO a;',
        traces: [lock('public.lines'), lock('public.lines')],
        changes: ['drop column public.lines.a int', 'rename column public.lines.a was public.lines.b'],
      },
    ],
    findings: [
      [
        measuredOf('drop-table'),
        'All rows of public.totals are gone: what bears its name afterwards is made anew.',
        'Change public.totals in place, or copy every row over before the drop.',
      ],
      [
        'drop-column error measured 0002_change.sql:1-1',
        'The values of public.orders.a are gone. Another column bears its name afterwards: code that still reads it gets other values.',
      ],
      [
        'drop-column error measured 0003_change.sql:1-1',
        'The values of public.lines.a are gone. Another column bears its name afterwards: code that still reads it gets other values.',
      ],
      'rename-column error measured 0003_change.sql:2-2',
    ],
  },
  {
    title: 'dropped columns, one finding a statement',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders DROP a, DROP "B";',
        traces: [lock('public.orders')],
        changes: ['drop column public.orders.a int', 'drop column public.orders."B" int'],
      },
    ],
    findings: [
      [
        measuredOf('drop-column'),
        'public.orders.a and public.orders."B" and their values are gone, and code that still reads them fails.',
      ],
    ],
  },
  {
    title: 'a column dropped by one of two blocks of code',
    before: orders,
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;\nDO $$ BEGIN END $$;',
        traces: [{}, lock('public.orders')],
        changes: ['drop column public.orders.a int'],
      },
    ],
    findings: [measuredOf('drop-column', '2-2')],
  },
  {
    title: 'a column that nobody knows who dropped',
    before: orders,
    migrations: [
      { sql: 'SELECT 1;', traces: [{ evidence: 'inferred' }], changes: ['drop column public.orders.a int'] },
    ],
    findings: [measuredOf('drop-column')],
  },
  {
    title: 'a column as young as the change, over several files',
    before: orders,
    migrations: [
      { sql: 'ALTER TABLE orders ADD a int;', changes: ['add column public.orders.a int'] },
      {
        sql: 'ALTER TABLE orders RENAME a TO b;',
        changes: ['rename column public.orders.b was public.orders.a'],
      },
      {
        sql: 'ALTER TABLE orders DROP b;',
        traces: [lock('public.orders')],
        changes: ['drop column public.orders.b int'],
      },
    ],
    findings: [],
  },
  {
    title: 'ADD COLUMN IF NOT EXISTS does not make an old column young',
    before: orders,
    migrations: [
      { sql: 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS a int;' },
      {
        sql: 'ALTER TABLE orders DROP a;',
        traces: [lock('public.orders')],
        changes: ['drop column public.orders.a int'],
      },
    ],
    findings: ['drop-column error measured 0002_change.sql:1-1'],
  },
  {
    title: 'a column renamed and then dropped',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders RENAME a TO b;\nALTER TABLE orders DROP b;',
        traces: [lock('public.orders'), lock('public.orders')],
        changes: ['drop column public.orders.a int'],
      },
    ],
    findings: [measuredOf('drop-column', '2-2')],
  },
  {
    title: 'a column dropped and added again',
    before: orders,
    migrations: [
      { sql: 'ALTER TABLE orders DROP a, ADD a int;', traces: [lock('public.orders')], changes: [] },
    ],
    findings: [measuredOf('drop-column')],
  },
  {
    title: 'a column dropped, and its name given to an empty one',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD b int;\nALTER TABLE orders DROP a;\nALTER TABLE orders RENAME b TO a;',
        traces: [lock('public.orders'), lock('public.orders'), lock('public.orders')],
        changes: ['alter column public.orders.a dropped and made again'],
      },
    ],
    findings: [measuredOf('drop-column', '2-2')],
  },
  {
    title: 'a column built anew with its values',
    before: orders,
    migrations: [
      {
        sql: [
          'ALTER TABLE orders ADD b int;',
          'UPDATE orders SET b = a;',
          'ALTER TABLE orders DROP a;',
          'ALTER TABLE orders RENAME b TO a;',
        ].join('\n'),
        traces: [lock('public.orders'), {}, lock('public.orders'), lock('public.orders')],
        changes: ['alter column public.orders.a dropped and made again'],
      },
    ],
    findings: [],
  },
  {
    title: 'a column that a block of code made again',
    before: orders,
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [lock('public.orders')],
        changes: ['alter column public.orders.a dropped and made again; int → text'],
      },
    ],
    findings: [measuredOf('drop-column')],
  },
  {
    title: 'a column dropped if it was there, and added',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders DROP COLUMN IF EXISTS a, ADD a int;',
        traces: [lock('public.orders')],
        changes: ['add column public.orders.a int'],
      },
    ],
    findings: [],
  },
  {
    title: 'partitions lose the column with their parent',
    before: ['public.orders', 'public.orders_1'],
    migrations: [
      {
        sql: 'ALTER TABLE orders DROP a;',
        traces: [{ locks: [...lock('public.orders').locks, ...lock('public.orders_1').locks] }],
        changes: ['drop column public.orders.a int', 'drop column public.orders_1.a int'],
      },
    ],
    findings: [
      [
        measuredOf('drop-column'),
        'public.orders.a and its values are gone, and code that still reads it fails.',
      ],
    ],
  },
  {
    title: 'a column that search_path chose',
    before: ['shop.orders'],
    migrations: [
      {
        sql: 'SET search_path = shop;\nALTER TABLE orders ALTER b SET DEFAULT 1;\nALTER TABLE orders DROP a;',
        traces: [{}, lock('shop.orders'), {}],
        changes: ['drop column shop.orders.a int'],
      },
    ],
    findings: [measuredOf('drop-column', '3-3')],
  },
  {
    title: 'a column dropped before a statement that fails',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders DROP a;\nSELECT nope;',
        traces: [lock('public.orders'), failed('42703', 'column "nope" does not exist')],
      },
    ],
    findings: [measuredOf('drop-column'), measuredOf('statement-failed', '2-2')],
  },
  {
    title: 'columns where nothing was run',
    before: null,
    migrations: [
      { sql: 'ALTER TABLE orders ADD a int;\nALTER TABLE orders DROP a;\nALTER TABLE orders DROP b;' },
    ],
    findings: [inferredOf('drop-column', '3-3')],
  },

  // drop-table
  {
    title: 'a table that goes with its schema',
    before: ['billing.invoices', 'billing.lines'],
    migrations: [
      {
        sql: 'SELECT 1;\nDROP SCHEMA billing CASCADE;',
        traces: [{}, { locks: [...lock('billing.invoices').locks, ...lock('billing.lines').locks] }],
        changes: ['drop schema billing', 'drop table billing.invoices 2 columns', 'drop table billing.lines'],
      },
    ],
    findings: [
      [
        measuredOf('drop-cascade', '2-2'),
        'CASCADE also drops table billing.invoices and table billing.lines: what stood in them is gone for good, and code that uses them fails.',
      ],
    ],
  },
  {
    title: 'a table built anew with its rows',
    before: orders,
    migrations: [
      {
        sql: [
          'CREATE TABLE orders_new (id int);',
          'INSERT INTO orders_new SELECT * FROM orders;',
          'DROP TABLE orders;',
          'ALTER TABLE orders_new RENAME TO orders;',
        ].join('\n'),
        traces: [{}, { scans: ['public.orders'] }, lock('public.orders'), {}],
      },
    ],
    findings: [],
  },
  {
    title: 'a table built anew the other way round, by CREATE TABLE AS',
    before: orders,
    migrations: [
      {
        sql: [
          'ALTER TABLE orders RENAME TO orders_old;',
          'CREATE TABLE orders AS SELECT * FROM orders_old;',
          'DROP TABLE orders_old;',
        ].join('\n'),
        traces: [lock('public.orders'), { scans: ['public.orders_old'] }, lock('public.orders_old')],
      },
    ],
    findings: [],
  },
  {
    title: 'a table built anew with a column less: the column is dropped, the table is not',
    before: orders,
    migrations: [
      {
        sql: [
          'CREATE TABLE orders_new (id int);',
          'INSERT INTO orders_new SELECT id FROM orders;',
          'DROP TABLE orders;',
          'ALTER TABLE orders_new RENAME TO orders;',
        ].join('\n'),
        traces: [{}, { scans: ['public.orders'] }, lock('public.orders'), {}],
        changes: ['drop column public.orders.note text'],
      },
    ],
    findings: [measuredOf('drop-column', '3-3')],
  },
  {
    title: 'a table replaced by an empty one',
    before: orders,
    migrations: [
      {
        sql: 'CREATE TABLE orders_new (id int);\nDROP TABLE orders;\nALTER TABLE orders_new RENAME TO orders;',
        traces: [{}, lock('public.orders'), {}],
      },
    ],
    findings: [measuredOf('drop-table', '2-2')],
  },
  {
    title: 'a table replaced by one with other rows',
    before: orders,
    migrations: [
      {
        sql: [
          'CREATE TABLE orders_new (id int);',
          'INSERT INTO orders_new VALUES (1);',
          'DROP TABLE orders;',
          'ALTER TABLE orders_new RENAME TO orders;',
        ].join('\n'),
        traces: [{}, {}, lock('public.orders'), {}],
      },
    ],
    findings: [measuredOf('drop-table', '3-3')],
  },
  {
    title: 'a table renamed and then dropped, its rows copied elsewhere',
    before: orders,
    migrations: [
      {
        sql: [
          'ALTER TABLE orders RENAME TO old;',
          'CREATE TABLE archive (id int);',
          'INSERT INTO archive SELECT * FROM old;',
          'DROP TABLE old;',
        ].join('\n'),
        traces: [lock('public.orders'), {}, { scans: ['public.old'] }, lock('public.old')],
        changes: ['drop table public.orders', 'add table public.archive'],
      },
    ],
    findings: [measuredOf('drop-table', '4-4')],
  },
  {
    title: 'a table that a block of code made again',
    before: orders,
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [lock('public.orders')],
        changes: ['alter table public.orders dropped and made again; no longer row security'],
        down: { source: 'authored-empty', schema: 'equal' },
      },
    ],
    findings: [measuredOf('drop-table')],
  },
  {
    title: 'a table built anew with its rows, over a table between',
    before: orders,
    migrations: [
      {
        sql: [
          'CREATE TABLE kept AS TABLE orders;',
          'DROP TABLE orders;',
          'CREATE TABLE orders (id int);',
          'INSERT INTO orders SELECT * FROM kept ORDER BY id;',
        ].join('\n'),
        traces: [{ scans: ['public.orders'] }, lock('public.orders'), {}, {}],
        changes: ['alter table public.orders dropped and made again'],
      },
    ],
    findings: [],
  },
  {
    title: 'a table built anew that another insert only tells of',
    before: orders,
    migrations: [
      {
        sql: "INSERT INTO log VALUES ('copied FROM orders');\nDROP TABLE orders;\nCREATE TABLE orders (id int);",
        traces: [{}, lock('public.orders'), {}],
      },
    ],
    findings: [measuredOf('drop-table', '2-2')],
  },
  ...['WHERE id = 1', 'LIMIT 5', 'JOIN vip USING (id)'].map(some => ({
    title: `a table built anew with some of its rows: ${some}`,
    before: orders,
    migrations: [
      {
        sql: [
          'CREATE TABLE orders_new (LIKE orders);',
          `INSERT INTO orders_new SELECT * FROM orders ${some};`,
          'DROP TABLE orders;',
          'ALTER TABLE orders_new RENAME TO orders;',
        ].join('\n'),
        traces: [{}, { scans: ['public.orders'] }, lock('public.orders'), {}],
        changes: ['alter table public.orders dropped and made again'],
      },
    ],
    findings: [measuredOf('drop-table', '3-3')],
  })),
  {
    title: 'tables where nothing was run',
    before: null,
    migrations: [
      {
        sql: 'CREATE TABLE scratch (id int);\nDROP TABLE scratch;\nDROP TABLE orders;',
      },
    ],
    findings: [inferredOf('drop-table', '3-3')],
  },

  {
    title: 'what goes with a schema or a type where nothing was run',
    before: null,
    migrations: [
      {
        sql: [
          'DROP SCHEMA billing CASCADE;',
          'DROP TYPE mood CASCADE;',
          'DROP TYPE fee;',
          'CREATE SCHEMA draft;',
          'DROP SCHEMA draft CASCADE;',
        ].join('\n'),
      },
    ],
    findings: [
      [
        inferredOf('drop-cascade'),
        'CASCADE takes the schema billing, everything in it and whatever depends on it; nobody has seen what that is.',
      ],
      [
        inferredOf('drop-cascade', '2-2'),
        'CASCADE takes public.mood and whatever depends on it; nobody has seen what that is.',
      ],
    ],
  },

  // rename-column
  {
    title: 'a renamed column',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders RENAME a TO b;',
        traces: [lock('public.orders')],
        changes: ['rename column public.orders.b was public.orders.a'],
      },
    ],
    findings: [
      [measuredOf('rename-column'), 'Code that still uses public.orders.a fails as soon as it is called b.'],
    ],
  },
  {
    title: 'partitions take the new name with their parent',
    before: ['public.orders', 'public.orders_1'],
    migrations: [
      {
        sql: 'ALTER TABLE orders RENAME a TO b;',
        traces: [{ locks: [...lock('public.orders').locks, ...lock('public.orders_1').locks] }],
        changes: [
          'rename column public.orders.b was public.orders.a',
          'rename column public.orders_1.b was public.orders_1.a',
        ],
      },
    ],
    findings: [
      [measuredOf('rename-column'), 'Code that still uses public.orders.a fails as soon as it is called b.'],
    ],
  },
  {
    title: 'a column that is renamed together with its table',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders RENAME TO purchases;\nALTER TABLE purchases RENAME a TO b;',
        traces: [lock('public.orders'), lock('public.purchases')],
        changes: [
          'rename table public.purchases was public.orders',
          'rename column public.purchases.b was public.orders.a',
        ],
      },
    ],
    findings: [measuredOf('rename-table'), measuredOf('rename-column', '2-2')],
  },
  {
    title: 'a column whose place another one takes',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders RENAME a TO a_old;\nALTER TABLE orders RENAME a_new TO a;',
        changes: [
          'rename column public.orders.a_old was public.orders.a',
          'rename column public.orders.a was public.orders.a_new',
        ],
      },
    ],
    findings: [],
  },
  {
    title: 'a column renamed over a detour',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders RENAME a TO tmp;\nALTER TABLE orders RENAME tmp TO b;',
        changes: ['rename column public.orders.b was public.orders.a'],
      },
    ],
    findings: [measuredOf('rename-column')],
  },
  {
    title: 'renames where nothing was run',
    before: null,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD a int;\nALTER TABLE orders RENAME a TO b;\nALTER TABLE orders RENAME c TO d;',
      },
    ],
    findings: [inferredOf('rename-column', '3-3')],
  },

  // unparsed-statement, could-not-verify, edited-applied-migration
  {
    title: 'text that is not SQL',
    before: [],
    migrations: [{ sql: 'CREATE TABLE a (id int;', traces: [{ outcome: 'unparsed', evidence: 'inferred' }] }],
    findings: [inferredOf('unparsed-statement')],
  },
  {
    title: 'a command of psql',
    before: [],
    migrations: [{ sql: '\\i other.sql', traces: [{ outcome: 'unparsed', evidence: 'inferred' }] }],
    findings: [
      [
        inferredOf('unparsed-statement'),
        'The deploy stops here: PostgreSQL cannot read this (psql meta-command \\i: only psql understands it).',
      ],
    ],
  },
  {
    title: 'COPY with its rows in the file: one hazard, one finding',
    before: orders,
    migrations: [
      {
        sql: 'COPY orders FROM stdin;\n1\n\\.\n',
        traces: [
          { outcome: 'unverified', error: { code: 'refused', message: 'no' }, evidence: 'inferred' },
          { outcome: 'unparsed', evidence: 'inferred' },
        ],
      },
    ],
    findings: [inferredOf('unparsed-statement', '2-3')],
  },
  {
    title: 'a shadow that is gone: one finding a migration, and the text is judged',
    before: orders,
    migrations: [
      {
        sql: 'SELECT 1;\nSELECT 2;\nDROP TABLE orders;',
        traces: [
          {},
          {
            outcome: 'unverified',
            error: { code: 'shadow-gone', message: 'it took longer than 10 s' },
            evidence: 'inferred',
          },
          {
            outcome: 'unverified',
            error: { code: 'shadow-gone', message: 'at line 2' },
            evidence: 'inferred',
          },
        ],
      },
    ],
    findings: [
      [
        inferredOf('could-not-verify', '2-2'),
        'Nobody knows what this and the statement after it do in production: it took longer than 10 s.',
      ],
      inferredOf('drop-table', '3-3'),
    ],
  },
  {
    title: 'an edited migration is not judged further',
    before: orders,
    migrations: [{ sql: 'DROP TABLE orders;', state: 'edited', traces: [notRun] }],
    findings: [measuredOf('edited-applied-migration')],
  },

  // down-does-not-restore
  {
    title: 'a down that leaves something behind',
    before: orders,
    migrations: [
      {
        sql: 'SELECT 1;',
        down: {
          source: 'authored',
          schema: 'unequal',
          difference: [
            { action: 'add', object: 'table', name: 'public.a', detail: '' },
            { action: 'drop', object: 'index', name: 'public.i', detail: '' },
            { action: 'alter', object: 'column', name: 'public.orders.b', detail: 'int → text' },
          ],
        },
      },
    ],
    findings: [
      [
        'down-does-not-restore error measured 0001_change.down.sql:1-1',
        'The down does not restore the schema: left behind table public.a; lost index public.i; changed column public.orders.b.',
      ],
    ],
  },
  {
    title: 'a down that fails',
    before: orders,
    migrations: [
      {
        sql: 'SELECT 1;',
        down: {
          source: 'authored',
          schema: 'unequal',
          difference: [{ action: 'alter', object: 'down', name: 'line 3', detail: 'no' }],
          failure: { code: '42P01', message: 'table "x" does not exist', line: 3 },
        },
      },
    ],
    findings: [
      [
        'down-does-not-restore error measured 0001_change.down.sql:3-3',
        'The down stops here: table "x" does not exist (SQLSTATE 42P01).',
      ],
    ],
  },
  {
    title: 'the new down of an old migration is judged, its up is not',
    before: orders,
    migrations: [
      {
        sql: 'DROP TABLE orders;',
        state: 'down-changed',
        changes: ['drop table public.orders'],
        down: { source: 'authored', schema: 'unequal', difference: [] },
      },
    ],
    findings: ['down-does-not-restore error measured 0001_change.down.sql:1-1'],
  },
  {
    title: 'an empty down',
    before: orders,
    migrations: [
      {
        sql: 'SELECT 1;',
        changes: ['add table public.a'],
        down: { source: 'authored-empty', schema: 'unequal' },
      },
    ],
    findings: [
      [
        'down-does-not-restore warning measured 0001_change.down.sql:1-1',
        'The down is empty and takes nothing back: left behind table public.a.',
      ],
    ],
  },
  {
    title: 'an empty down of a migration that changed no schema',
    before: orders,
    migrations: [{ sql: 'UPDATE orders SET a = 1;', down: { source: 'authored-empty', schema: 'equal' } }],
    findings: [],
  },
  {
    title: 'a down that could not be tried',
    before: orders,
    migrations: [
      {
        sql: 'SELECT 1;',
        down: {
          source: 'authored',
          schema: 'unverified',
          failure: { code: 'refused', message: 'COPY … PROGRAM', line: 2 },
        },
      },
    ],
    findings: [
      [
        'could-not-verify error inferred 0001_change.down.sql:2-2',
        'Nobody knows whether this down works: COPY … PROGRAM.',
      ],
    ],
  },
  {
    title: 'a down whose up failed is told with the up',
    before: orders,
    migrations: [
      {
        sql: 'SELECT nope;',
        traces: [failed('42703', 'column "nope" does not exist')],
        down: {
          source: 'authored',
          schema: 'unverified',
          failure: { code: 'not-tried', message: 'line 1', line: 1 },
        },
      },
    ],
    findings: [measuredOf('statement-failed')],
  },
]

testRows(table)
