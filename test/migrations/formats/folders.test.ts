import { describe, expect, test } from 'vitest'
import { format as diesel } from '../../../src/migrations/formats/diesel.ts'
import { format as drizzle } from '../../../src/migrations/formats/drizzle.ts'
import type { Format } from '../../../src/migrations/formats/format.ts'
import { format as prisma } from '../../../src/migrations/formats/prisma.ts'

interface Row {
  readonly name: string
  readonly files: readonly string[] | Readonly<Record<string, string>>
  /** Ids, each with `+` where it has a down. */
  readonly migrations: readonly string[]
  readonly orphans?: readonly string[]
  /** Path and a word of the advice. */
  readonly refused?: readonly (readonly [path: string, word: string])[]
}

function check(format: Format, { files, migrations, orphans = [], refused = [] }: Row): void {
  const texts = Array.isArray(files)
    ? files.map((name): [string, string] => [name, 'SELECT 1;'])
    : Object.entries(files)
  const found = format.read(
    'm',
    texts.map(([name, text]) => ({ path: `m/${name}`, text })),
    'postgres',
  )
  expect(found.migrations.map(({ id, down }) => `${id}${down === null ? '' : '+'}`)).toEqual(migrations)
  expect(found.orphans.map(({ path }) => path.slice(2))).toEqual(orphans)
  expect(found.refused.map(({ path }) => path.slice(2))).toEqual(refused.map(([path]) => path))
  for (const [place, [, word]] of refused.entries()) expect(found.refused[place]?.advice).toContain(word)
}

const journal = (...tags: readonly string[]) =>
  JSON.stringify({ dialect: 'postgresql', entries: tags.map(tag => ({ tag })) })

describe('diesel', () => {
  test.each<Row>([
    {
      name: 'dashes do not count',
      files: ['2019-01-02-000000_b/up.sql', '20190101000000_a/up.sql'],
      migrations: ['20190101000000_a', '2019-01-02-000000_b'],
    },
    { name: 'versions are text', files: ['10_b/up.sql', '9_a/up.sql'], migrations: ['10_b', '9_a'] },
    { name: 'a name without a version', files: ['init/up.sql', 'init/down.sql'], migrations: ['init+'] },
    {
      name: 'files beside the up',
      files: ['1_a/up.sql', '1_a/seed.sql', '1_a/more/x.sql'],
      migrations: ['1_a'],
    },
    {
      name: 'no up',
      files: ['1_a/up.sql', '2_b/down.sql'],
      migrations: ['1_a'],
      refused: [['2_b/down.sql', 'no up.sql']],
    },
    {
      name: 'an up further down',
      files: ['1_a/deep/up.sql'],
      migrations: [],
      refused: [['1_a/deep/up.sql', 'no up.sql']],
    },
    { name: 'capitals', files: ['1_a/UP.SQL'], migrations: [], refused: [['1_a/UP.SQL', 'no up.sql']] },
    { name: 'a hidden folder', files: ['.old/x.sql'], migrations: [] },
    { name: 'a file alone', files: ['up.sql'], migrations: [], orphans: ['up.sql'] },
    { name: 'a folder named like a file', files: ['up.sql/up.sql'], migrations: ['up.sql'] },
    {
      name: 'a version twice',
      files: ['2019-01_a/up.sql', '201901_b/up.sql'],
      migrations: ['2019-01_a', '201901_b'],
      refused: [['201901_b/up.sql', '2019-01_a']],
    },
  ])('$name', row => check(diesel, row))

  test.each<[metadata: string, transaction: string]>([
    ['run_in_transaction = false', 'none'],
    ['run_in_transaction = true', 'wrapped'],
    ['# run_in_transaction = false\nrun_in_transaction = true', 'wrapped'],
    ['"run_in_transaction" = false # why', 'none'],
    // what Diesel's own reader makes of them
    ['', 'none'],
    ['other = 1', 'none'],
    ['[table]\nrun_in_transaction = true', 'none'],
    ['run_in_transaction = "false"', 'wrapped'],
    ['run_in_transaction = ', 'wrapped'],
    ['['.repeat(100_000), 'wrapped'],
  ])('metadata %j: %s', (metadata, transaction) => {
    const files = [
      { path: 'm/1_a/up.sql', text: 'SELECT 1;' },
      { path: 'm/1_a/metadata.toml', text: metadata },
    ]
    expect(diesel.read('m', files, 'postgres').migrations).toMatchObject([{ transaction, oneString: true }])
  })
})

