import { expect, test } from 'vitest'
import { findFolders } from '../../src/migrations/detection/folders.ts'
import { listing } from '../../src/migrations/detection/listing.ts'
import { migrationDigest, planDigest } from '../../src/migrations/digest.ts'
import { ownDelivery, format as plain } from '../../src/migrations/formats/plain.ts'
import { compareNaturally } from '../../src/migrations/order.ts'
import { UserError } from '../../src/model/errors.ts'
import type { Migration } from '../../src/model/migration.ts'

const orders: readonly (readonly string[])[] = [
  ['1_a', '2_a', '10_a'],
  ['0001_a', '0002_a', '0010_a'],
  ['v1.9/x', 'v1.10/x'],
  ['20240101_a', '20240102_a'],
  ['99999999999999999998_a', '99999999999999999999_a'],
  ['1_a', '01_b'],
  ['a', 'b'],
  ['1', '1_a'],
]

test.each(orders.map(order => [order]))('%j is the natural order', order => {
  expect([...order].reverse().sort(compareNaturally)).toEqual(order)
})

const layouts: readonly [paths: readonly string[], folders: readonly string[]][] = [
  [['migrations/1.sql', 'src/a.ts'], ['migrations']],
  [['db/migrate/1.sql', 'db/migrate/deep/2.sql'], ['db/migrate']],
  [
    ['a/migrations/1.sql', 'b/Migrations/1.SQL'],
    ['a/migrations', 'b/Migrations'],
  ],
  [['migrations/README.md', 'sql/1.sql'], []],
]

test.each(layouts)('%j has its migrations in %j', async (paths, folders) => {
  expect(await findFolders(listing(paths, async () => ''))).toEqual(folders)
})

const file = (path: string, text = '') => ({ path, text })
const one: Migration = {
  id: '1',
  format: 'plain',
  up: file('m/1.sql', 'a'),
  down: file('m/1.down.sql', 'b'),
  ...ownDelivery,
}

const edits: readonly [name: string, edited: Migration, form: 'wrapped' | 'none', same: boolean][] = [
  ['nothing', one, 'wrapped', true],
  ['the place of the file', { ...one, up: file('elsewhere/1.sql', 'a') }, 'wrapped', true],
  ['the up', { ...one, up: file('m/1.sql', 'a ') }, 'wrapped', false],
  ['the down', { ...one, down: file('m/1.down.sql', 'c') }, 'wrapped', false],
  ['that there is a down', { ...one, down: null }, 'wrapped', false],
  ['the id', { ...one, id: '2' }, 'wrapped', false],
  ['how it is sent', one, 'none', false],
]

test.each(edits)('the digest knows %s', (_, edited, form, same) => {
  expect(migrationDigest(edited, form) === migrationDigest(one, 'wrapped')).toBe(same)
})

test('the plan digest knows the order', () => {
  expect(planDigest(['sha256:a', 'sha256:b'])).not.toBe(planDigest(['sha256:b', 'sha256:a']))
  expect(planDigest([])).toMatch(/^sha256:[0-9a-f]{64}$/)
})

test('plain: one migration twice is refused by both names', () => {
  const read = () => plain.read('m', [file('m/1.sql'), file('m/1.up.sql')], 'postgres')
  expect(read).toThrow(UserError)
  expect(read).toThrow(/m\/1\.sql and m\/1\.up\.sql/)
})

test('plain: a down alone is an orphan', () => {
  expect(plain.read('m', [file('m/1.down.sql')], 'postgres').orphans.map(({ path }) => path)).toEqual([
    'm/1.down.sql',
  ])
})

test('plain: a name may hold anything, a line break too', () => {
  expect(plain.read('m', [file('m/1_x\ny.sql')], 'postgres').migrations.map(({ id }) => id)).toEqual([
    '1_x\ny',
  ])
})
