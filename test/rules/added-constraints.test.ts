import { lock } from './context.ts'
import { inferredOf, measuredOf, type Row, testRows } from './rows.ts'

const orders = ['public.orders']
const both = ['public.orders', 'public.customers']
const scan = { ...lock('public.orders'), scans: ['public.orders'] }
const rewrite = { ...scan, rewrites: ['public.orders', 'public.orders_pkey'] }
const ofPartition = { ...lock('public.orders'), scans: ['public.orders_1'] }

const check = 'check-validates-existing-rows'
const inline = 'inline-check-on-new-column'
const unique = 'unique-constraint-without-index'
const volatile = 'add-column-volatile-default'

const checks: readonly Row[] = [
  {
    title: 'a CHECK with a scan, in the author’s words',
    before: orders,
    migrations: [{ sql: "ALTER TABLE orders ADD CONSTRAINT c CHECK (a <> 'x  y');", traces: [scan] }],
    findings: [
      [
        measuredOf(check),
        'Reads and writes of public.orders wait while every row is checked.',
        [
          "ALTER TABLE public.orders ADD CONSTRAINT c CHECK (a <> 'x  y') NOT VALID;",
          '-- in the next migration:',
          'ALTER TABLE public.orders VALIDATE CONSTRAINT c;',
        ].join('\n'),
      ],
    ],
  },
  {
    title: 'the name that the server made',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD CHECK (a > 0), ADD CHECK (a < 9);',
        traces: [scan],
        changes: [
          'add constraint public.orders.orders_a_check1 CHECK ((a > 0))',
          'add constraint public.orders.orders_a_check2 CHECK ((a < 9))',
        ],
      },
    ],
    findings: [
      [
        measuredOf(check),
        'Reads and writes of public.orders wait while every row is checked.',
        [
          'ALTER TABLE public.orders ADD CONSTRAINT orders_a_check1 CHECK (a > 0) NOT VALID;',
          'ALTER TABLE public.orders ADD CONSTRAINT orders_a_check2 CHECK (a < 9) NOT VALID;',
          '-- in the next migration:',
          'ALTER TABLE public.orders VALIDATE CONSTRAINT orders_a_check1;',
          'ALTER TABLE public.orders VALIDATE CONSTRAINT orders_a_check2;',
        ].join('\n'),
      ],
    ],
  },
  {
    title: 'a CHECK in a statement that does more is advised in words',
    before: orders,
    migrations: [
      { sql: 'ALTER TABLE orders ALTER a SET DEFAULT 1, ADD CHECK (a > 0);', traces: [scan] },
      { sql: 'SET search_path = shop;\nALTER TABLE orders ADD CHECK (a > 0);', traces: [{}, scan] },
    ],
    findings: [
      [
        measuredOf(check),
        'Reads and writes of public.orders wait while every row is checked.',
        'Add the CHECK as NOT VALID, and validate it in the next migration.',
      ],
      `${check} error measured 0002_change.sql:2-2`,
    ],
  },
  {
    title: 'CHECKs that read nothing: NOT VALID, not enforced, a new table, no partitions',
    before: orders,
    migrations: [
      {
        sql: [
          'ALTER TABLE orders ADD CHECK (a > 0) NOT VALID;',
          'ALTER TABLE orders ADD CHECK (a > 0) NOT ENFORCED;',
          'CREATE TABLE lines (a int CHECK (a > 0));',
          'ALTER TABLE lines ADD CHECK (a > 1);',
          'ALTER TABLE orders ADD CHECK (a > 2);',
        ].join('\n'),
        traces: [{}, {}, {}, { scans: ['public.lines'] }, lock('public.orders')],
      },
    ],
    findings: [],
  },
  {
    title: 'CHECKs where nothing was run',
    before: null,
    migrations: [
      {
        sql: [
          'ALTER TABLE orders ADD CHECK (a > 0) NOT VALID, ADD CHECK (a > 0) NOT ENFORCED;',
          'CREATE TABLE IF NOT EXISTS lines (a int CHECK (a > 0));',
          'ALTER TABLE orders ADD CHECK (a > 2);',
          'ALTER TABLE orders ADD a int CHECK (a > 2), ADD b int CHECK (b > 2) NOT ENFORCED;',
        ].join('\n'),
      },
    ],
    findings: [
      'constraint-left-not-valid warning inferred 0001_change.sql:1-1',
      'not-enforced-constraint notice inferred 0001_change.sql:1-1',
      inferredOf(check, '3-3'),
      inferredOf(inline, '4-4'),
      'not-enforced-constraint notice inferred 0001_change.sql:4-4',
    ],
  },
  {
    title: 'CREATE TABLE IF NOT EXISTS over a live table, which could not be run',
    before: orders,
    migrations: [
      {
        sql: 'CREATE TABLE IF NOT EXISTS orders (id int PRIMARY KEY, a int CHECK (a > 0));',
        traces: [{ outcome: 'unverified', evidence: 'inferred' }],
      },
    ],
    findings: [inferredOf('could-not-verify')],
  },
  {
    title: 'a CHECK on the partitions of a live table',
    before: ['public.orders', 'public.orders_1'],
    migrations: [{ sql: 'ALTER TABLE orders ADD CHECK (a > 0);', traces: [ofPartition] }],
    findings: [measuredOf(check)],
  },
  {
    title: 'a CHECK by a block of code; one that is not valid, or of another statement',
    before: orders,
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [scan],
        changes: ['add constraint public.orders.c CHECK ((a > 0))'],
      },
      {
        sql: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\nDO $$ BEGIN END $$;',
        traces: [lock('public.orders'), scan],
        changes: [
          'add constraint public.orders.c CHECK ((a > 0))',
          'add constraint public.orders.d CHECK ((a > 0)) NOT VALID',
        ],
      },
    ],
    findings: [measuredOf(check), 'strong-lock-work error measured 0002_change.sql:2-2'],
  },
  {
    title: 'a CHECK beside a type that changes is told with the rewrite',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ALTER a TYPE bigint, ADD CHECK (a > 0), ADD UNIQUE (a);',
        traces: [rewrite],
      },
    ],
    findings: [measuredOf('column-type-rewrite')],
  },
  {
    title: 'a CHECK added and validated in one statement',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID, VALIDATE CONSTRAINT c;',
        traces: [scan],
      },
    ],
    findings: [
      [
        measuredOf(check),
        'Reads and writes of public.orders wait while every row is checked: its transaction holds a strong lock.',
      ],
    ],
  },
  {
    title: 'a CHECK validated under a lock that lets readers through, and under none',
    before: orders,
    migrations: [
      {
        sql: 'CREATE TRIGGER t AFTER INSERT ON orders EXECUTE FUNCTION f();\nALTER TABLE orders VALIDATE CONSTRAINT c;',
        traces: [{}, { ...lock('public.orders', 'ShareUpdateExclusiveLock'), scans: ['public.orders'] }],
        held: [[], lock('public.orders', 'ShareRowExclusiveLock').locks],
      },
      {
        sql: 'ALTER TABLE orders VALIDATE CONSTRAINT c;',
        traces: [{ ...lock('public.orders', 'ShareUpdateExclusiveLock'), scans: ['public.orders'] }],
      },
    ],
    findings: [
      [
        measuredOf(check, '2-2'),
        'Writes to public.orders wait while every row is checked: its transaction holds a strong lock.',
      ],
    ],
  },
  {
    title: 'constraints added and validated where nothing was run',
    before: null,
    migrations: [
      {
        sql: [
          'ALTER TABLE orders ADD CHECK (a > 0) NOT VALID;',
          'ALTER TABLE orders ADD CONSTRAINT n CHECK (b IS NOT NULL) NOT VALID;',
          'ALTER TABLE orders VALIDATE CONSTRAINT orders_a_check;',
          'ALTER TABLE orders VALIDATE CONSTRAINT n;',
        ].join('\n'),
      },
      { sql: 'ALTER TABLE orders VALIDATE CONSTRAINT c;' },
    ],
    findings: [inferredOf(check, '3-3'), inferredOf('set-not-null-scan', '4-4')],
  },
  {
    title: 'a CHECK behind a new column by a block of code',
    before: orders,
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [scan],
        changes: [
          'add column public.orders."To" integer',
          'add constraint public.orders.c CHECK (("To" > 0))',
          'add constraint public.orders.d CHECK (("to" > 0))',
        ],
      },
    ],
    findings: [measuredOf(check), measuredOf(inline)],
  },
  {
    title: 'a CHECK of a required column without a value: the failure is told, and its fix keeps the CHECK',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD a int NOT NULL CHECK (a > 0) UNIQUE;',
        traces: [scan],
        changes: ['add column public.orders.a integer not null'],
      },
    ],
    findings: [
      [
        inferredOf('add-required-column'),
        'The deploy stops here as soon as public.orders has a row: existing rows have no value for public.orders.a.',
        [
          'ALTER TABLE public.orders ADD COLUMN a integer;',
          'ALTER TABLE public.orders ADD CONSTRAINT orders_a_check CHECK (a > 0) NOT VALID;',
          '-- fill the existing rows in batches, and deploy code that always sets a value; then',
          '-- in the next migration:',
          'ALTER TABLE public.orders VALIDATE CONSTRAINT orders_a_check;',
          'ALTER TABLE public.orders ADD CONSTRAINT orders_a_not_null CHECK (a IS NOT NULL) NOT VALID;',
          '-- in the next migration:',
          'ALTER TABLE public.orders VALIDATE CONSTRAINT orders_a_not_null;',
          'ALTER TABLE public.orders ALTER COLUMN a SET NOT NULL;',
          'ALTER TABLE public.orders DROP CONSTRAINT orders_a_not_null;',
          '-- in the next migration:',
          'CREATE UNIQUE INDEX CONCURRENTLY orders_a_key ON public.orders (a);',
          '-- in the next migration:',
          'ALTER TABLE public.orders ADD CONSTRAINT orders_a_key UNIQUE USING INDEX orders_a_key;',
        ].join('\n'),
      ],
    ],
  },
]

