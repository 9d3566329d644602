import { expect, test } from 'vitest'
import { format } from '../../../src/migrations/formats/golang-migrate.ts'

const read = (...names: readonly string[]) =>
  format.read(
    'm',
    names.map(name => ({ path: `m/${name}`, text: 'SELECT 1;' })),
    'postgres',
  )

interface Row {
  readonly files: readonly string[]
  /** Ids, each with `+` where it has a down. */
  readonly migrations: readonly string[]
  readonly orphans?: readonly string[]
  readonly refused?: readonly string[]
  readonly codeSteps?: readonly string[]
}

const rows: readonly Row[] = [
  { files: ['1_a.up.sql', '1_a.down.sql'], migrations: ['1_a+'] },
  { files: ['1_a.up.sql', '01_other.down.sql'], migrations: ['1_a+'] },
  { files: ['10_b.up.sql', '9_a.up.sql'], migrations: ['9_a', '10_b'] },
  { files: ['18446744073709551615_a.up.sql'], migrations: ['18446744073709551615_a'] },
  { files: ['18446744073709551616_a.up.sql'], migrations: [], orphans: ['18446744073709551616_a.up.sql'] },
  // stash has one: the tool runs it
  { files: ['45_a.up..sql'], migrations: ['45_a'] },
  { files: ['1_a.up.SQL'], migrations: ['1_a'] },
  { files: ['1_.up.sql'], migrations: ['1_'] },
  { files: ['1_a.UP.sql'], migrations: [], orphans: ['1_a.UP.sql'] },
  { files: ['1_a.sql'], migrations: [], orphans: ['1_a.sql'] },
  { files: ['a.up.sql'], migrations: [], orphans: ['a.up.sql'] },
  { files: ['1_a.down.sql'], migrations: [], orphans: ['1_a.down.sql'] },
  { files: ['old/1_a.up.sql', 'README.md'], migrations: [] },
  { files: ['1_a.up.sql', '01_b.up.sql'], migrations: ['01_b', '1_a'], refused: ['1_a.up.sql'] },
  {
    files: ['1_a.up.sql', '1_a.down.sql', '1_b.down.sql'],
    migrations: ['1_a+'],
    refused: ['1_b.down.sql'],
  },
  {
    // concourse has this
    files: ['1_a.up.sql', '1_a.down.sql', '1_b.up.sql', '1_b.down.sql'],
    migrations: ['1_a+', '1_b+'],
    refused: ['1_b.up.sql'],
  },
  { files: ['1_a.up.go', '1_a.down.sql', 'embed.go'], migrations: [], codeSteps: ['1_a.up.go'] },
  { files: ['1_a.up.sql', '1_a.down.go'], migrations: ['1_a'] },
  // stash has these
  {
    files: ['1_premigrate.go', '1_a.up.sql', '01_postmigrate.go', '1_a_test.go', '2_b.go', 'custom.go'],
    migrations: ['1_a'],
    codeSteps: ['01_postmigrate.go', '1_premigrate.go'],
  },
]

test.each(rows)('$files', ({ files, migrations, orphans = [], refused = [], codeSteps = [] }) => {
  const found = read(...files)
  const strip = (path: string) => path.slice('m/'.length)
  expect(found.migrations.map(({ id, down }) => `${id}${down === null ? '' : '+'}`)).toEqual(migrations)
  expect(found.orphans.map(({ path }) => strip(path))).toEqual(orphans)
  expect(found.refused.map(({ path }) => strip(path))).toEqual(refused)
  expect(found.codeSteps.map(strip)).toEqual(codeSteps)
})

test('of two downs with its version a migration gets the one that is named alike', () => {
  const { migrations } = read('1_a.up.sql', '1_a.down.sql', '1_b.up.sql', '1_b.down.sql')
  expect(migrations.map(({ down }) => down?.path)).toEqual(['m/1_a.down.sql', 'm/1_b.down.sql'])
})

test('a version twice names both files', () => {
  expect(read('1_a.up.sql', '01_b.up.sql').refused[0]?.advice).toContain('01_b.up.sql')
})

const own = 'PRAGMA foreign_keys = OFF;\nBEGIN;\nSELECT 1;\nCOMMIT;'

test.each<[name: string, texts: readonly string[], sqlite: string]>([
  ['no file begins a transaction', ['SELECT 1;', 'SELECT 2;'], 'wrapped'],
  ['all begin their own', [own, own], 'none'],
  ['most do, the first among them', ['begin immediate transaction ;', own, 'SELECT 1;'], 'none'],
  ['all but the first do', ['SELECT 1;', own, own], 'wrapped'],
  ['the first and few others do', [own, 'SELECT 1;'], 'wrapped'],
  ['triggers', ['CREATE TRIGGER t AFTER INSERT ON a\nBEGIN\n  SELECT 1;\nEND;'], 'wrapped'],
  ['no file at all', [], 'wrapped'],
])('how SQLite gets them: %s', (_, texts, sqlite) => {
  const files = texts.map((text, place) => ({ path: `m/${place + 1}_a.up.sql`, text }))
  const forms = (dialect: 'sqlite' | 'postgres') =>
    new Set(format.read('m', files, dialect).migrations.map(({ transaction }) => transaction))
  expect(forms('sqlite')).toEqual(new Set(texts.length === 0 ? [] : [sqlite]))
  expect(forms('postgres')).toEqual(new Set(texts.length === 0 ? [] : ['single-string']))
})
