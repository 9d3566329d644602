import { expect, test } from 'vitest'
import { judge } from '../../src/rules/judge.ts'
import { rules } from '../../src/rules/registry.ts'
import { contextOf, lock, type Sketch } from './context.ts'

const before = ['public.orders', 'public.lines']
const held = lock('public.orders').locks
const scan = { ...lock('public.lines', 'RowExclusiveLock'), scans: ['public.lines'] }
const byDefault = rules.filter(({ preset }) => preset === undefined)

async function told(second: string, trace: object, small: readonly string[]): Promise<readonly string[]> {
  return toldOf(
    {
      sql: `ALTER TABLE orders ADD a int;\n${second}`,
      traces: [lock('public.orders'), trace],
      held: [[], held],
    },
    small,
  )
}

async function toldOf(migration: Sketch, small: readonly string[] = []): Promise<readonly string[]> {
  const context = await contextOf(before, migration)
  const found = judge(
    {
      ...context,
      size: table => (small.includes(table) ? { rows: 200, bytes: null } : null),
      isSmall: table => small.includes(table),
    },
    byDefault,
  )
  return found.map(({ rule, severity, line, message }) => `${rule} ${severity} ${line} | ${message}`)
}

const waits = 'Reads and writes of public.orders, locked by line 1, wait while this reads every row of'

test.each([
  {
    title: 'the table that is worked on is large',
    second: 'UPDATE lines SET a = 1 WHERE b = 2;',
    trace: scan,
    small: ['public.orders'],
    found: [`long-work-after-strong-lock error 2 | ${waits} public.lines.`],
  },
  {
    title: 'the table that is worked on is small',
    second: 'UPDATE lines SET a = 1 WHERE b = 2;',
    trace: scan,
    small: ['public.lines'],
    found: [`long-work-after-strong-lock notice 2 | ${waits} public.lines (200 rows).`],
  },
  {
    title: 'rows are only read',
    second: 'INSERT INTO young SELECT a FROM lines;',
    trace: { scans: ['public.lines'] },
    small: [],
    found: [`long-work-after-strong-lock warning 2 | ${waits} public.lines.`],
  },
  {
    title: 'told in better words: an index of another table',
    second: 'CREATE INDEX ON lines (a);',
    trace: { ...lock('public.lines', 'ShareLock'), scans: ['public.lines'] },
    small: [],
    found: [
      'index-not-concurrent error 2 | Writes to public.lines wait until the index is built; so do reads and writes of public.orders, which line 1 keeps locked.',
    ],
  },
  {
    title: 'an index of the locked table itself: readers wait for it as well',
    second: 'CREATE INDEX ON orders (a);',
    trace: { ...lock('public.orders', 'ShareLock'), scans: ['public.orders'] },
    small: [],
    found: [
      'index-not-concurrent error 2 | Reads and writes of public.orders wait until the index is built: line 1 keeps public.orders locked.',
    ],
  },
  {
    title: 'a foreign key of the locked table: readers wait for it as well',
    second: 'ALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (id) REFERENCES lines (id);',
    trace: { ...lock('public.orders', 'ShareRowExclusiveLock'), scans: ['public.orders', 'public.lines'] },
    small: [],
    found: [
      'foreign-key-validates-existing-rows error 2 | Writes to public.orders and public.lines, and reads of public.orders, which line 1 keeps locked, wait while every row of public.orders is looked up in public.lines.',
    ],
  },
  {
    title: 'nothing is read from end to end',
    second: 'UPDATE lines SET a = 1 WHERE id = 2;',
    trace: lock('public.lines', 'RowExclusiveLock'),
    small: [],
    found: [],
  },
])('$title', async ({ second, trace, small, found }) => {
  expect(await told(second, trace, small)).toEqual(found)
})

test('the line that is named took the lock that keeps them out, not a weaker one of the same table', async () => {
  const share = { ...lock('public.orders', 'ShareLock'), scans: ['public.orders'] }
  const all = [...lock('public.orders', 'ShareLock').locks, ...held, ...lock('public.orders_pkey').locks]
  expect(
    await toldOf({
      sql: 'CREATE INDEX a ON orders (a);\nALTER TABLE orders ADD b int;\nCREATE INDEX c ON orders (c);\nCREATE INDEX d ON lines (d);',
      traces: [
        share,
        { locks: [...held, ...lock('public.orders_pkey').locks] },
        share,
        { ...lock('public.lines', 'ShareLock'), scans: ['public.lines'] },
      ],
      held: [[], lock('public.orders', 'ShareLock').locks, all, all],
    }),
  ).toEqual([
    'index-not-concurrent error 1 | Writes to public.orders wait until the index is built.',
    'index-not-concurrent error 3 | Reads and writes of public.orders wait until the index is built: line 2 keeps public.orders locked.',
    'index-not-concurrent error 4 | Writes to public.lines wait until the index is built; so do reads and writes of public.orders, which line 2 keeps locked.',
  ])
})

test('a foreign key between two tables that earlier lines keep locked: readers of both wait', async () => {
  const parents = lock('public.lines').locks
  const traces = [
    lock('public.orders'),
    lock('public.lines'),
    { ...lock('public.orders', 'ShareRowExclusiveLock'), scans: ['public.orders', 'public.lines'] },
  ]
  const sql = [
    'ALTER TABLE orders ADD a int;',
    'ALTER TABLE lines ADD a int;',
    'ALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (id) REFERENCES lines (id);',
  ].join('\n')
  expect(await toldOf({ sql, traces, held: [[], held, [...held, ...parents]] })).toContain(
    'foreign-key-validates-existing-rows error 3 | Writes to public.orders and public.lines, and reads of public.orders, which line 1 keeps locked, and of public.lines, which line 2 keeps locked, wait while every row of public.orders is looked up in public.lines.',
  )
})

test('a query that reads a table under the lock of an earlier statement names that one', async () => {
  expect(
    await toldOf({
      sql: 'CREATE TABLE young (id int REFERENCES orders);\nINSERT INTO young SELECT id FROM orders;',
      traces: [
        lock('public.orders', 'ShareRowExclusiveLock'),
        { ...lock('public.orders', 'ShareRowExclusiveLock'), scans: ['public.orders'] },
      ],
      held: [[], lock('public.orders', 'ShareRowExclusiveLock').locks],
    }),
  ).toEqual([
    'strong-lock-work error 2 | Writes to public.orders wait while every row is read: line 1 keeps it locked.',
  ])
})

test('the parent in which each new row is looked up is not read from end to end', async () => {
  const key = 'public.lines FOREIGN KEY (order_id) REFERENCES public.orders(id)'
  const context = await contextOf(['public.orders', key], {
    sql: 'ALTER TABLE orders ADD a int;\nINSERT INTO lines VALUES (1);\nINSERT INTO lines SELECT id FROM Orders;\nUPDATE lines SET suborders = 1;',
    traces: [
      lock('public.orders'),
      { ...lock('public.orders'), scans: ['public.orders'] },
      { ...lock('public.orders'), scans: ['public.orders'] },
      { ...lock('public.orders'), scans: ['public.orders'] },
    ],
    held: [[], held, held, held],
  })
  expect(judge(context, byDefault).map(({ rule, line }) => `${rule} ${line}`)).toEqual(['strong-lock-work 3'])
})