describe('prisma', () => {
  test.each<Row>([
    {
      name: 'names are text',
      files: ['10_b/migration.sql', '9_a/migration.sql', '0_init/migration.sql'],
      migrations: ['0_init', '10_b', '9_a'],
    },
    {
      name: 'one timestamp many times',
      files: ['20240101000000_b/migration.sql', '20240101000000_a/migration.sql'],
      migrations: ['20240101000000_a', '20240101000000_b'],
    },
    { name: 'a down', files: ['1_a/migration.sql', '1_a/down.sql', '1_a/check.sql'], migrations: ['1_a+'] },
    {
      name: 'no migration.sql',
      files: ['1_a/down.sql'],
      migrations: [],
      refused: [['1_a/down.sql', 'no migration.sql']],
    },
    { name: 'a file alone', files: ['1_a.sql'], migrations: [], orphans: ['1_a.sql'] },
    {
      name: 'a hidden folder is one like the others',
      files: ['1_a/migration.sql', '.2_b/migration.sql'],
      migrations: ['.2_b', '1_a'],
    },
  ])('$name', row => check(prisma, row))
})

describe('drizzle', () => {
  const file = 'SELECT 1;'
  test.each<Row>([
    {
      name: 'the order of the journal',
      files: { 'meta/_journal.json': journal('b', 'a'), 'a.sql': file, 'b.sql': file },
      migrations: ['b', 'a'],
    },
    {
      name: 'a file that the journal does not know',
      files: { 'meta/_journal.json': journal('a'), 'a.sql': file, 'b.sql': file, 'b.down.sql': file },
      migrations: ['a'],
      orphans: ['b.down.sql', 'b.sql'],
    },
    {
      name: 'a down of the author',
      files: { 'meta/_journal.json': journal('a'), 'a.sql': file, 'a.down.sql': file },
      migrations: ['a+'],
    },
    {
      name: 'an entry without its file',
      files: { 'meta/_journal.json': journal('a', 'b'), 'b.sql': file },
      migrations: ['b'],
      refused: [['a.sql', 'missing']],
    },
    {
      name: 'an entry twice',
      files: { 'meta/_journal.json': journal('a', 'a'), 'a.sql': file },
      migrations: ['a'],
      refused: [['meta/_journal.json', 'a twice']],
    },
    {
      name: 'an entry that climbs out',
      files: { 'meta/_journal.json': journal('../x', 'a'), 'a.sql': file },
      migrations: ['a'],
      refused: [['../x.sql', 'missing']],
    },
    {
      name: 'a journal with a merge conflict',
      files: {
        'meta/_journal.json': `<<<<<<< HEAD\n${journal('b', 'a')}`,
        '10_b.sql': file,
        '9_a.sql': file,
      },
      migrations: ['9_a', '10_b'],
      refused: [['meta/_journal.json', 'no journal']],
    },
    {
      name: 'a journal without entries',
      files: { 'meta/_journal.json': '{}', 'a.sql': file },
      migrations: ['a'],
      refused: [['meta/_journal.json', 'no journal']],
    },
    {
      name: 'no journal',
      files: ['a.sql', 'a.down.sql'],
      migrations: ['a+'],
      refused: [['meta/_journal.json', 'missing']],
    },
    {
      name: 'the new layout',
      files: [
        '20240102000000_b/migration.sql',
        '20240101000000_a/migration.sql',
        '20240101000000_a/down.sql',
      ],
      migrations: ['20240101000000_a+', '20240102000000_b'],
    },
    {
      name: 'the new layout, and what it does not know',
      files: ['2_b/migration.sql', '1_a/x.sql', 'a.sql'],
      migrations: ['2_b'],
      orphans: ['a.sql', '1_a/x.sql'],
    },
    {
      name: 'the new layout beside a journal',
      files: { 'meta/_journal.json': journal('a'), 'a.sql': file, '2_b/migration.sql': file },
      migrations: ['a'],
      orphans: ['2_b/migration.sql'],
    },
    {
      name: 'SQL behind a breakpoint, in its line',
      files: {
        'meta/_journal.json': journal('a', 'b'),
        'a.sql': 'SELECT 1;--> statement-breakpoint DROP TABLE t;',
        'b.sql': 'SELECT 1;--> statement-breakpoint \r\nSELECT 2;',
      },
      migrations: ['a', 'b'],
      refused: [['a.sql', 'behind a']],
    },
    {
      name: 'the new layout with SQL behind a breakpoint',
      files: { '1_a/migration.sql': '--> statement-breakpoint\tDROP TABLE t;' },
      migrations: ['1_a'],
      refused: [['1_a/migration.sql', 'behind a']],
    },
  ])('$name', row => check(drizzle, row))
})
