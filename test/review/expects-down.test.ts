import { expect, test } from 'vitest'
import { ownDelivery } from '../../src/migrations/formats/plain.ts'
import type { Migration } from '../../src/model/migration.ts'
import { expectsDown } from '../../src/review/expects-down.ts'

function migration(path: string, hasDown: boolean, format = 'plain'): Migration {
  const down = hasDown ? { path: `${path}.down`, text: '' } : null
  return { id: path, format, up: { path, text: '' }, down, ...ownDelivery }
}

const rows: readonly [name: string, others: readonly Migration[], format: string, expected: boolean][] = [
  ['a folder where all have one', [migration('m/1', true), migration('m/2', true)], 'plain', true],
  ['a folder where half have one', [migration('m/1', true), migration('m/2', false)], 'plain', true],
  ['a folder where few have one', [1, 2, 3].map(it => migration(`m/${it}`, it === 1)), 'plain', false],
  ['a folder without any', [migration('m/1', false)], 'plain', false],
  ['the first migration of a folder', [], 'plain', false],
  ['a habit of another folder', [migration('other/1', true)], 'plain', false],
  ['pairs by the layout', [], 'golang-migrate', true],
  ['a tool without a way back', [migration('m/1', true, 'prisma')], 'prisma', false],
]

test.each(rows)('%s', (_, others, format, expected) => {
  const one = migration('m/9', false, format)
  expect(expectsDown([...others, one])(one)).toBe(expected)
})
