import { expect, test } from 'vitest'
import { format } from '../../../src/migrations/formats/sqlx.ts'

interface Row {
  readonly files: readonly string[]
  /** Ids, each with `+` where it has a down. */
  readonly migrations: readonly string[]
  readonly orphans?: readonly string[]
  readonly refused?: readonly string[]
}

const rows: readonly Row[] = [
  { files: ['1_a.up.sql', '1_a.down.sql'], migrations: ['1_a+'] },
  { files: ['1_a.up.sql', '01_other.down.sql'], migrations: ['1_a+'] },
  { files: ['10_b.sql', '9_a.sql'], migrations: ['9_a', '10_b'] },
  { files: ['1_a.sql', '2_b.up.sql', '2_b.down.sql'], migrations: ['1_a', '2_b+'] },
  { files: ['1_a.sql', '1_a.down.sql'], migrations: ['1_a+'] },
  { files: ['20240101120000_a_b.sql'], migrations: ['20240101120000_a_b'] },
  { files: ['-1_a.sql', '+2_b.sql', '0_c.sql'], migrations: ['-1_a', '0_c', '+2_b'] },
  { files: ['9223372036854775807_a.sql'], migrations: ['9223372036854775807_a'] },
  { files: ['9223372036854775808_a.sql'], migrations: [], refused: ['9223372036854775808_a.sql'] },
  // The tool gives up on the whole folder.
  { files: ['1_a.sql', 'create_users.sql'], migrations: ['1_a'], refused: ['create_users.sql'] },
  { files: ['0x1_a.sql'], migrations: [], refused: ['0x1_a.sql'] },
  { files: ['1_a.SQL', 'seed.sql', '1.sql'], migrations: [], orphans: ['1.sql', '1_a.SQL', 'seed.sql'] },
  { files: ['1_a.down.sql'], migrations: [], orphans: ['1_a.down.sql'] },
  { files: ['old/1_a.sql', 'README.md'], migrations: [] },
  { files: ['1_a.sql', '01_b.up.sql'], migrations: ['01_b', '1_a'], refused: ['1_a.sql'] },
  { files: ['1_a.up.sql', '1_a.down.sql', '1_b.down.sql'], migrations: ['1_a+'], refused: ['1_b.down.sql'] },
]

test.each(rows)('$files', ({ files, migrations, orphans = [], refused = [] }) => {
  const found = format.read(
    'm',
    files.map(name => ({ path: `m/${name}`, text: 'SELECT 1;' })),
    'sqlite',
  )
  const strip = ({ path }: { readonly path: string }) => path.slice('m/'.length)
  expect(found.migrations.map(({ id, down }) => `${id}${down === null ? '' : '+'}`)).toEqual(migrations)
  expect(found.orphans.map(strip)).toEqual(orphans)
  expect(found.refused.map(strip)).toEqual(refused)
})

test('of two downs with its version a migration gets the first', () => {
  const files = ['1_a.up.sql', '1_b.down.sql', '1_a.down.sql'].map(name => ({ path: `m/${name}`, text: '' }))
  expect(format.read('m', files, 'sqlite').migrations.map(({ down }) => down?.path)).toEqual([
    'm/1_a.down.sql',
  ])
})

test.each([
  ['-- no-transaction\nVACUUM;', 'none'],
  ['-- no-transaction: a vacuum\nVACUUM;', 'none'],
  ['-- no transaction\nVACUUM;', 'wrapped'],
  ['\n-- no-transaction\nVACUUM;', 'wrapped'],
  ['\ufeff-- no-transaction\nVACUUM;', 'wrapped'],
  ['--no-transaction\nVACUUM;', 'wrapped'],
  ['SELECT 1;', 'wrapped'],
])('%j is sent %s', (text, transaction) => {
  for (const dialect of ['sqlite', 'postgres'] as const)
    expect(format.read('m', [{ path: 'm/1_a.sql', text }], dialect).migrations).toMatchObject([
      { transaction },
    ])
})
