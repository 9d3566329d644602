import { expect, test } from 'vitest'
import {
  judgeInterrupted,
  observe,
  recoveryOf,
} from '../../../../src/dialects/postgres/deploy/interrupted.ts'
import { cannotRunInTransaction } from '../../../../src/dialects/postgres/parse/facts.ts'
import type { Session } from '../../../../src/dialects/postgres/session.ts'
import { statementOf } from '../../../support/crash.ts'

/** Where the text decides, no question is sent. */
const nobody = {} as Session

test.each([
  'VACUUM (FULL, ANALYZE) t',
  'CLUSTER',
  "ALTER SYSTEM SET work_mem = '1MB'",
  'ALTER SYSTEM RESET ALL',
  'DISCARD ALL',
  'REINDEX SCHEMA public',
  'REINDEX DATABASE app',
  'REINDEX SYSTEM app',
  'ALTER SUBSCRIPTION s REFRESH PUBLICATION',
  'ALTER SUBSCRIPTION s SET PUBLICATION p',
  'ALTER SUBSCRIPTION s SET (failover = true)',
])('%s runs again', async sql => {
  const statement = await statementOf(sql)
  expect(cannotRunInTransaction(statement)).not.toBeNull()
  expect(recoveryOf(statement)).toBe('repeatable')
  expect(await observe(nobody, statement)).toEqual({})
  expect(await judgeInterrupted(nobody, statement, {})).toMatchObject({ kind: 'repeatable', clean: [] })
})

test.each([
  ['CALL refill()', 'CALL runs code that may commit'],
  ["DO $$ begin insert into t values (1); commit; raise 'x'; end $$", 'DO runs code that may commit'],
  ['CREATE TABLE t ()', 'nothing in the catalog tells'],
  ['CREATE INDEX i ON t (a)', 'nothing in the catalog tells'],
  ['CREATE TABLE (', 'could not be read'],
])('%s is for people to say', async (sql, why) => {
  const statement = await statementOf(sql)
  expect(recoveryOf(statement)).toBe('ask')
  expect(await observe(nobody, statement)).toEqual({})
  const judged = await judgeInterrupted(nobody, statement, {})
  expect(judged).toMatchObject({ kind: 'unknown', evidence: expect.stringContaining(why) })
})

test.each([
  'CREATE INDEX CONCURRENTLY i ON t (a)',
  'DROP INDEX CONCURRENTLY i',
  'REINDEX TABLE CONCURRENTLY t',
  'ALTER TABLE p DETACH PARTITION q CONCURRENTLY',
  'CREATE DATABASE d',
  'DROP DATABASE d',
  "CREATE TABLESPACE s LOCATION '/s'",
  'DROP TABLESPACE s',
  "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
  'DROP SUBSCRIPTION s',
  'ALTER SUBSCRIPTION s ADD PUBLICATION p',
  "COMMIT PREPARED 'x'",
])('%s is not judged without what was seen before it', async sql => {
  const statement = await statementOf(sql)
  const judged = await judgeInterrupted(nobody, statement, { table: 7, stood: 'garbled', oid: [] })
  expect(judged).toMatchObject({ kind: 'unknown', evidence: expect.stringContaining('the journal') })
})
