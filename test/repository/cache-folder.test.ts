import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { cacheFolder } from '../../src/repository/cache-folder.ts'
import { cacheHome } from '../../src/repository/cache-home.ts'

const key = (digit: string) => digit.repeat(64)
const state = (size: number, fill = 7) => new Uint8Array(size).fill(fill)

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'cache-folder-')), 'below', 'migration-gate')
})

/** As if it had been used so many seconds ago. */
function age(digit: string, seconds: number): void {
  const then = Date.now() / 1000 - seconds
  utimesSync(join(folder, `${key(digit)}.base`), then, then)
}

const kept = () => readdirSync(folder).map(name => name[0])

test('what is kept is found, the first of the keys that is there', async () => {
  const store = cacheFolder(folder)
  expect(await store.find([key('a')])).toBeNull()
  await store.keep(key('a'), state(3))
  await store.keep(key('b'), state(4))
  expect(await store.find([key('c'), key('b'), key('a')])).toEqual({
    key: key('b'),
    state: Buffer.from(state(4)),
  })
})

test('nobody else may read it', async () => {
  await cacheFolder(folder).keep(key('a'), state(3))
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, `${key('a')}.base`)).mode & 0o777).toBe(0o600)
})

test('what was not used for longest goes first; finding is using', async () => {
  const store = cacheFolder(folder, 1000)
  for (const digit of ['a', 'b', 'c']) await store.keep(key(digit), state(300))
  age('a', 30)
  age('b', 20)
  age('c', 10)
  await store.find([key('a')])
  await store.keep(key('d'), state(300))
  expect(kept().sort()).toEqual(['a', 'c', 'd'])
})

test('what is larger than the limit is not kept, and pushes nothing out', async () => {
  const store = cacheFolder(folder, 1000)
  await store.keep(key('a'), state(900))
  await store.keep(key('b'), state(1001))
  expect(kept()).toEqual(['a'])
})

test('leftovers of a process that died count and go; files of others stay', async () => {
  const store = cacheFolder(folder, 1000)
  await store.keep(key('a'), state(10))
  const leftover = join(folder, `${key('b')}.base.01234567-89ab-cdef-0123-456789abcdef`)
  writeFileSync(leftover, state(900))
  utimesSync(leftover, 1, 1)
  writeFileSync(join(folder, 'notes.txt'), state(5000))
  await store.keep(key('c'), state(200))
  expect(existsSync(leftover)).toBe(false)
  expect(kept().sort()).toEqual(['a', 'c', 'n'])
})

test('many at once on one folder leave whole files and nothing beside them', async () => {
  const writers = Array.from({ length: 20 }, (_, place) =>
    cacheFolder(folder).keep(key(place % 2 === 0 ? 'a' : 'b'), state(100_000, place % 2)),
  )
  const readers = Array.from({ length: 20 }, () => cacheFolder(folder).find([key('a')]))
  await Promise.all(writers)
  for (const found of await Promise.all(readers)) expect([undefined, 100_000]).toContain(found?.state.length)
  expect(kept().sort()).toEqual(['a', 'b'])
  expect((await cacheFolder(folder).find([key('b')]))?.state).toEqual(Buffer.from(state(100_000, 1)))
})

describe('a folder that cannot be used is no failure', () => {
  test('a file stands in its place', async () => {
    mkdirSync(join(folder, '..'))
    writeFileSync(folder, '')
    await cacheFolder(folder).keep(key('a'), state(3))
    expect(await cacheFolder(folder).find([key('a')])).toBeNull()
  })

  test('others may write there: they could have made up the state', async () => {
    const store = cacheFolder(folder)
    await store.keep(key('a'), state(3))
    chmodSync(folder, 0o777)
    expect(await store.find([key('a')])).toBeNull()
    await store.keep(key('b'), state(3))
    expect(kept()).toEqual(['a'])
  })

  test('an entry is a folder', async () => {
    await cacheFolder(folder).keep(key('a'), state(3))
    mkdirSync(join(folder, `${key('b')}.base`))
    expect(await cacheFolder(folder).find([key('b')])).toBeNull()
    await cacheFolder(folder).keep(key('b'), state(3))
    expect(kept().sort()).toEqual(['a', 'b'])
  })
})

test.each([
  ['linux', { XDG_CACHE_HOME: '/x' }, '/x/migration-gate'],
  ['linux', { XDG_CACHE_HOME: 'x' }, '/home/me/.cache/migration-gate'],
  ['linux', {}, '/home/me/.cache/migration-gate'],
  ['darwin', {}, '/home/me/Library/Caches/migration-gate'],
  ['darwin', { XDG_CACHE_HOME: '/x' }, '/x/migration-gate'],
  [
    'win32',
    { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' },
    'C:\\Users\\me\\AppData\\Local\\migration-gate',
  ],
  ['win32', {}, null],
] as const)('%s %j: %s', (platform, variables, expected) => {
  expect(cacheHome({ platform, variables, home: '/home/me' })).toBe(expected)
})

test('no home, no cache', () => {
  expect(cacheHome({ platform: 'linux', variables: {}, home: '' })).toBeNull()
})
