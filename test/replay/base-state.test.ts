import { hash } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { type Config, configSchema } from '../../src/config/config.ts'
import { postgres } from '../../src/dialects/postgres/dialect.ts'
import type { Review } from '../../src/model/review.ts'
import { baseKeys, decodeBase, encodeBase } from '../../src/replay/base-state.ts'
import type { BaseStore } from '../../src/replay/base-store.ts'

afterEach(() => vi.restoreAllMocks())

/** A store that holds nothing but what a test put there, and says what was asked of it. */
class MemoryStore implements BaseStore {
  readonly states = new Map<string, Uint8Array>()
  asked = 0

  async find(keys: readonly string[]) {
    this.asked++
    const key = keys.find(key => this.states.has(key))
    return key === undefined ? null : { key, state: this.states.get(key) as Uint8Array }
  }

  async keep(key: string, state: Uint8Array) {
    this.states.set(key, state)
  }
}

/** Slow enough to be worth keeping. */
const slow = 'SELECT pg_sleep(0.6);'

const shop: Readonly<Record<string, string>> = {
  '0001_users.sql': `CREATE EXTENSION citext; CREATE TABLE users (id int PRIMARY KEY, name citext); ${slow}`,
  '0002_orders.sql': 'CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users (id));',
}

const change: Readonly<Record<string, string>> = {
  '0009_note.sql': `ALTER TABLE users ADD COLUMN note text;
CREATE INDEX orders_by_user ON orders (user_id);
ALTER TABLE orders ALTER COLUMN user_id SET NOT NULL;`,
  '0009_note.down.sql': `ALTER TABLE orders ALTER COLUMN user_id DROP NOT NULL;
DROP INDEX orders_by_user;
ALTER TABLE users DROP COLUMN note;`,
}

interface Run {
  /** JSON, with the same duration everywhere. */
  readonly review: string
  /** What was replayed of the base. */
  readonly replayed: readonly string[]
  /** Texts that went through the parser. */
  readonly parsed: readonly string[]
}

async function run(
  store: BaseStore | null,
  base = shop,
  added = change,
  config: Partial<Config> = {},
  shadow: 'embedded' | 'none' = 'embedded',
): Promise<Run> {
  const steps: string[] = []
  const parse = vi.spyOn(postgres, 'parse')
  const files = (from: Readonly<Record<string, string>>) =>
    Object.entries(from).map(([name, text]) => [`migrations/${name}`, Buffer.from(text)] as const)
  const changeSet = {
    base: new Map(files(base)),
    head: new Map([...files(base), ...files(added)]),
    baseRef: 'main',
  }
  const review: Review = await check(
    {
      folders: [{ path: 'migrations', format: 'plain' }],
      dialect: 'postgres',
      changeSet,
      config: { ...configSchema.parse({}), ...config },
      shadow: { kind: shadow },
      ...(store && { baseStore: store }),
    },
    step => steps.push(step),
  )
  const parsed = parse.mock.calls.map(([text]) => text)
  parse.mockRestore()
  return {
    review: JSON.stringify(review, (key, value) => (key === 'durationMs' ? 0 : value), 1),
    replayed: steps.flatMap(step => (step.startsWith('replaying ') ? [step.slice(10)] : [])),
    parsed,
  }
}

/** One check without a store, and one that kept: the beginning of most rows. */
let uncached: string
let kept: ReadonlyMap<string, Uint8Array>
beforeAll(async () => {
  uncached = (await run(null)).review
  const store = new MemoryStore()
  const first = await run(store)
  expect(first).toMatchObject({ replayed: everything, review: uncached })
  kept = store.states
})

function storeWith(): MemoryStore {
  const store = new MemoryStore()
  for (const [key, state] of kept) store.states.set(key, state)
  expect(store.states.size).toBe(1)
  return store
}

const everything = Object.keys(shop).map(name => name.replace('.sql', ''))

