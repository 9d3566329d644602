import { expect, test } from 'vitest'
import { openEmbedded } from '../../../../src/dialects/sqlite/shadow/embedded.ts'
import { ShadowGone } from '../../../../src/model/errors.ts'
import { limits } from './limits.ts'

const numbers = 'WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n)'

/** SQL that would never end, or take the machine with it. */
const endless: readonly [name: string, sql: string, said: RegExp][] = [
  ['a query without end', `${numbers} SELECT max(i) FROM n`, /^it did not finish within 1 s$/],
  [
    'sorting without end',
    `${numbers} SELECT randomblob(500) FROM n ORDER BY 1`,
    /^it did not finish within 1 s$|MB of memory$/,
  ],
  [
    'a table that eats all memory',
    `CREATE TABLE big AS ${numbers} SELECT zeroblob(10000000) FROM n`,
    /^it used more than 400 MB of memory$/,
  ],
  [
    'a temporary table that does',
    `CREATE TEMP TABLE big AS ${numbers} SELECT zeroblob(10000000) FROM n`,
    /^it used more than 400 MB of memory$/,
  ],
  [
    'names that double with each step',
    `WITH a0 AS (SELECT 1 AS x)${Array.from({ length: 30 }, (_, i) => `, a${i + 1} AS (SELECT p.x FROM a${i} p, a${i} q)`).join('')} SELECT * FROM a30`,
    /^it did not finish within 1 s$|MB of memory$/,
  ],
]

test.each(endless)('%s ends with its process, and so does what is asked later', async (name, sql, said) => {
  const statement = name.includes('memory') || name.startsWith('a temporary') ? 20_000 : 1_000
  const session = await openEmbedded({ ...limits, statement, memory: 400_000_000 })
  const reason = await session.run(sql).then(
    () => null,
    error => error,
  )
  expect(reason).toBeInstanceOf(ShadowGone)
  expect(reason.message).toMatch(said)
  await expect(session.query('SELECT 1')).rejects.toThrow(reason.message)
  await session.close()
})

const ended: readonly [name: string, sql: string, said: string][] = [
  ['nesting', `SELECT ${'('.repeat(200_000)}1${')'.repeat(200_000)}`, 'Recursion limit'],
  ['a long sum', `SELECT 1${'+ 1'.repeat(100_000)}`, 'Expression tree is too large (maximum depth 1000)'],
  ['nested JSON', `SELECT json('${'['.repeat(100_000)}${']'.repeat(100_000)}')`, 'malformed JSON'],
  ['a long union', `SELECT 1${' UNION SELECT 1'.repeat(10_000)}`, 'too many terms in compound SELECT'],
]

test.each(ended)('%s is the engine’s to refuse', async (_, sql, said) => {
  const session = await openEmbedded(limits)
  await expect(session.run(sql)).rejects.toThrow(said)
  expect(await session.query('SELECT 1 AS one')).toEqual([{ one: 1n }])
  await session.close()
})

test('the whole check has a limit of its own', async () => {
  const session = await openEmbedded({ ...limits, check: 1_500 })
  const reason = await session.run(`${numbers} SELECT max(i) FROM n`).then(
    () => null,
    error => error,
  )
  expect(reason.message).toBe("the check's 1.5 s in the shadow were used up")
})
