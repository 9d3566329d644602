import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { chosenSnapshot, readSnapshot } from '../../src/config/snapshot.ts'
import type { DialectName } from '../../src/dialects/registry.ts'
import { UserError } from '../../src/model/errors.ts'
import { snapshotDigest } from '../../src/model/snapshot-digest.ts'
import { snapshotJsonSchema } from '../../src/report/json-schema.ts'

const path = 'db/staging.json'
const byHand = { format: 'migration-gate/snapshot@1', dialect: 'postgres' }
const withTables = (tables: object) => ({ ...byHand, statistics: { tables } })
const taken = {
  ...byHand,
  takenAt: '2026-11-21T19:41:00Z',
  environment: 'staging',
  serverVersion: '16.4',
  schema: { objects: [], columnOrder: {}, build: [] },
  history: [],
  statistics: {
    tables: { 'public.orders': { rows: 41_000_000, bytes: 9_000_000_000 } },
    indexes: { 'public.orders_pkey': { bytes: 900_000_000, scans: 12, valid: true } },
  },
  settings: { TimeZone: 'UTC' },
  unread: [],
}
const sealed = { ...taken, digest: snapshotDigest(taken) }

const validate = new Ajv2020({ strict: true, validateFormats: false, allowUnionTypes: true }).compile(
  snapshotJsonSchema(),
)

async function messageOf(text: string, dialect: DialectName = 'postgres'): Promise<string> {
  const error = await readSnapshot(text, path, dialect).then(
    () => null,
    error => error,
  )
  expect(error).toBeInstanceOf(UserError)
  return error.message
}

describe('refused, with the file and the place in it', () => {
  const rows: readonly (readonly [name: string, value: unknown, ...says: readonly string[]])[] = [
    ['a list', [], `${path}: expected a snapshot`],
    ['no format', { dialect: 'postgres' }, '`format` is missing', '"migration-gate/snapshot@1"'],
    ['another format', { format: 'migration-gate/review@1' }, '`"migration-gate/review@1"`. Allowed: '],
    ['a format that is no text', { format: 1 }, '`format` is `1`'],
    [
      'a newer release',
      { format: 'migration-gate/snapshot@2', tables: [] },
      'written by a newer migration-gate',
      'snapshot@2',
      'Update migration-gate',
    ],
    ['no dialect', { format: byHand.format }, `${path}: \`dialect\` is `, 'Allowed: postgres, sqlite'],
    [
      'another dialect',
      { ...byHand, dialect: 'sqlite' },
      '`dialect` is `sqlite`, and the migrations are postgres',
    ],
    [
      'an unknown key',
      { ...byHand, statistic: {} },
      '`statistic` is not a key of a snapshot',
      '`statistics`',
    ],
    [
      'a misspelt key of a table',
      withTables({ 'public.orders': { row: 4 } }),
      '`row` is not a key of `statistics.tables["public.orders"]`. Did you mean `rows`?',
    ],
    [
      'rows as text',
      withTables({ 'public.orders': { rows: '41 M' } }),
      '`statistics.tables["public.orders"].rows` is `41 M`. Expected a number.',
    ],
    [
      'half a row',
      withTables({ a: { rows: 1.5 } }),
      '`statistics.tables.a.rows` is `1.5`. Expected a whole number',
    ],
    [
      'fewer rows than unknown',
      withTables({ a: { rows: -2 } }),
      '`statistics.tables.a.rows` is `-2`. Expected at least -1',
    ],
    [
      'negative bytes',
      withTables({ a: { bytes: -1 } }),
      '`statistics.tables.a.bytes` is `-1`. Expected at least 0',
    ],
    ['a number for a table', withTables({ a: 5 }), '`statistics.tables.a` is `5`. Expected keys and values'],
    [
      'no name',
      withTables({ 'a b': { rows: 1 } }),
      '`statistics.tables` has "a b", which is no name',
      'Order Lines',
    ],
    ['a column', withTables({ 'a.b.c': { rows: 1 } }), '"a.b.c", which is no name'],
    ['an open quote', withTables({ '"a': { rows: 1 } }), 'which is no name'],
    [
      'one table twice',
      withTables({ orders: { rows: 1 }, 'public.Orders': { rows: 2 } }),
      '`statistics.tables` names public.orders twice',
    ],
    ['a version in words', { ...byHand, serverVersion: 'sixteen' }, '`serverVersion` is `sixteen`', '"16.4"'],
    ['a setting that is a number', { ...byHand, settings: { a: 1 } }, '`settings.a` is `1`. Expected text'],
    ['a moment that is none', { ...byHand, takenAt: 'yesterday' }, '`takenAt` is `yesterday`'],
    ['a digest of another form', { ...byHand, digest: 'md5:1' }, '`digest` is `md5:1`', '64 hex digits'],
    ['a change after it was taken', { ...sealed, environment: 'production' }, 'the digest does not fit'],
    [
      'a table more than were taken',
      { ...sealed, statistics: { tables: { ...taken.statistics.tables, a: { rows: 1 } } } },
      'the digest does not fit',
    ],
  ]
  test.each(rows)('%s', async (_, value, ...says) => {
    const message = await messageOf(JSON.stringify(value))
    for (const line of message.split('\n')) expect(line.startsWith(`${path}: `), line).toBe(true)
    for (const part of says) expect(message).toContain(part)
  })

  test('the same mistake a thousand times, in a few lines', async () => {
    const names = Array.from({ length: 1000 }, (_, place) => [`t${place}`, { rows: 'x' }])
    const lines = (await messageOf(JSON.stringify(withTables(Object.fromEntries(names))))).split('\n')
    expect([lines.length, lines.at(-1)]).toEqual([11, `${path}: and 990 more like these.`])
  })

  test('what is nested too deeply to have a digest', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const text = JSON.stringify({ ...sealed, schema: 'deep' }).replace('"deep"', deep)
    expect(await messageOf(text)).toBe(`${path}: its values are nested too deeply.`)
  })

  test('what is not JSON, with its line and none of its text', async () => {
    expect(await messageOf('{\n"a": 1,\n}')).toBe(`${path}:3: this is not JSON.`)
    expect(await messageOf('{\n"a": secret\n}')).toBe(`${path}: this is not JSON.`)
    expect(await messageOf('')).toBe(`${path}: this is not JSON.`)
  })
})

