import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Review } from '../../src/model/review.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function reviewOf(before: string, up: string): Promise<Review> {
  const base = new Map([['migrations/1_base.sql', bytes(before)]])
  const head = new Map([...base, ['migrations/2_up.sql', bytes(up)] as const])
  return check({
    folders: [{ path: 'migrations', format: 'plain' }],
    dialect: 'sqlite',
    changeSet: { base, head, baseRef: null },
    config: configSchema.parse({ limits: { statement: 1_000 } }),
    shadow: { kind: 'embedded' },
  })
}

const endless =
  'CREATE TABLE x AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n;'

/** Runs only when the file is checked, long after the migration. */
const slow = Array.from({ length: 200 }, () => 'length(hex(zeroblob(30000000))) > 1').join(' AND ')

test.each<[name: string, base: string, up: string]>([
  ['in the base', `CREATE TABLE t (a); ${endless}`, 'ALTER TABLE t ADD COLUMN b'],
  ['in the change', 'CREATE TABLE t (a);', `${endless} ALTER TABLE t ADD COLUMN b`],
  [
    'behind its last statement',
    'CREATE TABLE t (a);',
    `PRAGMA ignore_check_constraints = ON; CREATE TABLE u (a CHECK (${slow})); INSERT INTO u VALUES (1)`,
  ],
])('what ends the shadow %s is not verified', async (_, base, up) => {
  const { migrations, verdict } = await reviewOf(base, up)
  expect(verdict).toBe('block')
  const traced = migrations.flatMap(({ statements }) => statements)
  expect(traced.map(({ outcome, error }) => [outcome, error?.code])).toEqual(
    traced.map(() => ['unverified', 'shadow-gone']),
  )
})

test('the first statement that nobody saw says where the shadow stopped, and why', async () => {
  const { findings } = await reviewOf('CREATE TABLE t (a);', `ALTER TABLE t ADD COLUMN b;\n\n${endless}`)
  expect(findings.map(({ rule, line, message }) => [rule, line, message])).toEqual([
    [
      'could-not-verify',
      1,
      expect.stringMatching(
        /^Nobody knows what this and the statement after it do in production: the database after it could not be read: the shadow stopped at line 3: .*1 s/,
      ),
    ],
  ])
})
