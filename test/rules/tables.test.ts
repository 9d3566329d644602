import { expect, test } from 'vitest'
import type { Schema } from '../../src/model/schema.ts'
import { judge } from '../../src/rules/judge.ts'
import { partitionCheck, proofOf } from '../../src/rules/support/partition-checks.ts'
import { contextOf, failed, lock, notRun } from './context.ts'
import { inferredOf, type Row, testRows } from './rows.ts'

const orders = ['public.orders']
const copied = {
  ...lock('public.orders'),
  rewrites: ['public.orders', 'public.orders_pkey'],
  scans: ['public.orders'],
}
const unrunTablespace = {
  outcome: 'unverified',
  error: { code: '42704', message: 'tablespace "fast" does not exist here' },
  evidence: 'inferred',
} as const

const stopped = {
  ...failed('42P07', 'relation "lines" already exists'),
  evidence: 'measured',
} as const

const table: readonly Row[] = [
  // What is new, behind a line that failed.
  {
    title: 'a plain CREATE TABLE that was not reached makes the table new, whatever spoke of it before',
    before: ['public.lines'],
    migrations: [
      { sql: 'ALTER TABLE orders ADD note text;', traces: [notRun] },
      {
        sql: [
          'CREATE TABLE lines (id int PRIMARY KEY);',
          'CREATE TABLE orders (id int PRIMARY KEY, line_id int REFERENCES lines);',
          'CREATE INDEX ON orders (line_id);',
        ].join('\n'),
        traces: [stopped, notRun, notRun],
      },
    ],
    findings: ['statement-failed error measured 0002_change.sql:1-1'],
  },
  {
    title: 'CREATE TABLE IF NOT EXISTS and a temporary one do not',
    before: ['public.lines'],
    migrations: [
      {
        sql: 'ALTER TABLE orders ADD note text;\nALTER TABLE users ADD note text;',
        traces: [notRun, notRun],
      },
      {
        sql: [
          'CREATE TABLE lines (id int PRIMARY KEY);',
          'CREATE TABLE IF NOT EXISTS orders (id int PRIMARY KEY, line_id int REFERENCES lines);',
          'CREATE INDEX ON orders (line_id);',
          'CREATE TEMP TABLE users (id int PRIMARY KEY);',
          'CREATE INDEX ON users (note);',
        ].join('\n'),
        traces: [stopped, notRun, notRun, notRun, notRun],
      },
    ],
    findings: [
      'statement-failed error measured 0002_change.sql:1-1',
      'index-not-concurrent error inferred 0002_change.sql:3-3',
      'index-not-concurrent error inferred 0002_change.sql:5-5',
    ],
  },
  // storage-rewrite
  {
    title: 'a tablespace that the throwaway server does not have: judged by the text',
    before: orders,
    migrations: [{ sql: 'ALTER TABLE orders SET TABLESPACE fast;', traces: [unrunTablespace] }],
    findings: [inferredOf('could-not-verify'), inferredOf('storage-rewrite')],
  },
  {
    title: 'each table of VACUUM FULL, where nothing was run',
    before: null,
    migrations: [{ sql: 'VACUUM FULL orders, shop.lines;' }],
    findings: [
      [
        inferredOf('storage-rewrite'),
        'Reads and writes of public.orders wait while every row and index is written anew, with a second copy on the disk.',
      ],
      inferredOf('storage-rewrite'),
    ],
  },
  {
    title: 'VACUUM FULL of everything',
    before: null,
    migrations: [{ sql: 'VACUUM FULL;' }],
    findings: [inferredOf('storage-rewrite')],
  },
  {
    title: 'CLUSTER of a new table, and where it will be clustered next time',
    before: orders,
    migrations: [
      { sql: 'CREATE TABLE a (id int PRIMARY KEY);\nCLUSTER a USING a_pkey;', traces: [{}, {}] },
      { sql: 'ALTER TABLE orders CLUSTER ON orders_pkey;', traces: [lock('public.orders')] },
    ],
    findings: [],
  },
  // partitions
  {
    title: 'a partition that is attached, where nothing was run',
    before: null,
    migrations: [{ sql: "ALTER TABLE events ATTACH PARTITION old FOR VALUES IN ('a');" }],
    findings: [inferredOf('attach-partition-scans')],
  },
  {
    title: 'a partition that the change makes and attaches, where nothing was run',
    before: null,
    migrations: [
      { sql: "CREATE TABLE old (id int);\nALTER TABLE events ATTACH PARTITION old FOR VALUES IN ('a');" },
    ],
    findings: [],
  },
  {
    title: 'a partition that is detached, where nothing was run, and CONCURRENTLY',
    before: null,
    migrations: [
      { sql: 'ALTER TABLE events DETACH PARTITION old;' },
      { sql: 'ALTER TABLE events DETACH PARTITION older CONCURRENTLY;' },
    ],
    findings: [
      [
        'detach-partition-not-concurrent warning inferred 0001_change.sql:1-1',
        'Reads and writes of public.events wait until every running query of it has ended and the transaction is over.',
        'ALTER TABLE public.events DETACH PARTITION public.old CONCURRENTLY;',
      ],
    ],
  },
  // refresh-matview-not-concurrent
  {
    title: 'a view that is refreshed, and one that the change makes, where nothing was run',
    before: null,
    migrations: [
      {
        sql: [
          'REFRESH MATERIALIZED VIEW totals;',
          'CREATE MATERIALIZED VIEW sums AS SELECT 1;',
          'REFRESH MATERIALIZED VIEW sums;',
        ].join('\n'),
      },
    ],
    findings: [inferredOf('refresh-matview-not-concurrent')],
  },
  // object-removed
  {
    title: 'a view that is dropped, and one that is made again, where nothing was run',
    before: null,
    migrations: [
      { sql: 'DROP VIEW recent;\nDROP VIEW IF EXISTS totals;' },
      { sql: 'CREATE VIEW totals AS SELECT 1;' },
    ],
    findings: [inferredOf('object-removed')],
  },
  {
    title: 'a function that is dropped, where nothing was run',
    before: null,
    migrations: [{ sql: 'DROP FUNCTION price(int);\nDROP TYPE mood;' }],
    findings: ['object-removed warning inferred 0001_change.sql:1-1'],
  },
  // rls-enabled-without-policy
  {
    title: 'row level security with a policy in another file, and without, where nothing was run',
    before: null,
    migrations: [
      { sql: 'ALTER TABLE orders ENABLE ROW LEVEL SECURITY;\nALTER TABLE lines ENABLE ROW LEVEL SECURITY;' },
      { sql: 'CREATE POLICY mine ON orders USING (id = 1);' },
    ],
    findings: ['rls-enabled-without-policy warning inferred 0001_change.sql:2-2'],
  },
  // trigger-removed
  {
    title: 'rows that are written while no foreign key is checked, and when they are again',
    before: [
      'public.orders FOREIGN KEY (a) REFERENCES public.customers(id)',
      'public.lines FOREIGN KEY ("to", b) REFERENCES public.orders("x, y", id)',
    ],
    migrations: [
      {
        sql: [
          'ALTER TABLE orders DISABLE TRIGGER ALL;',
          'INSERT INTO lines VALUES (1);',
          'ALTER TABLE orders ENABLE TRIGGER ALL;',
          'INSERT INTO orders VALUES (1);',
        ].join('\n'),
      },
      { sql: "SET session_replication_role = 'replica';\nINSERT INTO lines VALUES (1);" },
      {
        sql: "SET session_replication_role = 'replica';\nUPDATE orders SET note = 'x' WHERE id = 1;\nDELETE FROM lines WHERE b = 1;",
      },
      { sql: 'ALTER TABLE orders DISABLE TRIGGER ALL;\nDELETE FROM orders WHERE a = 1;' },
    ],
    findings: [
      'trigger-removed warning measured 0002_change.sql:1-1',
      'trigger-removed warning measured 0004_change.sql:1-1',
    ],
  },
]

