import { expect, test } from 'vitest'
import type { BaseProblem } from '../../src/dialects/dialect.ts'
import type { Migration } from '../../src/model/migration.ts'
import { baseNotices } from '../../src/review/base-notices.ts'

const migration = (id: string): Migration => ({
  id,
  format: 'plain',
  up: { path: `m/${id}.sql`, text: '' },
  down: null,
  transaction: 'wrapped',
  oneString: false,
  runner: 'ours',
})
const base = ['1', '2', '3', '4'].map(migration)

const problem = (path: string, code: string, message: string): BaseProblem => ({
  path,
  line: 7,
  code,
  message,
})

const dump =
  'ame a dump of the schema that stands before the first migration as `baseline` in the configuration'
const preset = 'Set `preset: supabase` in the configuration'

const rows: readonly [string, readonly BaseProblem[], string | null][] = [
  ['nothing failed', [], null],
  [
    'a table that an early file misses',
    [problem('m/2.sql', '42P01', 'relation "a" does not exist')],
    `. N${dump}`,
  ],
  ['a table that a late file misses', [problem('m/4.sql', '42P01', 'relation "a" does not exist')], null],
  ['another failure', [problem('m/1.sql', '42703', 'column "a" does not exist')], null],
  [
    'a table that the platform supplies',
    [problem('m/1.sql', '42P01', 'relation "auth.users" does not exist')],
    `${preset}, where that platform supplies what is missing; else n${dump}`,
  ],
  [
    'a schema that the platform supplies',
    [problem('m/4.sql', '3F000', 'schema "auth" does not exist')],
    preset,
  ],
  ['another schema', [problem('m/4.sql', '3F000', 'schema "billing" does not exist')], null],
  [
    'a function that the platform supplies, late',
    [
      problem('m/3.sql', '42703', 'column "a" does not exist'),
      problem('m/4.sql', '42883', 'function auth.uid() does not exist'),
    ],
    preset,
  ],
  [
    'a table of that schema that the platform does not supply',
    [problem('m/1.sql', '42P01', 'relation "auth.pets" does not exist')],
    `. N${dump}`,
  ],
]

test.each(rows)('%s', (_, problems, advice) => {
  const notices = baseNotices([], problems, base, [])
  if (advice === null) return expect(notices).toEqual([])
  expect(notices).toEqual([
    {
      kind: 'no-empty-start',
      name: '',
      path: problems.at(-1)?.path,
      line: 7,
      message: expect.stringContaining(advice),
    },
  ])
})
