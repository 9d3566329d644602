import { describe, expect, test } from 'vitest'
import { filesBeside, mergeInputs } from '../../src/config/load.ts'
import { snapshotName, snapshotPlaceSchema } from '../../src/config/snapshot-place.ts'

describe('a branch', () => {
  const good = ['migration-gate/snapshots', 'gate', 'a.b', 'a-b_c', 'v1+x/y']
  test.each(good)('%s', branch => {
    expect(snapshotPlaceSchema.safeParse({ file: 'a.json', branch }).success).toBe(true)
  })
  // What git itself refuses, and what it would take for something else.
  const bad = [
    '',
    '-f',
    '/a',
    'a/',
    'a//b',
    'a..b',
    '.a',
    'a/.b',
    'a.',
    'a.lock',
    'a.lock/b',
    'a b',
    'a~1',
    'a:b',
    'a@{1}',
    'a\n',
  ]
  test.each(bad)('refuses %j', branch => {
    expect(snapshotPlaceSchema.safeParse({ file: 'a.json', branch }).success).toBe(false)
  })
})

test('a file of the base branch is read with it, one of another branch is not', () => {
  expect(filesBeside(mergeInputs({ snapshot: 'db/a.json' }, {}))).toEqual(['db/a.json'])
  expect(filesBeside(mergeInputs({ snapshot: { file: './a.json', branch: 'gate' } }, {}))).toEqual([])
})

test('a place is named as git does', () => {
  expect(snapshotName({ file: 'db/a.json' })).toBe('db/a.json')
  expect(snapshotName({ file: 'a.json', branch: 'gate/x' })).toBe('gate/x:a.json')
  expect(snapshotName(undefined)).toBe('')
})