describe('the second check', () => {
  test('replays and parses nothing of the base, and says the same', async () => {
    const second = await run(storeWith())
    expect(second.replayed).toEqual([])
    for (const text of Object.values(shop)) expect(second.parsed).not.toContain(text)
    expect(second.parsed).toContain(change['0009_note.sql'])
    expect(second.review).toBe(uncached)
  })

  test('of another change starts from the same base', async () => {
    const store = storeWith()
    const other = { '0010_name.sql': 'CREATE TABLE third (name citext REFERENCES nowhere);' }
    const restored = await run(store, shop, other)
    expect(restored.replayed).toEqual([])
    expect(restored.review).toBe((await run(null, shop, other)).review)
  })

  test('after a merge replays what came on top, and keeps nothing for that', async () => {
    const store = storeWith()
    const merged = { ...shop, '0003_more.sql': 'ALTER TABLE orders ADD COLUMN total int;' }
    const second = await run(store, merged)
    expect(second.replayed).toEqual(['0003_more'])
    expect(store.states.size).toBe(1)
    expect(second.review).toBe((await run(null, merged)).review)
  })

  test('after some merges keeps anew, before a store loses sight of the old state', async () => {
    const store = storeWith()
    const more = ['3', '4', '5', '6', '7'].map(n => [`000${n}_more.sql`, `CREATE TABLE more_${n} (id int);`])
    const merged = { ...shop, ...Object.fromEntries(more) }
    expect((await run(store, merged)).replayed).toHaveLength(5)
    expect(store.states.size).toBe(2)
    expect((await run(store, merged)).replayed).toEqual([])
  })

  test('knows what the base could not build, and what was wrong with it', async () => {
    const broken = {
      ...shop,
      '0003_places.sql':
        'CREATE EXTENSION postgis;\nCREATE TABLE places (at geometry);\nGRANT SELECT ON users TO app_reader;\nDROP TABLE nowhere;',
    }
    const touching = {
      '0009_places.sql': 'ALTER TABLE places ADD COLUMN note text;\nDROP TABLE users CASCADE;',
    }
    const store = new MemoryStore()
    const first = await run(store, broken, touching)
    expect(first.review).toContain('nowhere')
    const second = await run(store, broken, touching)
    expect(second.replayed).toEqual([])
    expect(second.review).toBe(first.review)
  })
})

describe('another base is not this one', () => {
  test('a file changed: all is replayed', async () => {
    const base = { ...shop, '0001_users.sql': `${shop['0001_users.sql']}\nSELECT 1;` }
    expect((await run(storeWith(), base)).replayed).toEqual(everything)
  })

  const migration = {
    id: '1',
    format: 'plain',
    up: { path: 'migrations/1.sql', text: 'SELECT 1;' },
    down: null,
    transaction: 'wrapped',
    oneString: false,
    runner: 'ours',
  } as const
  const key = baseKeys(postgres, 'build', [], [migration])[0]
  test.each([
    [
      'its text',
      baseKeys(postgres, 'build', [], [{ ...migration, up: { ...migration.up, text: 'SELECT 2;' } }]),
    ],
    ['its name', baseKeys(postgres, 'build', [], [{ ...migration, id: '2' }])],
    ['its transaction', baseKeys(postgres, 'build', [], [{ ...migration, transaction: 'none' }])],
    ['the engine', baseKeys({ ...postgres, keptBy: () => 'another' }, 'build', [], [migration])],
    ['this program', baseKeys(postgres, 'next build', [], [migration])],
    ['the settings', baseKeys(postgres, 'build', ['schema_migrations'], [migration])],
  ])('its key depends on %s', (_, [other]) => {
    expect(other).toMatch(/^[0-9a-f]{64}$/)
    expect(other).not.toBe(key)
  })

  test.each([
    ['a file that came before', [{ ...migration, id: '0' }, migration]],
    ['a file that is gone', [{ ...migration, id: '2' }]],
  ])('its key depends on %s', (_, base) => {
    expect(baseKeys(postgres, 'build', [], base)).not.toContain(key)
  })

  test('and the beginning of a longer base has the key of the shorter', () => {
    expect(baseKeys(postgres, 'build', [], [migration, { ...migration, id: '2' }])[0]).toBe(key)
  })
})

