import { expect, test } from 'vitest'
import type { KeptShadow, Shadow } from '../../../../src/dialects/dialect.ts'
import { sqlite } from '../../../../src/dialects/sqlite/dialect.ts'
import { limits } from './limits.ts'
import { parsed } from './migrations.ts'

async function withShadow(kept: KeptShadow | null, use: (shadow: Shadow) => Promise<void>): Promise<void> {
  const shadow = await sqlite.openShadow([], { url: null, limits }, Promise.resolve(kept))
  try {
    await use(shadow)
  } finally {
    await shadow.close()
  }
}

const base =
  'CREATE TABLE t (a INTEGER, b TEXT);\nINSERT INTO t VALUES (shorten(7), 1);\nUPDATE t SET a = Shorten(a) + rank_of(b);'

test("a function of the application's costs the base nothing, and is told once", async () => {
  await withShadow(null, async shadow => {
    expect(await shadow.replay(await parsed(base))).toEqual([])
    expect(shadow.notices()).toEqual([
      { kind: 'function', name: 'shorten', path: 'migrations/test.sql', line: 2 },
      { kind: 'function', name: 'rank_of', path: 'migrations/test.sql', line: 3 },
    ])
  })
})

test('what calls it has its effect, and what was seen is not believed', async () => {
  await withShadow(null, async shadow => {
    const up = 'CREATE TABLE t (a INTEGER);\nCREATE INDEX i ON t (unheard_of(a));\nDROP TABLE t;'
    const traced = await shadow.trace(await parsed(up))
    expect(traced.map(({ trace }) => [trace.outcome, trace.error?.code])).toEqual([
      ['ran', undefined],
      ['unverified', 'doubtful'],
      ['ran', undefined],
    ])
  })
})

test('what calls it through a view or a trigger is not believed either', async () => {
  await withShadow(null, async shadow => {
    await shadow.replay(
      await parsed(`CREATE TABLE t (a); CREATE TABLE u (a); CREATE VIEW v AS SELECT a FROM t WHERE own(a) > 0;
        CREATE TRIGGER tr AFTER UPDATE ON t BEGIN DELETE FROM u WHERE own(a) > 0; END; SELECT own(1);`),
    )
    const traced = await shadow.trace(
      await parsed('INSERT INTO u SELECT a FROM v; UPDATE t SET a = 1; INSERT INTO t VALUES (1)'),
    )
    expect(traced.map(({ trace }) => trace.outcome)).toEqual(['unverified', 'unverified', 'ran'])
  })
})

test('a kept base keeps its rows, its losses and its stand-ins', async () => {
  let kept: KeptShadow | null = null
  await withShadow(null, async shadow => {
    await shadow.replay(
      await parsed(`${base}\nCREATE INDEX by_a ON t (shorten(a));\nCREATE INDEX nope ON gone (a);`),
    )
    kept = await shadow.keep()
  })
  await withShadow(kept, async shadow => {
    expect((await shadow.readSchema()).objects.has('index main.by_a')).toBe(true)
    expect((await shadow.readRows())?.get('main.t')?.count).toBe(1)
    expect(shadow.notices().map(({ name }) => name)).toEqual(['shorten', 'rank_of'])
    const [insert, drop] = await shadow.trace(await parsed('INSERT INTO t VALUES (1, 2);\nDROP INDEX nope;'))
    expect(insert?.trace.outcome).toBe('ran')
    expect(drop?.trace.outcome).toBe('unverified')
  })
})

test.each([
  ['facts of another form', { facts: { other: 1 }, image: new Uint8Array() }],
  [
    'bytes that are none',
    { facts: { losses: { lost: [], unread: null }, notices: [] }, image: Buffer.from('x') },
  ],
])('%s: the base is replayed', async (_, kept) => {
  const opening = sqlite.openShadow([], { url: null, limits }, Promise.resolve(kept))
  await expect(opening).rejects.toThrow(/the kept base is/)
})

test('a name that no function can have costs the shadow nothing', async () => {
  await withShadow(null, async shadow => {
    await shadow.replay(
      await parsed(`CREATE TABLE t (a); CREATE VIEW v AS SELECT ${'f'.repeat(256)}(a) FROM t`),
    )
    expect(await shadow.readDamage()).toEqual([])
    expect((await shadow.readSchema()).objects.has('view main.v')).toBe(true)
  })
})
