import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { recordDrift } from '../../src/commands/record-drift.ts'
import { takeSnapshot } from '../../src/commands/snapshot.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { startServer, type TestServer } from '../support/server.ts'

// The drift that a snapshot tells itself, on a real PostgreSQL, and the checks that go by it.

const files = {
  'db/0001_orders.up.sql': 'CREATE TABLE orders (id int PRIMARY KEY);\n',
  'db/0002_total.up.sql': 'ALTER TABLE orders ADD COLUMN total int;\n',
  'db/0003_people.up.sql': 'CREATE TABLE people (id int PRIMARY KEY);\n',
}
const config = configSchema.parse({ dir: 'db', 'format-name': 'golang-migrate' })
const folders = [{ path: 'db', format: 'golang-migrate' }]
const bytesOf = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]))

let server: TestServer
/** As it was taken, where no migrations were at hand. */
let taken: Snapshot
let told: Snapshot

beforeAll(async () => {
  server = await startServer()
  const client = new pg.Client({ connectionString: server.superuserUrl })
  await client.connect()
  // It has run two of the three, and has a table that no migration makes.
  for (const sql of Object.values(files).slice(0, 2)) await client.query(sql)
  await client.query('CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)')
  await client.query('INSERT INTO schema_migrations VALUES (2, false)')
  await client.query('CREATE TABLE by_hand (id int)')
  await client.end()
  const snapshot = await takeSnapshot({
    url: server.superuserUrl,
    environment: 'staging',
    redact: false,
    takenAt: '2026-11-22T08:00:00Z',
    limits: { ...config.limits, check: config.limits.check * 15 },
  })
  taken = snapshot
  told = await recordDrift(snapshot, { folders, dialect: 'postgres', files: bytesOf(files), config })
})
afterAll(async () => {
  await server?.stop()
})

/** The drift by which a check of one more migration goes. */
async function driftUpon(snapshot: Snapshot, base: Readonly<Record<string, string>> = files) {
  // As written by hand, so that its digest need not fit.
  const { digest: _, ...unsigned } = snapshot
  const { drift, driftVerdict } = await check({
    folders,
    dialect: 'postgres',
    config,
    changeSet: {
      base: bytesOf(base),
      head: bytesOf({ ...base, 'db/0004_name.up.sql': 'ALTER TABLE people ADD COLUMN name text;\n' }),
      baseRef: 'main',
    },
    shadow: { kind: 'embedded' },
    snapshot: { path: 'staging.json', text: JSON.stringify(unsigned) },
  })
  return { driftVerdict, names: drift.map(({ action, name }) => `${action} ${name}`) }
}

/** The same snapshot, telling what no build would: by it is seen who builds. */
const untrue = (): Snapshot => ({
  ...told,
  drift: {
    migrations: told.drift?.migrations ?? '',
    verdict: 'different',
    changes: [{ action: 'drop', object: 'table', name: 'public.invented', detail: '' }],
  },
})

test('is what a check would find that builds the migrations', async () => {
  expect(told.drift?.changes.map(({ action, name }) => `${action} ${name}`)).toContain('add public.by_hand')
  const { drift: _, ...without } = told
  expect(await driftUpon(told)).toEqual(await driftUpon(without))
})

test('stands for the build, also where the base has what the target has not run', async () => {
  expect(await driftUpon(untrue())).toEqual({ driftVerdict: 'different', names: ['drop public.invented'] })
})

test('is known again by who knows of another tool for the same files', async () => {
  const { 'db/0003_people.up.sql': _, ...ran } = files
  const plain = {
    folders: [{ path: 'db', format: 'plain' }],
    dialect: 'postgres',
    files: bytesOf(ran),
    config: configSchema.parse({ dir: 'db' }),
  } as const
  expect(await recordDrift(taken, plain)).toEqual(told)
})

test('counts for nothing where the migrations that ran are others now', async () => {
  const edited = {
    ...files,
    'db/0001_orders.up.sql': 'CREATE TABLE orders (id int PRIMARY KEY, made date);\n',
  }
  const { names } = await driftUpon(untrue(), edited)
  expect(names).not.toContain('drop public.invented')
  expect(names).toContain('drop public.orders.made')
})
