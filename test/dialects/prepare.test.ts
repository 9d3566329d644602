import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dialect, Shadow } from '../../src/dialects/dialect.ts'
import { postgres } from '../../src/dialects/postgres/dialect.ts'
import { openEmbedded } from '../../src/dialects/postgres/shadow/embedded.ts'
import { prepareQueries } from '../../src/dialects/postgres/shadow/prepare.ts'
import { sqlite } from '../../src/dialects/sqlite/dialect.ts'
import { ownDelivery } from '../../src/migrations/formats/plain.ts'
import { limits } from '../support/shadow.ts'

const base =
  'CREATE TABLE users (id int PRIMARY KEY, name text); CREATE TABLE other (id int); INSERT INTO other VALUES (1);'

/** A query, and what the database says of it; `null` where it can be prepared. */
type Row = readonly [query: string, answer: RegExp | null]

const both: readonly Row[] = [
  ['SELECT name FROM users', null],
  [
    '-- by hand\nWITH u AS (SELECT id FROM users) UPDATE other SET id = 1 WHERE id IN (SELECT id FROM u);',
    null,
  ],
  ['INSERT INTO other (id) VALUES (1)', null],
  ['DELETE FROM other', null],
  ['SELECT fax FROM users', /fax/],
  ['SELECT 1 FROM nowhere', /nowhere/],
  ['SELECT id FROM users JOIN other ON true', /ambiguous/],
  ['SELEC', /syntax error/],
  ['SELECT 1\0; DROP TABLE users', /NUL/],
]

const ofPostgres: readonly Row[] = [
  ['SELECT name FROM users WHERE id = $1 AND name LIKE $2 LIMIT $3', null],
  ['MERGE INTO other o USING users u ON o.id = u.id WHEN MATCHED THEN DELETE', null],
  ['SELECT 1; DROP TABLE users', /multiple commands/],
  ['', /empty/],
]

const ofSqlite: readonly Row[] = [
  ['SELECT name FROM users WHERE id = ? AND name LIKE :name', null],
  ['DROP TABLE users', /not authorized/],
  ['PRAGMA user_version = 7', /not authorized/],
  ["ATTACH 'x' AS y", /not authorized|too many attached/],
]

async function shadowOf(dialect: Dialect): Promise<Shadow> {
  const shadow = await dialect.openShadow([], { url: null, limits })
  const up = await dialect.parse(base)
  const migration = { id: '1', format: 'plain', up: { path: '1', text: base }, down: null, ...ownDelivery }
  await shadow.replay({ migration, transaction: 'none', up, down: null })
  return shadow
}

describe.each([
  { dialect: postgres as Dialect, rows: [...both, ...ofPostgres] },
  { dialect: sqlite as Dialect, rows: [...both, ...ofSqlite] },
])('$dialect.name', ({ dialect, rows }) => {
  let shadow: Shadow
  beforeAll(async () => {
    shadow = await shadowOf(dialect)
  })
  afterAll(async () => shadow.close())

  test.each(rows)('%j', async (query, answer) => {
    const [message] = await shadow.prepare([query])
    if (answer === null) expect(message).toBeNull()
    else expect(message).toMatch(answer)
  })

  test('runs nothing, and answers in order', async () => {
    const before = await shadow.readSchema()
    const answers = await shadow.prepare([
      'DELETE FROM other',
      'SELECT fax FROM users',
      'DROP TABLE users',
      'SELECT 1 FROM users',
    ])
    expect([answers.length, answers[0], answers[1] === null, answers[3]]).toEqual([4, null, false, null])
    expect(dialect.diffSchemas(before, await shadow.readSchema())).toEqual([])
  })

  test('a thousand take a moment', async () => {
    const queries = Array.from({ length: 1_000 }, (_, i) => `SELECT name, ${i} FROM users WHERE id = ${i}`)
    const began = performance.now()
    const answers = await shadow.prepare(queries)
    expect(answers.filter(answer => answer !== null)).toEqual([])
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

test('through a session that can only run statements, one by one, the answers are the same', async () => {
  const boot = Promise.resolve({ extensions: [], image: null })
  const { parseOnly: _, ...session } = await openEmbedded(boot, limits)
  try {
    await session.script(base)
    const queries = [...both, ...ofPostgres].map(([query]) => query)
    const answers = await prepareQueries(session, [...queries, 'DROP TABLE users', 'SELECT name FROM users'])
    for (const [place, [, answer]] of [...both, ...ofPostgres].entries())
      if (answer === null) expect(answers[place]).toBeNull()
      else expect(answers[place]).toMatch(answer)
    expect(answers.slice(-2)).toEqual([expect.stringContaining('syntax error'), null])
  } finally {
    await session.close()
  }
})
