import { expect, test } from 'vitest'
import { postgres } from '../../../../src/dialects/postgres/dialect.ts'

const nothing = [
  'SELECT 1',
  "SELECT 'down SQL query'",
  'SELECT 1::int, null',
  'SELECT',
  'BEGIN',
  'COMMIT',
  "SET LOCAL lock_timeout = '2s'",
]
const something = [
  'SELECT f()',
  'SELECT 1 FROM orders',
  'SELECT 1 INTO t',
  'SELECT 1 WHERE f()',
  'WITH gone AS (DELETE FROM orders RETURNING 1) SELECT 1',
  'SELECT 1 UNION SELECT f()',
  'VALUES (f())',
  'DROP TABLE a',
  'DO $$ BEGIN DROP TABLE a; END $$',
  'ALTER SYSTEM SET work_mem = 1',
  'SELEC 1',
]

test.each(nothing)('%s changes nothing', async sql => expect(await noOps(sql)).toEqual([true]))
test.each(something)('%s may change something', async sql => expect(await noOps(sql)).toEqual([false]))

async function noOps(sql: string): Promise<readonly boolean[]> {
  return (await postgres.parse(sql)).map(postgres.isNoOp)
}
