import { expect, test } from 'vitest'
import { postgres } from '../../../src/dialects/postgres/dialect.ts'
import { limits, parsed } from '../../support/shadow.ts'

/** SQL that would never end, or take the machine with it. */
const endless: readonly [name: string, sql: string, said: RegExp][] = [
  ['a long sleep', 'SELECT pg_sleep(1e9);', /did not finish within 2 s/],
  ['a loop without end', 'DO $$ BEGIN LOOP END LOOP; END $$;', /did not finish within 2 s/],
  [
    'a join of a billion rows',
    'SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 10000000) b;',
    /did not finish within 2 s/,
  ],
  [
    'a table that eats all memory',
    'CREATE TABLE big AS SELECT g, repeat(md5(g::text), 100) AS t FROM generate_series(1, 100000000) g;',
    /did not finish within|more than 1000 MB of memory|the engine stopped/,
  ],
]

test.each(endless)('%s ends as a finding, and the rest is reported', async (_, sql, said) => {
  const migration = await parsed(`CREATE TABLE a (id int);\n${sql}\nCREATE TABLE b (id int);`)
  const tight = { ...limits, statement: sql.includes('big') ? 20_000 : 2_000, memory: 1_000_000_000 }
  const shadow = await postgres.openShadow([migration], { url: null, limits: tight })
  try {
    const traced = await shadow.trace(migration)
    expect(traced.map(({ trace }) => trace.outcome)).toEqual(['ran', 'unverified', 'unverified'])
    expect(traced[1]?.trace.error?.message).toMatch(said)
    expect(traced[2]?.trace.error?.message).toContain('line 2')
  } finally {
    await shadow.close()
  }
})

test('the whole check has a limit of its own', async () => {
  const migration = await parsed(
    'SELECT pg_sleep(4);\nSELECT pg_sleep(4);\nSELECT pg_sleep(4);\nSELECT pg_sleep(4);',
  )
  const shadow = await postgres.openShadow([migration], { url: null, limits: { ...limits, check: 12_000 } })
  const traced = await shadow.trace(migration)
  await shadow.close()
  expect(traced.at(-1)?.trace).toMatchObject({ outcome: 'unverified' })
  expect(traced.at(-1)?.trace.error?.message).toContain("the check's 12 s in the shadow were used up")
})

test('the child sees no environment, no file and no other program', async () => {
  const migration = await parsed("SELECT pg_read_file('/etc/passwd');")
  const shadow = await postgres.openShadow([migration], { url: null, limits })
  const [traced] = await shadow.trace(migration)
  await shadow.close()
  expect(traced?.trace.outcome).not.toBe('ran')
})
