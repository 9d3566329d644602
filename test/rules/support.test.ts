import { expect, test } from 'vitest'
import { adviceFor } from '../../src/rules/support/advice.ts'
import { bareName, deriveName, lastPart, listed, qualifier } from '../../src/rules/support/names.ts'
import { requireColumns } from '../../src/rules/support/not-null.ts'
import { byteCount, rowCount } from '../../src/rules/support/sizes.ts'
import { identifierIn } from '../../src/rules/support/spelled.ts'
import { indexConcurrently } from '../../src/rules/support/sql.ts'

test.each([
  ['public.orders.id', 'public.orders', 'id', 'id'],
  ['public."a.b"."c ""d"""', 'public."a.b"', '"c ""d"""', 'c "d"'],
  ['orders', '', 'orders', 'orders'],
])('%s splits', (name, first, last, bare) => {
  expect([qualifier(name), lastPart(name), bareName(name)]).toEqual([first, last, bare])
})

test.each([
  ['postgres', 'total', 'total'],
  ['postgres', 'Total', '"Total"'],
  ['postgres', 'order', '"order"'],
  ['postgres', '"Total"', '"Total"'],
  ['sqlite', 'Total', 'Total'],
  ['sqlite', 'order', '"order"'],
  ['sqlite', 'e mail', '"e mail"'],
  ['sqlite', '"e mail"', '"e mail"'],
] as const)('identifier of %s: %s', (dialect, name, spelled) =>
  expect(identifierIn(dialect, name)).toBe(spelled),
)

test.each([
  [0, '0 rows', '0 bytes'],
  [1, '1 row', '1 byte'],
  [200, '200 rows', '200 bytes'],
  [8192, '8,192 rows', '8.2 kB'],
  [999_999, '999,999 rows', '1 MB'],
  [1_000_000, '1 M rows', '1 MB'],
  [1_250_000, '1.3 M rows', '1.3 MB'],
  [41_000_000, '41 M rows', '41 MB'],
  [999_600_000, '1 G rows', '1 GB'],
  [1_200_000_000, '1.2 G rows', '1.2 GB'],
  [5e15, '5000000 G rows', '5 PB'],
])('%d in words', (number, rows, bytes) => {
  expect([rowCount(number), byteCount(number)]).toEqual([rows, bytes])
})

test('helper names are made of the names, quoted where needed, 63 bytes at most', () => {
  expect(deriveName(['public.orders', 'total'], '_not_null')).toBe('orders_total_not_null')
  expect(deriveName(['public."Orders"', 'total'], '_not_null')).toBe('"Orders_total_not_null"')
  const long = bareName(deriveName(['public.ü', 'ü'.repeat(60)], '_not_null'))
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(63)
  expect(long).toMatch(/_not_null$/)
})

test('lists', () =>
  expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']))

test.each([
  ['CREATE INDEX i ON t (a)', 'CREATE INDEX CONCURRENTLY i ON t (a);'],
  ['create unique index if not exists i on t (a)', 'create unique index CONCURRENTLY i on t (a);'],
  ['-- create index\nCREATE /* a */ INDEX ON t (a)', 'CREATE /* a */ INDEX CONCURRENTLY ON t (a);'],
  ['CREATE INDEX"I"ON t (a)', 'CREATE INDEX CONCURRENTLY"I"ON t (a);'],
  ['DROP INDEX i', null],
])('%s, concurrently', (sql, expected) => expect(indexConcurrently(sql)).toBe(expected))

test('columns are required in two migrations', () => {
  expect(requireColumns('public.orders', ['"A"', 'b'])).toBe(
    [
      'ALTER TABLE public.orders ADD CONSTRAINT "orders_A_not_null" CHECK ("A" IS NOT NULL) NOT VALID;',
      'ALTER TABLE public.orders ADD CONSTRAINT orders_b_not_null CHECK (b IS NOT NULL) NOT VALID;',
      '-- in the next migration:',
      'ALTER TABLE public.orders VALIDATE CONSTRAINT "orders_A_not_null";',
      'ALTER TABLE public.orders VALIDATE CONSTRAINT orders_b_not_null;',
      'ALTER TABLE public.orders ALTER COLUMN "A" SET NOT NULL;',
      'ALTER TABLE public.orders ALTER COLUMN b SET NOT NULL;',
      'ALTER TABLE public.orders DROP CONSTRAINT "orders_A_not_null";',
      'ALTER TABLE public.orders DROP CONSTRAINT orders_b_not_null;',
    ].join('\n'),
  )
})

test.each([
  [
    'no-such-column',
    'error in index users email after drop column: no such column: email',
    'Drop the index users email before it.',
  ],
  ['SQLITE_ERROR', 'error in view v after drop column: no such column: email', 'Drop the view v before it.'],
  [
    '0A000',
    'unique constraint on partitioned table must include all partitioning columns',
    'Put the columns of the partition key into the key as well.',
  ],
  [
    '42P16',
    'cannot drop columns from view',
    'Keep the columns as they are and add new ones at the end, or drop the view and create it anew in the same migration.',
  ],
  ['0A000', 'cannot do this', 'This server does not support it: choose another form.'],
  ['SQLITE_ERROR', 'malformed JSON', 'Leave out rows whose text is no JSON: WHERE json_valid(…).'],
  [
    '0A000',
    'cannot alter type of a column used by a view or rule',
    'Drop what uses the column before it, and make it again after it, in the same migration.',
  ],
])('advice for %s: %s', (code, message, advice) => {
  expect(adviceFor(code, message)).toBe(advice)
})
