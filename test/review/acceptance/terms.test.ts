import { expect, test } from 'vitest'
import { type Change, review, told } from './reviewing.ts'

const sql = [
  '-- migration-gate: allow drop-table because nobody reads it',
  'DROP TABLE a;',
  '-- migration-gate: allow drop-column because nobody reads it',
  'ALTER TABLE b DROP COLUMN c;',
].join('\n')

const rows: readonly [name: string, change: Omit<Change, 'files'>, told: readonly string[], says?: string][] =
  [
    ['accepted', {}, ['drop-table 2 = nobody reads it', 'drop-column 4 = nobody reads it']],
    [
      'a rule that the configuration forbids to accept',
      { config: 'acceptance: { forbidden: [drop-table] }' },
      ['drop-table 2', 'drop-column 4 = nobody reads it', 'invalid-acceptance 1'],
      '`drop-table` is not accepted: the configuration of this repository forbids it.',
    ],
    [
      'no comments',
      { config: 'acceptance: { inline: false }' },
      ['drop-table 2', 'drop-column 4', 'invalid-acceptance 1', 'invalid-acceptance 3'],
      '`drop-table` is not accepted: this repository accepts nothing by comments.',
    ],
    [
      'errors from a fork',
      { fork: true },
      ['drop-table 2', 'drop-column 4', 'invalid-acceptance 1', 'invalid-acceptance 3'],
      '`drop-table` is not accepted: a pull request from a fork cannot accept an error.',
    ],
    [
      'warnings from a fork',
      { fork: true, config: 'rules: { drop-column: warning }' },
      ['drop-table 2', 'drop-column 4 = nobody reads it', 'invalid-acceptance 1'],
    ],
    [
      'warnings from a fork, where it may accept nothing',
      { fork: true, config: 'rules: { drop-column: warning }\nacceptance: { in-forks: nothing }' },
      ['drop-table 2', 'drop-column 4', 'invalid-acceptance 1', 'invalid-acceptance 3'],
      'a pull request from a fork can accept nothing here',
    ],
    [
      'a rule that is turned off is not found, and nobody says unused',
      {
        config: 'rules: { drop-table: off }',
        run: true,
        base: { '1.sql': 'CREATE TABLE a (i int); CREATE TABLE b (c int, d int);' },
      },
      ['drop-column 4 = nobody reads it'],
    ],
    [
      'what is said of acceptances has severities too',
      { config: 'rules: { invalid-acceptance: off }', fork: true },
      ['drop-table 2', 'drop-column 4'],
    ],
  ]

test.each(rows)('%s', async (_, change, expected, says = '') => {
  const found = await review({ ...change, files: { '2.sql': sql } })
  expect(told(found)).toEqual(expected)
  expect(found.findings.map(({ message }) => message).join()).toContain(says)
})

test('what the configuration forbids wins over the file of accepted dangers', async () => {
  const files = { '2.sql': 'DROP TABLE a;' }
  const digest = (await review({ files })).migrations[0]?.digest
  const accepted = `- { migration: '2', digest: '${digest}', rule: drop-table, reason: nobody reads it }\n`
  const verdictOf = async (change: Omit<Change, 'files'>) =>
    (await review({ ...change, files, accepted })).verdict
  expect(await verdictOf({})).toBe('pass')
  expect(await verdictOf({ config: 'acceptance: { inline: false }' })).toBe('pass')
  expect(await verdictOf({ config: 'acceptance: { forbidden: [drop-table] }' })).toBe('block')
  expect(await verdictOf({ fork: true })).toBe('block')
})

test('accepted findings stay in the report, are counted apart and do not block', async () => {
  const found = await review({ files: { '2.sql': sql } })
  expect(found.verdict).toBe('pass')
  expect(found.counts).toMatchObject({ error: 0, suppressed: 2 })
  expect(found.findings[0]).toMatchObject({
    severity: 'error',
    suppressed: 'nobody reads it',
    acceptedBy: { kind: 'inline', path: 'm/2.sql', line: 1, until: null },
  })
})
