import { failed, lock, notRun } from './context.ts'
import { inferredOf, measuredOf, testRows } from './rows.ts'

const both = { locks: [...lock('public.orders').locks, ...lock('public.lines').locks] }
const view = { locks: [...lock('public.orders').locks, ...lock('public.recent').locks] }
const dropped = ['drop table public.orders 1 column', 'drop view public.recent id integer']

testRows([
  {
    title: 'a foreign key and a view go with the table',
    before: ['public.orders', 'public.lines', 'public.recent'],
    migrations: [
      {
        sql: 'DROP TABLE orders CASCADE;',
        traces: [{ locks: [...both.locks, ...lock('public.recent').locks] }],
        changes: [
          ...dropped,
          'drop constraint public.lines.k FOREIGN KEY (order_id) REFERENCES public.orders(id)',
        ],
      },
    ],
    findings: [
      [
        measuredOf('drop-cascade'),
        'CASCADE also drops view public.recent and foreign key public.lines.k: what relies on them fails or is no longer checked.',
      ],
      [
        measuredOf('drop-table'),
        'public.orders and all its rows are gone, and code that still uses it fails.',
      ],
    ],
  },
  {
    title: 'the victims of two statements, by their locks',
    before: ['public.orders', 'public.lines', 'public.recent', 'public.open'],
    migrations: [
      {
        sql: 'DROP TABLE orders CASCADE;\nDROP TABLE lines CASCADE;',
        traces: [view, { locks: [...lock('public.lines').locks, ...lock('public.open').locks] }],
        changes: [...dropped, 'drop table public.lines 1 column', 'drop view public.open id integer'],
      },
    ],
    findings: [
      [
        measuredOf('drop-cascade'),
        'CASCADE also drops view public.recent: what relies on them fails or is no longer checked.',
      ],
      measuredOf('drop-table'),
      [
        measuredOf('drop-cascade', '2-2'),
        'CASCADE also drops view public.open: what relies on them fails or is no longer checked.',
      ],
      measuredOf('drop-table', '2-2'),
    ],
  },
  {
    title: 'a column of the dropped type, with its index',
    before: ['public.users'],
    migrations: [
      {
        sql: 'DROP TYPE mood CASCADE;',
        traces: [lock('public.users')],
        changes: [
          "drop type public.mood 'good'",
          'drop column public.users.mood public.mood',
          'drop index public.by_mood on public.users using btree (mood)',
        ],
      },
    ],
    findings: [
      [
        measuredOf('drop-cascade'),
        'CASCADE also drops column public.users.mood and index public.by_mood: what stood in them is gone for good, and code that uses them fails.',
      ],
    ],
  },
  {
    title: 'the index and the check of the column itself go without CASCADE too',
    before: ['public.orders'],
    migrations: [
      {
        sql: 'ALTER TABLE orders DROP note CASCADE;',
        traces: [lock('public.orders')],
        changes: [
          'drop column public.orders.note text',
          'drop index public.i on public.orders using btree (note)',
          'drop statistics public.s on public.orders',
          "drop constraint public.orders.c CHECK ((note <> ''::text))",
        ],
      },
    ],
    findings: [measuredOf('drop-column')],
  },
  {
    title: 'a default that a dropped function gave',
    before: ['public.orders'],
    migrations: [
      {
        sql: 'DROP FUNCTION next_number() CASCADE;',
        traces: [lock('public.orders')],
        changes: [
          'drop function public.next_number()',
          'alter column public.orders.number default public.next_number() → no default',
        ],
      },
    ],
    findings: [
      [
        measuredOf('drop-cascade'),
        'CASCADE also drops the default of public.orders.number: what relies on them fails or is no longer checked.',
      ],
    ],
  },
  {
    title: 'each object is named by a statement of its own',
    before: ['public.orders', 'public.recent'],
    migrations: [
      {
        sql: 'DROP VIEW recent;\nALTER TABLE orders ALTER a DROP DEFAULT;\nDROP FUNCTION f CASCADE;',
        traces: [lock('public.recent'), lock('public.orders'), {}],
        changes: [
          'drop view public.recent id integer',
          'drop function public.f(integer)',
          'alter column public.orders.a default 1 → no default',
        ],
      },
    ],
    findings: [],
  },
  {
    title: 'what another file of the change made is no victim',
    before: ['public.orders'],
    migrations: [
      {
        sql: 'CREATE VIEW recent AS SELECT 1;\nALTER TABLE orders ADD CONSTRAINT k CHECK (f()) NOT VALID;',
        traces: [{}, lock('public.orders')],
        changes: ['add view public.recent', 'add constraint public.orders.k CHECK (f()) NOT VALID'],
      },
      {
        sql: 'DROP FUNCTION f CASCADE;',
        traces: [{ locks: [...lock('public.orders').locks, ...lock('public.recent').locks] }],
        changes: [
          'drop view public.recent',
          'drop constraint public.orders.k CHECK (f()) NOT VALID',
          'drop function public.f()',
        ],
      },
    ],
    findings: [],
  },
  {
    title: 'something goes, but no statement drops with CASCADE',
    before: ['public.orders', 'public.recent'],
    migrations: [
      {
        sql: [
          'DO $$ BEGIN ALTER TABLE lines DROP CONSTRAINT k, ADD FOREIGN KEY (a) REFERENCES orders ON DELETE CASCADE; END $$;',
          'TRUNCATE young CASCADE;',
          'CREATE TABLE young (id int);',
        ].join('\n'),
        changes: ['drop function public.f()'],
      },
    ],
    findings: [],
  },
  {
    title: 'a block of code with CASCADE: what it names is told as dropped, the rest as taken along',
    before: ['public.orders', 'public.recent'],
    migrations: [
      {
        sql: "DO $$ BEGIN EXECUTE 'DROP TABLE orders CASCADE'; END $$;",
        traces: [view],
        changes: dropped,
      },
    ],
    findings: [
      [
        measuredOf('drop-cascade'),
        'CASCADE also drops view public.recent: what relies on them fails or is no longer checked.',
      ],
      measuredOf('drop-table'),
    ],
  },
  {
    title: 'a block of code that names all that goes',
    before: ['public.orders', 'public.recent'],
    migrations: [
      {
        sql: "DO $$ BEGIN EXECUTE 'DROP VIEW recent CASCADE'; END $$;",
        traces: [lock('public.recent')],
        changes: ['drop view public.recent id integer'],
      },
    ],
    findings: [],
  },
  {
    title: 'a partition goes with its table, an heir by CASCADE',
    before: ['public.orders', 'public.orders_1', 'public.lines', 'public.old_lines'],
    migrations: [
      {
        sql: 'DROP TABLE orders CASCADE;\nDROP TABLE lines CASCADE;',
        traces: [
          { locks: [...lock('public.orders').locks, ...lock('public.orders_1').locks] },
          { locks: [...lock('public.lines').locks, ...lock('public.old_lines').locks] },
        ],
        changes: [
          'drop table public.orders 1 column',
          'drop table public.orders_1 partition of public.orders, 1 column',
          'drop table public.lines 1 column',
          'drop table public.old_lines 1 column',
        ],
      },
    ],
    findings: [
      [
        measuredOf('drop-table'),
        'public.orders and public.orders_1 and all their rows are gone, and code that still uses them fails.',
      ],
      [
        measuredOf('drop-cascade', '2-2'),
        'CASCADE also drops table public.old_lines: what stood in them is gone for good, and code that uses them fails.',
      ],
      measuredOf('drop-table', '2-2'),
    ],
  },
  {
    title: 'many victims: the first are named',
    before: ['shop.a'],
    migrations: [
      {
        sql: 'DROP SCHEMA shop CASCADE;',
        changes: [
          'drop schema shop',
          ...Array.from({ length: 14 }, (_, at) => `drop function shop.f${at}()`),
        ],
      },
    ],
    findings: [
      [
        measuredOf('drop-cascade'),
        `CASCADE also drops ${Array.from({ length: 12 }, (_, at) => `function shop.f${at}()`).join(', ')} and 2 more: what relies on them fails or is no longer checked.`,
      ],
    ],
  },
  {
    title: 'CASCADE where nothing was run',
    before: null,
    migrations: [
      {
        sql: [
          'DROP TABLE orders CASCADE;',
          'ALTER TABLE lines DROP CONSTRAINT lines_pkey CASCADE;',
          'DROP TRIGGER audit ON lines CASCADE;',
          'CREATE VIEW young AS SELECT 1;',
          'DROP VIEW young CASCADE;',
          'DROP TYPE a, b CASCADE;',
          'TRUNCATE lines CASCADE;',
        ].join('\n'),
      },
    ],
    findings: [
      [
        inferredOf('drop-cascade'),
        'CASCADE takes public.orders and whatever depends on it; nobody has seen what that is.',
      ],
      inferredOf('drop-table'),
      [
        inferredOf('drop-cascade', '2-2'),
        'CASCADE takes public.lines.lines_pkey and whatever depends on it; nobody has seen what that is.',
      ],
      'drop-primary-key warning inferred 0001_change.sql:2-2',
      [
        inferredOf('drop-cascade', '6-6'),
        'CASCADE takes public.a and public.b and whatever depends on them; nobody has seen what that is.',
      ],
      inferredOf('truncate', '7-7'),
    ],
  },
  {
    title: 'an object that is made again after its CASCADE was old when it went',
    before: null,
    migrations: [{ sql: 'DROP TYPE mood CASCADE;\nCREATE TYPE mood AS ENUM ();' }],
    findings: [inferredOf('drop-cascade')],
  },
  {
    title: 'CASCADE that failed',
    before: ['public.orders'],
    migrations: [
      { sql: 'DROP VIEW v CASCADE;', traces: [failed('42P01', 'view "v" does not exist')] },
      { sql: 'DROP OWNED BY app CASCADE;', traces: [notRun] },
    ],
    findings: [measuredOf('statement-failed'), 'drop-cascade error inferred 0002_change.sql:1-1'],
  },
])