/** With the digest that belongs to it. */
const sealed = (body: Buffer) => Buffer.concat([Buffer.from(`${hash('sha256', body)}\n`), body])
const bodyOf = (state: Buffer) => state.subarray(state.indexOf('\n') + 1)
const withHeader = (state: Buffer, edit: (header: Record<string, unknown>) => unknown) => {
  const body = bodyOf(state)
  const end = body.indexOf('\n')
  const header = JSON.stringify(edit(JSON.parse(body.toString('utf8', 0, end))))
  return sealed(Buffer.concat([Buffer.from(header), body.subarray(end)]))
}

const key = 'a'.repeat(64)
const good = Buffer.from(
  encodeBase(key, {
    shadow: { facts: { some: 'facts' }, image: new Uint8Array(2000).fill(7) },
    problems: [],
  }),
)

describe('a state that was damaged is none', () => {
  test('one that was not is read as it was written', () => {
    expect(decodeBase(key, good)).toEqual({
      shadow: { facts: { some: 'facts' }, image: Buffer.alloc(2000, 7) },
      problems: [],
    })
  })

  test.each<[string, Uint8Array]>([
    ['nothing in it', new Uint8Array()],
    ['cut off', good.subarray(0, good.length - 1000)],
    ['one bit flipped', good.map((byte, at) => (at === good.length - 500 ? byte ^ 1 : byte))],
    ['one bit of the header flipped', good.map((byte, at) => (at === 100 ? byte ^ 1 : byte))],
    ['no line at all', Buffer.alloc(100_000, 'x')],
    ['a header that is no JSON', sealed(Buffer.from('{\n'))],
    ['no header', sealed(Buffer.alloc(1000, 'x'))],
    ['that of another base', withHeader(good, header => ({ ...header, key: 'f'.repeat(64) }))],
    ['another form', withHeader(good, header => ({ ...header, format: 'migration-gate/base-state@9' }))],
    ['more than this version knows', withHeader(good, header => ({ ...header, more: 1 }))],
  ])('%s', (_, state) => {
    expect(decodeBase(key, state)).toBeNull()
  })
})

describe('a state that cannot be used costs time and nothing else', () => {
  test.each<[string, (state: Buffer) => Uint8Array]>([
    ['damaged', state => state.subarray(0, state.length - 1000)],
    ['facts of another form', state => withHeader(state, header => ({ ...header, facts: { made: 1 } }))],
    [
      'an engine that does not boot',
      state => sealed(bodyOf(state).subarray(0, bodyOf(state).indexOf('\n') + 1)),
    ],
  ])('%s', async (_, damage) => {
    const store = storeWith()
    const [[key, state]] = [...store.states] as [[string, Uint8Array]]
    store.states.set(key, damage(Buffer.from(state)))
    const second = await run(store)
    expect(second.replayed).toEqual(everything)
    expect(second.review).toBe(uncached)
    // What was kept instead is whole.
    expect(decodeBase(key, store.states.get(key) as Uint8Array)).not.toBeNull()
  })
})

describe('nothing is kept', () => {
  test.each<[string, Parameters<typeof run>]>([
    ['of a base that is quick to replay', [null, { '0001_a.sql': 'CREATE TABLE users (id int);' }]],
    [
      'of a base that would not be the same after a restart',
      [null, { ...shop, '0003_scratch.sql': 'CREATE UNLOGGED TABLE scratch (id int);' }],
    ],
    ['where there is no base', [null, {}]],
    [
      'of a base that the engine did not survive',
      [
        null,
        { '0001_a.sql': slow, '0002_b.sql': 'SELECT pg_sleep(60);' },
        change,
        { limits: { statement: 2000, check: 40_000, memory: 1_500_000_000 } },
      ],
    ],
  ])('%s', async (_, [, ...rest]) => {
    const store = new MemoryStore()
    await run(store, ...rest)
    expect(store.states.size).toBe(0)
  })

  test.each<[string, Partial<Config>, 'embedded' | 'none']>([
    ['cache: off', { cache: 'off' }, 'embedded'],
    ['no shadow', {}, 'none'],
  ])('and nothing looked for: %s', async (_, config, shadow) => {
    const store = storeWith()
    store.states.clear()
    store.asked = 0
    await run(store, shop, change, config, shadow)
    expect([store.asked, store.states.size]).toEqual([0, 0])
  })
})