const keys: readonly Row[] = [
  {
    title: 'the reference of a new column reads nothing: what is read is read for the CHECK or the index',
    before: both,
    migrations: [
      { sql: 'ALTER TABLE orders ADD a int REFERENCES customers CHECK (a > 0);', traces: [scan] },
      { sql: 'ALTER TABLE orders ADD b int REFERENCES customers UNIQUE;', traces: [scan] },
    ],
    findings: [measuredOf(inline), `${unique} error measured 0002_change.sql:1-1`],
  },
  {
    title: 'a UNIQUE with a scan, and one whose parts an index cannot take over',
    before: orders,
    migrations: [
      { sql: 'ALTER TABLE orders ADD UNIQUE (a, "B") DEFERRABLE;', traces: [scan] },
      { sql: 'ALTER TABLE orders ADD UNIQUE (a, during WITHOUT OVERLAPS);', traces: [scan] },
    ],
    findings: [
      [
        measuredOf(unique),
        'Reads and writes of public.orders wait until the unique index is built.',
        [
          'CREATE UNIQUE INDEX CONCURRENTLY "orders_a_B_key" ON public.orders (a, "B");',
          '-- in the next migration:',
          'ALTER TABLE public.orders ADD CONSTRAINT "orders_a_B_key" UNIQUE USING INDEX "orders_a_B_key" DEFERRABLE;',
        ].join('\n'),
      ],
      [
        `${unique} error measured 0002_change.sql:1-1`,
        'Reads and writes of public.orders wait until the unique index is built.',
        'Build a unique index with CREATE UNIQUE INDEX CONCURRENTLY in a migration of its own, then add the constraint with USING INDEX.',
      ],
    ],
  },
  {
    title: 'keys that build nothing: an index that stands, a new table, partitions that have them',
    before: orders,
    migrations: [
      {
        sql: [
          'ALTER TABLE orders ADD UNIQUE USING INDEX i;',
          'CREATE TABLE lines (a int PRIMARY KEY);',
          'ALTER TABLE lines ADD UNIQUE (a);',
          'ALTER TABLE orders ADD UNIQUE (a);',
        ].join('\n'),
        traces: [lock('public.orders'), {}, { scans: ['public.lines'] }, lock('public.orders')],
      },
    ],
    findings: [],
  },
  {
    title: 'a UNIQUE on the partitions of a live table',
    before: ['public.orders', 'public.orders_1'],
    migrations: [{ sql: 'ALTER TABLE orders ADD UNIQUE (a);', traces: [ofPartition] }],
    findings: [
      [
        measuredOf(unique),
        'Reads and writes of public.orders wait until the unique index is built.',
        'On each partition of public.orders build the unique index CONCURRENTLY and make it a constraint with USING INDEX; then add the constraint to public.orders, which takes those over.',
      ],
    ],
  },
  {
    title: 'a primary key where nothing was run: nobody knows whether its column may be null',
    before: null,
    migrations: [{ sql: 'ALTER TABLE orders ADD PRIMARY KEY (id);' }],
    findings: [
      [
        inferredOf(unique),
        'Reads and writes of public.orders wait until the unique index is built.',
        [
          'CREATE UNIQUE INDEX CONCURRENTLY orders_pkey ON public.orders (id);',
          '-- in the next migration:',
          '-- its columns must be NOT NULL already, or every row is read under a strong lock',
          'ALTER TABLE public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey;',
        ].join('\n'),
      ],
    ],
  },
  {
    title: 'a primary key on an index that stands reads columns that may be null',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD PRIMARY KEY USING INDEX i;',
        traces: [scan],
        changes: ['alter column public.orders.id integer → integer not null'],
      },
      { sql: 'ALTER TABLE orders ADD PRIMARY KEY USING INDEX i;', traces: [lock('public.orders')] },
    ],
    findings: [
      [
        measuredOf('set-not-null-scan'),
        'Reads and writes of public.orders wait while every row is checked for a null in id.',
      ],
    ],
  },
  {
    title: 'a primary key by a block of code: its columns are not told again, others are',
    before: orders,
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [scan],
        changes: [
          'alter column public.orders.id integer → integer not null',
          'add constraint public.orders.orders_pkey PRIMARY KEY (tenant, id)',
        ],
      },
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [scan],
        changes: [
          'alter column public.orders.note text → text not null',
          'add constraint public.orders.u UNIQUE (note)',
        ],
      },
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [scan],
        changes: [
          'drop index public.i unique on public.orders using btree (id)',
          'alter column public.orders.id integer → integer not null',
          'add constraint public.orders.i PRIMARY KEY (id)',
        ],
      },
    ],
    findings: [
      measuredOf(unique),
      'set-not-null-scan error measured 0002_change.sql:1-1',
      `${unique} error measured 0002_change.sql:1-1`,
      'set-not-null-scan error measured 0003_change.sql:1-1',
    ],
  },
]

