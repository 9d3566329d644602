import { lock, notRun } from './context.ts'
import { inferredOf, measuredOf, testRows } from './rows.ts'

const orders = ['public.orders']
const write = { ...lock('public.orders', 'RowExclusiveLock'), scans: ['public.orders'] }
const reading = {
  locks: [...lock('public.users', 'RowExclusiveLock').locks, ...lock('public.team').locks],
  scans: ['public.team'],
}
const whole = 'update-or-delete-without-where'
const emptied = { ...lock('public.orders'), rewrites: ['public.orders', 'public.orders_pkey'] }

testRows([
  {
    title: 'several reads under the lock of one earlier line are told once',
    before: ['public.team', 'public.users'],
    migrations: [
      {
        sql: [
          'ALTER TABLE team ADD COLUMN org int;',
          'INSERT INTO users SELECT id FROM team;',
          'INSERT INTO users SELECT id + 1 FROM team;',
          'INSERT INTO users SELECT id + 2 FROM team;',
        ].join('\n'),
        traces: [lock('public.team'), reading, reading, reading],
        held: [[], lock('public.team').locks, lock('public.team').locks, lock('public.team').locks],
      },
    ],
    findings: [
      [
        measuredOf('strong-lock-work', '2-2'),
        'Reads and writes of public.team wait while every row is read: line 1 keeps it locked; the same at lines 3 and 4.',
      ],
    ],
  },
  // a table without rows
  {
    title:
      'a required column of a table that the transaction has emptied, and of one into which it writes again',
    before: ['public.team', 'public.users', 'public.jobs'],
    migrations: [
      {
        sql: [
          'TRUNCATE team;',
          'ALTER TABLE team ADD COLUMN org int NOT NULL;',
          'DELETE FROM users;',
          'ALTER TABLE users ADD COLUMN org int NOT NULL;',
          'TRUNCATE jobs;',
          'INSERT INTO jobs VALUES (1);',
          'ALTER TABLE jobs ADD COLUMN org int NOT NULL;',
        ].join('\n'),
        traces: [notRun, notRun, notRun, notRun, notRun, notRun, notRun],
      },
      { sql: 'ALTER TABLE team ADD COLUMN kind int NOT NULL;', traces: [notRun] },
    ],
    findings: [
      inferredOf('truncate', '1-1'),
      inferredOf(whole, '3-3'),
      inferredOf('truncate', '5-5'),
      inferredOf('add-required-column', '7-7'),
      'add-required-column error inferred 0002_change.sql:1-1',
    ],
  },
  {
    title: 'an index of a table that the transaction has truncated: nobody waits for long',
    before: ['public.team'],
    migrations: [
      {
        sql: 'TRUNCATE team;\nCREATE INDEX i ON team (id);',
        traces: [notRun, notRun],
      },
    ],
    findings: [inferredOf('truncate', '1-1'), 'index-not-concurrent notice inferred 0001_change.sql:2-2'],
  },
  // code that a statement on rows calls
  {
    title: 'an INSERT that calls a harmless function over a table which an earlier line has locked',
    before: ['public.team', 'public.groups'],
    migrations: [
      {
        sql: [
          'ALTER TABLE team ADD COLUMN org int;',
          "CREATE FUNCTION short_id() RETURNS text LANGUAGE sql AS 'SELECT md5(random()::text)';",
          'INSERT INTO groups SELECT short_id() FROM team;',
          'ALTER TABLE team ALTER org SET NOT NULL;',
        ].join('\n'),
        traces: [
          lock('public.team'),
          {},
          {
            locks: [...lock('public.groups', 'RowExclusiveLock').locks, ...lock('public.team').locks],
            scans: ['public.team'],
          },
          { ...lock('public.team'), scans: ['public.team'] },
        ],
        held: [[], lock('public.team').locks, lock('public.team').locks, lock('public.team').locks],
        changes: ['add column public.team.org integer not null'],
      },
    ],
    findings: [measuredOf('strong-lock-work', '3-3'), measuredOf('set-not-null-scan', '4-4')],
  },
  // truncate
  {
    title: 'TRUNCATE … CASCADE names the tables that it reached, not their indexes',
    before: [...orders, 'public.lines'],
    migrations: [
      {
        sql: 'TRUNCATE orders CASCADE;',
        traces: [
          {
            locks: [
              ...lock('public.lines').locks,
              ...lock('public.lines_pkey').locks,
              ...lock('public.orders').locks,
            ],
          },
        ],
      },
    ],
    findings: [
      [
        measuredOf('truncate'),
        'All rows of public.orders are gone, with CASCADE also those of public.lines; reads and writes wait until the transaction ends.',
      ],
    ],
  },
  {
    title: 'TRUNCATE of a young table, and of a temporary one with the name of a live one',
    before: orders,
    migrations: [
      {
        sql: 'CREATE TABLE young (id int);\nTRUNCATE young;\nCREATE TEMP TABLE orders (id int);\nTRUNCATE orders;\nUPDATE orders SET id = 1;',
        traces: [{}, lock('public.young'), {}, {}, lock('pg_temp_3.orders', 'RowExclusiveLock')],
      },
    ],
    findings: [],
  },
  {
    title: 'TRUNCATE of a table whose rows are put back',
    before: orders,
    migrations: [
      {
        sql: 'CREATE TABLE kept AS TABLE orders;\nTRUNCATE orders;\nINSERT INTO orders SELECT * FROM kept ORDER BY id;',
        traces: [{ scans: ['public.orders'] }, lock('public.orders'), { scans: ['public.kept'] }],
      },
      {
        sql: 'CREATE TABLE some AS SELECT * FROM orders WHERE id > 1;\nTRUNCATE orders;\nINSERT INTO orders SELECT * FROM some;',
        traces: [{ scans: ['public.orders'] }, lock('public.orders'), { scans: ['public.some'] }],
      },
    ],
    findings: ['truncate error measured 0002_change.sql:2-2'],
  },
  {
    title: 'TRUNCATE by a block of code, and a rewrite that is none',
    before: orders,
    migrations: [
      { sql: "DO $$ BEGIN EXECUTE 'TRUNCATE orders'; END $$;", traces: [emptied] },
      { sql: '-- truncate\nDO $$ BEGIN NULL; END $$;', traces: [emptied] },
    ],
    findings: [measuredOf('truncate'), 'strong-lock-work error measured 0002_change.sql:2-2'],
  },
  {
    title: 'TRUNCATE where nothing was run',
    before: null,
    migrations: [{ sql: 'TRUNCATE orders;\nTRUNCATE lines CASCADE;' }],
    findings: [
      inferredOf('truncate'),
      [
        inferredOf('truncate', '2-2'),
        'All rows of public.lines are gone, with CASCADE also those of every table whose foreign key points there; reads and writes wait until the transaction ends.',
      ],
    ],
  },

  // update-or-delete-without-where
  {
    title: 'an UPDATE of every row, with the key of the table',
    before: ['public.orders PRIMARY KEY (tenant, id)'],
    migrations: [{ sql: 'UPDATE orders SET a = 1 WHERE 1 = 1;', traces: [write] }],
    findings: [
      [
        measuredOf(whole),
        'Writes to public.orders wait until every row is written, all in one transaction.',
        'Update public.orders in batches of some thousand rows by tenant, id, each in a transaction of its own.',
      ],
    ],
  },
  {
    title: 'an UPDATE that fills a column of the same change: after ALTER TABLE, and in a file of its own',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD a int;\nUPDATE orders SET a = 1;',
        traces: [lock('public.orders'), write],
        held: [[], lock('public.orders').locks],
        changes: ['add column public.orders.a integer'],
      },
      { sql: 'UPDATE orders SET a = 2;', traces: [write] },
      { sql: 'UPDATE orders SET a = 2, b = 3;', traces: [write] },
    ],
    findings: [
      [
        measuredOf(whole, '2-2'),
        'Reads and writes of public.orders wait until every row is written, all in one transaction; an earlier statement of the transaction has locked the table.',
      ],
      `${whole} warning measured 0002_change.sql:1-1`,
      `${whole} error measured 0003_change.sql:1-1`,
    ],
  },
  {
    title: 'several of one table in one transaction are one, told at the worst',
    before: [...orders, 'public.lines'],
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD a int;\nUPDATE orders SET a = 1;\nUPDATE orders SET b = 2;\nUPDATE lines SET b = 2;\nUPDATE orders SET c = 2;\nDELETE FROM orders;',
        traces: [lock('public.orders'), write, write, lock('public.lines', 'RowExclusiveLock'), write, write],
        held: [[], ...Array(5).fill(lock('public.orders').locks)],
        changes: ['add column public.orders.a integer'],
      },
      {
        sql: 'UPDATE orders SET a = 1;\nUPDATE orders SET b = 2;\nCOMMIT;\nUPDATE orders SET b = 3;',
        traces: [write, write, {}, write],
        transaction: 'authored',
      },
    ],
    findings: [
      [
        measuredOf(whole, '2-2'),
        'Reads and writes of public.orders wait until every row is written, all in one transaction; an earlier statement of the transaction has locked the table; the same at lines 3 and 5.',
      ],
      measuredOf(whole, '4-4'),
      measuredOf(whole, '6-6'),
      [
        `${whole} error measured 0002_change.sql:2-2`,
        'Writes to public.orders wait until every row is written, all in one transaction; the same at line 1.',
      ],
      `${whole} error measured 0002_change.sql:4-4`,
    ],
  },
  {
    title: 'a DELETE of every row, one with a condition, and one that is only prepared',
    before: orders,
    migrations: [
      {
        sql: 'DELETE FROM orders;\nDELETE FROM orders WHERE a;\nPREPARE d AS DELETE FROM orders;',
        traces: [write, write, {}],
      },
    ],
    findings: [
      [
        measuredOf(whole),
        'All rows of public.orders are gone; writes wait until the transaction ends.',
        'Keep a copy of rows that may be needed, and delete from public.orders in batches by key, each in a transaction of its own.',
      ],
    ],
  },
  {
    title: 'writes to a young table',
    before: orders,
    migrations: [
      {
        sql: 'CREATE TABLE young (id int);\nUPDATE young SET id = 1;\nDELETE FROM young;',
        traces: [{}, lock('public.young', 'RowExclusiveLock'), lock('public.young', 'RowExclusiveLock')],
      },
    ],
    findings: [],
  },
  ...[
    ['UPDATE orders SET a = 1;', true],
    ['DELETE FROM public."orders";', true],
    ["EXECUTE 'update only orders set a = 1';", true],
    ['UPDATE orders SET a = 1 WHERE true;', true],
    ['UPDATE orders SET a = 1 WHERE id = 1;', false],
    ['INSERT INTO orders VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1;', false],
    ['PERFORM FROM orders FOR UPDATE;', false],
    ['-- UPDATE orders SET a = 1;', false],
    ['UPDATE lines SET a = 1;', false],
  ].map(([code, isFound]) => ({
    title: `in a block of code: ${code}`,
    before: orders,
    migrations: [{ sql: `DO $$ BEGIN\n${code}\nEND $$;`, traces: [write] }],
    findings: isFound === true ? [measuredOf(whole, '1-3')] : [],
  })),
  {
    title: 'in a function of the migration, when it is called',
    before: orders,
    migrations: [
      {
        sql: "CREATE FUNCTION fill() RETURNS void LANGUAGE sql AS 'UPDATE orders SET a = 1';\nSELECT fill();",
        traces: [{}, write],
        changes: ['add function public.fill()'],
      },
    ],
    findings: [measuredOf(whole, '2-2')],
  },
  {
    title: 'a condition on a column that the change adds and has filled since picks rows out',
    before: orders,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD plan int;\nUPDATE orders SET plan = p.id FROM plans p WHERE p.order_id = orders.id;\nDELETE FROM orders WHERE plan IS NULL;',
        transaction: 'none',
        traces: [
          lock('public.orders'),
          { ...lock('public.orders', 'RowExclusiveLock') },
          { ...lock('public.orders', 'RowExclusiveLock') },
        ],
      },
    ],
    findings: [
      [
        'update-or-delete-without-where warning measured 0001_change.sql:2-2',
        'Writes to public.orders wait until all rows that have a partner are written, all in one transaction.',
      ],
    ],
  },
  {
    title: 'a condition that holds for every row of a column that the change adds, in any of its migrations',
    before: null,
    migrations: [
      { sql: 'ALTER TABLE orders ADD a int, ADD b int DEFAULT 1, ADD "C" int;', traces: [notRun] },
      {
        sql: [
          'UPDATE orders SET "C" = 1 WHERE "C" IS NULL AND a IS NULL;',
          'UPDATE orders SET a = 1 WHERE a IS NULL;',
          'UPDATE orders SET b = 1 WHERE b IS NULL;',
          'UPDATE orders SET a = 1 WHERE a IS NULL AND id > 7;',
          'UPDATE orders SET a = 1 WHERE total IS NULL;',
        ].join('\n'),
        traces: [notRun, notRun, notRun, notRun, notRun],
      },
    ],
    findings: [
      [
        `${whole} warning inferred 0002_change.sql:1-1`,
        'Writes to public.orders wait until every row is written, all in one transaction; the condition holds for every row, because the column is new; the same at line 2.',
      ],
    ],
  },
  {
    title: 'writes where nothing was run',
    before: null,
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD a int;\nUPDATE orders SET a = 1;\nDELETE FROM lines USING orders;',
        traces: [{ ...notRun, ...lock('public.orders') }],
      },
      {
        sql: 'ALTER TABLE orders ADD b int;\nCOMMIT;\nUPDATE orders SET b = 1;',
        transaction: 'authored',
        traces: [{ ...notRun, ...lock('public.orders') }],
      },
      {
        sql: 'ALTER TABLE orders ADD c int;\nUPDATE orders SET c = 1;',
        transaction: 'none',
        traces: [{ ...notRun, ...lock('public.orders') }],
      },
    ],
    findings: [
      inferredOf(whole, '2-2'),
      inferredOf(whole, '3-3'),
      `${whole} warning inferred 0002_change.sql:3-3`,
      `${whole} warning inferred 0003_change.sql:2-2`,
    ],
  },
])
