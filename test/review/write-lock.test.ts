import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const create = 'CREATE TABLE t (id integer PRIMARY KEY);'

test.each<[dialect: 'postgres' | 'sqlite', up: string, under: readonly number[]]>([
  ['sqlite', 'SELECT 1; ALTER TABLE t ADD COLUMN a TEXT; SELECT 2', [1, 2]],
  ['sqlite', 'BEGIN; SELECT 1; ALTER TABLE t ADD COLUMN a TEXT; COMMIT; SELECT 2', [2, 3]],
  ['sqlite', 'SELECT 1', []],
  ['postgres', 'ALTER TABLE t ADD COLUMN a text', []],
])('%s: %s', async (dialect, up, under) => {
  const base = new Map([['m/1.sql', bytes(create)]])
  const { migrations } = await check({
    folders: [{ path: 'm', format: 'plain' }],
    dialect,
    changeSet: { base, head: new Map([...base, ['m/2.sql', bytes(up)]]), baseRef: null },
    config: configSchema.parse({}),
    shadow: { kind: 'embedded' },
  })
  const [migration] = migrations
  const times = under.map(place => migration?.statements[place]?.durationMs ?? Number.NaN)
  if (under.length === 0) return expect(migration?.writeLockMs).toBeNull()
  // Each is rounded by itself.
  expect(migration?.writeLockMs).toBeCloseTo(
    times.reduce((sum, ms) => sum + ms, 0),
    1,
  )
})
