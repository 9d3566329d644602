import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Session } from '../../../../src/dialects/sqlite/session.ts'
import { openEmbedded } from '../../../../src/dialects/sqlite/shadow/embedded.ts'
import { readRows } from '../../../../src/dialects/sqlite/shadow/rows.ts'
import { limits } from './limits.ts'

let session: Session
let empty: Uint8Array

beforeAll(async () => {
  session = await openEmbedded(limits)
  empty = await session.image()
})
beforeEach(() => session.restore(empty))
afterAll(() => session.close())

type Tables = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

async function tables(historyTables: readonly string[] = []): Promise<Tables> {
  const rows = await readRows(session, historyTables)
  return Object.fromEntries([...rows].map(([name, { columns }]) => [name, Object.fromEntries(columns)]))
}

const read: readonly [name: string, sql: string, expected: Tables][] = [
  ['nothing', '', {}],
  ['an empty table', 'CREATE TABLE a (id, b)', { 'main.a': { id: [], b: [] } }],
  [
    'values of every type',
    `CREATE TABLE a (v);
    INSERT INTO a VALUES (NULL), (9223372036854775807), (1.0), (0.1), ('it''s'), (x'00ff'), (1e300), ('a' || char(0) || 'b')`,
    {
      'main.a': {
        v: ['NULL', '9223372036854775807', '1.0', '0.1', "'it''s'", "x'00ff'", '1e+300', "'a\0b'"],
      },
    },
  ],
  [
    'rows in the order of the key, not of their making',
    "CREATE TABLE a (k TEXT, n INTEGER, PRIMARY KEY (n, k)); INSERT INTO a VALUES ('b', 2), ('c', 1), ('a', 2)",
    { 'main.a': { k: ["'c'", "'a'", "'b'"], n: ['1', '2', '2'] } },
  ],
  [
    'a table without rowid',
    "CREATE TABLE a (k TEXT PRIMARY KEY, n) WITHOUT ROWID; INSERT INTO a VALUES ('b', 1), ('a', 2)",
    { 'main.a': { k: ["'a'", "'b'"], n: ['2', '1'] } },
  ],
  [
    'columns that take every name of the rowid',
    'CREATE TABLE a (rowid, _rowid_, oid); INSERT INTO a VALUES (2, 1, 1), (1, 1, 1)',
    { 'main.a': { rowid: ['1', '2'], _rowid_: ['1', '1'], oid: ['1', '1'] } },
  ],
  [
    'generated columns as far as they are stored',
    'CREATE TABLE a (n, twice AS (n * 2) STORED, thrice AS (n * 3)); INSERT INTO a VALUES (1)',
    { 'main.a': { n: ['1'], twice: ['2'] } },
  ],
  [
    'hostile names',
    'CREATE TABLE "a""; DROP TABLE b; --" ("c""d" INTEGER, [order], "é ü"); CREATE TABLE b (x); INSERT INTO "a""; DROP TABLE b; --" VALUES (1, 2, 3)',
    { 'main."a""; DROP TABLE b; --"': { 'c"d': ['1'], order: ['2'], 'é ü': ['3'] }, 'main.b': { x: [] } },
  ],
  [
    'no views, no temporary tables, none of the engine or of the migration tool',
    `CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO a DEFAULT VALUES; ANALYZE;
    CREATE VIEW v AS SELECT * FROM a; CREATE VIEW broken AS SELECT * FROM nowhere;
    CREATE TEMP TABLE t (x); CREATE TABLE "Schema_Migrations" (version)`,
    { 'main.a': { id: ['1'] } },
  ],
  [
    'a search index and a tree of boxes, without the tables behind them',
    "CREATE VIRTUAL TABLE f USING fts5(a, b); INSERT INTO f VALUES ('x', 'y'); CREATE VIRTUAL TABLE r USING rtree(id, x0, x1); INSERT INTO r VALUES (1, 0, 2)",
    {
      'main.f': { a: ["'x'"], b: ["'y'"] },
      'main.r': { id: ['1'], x0: ['0.0'], x1: ['2.0'] },
    },
  ],
  [
    'a search index over a table that is gone',
    "CREATE TABLE c (a); CREATE VIRTUAL TABLE f USING fts5(a, content='c'); INSERT INTO f (rowid, a) VALUES (1, 'x'); DROP TABLE c",
    { 'main.f': {} },
  ],
]

test.each(read)('%s', async (_, sql, expected) => {
  await session.script(sql)
  expect(await tables(['schema_migrations'])).toEqual(expected)
})

test('a long value is its digest, which another value has not', async () => {
  await session.script(
    "CREATE TABLE a (v); INSERT INTO a VALUES (printf('%0300d', 1)), (printf('%0300d', 2)), (CAST(printf('%0300d', 1) AS BLOB))",
  )
  const { v = [] } = (await tables())['main.a'] ?? {}
  expect(v.map(value => value.replace(/[0-9a-f]{64}$/, ''))).toEqual([
    'text sha256:',
    'text sha256:',
    'blob sha256:',
  ])
  expect(new Set(v).size).toBe(3)
})

test('a table with many rows is one digest a column, which tells a change and the order', async () => {
  await session.script(
    'CREATE TABLE a (id INTEGER PRIMARY KEY, v, w); INSERT INTO a WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, i, 1 FROM n',
  )
  const look = async () => (await readRows(session)).get('main.a')
  const before = await look()
  expect(before?.count).toBe(5000)
  expect(before?.columns.get('v')).toEqual([expect.stringMatching(/^text sha256:[0-9a-f]{64}$/)])
  expect(await look()).toEqual(before)
  await session.script('UPDATE a SET v = 4 WHERE id = 3; UPDATE a SET v = 3 WHERE id = 4')
  const after = await look()
  expect(after?.columns.get('v')).not.toEqual(before?.columns.get('v'))
  expect(after?.columns.get('w')).toEqual(before?.columns.get('w'))
})

test('SQL under review has no use of what reads the values', async () => {
  await expect(session.run('SELECT migration_gate_literal(1)')).rejects.toMatchObject({ code: 'refused' })
})

test('the mark of AUTOINCREMENT is told with the rows', async () => {
  await session.script(`
    CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);
    CREATE TABLE b (id INTEGER PRIMARY KEY);
    INSERT INTO a VALUES (1), (7);
    INSERT INTO b VALUES (7);
    DELETE FROM a WHERE id = 7`)
  const rows = await readRows(session)
  expect([rows.get('main.a')?.mark, rows.get('main.b')?.mark]).toEqual([7, undefined])
})

test('not even the longest table makes a text that the engine refuses', async () => {
  await session.script(
    'CREATE TABLE a (v); INSERT INTO a WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1100) SELECT zeroblob(100000) FROM n',
  )
  expect((await readRows(session)).get('main.a')?.count).toBe(1100)
})

test('a table of as many columns as there can be', async () => {
  const columns = Array.from({ length: 2_000 }, (_, at) => `c${at}`)
  await session.script(`CREATE TABLE a (${columns});
    INSERT INTO a (c0, c1999) WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 110) SELECT i, i FROM n`)
  const table = (await readRows(session)).get('main.a')
  expect([table?.count, table?.columns.size]).toEqual([110, 2_000])
  expect(table?.columns.get('c0')).toEqual([expect.stringMatching(/text sha256:/)])
  expect(table?.columns.get('c1999')).toEqual(table?.columns.get('c0'))
})
