import { expect, test } from 'vitest'
import type { DialectName } from '../../../src/dialects/registry.ts'
import { review, told } from './reviewing.ts'

const allow = '-- migration-gate: allow drop-table because nobody reads it'

const rows: readonly [name: string, sql: string, told: readonly string[]][] = [
  ['nothing', 'DROP TABLE a;', ['drop-table 1']],
  ['before', `${allow}\nDROP TABLE a;`, ['drop-table 2 = nobody reads it']],
  ['before, with CRLF', `${allow}\r\nDROP TABLE a;\r\n`, ['drop-table 2 = nobody reads it']],
  [
    'blank lines and comments between',
    `${allow}\n\n-- a\n/* b */\n\nDROP TABLE a;`,
    ['drop-table 6 = nobody reads it'],
  ],
  ['other comments above', `-- a\n${allow}\nDROP TABLE a;`, ['drop-table 3 = nobody reads it']],
  ['behind, on the same line', `DROP TABLE a; ${allow}`, ['drop-table 1 = nobody reads it']],
  ['behind, before the semicolon', `DROP TABLE a ${allow}\n;`, ['drop-table 1 = nobody reads it']],
  [
    'below, before the semicolon',
    `DROP TABLE a\n${allow}\n;\nDROP TABLE b;`,
    ['drop-table 1 = nobody reads it', 'drop-table 4'],
  ],
  [
    'below, behind the semicolon',
    `DROP TABLE a;\n${allow}\nDROP TABLE b;`,
    ['drop-table 1', 'drop-table 3 = nobody reads it'],
  ],
  ['within', `DROP TABLE\n${allow}\na;`, ['drop-table 1 = nobody reads it']],
  [
    'a block',
    '/* migration-gate: allow drop-table\n   because nobody\n   reads it */ DROP TABLE a;',
    ['drop-table 3 = nobody reads it'],
  ],
  ['in a string', `SELECT '\n${allow}\n';\nDROP TABLE a;`, ['drop-table 4']],
  ['in a quoted name', `SELECT 1 AS "\n${allow}\n";\nDROP TABLE a;`, ['drop-table 4']],
  [
    'only the first of two statements',
    `${allow}\nDROP TABLE a;\nDROP TABLE b;`,
    ['drop-table 2 = nobody reads it', 'drop-table 3'],
  ],
  [
    'the first of two on one line',
    `${allow}\nDROP TABLE a; DROP TABLE b;`,
    ['drop-table 2 = nobody reads it', 'drop-table 2'],
  ],
  [
    'the last of two on one line',
    `DROP TABLE a; DROP TABLE b; ${allow}`,
    ['drop-table 1', 'drop-table 1 = nobody reads it'],
  ],
  [
    'between two on one line',
    'DROP TABLE a; /* migration-gate: allow drop-table because nobody reads it */ DROP TABLE b;',
    ['drop-table 1', 'drop-table 1 = nobody reads it'],
  ],
  [
    'the whole file',
    `DROP TABLE a;\nDROP TABLE b;\n-- migration-gate: allow-file drop-table because nobody reads them`,
    ['drop-table 1 = nobody reads them', 'drop-table 2 = nobody reads them'],
  ],
  [
    'one rule of two',
    `${allow}\nDROP TABLE a CASCADE;\nALTER TABLE b DROP COLUMN c;`,
    ['drop-table 2 = nobody reads it', 'drop-column 3'],
  ],
  [
    'two rules',
    '-- migration-gate: allow drop-table, truncate because gone\nDROP TABLE a;\nTRUNCATE b; -- migration-gate: allow drop-column, truncate because gone',
    ['drop-table 2 = gone', 'truncate 3 = gone'],
  ],
  ['until a day to come', `${allow} until 2030-06-16\nDROP TABLE a;`, ['drop-table 2 = nobody reads it']],
  ['until today', `${allow} until 2030-06-15\nDROP TABLE a;`, ['drop-table 2 = nobody reads it']],
  ['until yesterday', `${allow} until 2030-06-14\nDROP TABLE a;`, ['drop-table 2', 'expired-acceptance 1']],
  ['until no day', `${allow} until 2030-02-30\nDROP TABLE a;`, ['drop-table 2', 'invalid-acceptance 1']],
  [
    'no reason',
    '-- migration-gate: allow drop-table\nDROP TABLE a;',
    ['drop-table 2', 'invalid-acceptance 1'],
  ],
  [
    'an empty reason',
    '-- migration-gate: allow drop-table because  \nDROP TABLE a;',
    ['drop-table 2', 'invalid-acceptance 1'],
  ],
  [
    'an unknown rule',
    '-- migration-gate: allow drop-tabel because x\nDROP TABLE a;',
    ['drop-table 2', 'invalid-acceptance 1'],
  ],
  [
    'an unknown rule beside a known one',
    '-- migration-gate: allow drop-tabel, drop-table because x\nDROP TABLE a;',
    ['drop-table 2 = x', 'invalid-acceptance 1'],
  ],
  [
    'everything',
    '-- migration-gate: allow * because x\nDROP TABLE a;',
    ['drop-table 2', 'invalid-acceptance 1'],
  ],
  [
    'another verb',
    '-- migration-gate: ignore drop-table because x\nDROP TABLE a;',
    ['drop-table 2', 'invalid-acceptance 1'],
  ],
  [
    'its own rules',
    '-- migration-gate: allow-file invalid-acceptance because x\nSELECT 1;',
    ['invalid-acceptance 1'],
  ],
  ['behind the last statement', `DROP TABLE a;\n\n${allow}\n`, ['drop-table 1', 'unused-acceptance 3']],
  ['where nothing was run, what is not found is not known', `${allow}\nSELECT 1;`, []],
]