const defaults: readonly Row[] = [
  {
    title: 'a rewrite for a function that nobody knows; none for the same text',
    before: orders,
    migrations: [
      { sql: 'ALTER TABLE orders ADD a text DEFAULT app.key(), ADD b int DEFAULT 1;', traces: [rewrite] },
      { sql: 'ALTER TABLE orders ADD c text DEFAULT app.key();', traces: [lock('public.orders')] },
    ],
    findings: [
      [
        measuredOf(volatile),
        'Reads and writes of public.orders wait while every row is written anew for the new column public.orders.a.',
        'Add a to public.orders without a default, a constraint or a type that has one, then set the default for new rows, and fill the old ones in batches.',
      ],
    ],
  },
  {
    title: 'a rewrite of partitions',
    before: ['public.orders', 'public.orders_1'],
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD a uuid DEFAULT gen_random_uuid();',
        traces: [{ ...ofPartition, rewrites: ['public.orders_1'] }],
      },
    ],
    findings: [measuredOf(volatile)],
  },
  {
    title: 'a key and a reference that come with the rewrite are told with it',
    before: both,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD a uuid DEFAULT gen_random_uuid() UNIQUE REFERENCES customers;',
        traces: [{ ...rewrite, scans: both }],
      },
    ],
    findings: [
      [
        measuredOf(volatile),
        'Reads and writes of public.orders wait while every row is written anew for the new column public.orders.a.',
        [
          'ALTER TABLE public.orders ADD COLUMN a uuid;',
          '-- from here on new rows get a value; give the old ones theirs in batches',
          'ALTER TABLE public.orders ALTER COLUMN a SET DEFAULT gen_random_uuid();',
          'ALTER TABLE public.orders ADD CONSTRAINT orders_a_fkey FOREIGN KEY (a) REFERENCES customers NOT VALID;',
          '-- in the next migration:',
          'ALTER TABLE public.orders VALIDATE CONSTRAINT orders_a_fkey;',
          '-- in the next migration:',
          'CREATE UNIQUE INDEX CONCURRENTLY orders_a_key ON public.orders (a);',
          '-- in the next migration:',
          'ALTER TABLE public.orders ADD CONSTRAINT orders_a_key UNIQUE USING INDEX orders_a_key;',
        ].join('\n'),
      ],
    ],
  },
  {
    title: 'a rewrite that another part of the statement makes',
    before: orders,
    migrations: [{ sql: 'ALTER TABLE orders ADD a int, SET UNLOGGED;', traces: [rewrite] }],
    findings: [measuredOf('storage-rewrite')],
  },
  {
    title: 'a part of a column that the operations do not tell is advised in words',
    before: orders,
    migrations: [{ sql: 'ALTER TABLE orders ADD a text COLLATE "C" CHECK (a > \'\');', traces: [scan] }],
    findings: [
      [
        measuredOf(inline),
        'Reads and writes of public.orders wait while every row is checked because of the new column a.',
        'Add the column without the CHECK, then the CHECK as NOT VALID, and validate it in the next migration.',
      ],
    ],
  },
  ...[
    ['uuid DEFAULT gen_random_uuid()', true],
    ['bigserial', true],
    ['int GENERATED ALWAYS AS IDENTITY', true],
    ['int GENERATED ALWAYS AS (b + 1) STORED', true],
    ['int GENERATED ALWAYS AS (b + 1)', false],
    ['timestamptz NOT NULL DEFAULT now()', false],
    ['text DEFAULT app.key()', false],
    ['int', false],
  ].map(
    ([type, isTold]): Row => ({
      title: `ADD a ${type}, where nothing was run`,
      before: null,
      migrations: [{ sql: `ALTER TABLE orders ADD a ${type};` }],
      findings: isTold === true ? [inferredOf(volatile)] : [],
    }),
  ),
  {
    title: 'a rewrite by a block of code: for a column more, or for another type, whatever else it changed',
    before: orders,
    migrations: [
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [rewrite],
        changes: [
          'add column public.orders.a uuid default gen_random_uuid()',
          'alter column public.orders.b no default → default 4',
          'alter column public.orders.c integer → integer not null',
        ],
      },
      {
        sql: 'DO $$ BEGIN END $$;',
        traces: [rewrite],
        changes: [
          'add column public.orders.d integer',
          'alter column public.orders.b integer → bigint not null',
        ],
      },
    ],
    findings: [
      [
        measuredOf(volatile),
        'Reads and writes of public.orders wait while every row is written anew for the new column public.orders.a.',
      ],
      'column-type-rewrite error measured 0002_change.sql:1-1',
    ],
  },
]

testRows([...checks, ...keys, ...defaults])