describe('read', () => {
  const rows: readonly (readonly [name: string, value: object])[] = [
    ['by hand, the least', byHand],
    ['by hand, with sizes', withTables({ orders: { rows: 200 }, 'public."Order Lines"': { bytes: 1 } })],
    ['never analysed', withTables({ a: { rows: -1, bytes: 8192 }, b: { rows: null, bytes: null }, c: {} })],
    ['with the place of the schema', { ...byHand, $schema: '../schemas/snapshot.schema.json' }],
    ['whole, without a digest', taken],
    ['whole', sealed],
    ['taken at another time', { ...sealed, takenAt: '2027-01-01T00:00:00+01:00' }],
    ['with its keys in another order', Object.fromEntries(Object.entries(sealed).reverse())],
  ]
  test.each(rows)('%s', async (_, value) => {
    await expect(readSnapshot(JSON.stringify(value, null, 2), path, 'postgres')).resolves.toMatchObject({
      dialect: 'postgres',
    })
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
  })

  test('with a byte order mark', async () => {
    expect(await readSnapshot(`\ufeff${JSON.stringify(byHand)}`, path, 'postgres')).toMatchObject(byHand)
  })

  test('the example of the guide', async () => {
    const guide = readFileSync(join(import.meta.dirname, '../../docs/guide.md'), 'utf8')
    const [, example] = /```json\n(\{\n {2}"\$schema"[\s\S]*?)```/.exec(guide) ?? []
    expect(validate(JSON.parse(example ?? 'null')), JSON.stringify(validate.errors)).toBe(true)
    const { statistics } = await readSnapshot(example ?? '', path, 'postgres')
    expect(Object.keys(statistics?.tables ?? {})).toContain('public.orders')
  })
})

describe('the snapshot that counts', () => {
  const file = (rows: number) => new TextEncoder().encode(JSON.stringify(withTables({ orders: { rows } })))
  const place = { file: path, publish: false, redact: false, writers: ['bot'] }
  const config = { snapshot: place }
  const change = { base: new Map([[path, file(1)]]), head: new Map([[path, file(2)]]), baseRef: 'main' }
  const rowsOf = async (...request: Parameters<typeof chosenSnapshot>) =>
    (await chosenSnapshot(...request))?.statistics?.tables?.['public.orders']?.rows

  test('is the one given', async () => {
    const given = { path: 'x.json', text: JSON.stringify(withTables({ orders: { rows: 3 } })) }
    expect(await rowsOf(given, config, change, 'postgres')).toBe(3)
  })
  test('else that of the base', async () => {
    expect(await rowsOf(undefined, config, change, 'postgres')).toBe(1)
  })
  test('else, without a base, the one that is there', async () => {
    expect(await rowsOf(undefined, config, { ...change, base: null, baseRef: null }, 'postgres')).toBe(2)
  })
  test('none, where nobody speaks of any', async () => {
    expect(await chosenSnapshot(undefined, {}, change, 'postgres')).toBeNull()
  })
  test('and never one that only the change has', async () => {
    await expect(
      chosenSnapshot(undefined, config, { ...change, base: new Map() }, 'postgres'),
    ).rejects.toThrow(`\`snapshot\` names ${path}, which main does not have.`)
  })
})
