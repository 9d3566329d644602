import { expect, test } from 'vitest'
import { foldersAround } from '../../src/migrations/lone.ts'

test.each<[paths: readonly string[], folders: readonly string[]]>([
  [['1_a.sql'], ['.']],
  [['m/1_a.sql', 'm/2_b.sql'], ['m']],
  [['m/1_a/up.sql', 'm/1_a/down.sql'], ['m']],
  [['1_a/migration.sql'], ['.']],
  [['migration.sql'], ['.']],
  [
    ['m/1.sql', 'm/v2/1.sql', 'n/1.sql'],
    ['m', 'n'],
  ],
  [['1.sql', 'm/1.sql'], ['.']],
])('%j stand in %j', (paths, folders) => {
  expect(foldersAround(paths)).toEqual(folders)
})
