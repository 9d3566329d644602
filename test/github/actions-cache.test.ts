import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actionsCache, cacheService } from '../../src/github/actions-cache.ts'
import { type CacheFault, type CacheServer, startCacheServer } from '../support/cache-server.ts'

const key = (digit: string) => digit.repeat(64)
const keys = (count: number) => Array.from({ length: count }, (_, place) => String(place).padStart(64, '0'))
const state = new Uint8Array([1, 2, 3, 0, 255])

let server: CacheServer
let told: string[]
beforeEach(async () => {
  server = await startCacheServer('runtime')
  told = []
})
afterEach(() => server.close())

function store(variables: Record<string, string> = {}) {
  const service = cacheService({
    ACTIONS_CACHE_SERVICE_V2: 'true',
    ACTIONS_RESULTS_URL: `${server.url}/`,
    ACTIONS_RUNTIME_TOKEN: 'runtime',
    ...variables,
  })
  if (service === null) throw new Error('no service')
  return actionsCache(service, message => told.push(message))
}

test('what is kept is found, by its key or as the beginning of a longer base', async () => {
  await store().keep(key('a'), state)
  expect(await store().find([key('a')])).toEqual({ key: key('a'), state })
  expect(await store().find([key('c'), key('b'), key('a')])).toEqual({ key: key('a'), state })
  expect(await store().find([key('c')])).toBeNull()
  expect(told).toEqual([])
})

test('the newest beginning is taken', async () => {
  for (const digit of ['a', 'b']) await store().keep(key(digit), new Uint8Array([digit.charCodeAt(0)]))
  expect(await store().find([key('c'), key('b'), key('a')])).toMatchObject({ key: key('b') })
})

test('ten keys are asked for, and no more: the service refuses a longer list', async () => {
  const all = keys(11)
  await store().keep(all[9] as string, state)
  await store().keep(all[10] as string, state)
  expect(await store().find(all)).toMatchObject({ key: all[9] })
  expect(await store().find([...keys(10).map(key => key.replace(/^0/, 'f')), all[10] as string])).toBeNull()
})

test('a key that only begins like ours is not ours', async () => {
  await store().keep(`${key('a')}b`, state)
  expect(await store().find([key('a')])).toBeNull()
})

test('an entry is written once; the second writer is told nothing', async () => {
  await store().keep(key('a'), state)
  await store().keep(key('a'), new Uint8Array([9]))
  expect(await store().find([key('a')])).toEqual({ key: key('a'), state })
  expect(server.requests.filter(line => line.startsWith('PUT'))).toHaveLength(1)
  expect(told).toEqual([])
})

const faults: readonly [string, CacheFault][] = [
  ['404', { request: /./, status: 404 }],
  ['500', { request: /./, status: 500, body: '{"code":"internal"}' }],
  ['rate limit', { request: /./, status: 429 }],
  ['garbage', { request: /twirp/, body: '<html>' }],
  ['another shape', { request: /twirp/, body: '{"ok":"yes","signed_download_url":7}' }],
  ['a cut connection', { request: /./, cut: true }],
  ['bytes that are gone', { request: /blob/, status: 404 }],
  ['bytes that are cut', { request: /blob/, cut: true }],
]

describe('a broken service is a cache that holds nothing', () => {
  test.each(faults)('%s', async (_, fault) => {
    await store().keep(key('a'), state)
    server.faults = [fault]
    expect(await store().find([key('a')])).toBeNull()
    await store().keep(key('b'), state)
    expect(told.length).toBeGreaterThan(0)
    expect(told.join()).not.toContain('sig=')
    server.faults = []
    expect(await store().find([key('b')])).toBeNull()
  })

  test('another token', async () => {
    await store({ ACTIONS_RUNTIME_TOKEN: 'other' }).keep(key('a'), state)
    expect(server.entries.size).toBe(0)
  })
})

describe('what the runner allows', () => {
  test.each([
    ['none', 0, false],
    ['read', 0, true],
    ['write', 1, true],
    ['write-only', 1, false],
    ['', 1, true],
    ['new-mode', 1, true],
  ])('cache mode %j', async (mode, written, reads) => {
    await store().keep(key('a'), state)
    const limited = store({ ACTIONS_CACHE_MODE: mode })
    await limited.keep(key('b'), state)
    expect(server.entries.size).toBe(1 + written)
    expect((await limited.find([key('a')])) !== null).toBe(reads)
  })

  test.each([
    ['no second version', { ACTIONS_RESULTS_URL: 'https://results', ACTIONS_RUNTIME_TOKEN: 't' }],
    ['no address', { ACTIONS_CACHE_SERVICE_V2: '1', ACTIONS_RUNTIME_TOKEN: 't' }],
    [
      'an address that is none',
      { ACTIONS_CACHE_SERVICE_V2: '1', ACTIONS_RESULTS_URL: 'x', ACTIONS_RUNTIME_TOKEN: 't' },
    ],
    ['no token', { ACTIONS_CACHE_SERVICE_V2: '1', ACTIONS_RESULTS_URL: 'https://results' }],
  ])('%s: no service', (_, variables) => {
    expect(cacheService(variables)).toBeNull()
  })
})