testRows(table)

test('a copy says how large it is, and is a notice where the table is small', async () => {
  const context = await contextOf(orders, { sql: 'ALTER TABLE orders SET UNLOGGED;', traces: [copied] })
  const size = (rows: number, bytes: number, isSmall: boolean) => ({
    ...context,
    size: () => ({ rows, bytes }),
    isSmall: () => isSmall,
  })
  const [large] = judge(size(41_000_000, 12_000_000_000, false))
  expect(large?.severity).toBe('error')
  expect(large?.message).toMatch(/41 M rows.*, with a second copy of 12 GB on the disk; after a crash/)
  const [small, ...more] = judge(size(200, 16_000, true))
  expect(more).toEqual([])
  expect([small?.rule, small?.severity]).toEqual(['storage-rewrite', 'notice'])
})

function schemaOf(key: string, bound: string): Schema {
  const object = (name: string, attributes: Record<string, string>) =>
    [`table ${name}`, { kind: 'table', name, identity: '', attributes }] as const
  const objects = [
    object('public.p', { 'partition key': key }),
    object('public.c', { 'partition bound': bound }),
  ]
  return { objects: new Map(objects), columnOrder: new Map() }
}

test.each([
  [
    'RANGE (day)',
    "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
    "day IS NOT NULL AND day >= '2026-01-01' AND day < '2027-01-01'",
    "day IS NULL OR day < '2026-01-01' OR day >= '2027-01-01'",
  ],
  [
    'RANGE (id)',
    'FOR VALUES FROM (MINVALUE) TO (-7)',
    'id IS NOT NULL AND id < -7',
    'id IS NULL OR id >= -7',
  ],
  [
    'LIST ("a, b")',
    "FOR VALUES IN ('x''y', '(')",
    `"a, b" IS NOT NULL AND "a, b" IN ('x''y', '(')`,
    `"a, b" IS NULL OR "a, b" NOT IN ('x''y', '(')`,
  ],
])('a partition of %s %s', (key, bound, inside, outside) => {
  expect(partitionCheck(schemaOf(key, bound), 'public.p', 'public.c')).toEqual({ inside, outside })
})

test.each([
  ['RANGE (a, b)', "FOR VALUES FROM ('1', '2') TO ('3', '4')"],
  ['RANGE (lower(a))', "FOR VALUES FROM ('1') TO ('3')"],
  ['HASH (a)', 'FOR VALUES WITH (modulus 4, remainder 0)'],
  ['LIST (a)', "FOR VALUES IN ('a', NULL)"],
  ['LIST (a)', 'DEFAULT'],
])('a partition of %s %s has no condition of one column', (key, bound) => {
  expect(partitionCheck(schemaOf(key, bound), 'public.p', 'public.c')).toBeNull()
})

test('a proof bears a name that the server does not cut', () => {
  const long = `public."${'é'.repeat(40)}"`
  const { add, drop } = proofOf(long, 'true', 'public.c')
  const name = /CONSTRAINT "(.*?)"/.exec(add)?.[1] ?? ''
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63)
  expect(drop).toContain(`"${name}"`)
})

test('what was measured to copy nothing is not told', async () => {
  const context = await contextOf(orders, {
    sql: 'ALTER TABLE orders SET LOGGED;',
    traces: [lock('public.orders')],
  })
  expect(judge(context)).toEqual([])
})