const dialects: readonly DialectName[] = ['postgres', 'sqlite']

/** SQLite has no TRUNCATE, and takes a backslash for itself. */
const onlyPostgres = new Set(['two rules', 'one rule of two'])

const cases = rows.flatMap(([name, sql, expected]) =>
  dialects
    .filter(dialect => dialect === 'postgres' || !onlyPostgres.has(name))
    .map(dialect => ({ dialect, name, sql, expected })),
)

test.each(cases)('$dialect: $name', async ({ dialect, sql, expected }) => {
  expect(told(await review({ dialect, files: { '1.sql': sql } }))).toEqual(expected)
})

test('in a dollar-quoted body it is no comment', async () => {
  const sql = `DO $$ BEGIN\n${allow}\nNULL; END $$;\nDROP TABLE a;`
  expect(told(await review({ files: { '1.sql': sql } }))).toContain('drop-table 4')
})

const goose = [
  '-- migration-gate: allow-file drop-column because the header speaks of both',
  '-- +goose Up',
  allow,
  'DROP TABLE a;',
  'ALTER TABLE b DROP COLUMN c;',
  '-- +goose Down',
  '-- migration-gate: allow down-does-not-restore because the rows are not wanted back',
  'SELECT 1;',
].join('\n')

test('up and down in one file keep their lines', async () => {
  const base = {
    '1_base.sql': '-- +goose Up\nCREATE TABLE a (id int);\nCREATE TABLE b (c int, d int);\n',
  }
  const found = await review({ format: 'goose', base, files: { '2_change.sql': goose }, run: true })
  expect(told(found)).toEqual([
    'drop-table 4 = nobody reads it',
    'drop-column 5 = the header speaks of both',
    expect.stringMatching(/^down-does-not-restore \d = the rows are not wanted back$/),
  ])
  expect(found.verdict).toBe('pass')
  expect(found.counts).toMatchObject({ error: 0, suppressed: 3 })
})

test('breakpoints of Drizzle end statements', async () => {
  const sql = `DROP TABLE a\n--> statement-breakpoint\n${allow}\nDROP TABLE b`
  const journal = JSON.stringify({ entries: [{ idx: 0, tag: '0000_x', when: 1, breakpoints: true }] })
  const found = await review({
    format: 'drizzle',
    base: {},
    files: { '0000_x.sql': sql, 'meta/_journal.json': journal },
  })
  expect(told(found)).toEqual(['drop-table 1', 'drop-table 4 = nobody reads it'])
})

const runRows: readonly [name: string, sql: string, told: readonly string[]][] = [
  ['unused', `${allow}\nALTER TABLE a ADD COLUMN b int;`, ['unused-acceptance 1']],
  [
    'unused in the whole file',
    'ALTER TABLE a ADD COLUMN b int;\n-- migration-gate: allow-file truncate because x',
    ['unused-acceptance 2'],
  ],
  ['unused and over', `${allow} until 2020-01-01\nALTER TABLE a ADD COLUMN b int;`, ['unused-acceptance 1']],
  ['used', `${allow}\nDROP TABLE a;`, ['drop-table 2 = nobody reads it']],
  ['what failed is not known', `${allow}\nALTER TABLE a DROP COLUMN nowhere;`, ['statement-failed 2']],
  [
    'what could not be verified is not known',
    `${allow}\nCOPY a FROM PROGRAM 'cat /tmp/a';`,
    ['could-not-verify 2'],
  ],
  [
    'what could not be verified is accepted by its own name',
    "-- migration-gate: allow could-not-verify because two of us read it\nCOPY a FROM PROGRAM 'cat /tmp/a';",
    ['could-not-verify 2 = two of us read it'],
  ],
]

test.each(runRows)('run: %s', async (_, sql, expected) => {
  const base = { '1_base.sql': 'CREATE TABLE a (id int);' }
  const found = await review({ base, files: { '2_change.sql': sql, '2_change.down.sql': '' }, run: true })
  expect(told(found).filter(it => !it.startsWith('down-'))).toEqual(expected)
})

test('a migration that stood before is not judged anew where its down is added', async () => {
  const up =
    '-- +goose Up\n-- migration-gate: allow drop-tabel because x\n-- migration-gate: allow truncate because x\nSELECT 1;\n'
  const found = await review({
    format: 'goose',
    base: { '1_a.sql': up },
    files: { '1_a.sql': `${up}-- +goose Down\n-- migration-gate: allow nonsense because x\nSELECT 1;\n` },
  })
  expect(told(found)).toEqual(['invalid-acceptance 6'])
})
