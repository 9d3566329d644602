import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Session } from '../../../../src/dialects/sqlite/session.ts'
import { openEmbedded } from '../../../../src/dialects/sqlite/shadow/embedded.ts'
import { fillEmptyTables, fillTables } from '../../../../src/dialects/sqlite/shadow/fill.ts'
import { readRows } from '../../../../src/dialects/sqlite/shadow/rows.ts'
import { limits } from './limits.ts'
import { parsed } from './migrations.ts'

let session: Session
let empty: Uint8Array

beforeAll(async () => {
  session = await openEmbedded(limits)
  empty = await session.image()
})
beforeEach(async () => {
  await session.restore(empty)
  await session.script('PRAGMA foreign_keys = ON')
})
afterAll(() => session.close())

async function counts(): Promise<Readonly<Record<string, number>>> {
  const rows = await readRows(session)
  return Object.fromEntries([...rows].map(([name, { count }]) => [name.replace(/^main\./, ''), count]))
}

async function schema(): Promise<unknown> {
  return session.query('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name')
}

interface Row {
  readonly name: string
  readonly sql: string
  readonly rows: Readonly<Record<string, number>>
  /** A question that must find nothing. */
  readonly not?: string
  /** Why a table took none. */
  readonly unfilled?: Readonly<Record<string, string>>
}

const rows: readonly Row[] = [
  {
    name: 'one table',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT, at DATETIME)',
    rows: { a: 3 },
    not: 'SELECT 1 FROM a WHERE name IS NULL OR at IS NULL',
  },
  {
    name: 'values have their declared types',
    sql: 'CREATE TABLE a (i INT, t VARCHAR(4), r DOUBLE, b BLOB, n DECIMAL(10, 2), o BOOLEAN)',
    rows: { a: 3 },
    not: "SELECT 1 FROM a WHERE typeof(i) <> 'integer' OR typeof(t) <> 'text' OR typeof(r) <> 'real' OR typeof(b) <> 'blob' OR typeof(n) NOT IN ('integer', 'real') OR o NOT IN (0, 1) OR length(t) > 4",
  },
  {
    name: 'what its name, type or default calls JSON is JSON, and bytes may be',
    sql: `CREATE TABLE a (x JSON, settings_json TEXT, tags TEXT DEFAULT '[]', meta BLOB DEFAULT (jsonb('{}')), data BLOB,
      list BLOB NOT NULL DEFAULT (json('[]')))`,
    rows: { a: 3 },
    not: "SELECT 1 FROM a WHERE NOT (json_valid(x) AND json_valid(settings_json) AND json_type(tags) = 'array' AND json_type(meta) = 'object' AND json_type(data) = 'object' AND json_type(list) = 'array')",
  },
  {
    name: 'texts of two tables are not the same',
    sql: 'CREATE TABLE a (path TEXT, email TEXT, url TEXT); CREATE TABLE b (path TEXT, email TEXT, url TEXT)',
    rows: { a: 3, b: 3 },
    not: 'SELECT 1 FROM a JOIN b ON a.path = b.path OR a.email = b.email OR a.url = b.url',
  },
  {
    name: 'STRICT',
    sql: 'CREATE TABLE a (i INTEGER, t TEXT, r REAL, b BLOB, x ANY, n INT NOT NULL) STRICT',
    rows: { a: 3 },
    not: 'SELECT 1 FROM a WHERE i IS NULL OR t IS NULL OR r IS NULL OR b IS NULL OR x IS NULL',
  },
  {
    name: 'WITHOUT ROWID and a key of two columns',
    sql: 'CREATE TABLE a (x TEXT, y INTEGER, PRIMARY KEY (x, y)) WITHOUT ROWID',
    rows: { a: 3 },
  },
  {
    name: 'rows that are there stay, and no more come',
    sql: "CREATE TABLE a (id INTEGER PRIMARY KEY, v); INSERT INTO a VALUES (7, 'mine')",
    rows: { a: 1 },
    not: "SELECT 1 FROM a WHERE v <> 'mine'",
  },
  {
    name: 'children after parents, whatever their names',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY, b INT NOT NULL REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, c TEXT REFERENCES c (code)); CREATE TABLE c (code TEXT PRIMARY KEY)',
    rows: { a: 3, b: 3, c: 3 },
    not: 'SELECT 1 FROM b WHERE c IS NULL',
  },
  {
    name: 'keys of a parent that has rows',
    sql: "CREATE TABLE p (code TEXT PRIMARY KEY); INSERT INTO p VALUES ('only'); CREATE TABLE a (id INTEGER PRIMARY KEY, p TEXT NOT NULL REFERENCES p)",
    rows: { p: 1, a: 3 },
  },
  {
    name: 'one child for each parent',
    sql: 'CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE a (id INTEGER PRIMARY KEY REFERENCES p)',
    rows: { p: 3, a: 3 },
  },
  {
    name: 'as many children as keys, where a key may be used once',
    sql: 'CREATE TABLE p (id INTEGER PRIMARY KEY); INSERT INTO p VALUES (9); CREATE TABLE a (p INT UNIQUE NOT NULL REFERENCES p)',
    rows: { p: 1, a: 1 },
  },
  {
    name: 'a table that references itself',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY, parent INT NOT NULL REFERENCES a)',
    rows: { a: 3 },
    not: 'SELECT 1 FROM a WHERE parent <> id',
  },
  {
    name: 'a table that must not be its own parent',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY, parent INT REFERENCES a CHECK (parent <> id))',
    rows: { a: 3 },
  },
  {
    name: 'two keys of a table to each other',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY, x INT UNIQUE REFERENCES a (y), y INT UNIQUE REFERENCES a (x))',
    rows: { a: 3 },
  },
  {
    name: 'a cycle of tables',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY, b INT NOT NULL REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, a INT NOT NULL REFERENCES a)',
    rows: { a: 3, b: 3 },
  },
  {
    name: 'a cycle whose promised keys do not come',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY CHECK (id > 70), b INT NOT NULL REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, a INT REFERENCES a)',
    rows: { a: 3, b: 3 },
    not: 'SELECT 1 FROM b WHERE a IS NOT NULL',
  },
  {
    name: 'a cycle that cannot do without them',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY CHECK (id > 70), b INT NOT NULL REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, a INT NOT NULL REFERENCES a)',
    rows: { a: 0, b: 0 },
    unfilled: {
      a: 'its rows would point to no row of b',
      b: 'its rows would point to no row of a',
    },
  },
  {
    name: 'keys of several columns that share one',
    sql: 'CREATE TABLE u (id TEXT PRIMARY KEY); CREATE TABLE t (id TEXT PRIMARY KEY, u TEXT REFERENCES u, UNIQUE (u, id)); CREATE TABLE l (id TEXT PRIMARY KEY, u TEXT REFERENCES u, UNIQUE (u, id)); CREATE TABLE a (u TEXT NOT NULL REFERENCES u, t TEXT, l TEXT, FOREIGN KEY (u, t) REFERENCES t (u, id), FOREIGN KEY (u, l) REFERENCES l (u, id))',
    rows: { u: 3, t: 3, l: 3, a: 3 },
    not: 'SELECT 1 FROM a WHERE t IS NULL OR l IS NULL',
  },
  {
    name: 'a key to a table that is not there',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY, x INT REFERENCES nowhere); CREATE TABLE b (x INT NOT NULL REFERENCES nowhere)',
    rows: { a: 3, b: 0 },
    not: 'SELECT 1 FROM a WHERE x IS NOT NULL',
    unfilled: { b: 'its parent nowhere has no rows' },
  },
  {
    name: 'a key that the engine refuses',
    sql: 'CREATE TABLE p (x INT); CREATE TABLE a (x INT NOT NULL REFERENCES p (x))',
    rows: { p: 3, a: 0 },
    unfilled: { a: 'foreign key mismatch - "a" referencing "p"' },
  },
  {
    name: 'unique columns, partial and expression indexes',
    sql: 'CREATE TABLE a (x TEXT UNIQUE, y BOOLEAN, z TEXT); CREATE UNIQUE INDEX a_y ON a (y) WHERE y = 1; CREATE UNIQUE INDEX a_z ON a (lower(z), y)',
    rows: { a: 3 },
  },
  {
    name: 'CHECK of a list',
    sql: "CREATE TABLE a (id INTEGER PRIMARY KEY, s TEXT NOT NULL CHECK (s IN ('open', 'it''s', 'shut')))",
    rows: { a: 3 },
    not: 'SELECT 1 FROM (SELECT count(DISTINCT s) AS n FROM a) WHERE n <> 3',
  },
  {
    name: 'CHECK of one row',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY CHECK (id = 1), v TEXT)',
    rows: { a: 1 },
  },
  {
    name: 'CHECK of a range',
    sql: 'CREATE TABLE a (n INT CHECK (n BETWEEN 100 AND 200), m REAL CHECK (m > -2.5 AND m < -1.5), k INT CHECK (k < -7))',
    rows: { a: 3 },
  },
  {
    name: 'CHECK of lengths',
    sql: 'CREATE TABLE a (h TEXT CHECK (length(h) = 40), b BLOB NOT NULL CHECK (length(b) >= 16), t TEXT CHECK (length(trim(t)) > 0))',
    rows: { a: 3 },
  },
  {
    name: 'CHECK of JSON, patterns, dates, case and type',
    sql: "CREATE TABLE a (j TEXT NOT NULL CHECK (json_valid(j)), o TEXT CHECK (json_type(o) = 'object'), e TEXT CHECK (e LIKE '%_@_%._%'), g TEXT CHECK (g GLOB 'ab[0-9]*'), d TEXT CHECK (d IS date(d)), l TEXT CHECK (l = lower(l)), x CHECK (typeof(x) = 'integer'))",
    rows: { a: 3 },
  },
  {
    name: 'CHECK between columns',
    sql: 'CREATE TABLE a (s INT NOT NULL, e INT NOT NULL, CHECK (s < e), CONSTRAINT far CHECK (e - s >= 3))',
    rows: { a: 3 },
  },
  {
    name: 'CHECK that wants one of two',
    sql: 'CREATE TABLE a (x TEXT, y TEXT, CHECK ((x IS NULL) <> (y IS NULL)))',
    rows: { a: 3 },
  },
  {
    name: 'CHECK by kind',
    sql: 'CREATE TABLE a (kind INT NOT NULL CHECK (kind IN (1, 2)), p BLOB, f INT, m BLOB, k TEXT, l TEXT, CHECK ((kind = 1 AND p IS NOT NULL AND coalesce(f, m, k, l) IS NULL) OR (kind = 2 AND p IS NULL AND coalesce(k, l) IS NULL)))',
    rows: { a: 3 },
  },
  {
    name: 'CHECK that nothing obeys',
    sql: 'CREATE TABLE a (x TEXT CHECK (x = x || x)); CREATE TABLE b (x TEXT NOT NULL CHECK (x = x || 1))',
    rows: { a: 3, b: 0 },
    unfilled: { b: 'CHECK constraint failed: x = x || 1' },
  },
  {
    name: 'an index of a function that fails',
    sql: "CREATE TABLE a (x TEXT); CREATE INDEX a_x ON a (json_extract(x, '$.y'))",
    rows: { a: 0 },
    unfilled: { a: 'malformed JSON' },
  },
  {
    name: 'generated columns',
    sql: 'CREATE TABLE a (x INT, y INT AS (x * 2) STORED UNIQUE, z AS (x + 1))',
    rows: { a: 3 },
  },
  {
    name: 'hostile names',
    sql: 'CREATE TABLE "a""; DROP TABLE b; --" ("c""d" INTEGER UNIQUE, [order] TEXT CHECK ([order] <> \'x\'), \'e f\'); CREATE TABLE b ("g" REFERENCES "a""; DROP TABLE b; --" ("c""d"))',
    rows: { '"a""; DROP TABLE b; --"': 3, b: 3 },
  },
  {
    name: 'a search index and a tree of boxes',
    sql: 'CREATE VIRTUAL TABLE f USING fts5(title, body UNINDEXED); CREATE VIRTUAL TABLE g USING fts4(title); CREATE VIRTUAL TABLE r USING rtree(id, x0, x1, y0, y1)',
    rows: { f: 3, g: 3, r: 3 },
  },
  {
    name: 'a search index over a table has the rows of the table',
    sql: "CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT); CREATE VIRTUAL TABLE f USING fts5(t, content='a', content_rowid='id'); CREATE TRIGGER a_d AFTER DELETE ON a BEGIN INSERT INTO f (f, rowid, t) VALUES ('delete', old.id, old.t); END",
    rows: { a: 3, f: 3 },
    not: "SELECT 1 WHERE (SELECT count(*) FROM f WHERE f MATCH 't') <> 3",
  },
]

test.each(rows)('$name', async ({ sql, rows: expected, not, unfilled = {} }) => {
  await session.script(sql)
  const before = await schema()
  const left = await fillEmptyTables(session)
  expect(Object.fromEntries(left.map(({ table, reason }) => [table, reason]))).toEqual(unfilled)
  expect(await counts()).toEqual(expected)
  expect(await schema()).toEqual(before)
  expect(await session.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(await session.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1n }])
  if (Object.keys(unfilled).length === 0) expect(await session.query('PRAGMA foreign_key_check')).toEqual([])
  if (not !== undefined) expect(await session.query(not)).toEqual([])
})

test('no trigger fires, and each stands as it was written', async () => {
  await session.script(`CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE log (t);
    INSERT INTO log VALUES ('mine');
    CREATE TRIGGER IF NOT EXISTS  "b ""first"""  AFTER INSERT ON a BEGIN INSERT INTO log VALUES ('x;'); END;
    CREATE TRIGGER refuses BEFORE INSERT ON a BEGIN SELECT RAISE(ABORT, 'no'); END;
    CREATE VIEW v AS SELECT * FROM a;
    CREATE TRIGGER instead INSTEAD OF INSERT ON v BEGIN INSERT INTO a VALUES (new.id); END`)
  const before = await schema()
  expect(await fillEmptyTables(session)).toEqual([])
  expect(await counts()).toEqual({ a: 3, log: 1 })
  expect(await schema()).toEqual(before)
})

test('an AUTOINCREMENT mark lies above the highest rowid', async () => {
  await session.script(
    'CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, v); CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO b VALUES (5)',
  )
  await fillEmptyTables(session)
  expect(await session.query('SELECT name, seq FROM sqlite_sequence ORDER BY name')).toEqual([
    { name: 'a', seq: 1103n },
    { name: 'b', seq: 5n },
  ])
})

test('the same tables get the same rows, and the tables of a migration tool none', async () => {
  const sql =
    'CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT, at TIMESTAMP); CREATE TABLE Goose_Version (id)'
  const images = []
  for (const _ of [1, 2]) {
    await session.restore(empty)
    await session.script(sql)
    await fillEmptyTables(session, ['goose_version'])
    images.push(await session.image())
  }
  expect(images[0]).toEqual(images[1])
  expect(await counts()).toEqual({ a: 3, Goose_Version: 0 })
})

test('the columns of a table differ, so that a copy that mixes them up shows', async () => {
  await session.script(`CREATE TABLE p (id INTEGER PRIMARY KEY);
    CREATE TABLE a (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p, author_id INT, other INTEGER REFERENCES p, n INTEGER, m INT);
    CREATE TABLE b (x BOOLEAN, y BOOL, created_at DATETIME, updated_at DATETIME, s JSON, t JSON, r REAL, q REAL, is_on INT,
      is_new INT, n INT, m INT, c CHAR(1), d CHAR(1))`)
  await fillEmptyTables(session)
  const found = await readRows(session)
  for (const table of ['main.a', 'main.b']) {
    const columns = [...(found.get(table)?.columns ?? [])].map(([name, values]) => [values.join(), name])
    expect(
      columns.filter(([values], at) => columns.some(([other], i) => i < at && other === values)),
    ).toEqual([])
  }
})

test('a table that is hard to fill does not take the time of all others', async () => {
  const columns = Array.from({ length: 1_000 }, (_, at) => `c${at} INT`)
  const checks = Array.from({ length: 999 }, (_, at) => `CHECK (c${999 - at} < c${998 - at} - 1000)`)
  await session.script(`CREATE TABLE a (${[...columns, ...checks]}); CREATE TABLE b (id INTEGER PRIMARY KEY)`)
  const began = performance.now()
  await fillEmptyTables(session)
  expect(performance.now() - began).toBeLessThan(6_000)
  expect(await counts()).toEqual({ a: 0, b: 3 })
})

test('a thousand tables, each with a key to the one before, are filled', async () => {
  const tables = Array.from(
    { length: 1_000 },
    (_, n) =>
      `CREATE TABLE t${n} (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT CHECK (kind IN ('a', 'b')), parent INT ${n === 0 ? '' : `REFERENCES t${n - 1}`}, made_at TEXT)`,
  )
  await session.script(tables.join(';'))
  expect(await fillEmptyTables(session)).toEqual([])
})

test('what the migrations ahead ask of a column, its values already have', async () => {
  await session.script('CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, total INTEGER)')
  const ahead = await parsed(
    `CREATE TABLE orders_new (id INTEGER PRIMARY KEY, status TEXT CHECK (status IN ('open', 'paid') AND status IS NOT NULL), total INTEGER);
     ALTER TABLE orders_new ADD CONSTRAINT dear CHECK (total > 500);`,
  )
  await fillTables(session, [], [ahead])
  const [row] = await session.query(
    "SELECT count(*) AS count FROM orders WHERE status IN ('open', 'paid') AND total > 500",
  )
  expect(row?.count).toBe(3n)
})

test('keys are above what migrations write out', async () => {
  await session.script(
    'CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INTEGER); CREATE TABLE b (id INTEGER PRIMARY KEY)',
  )
  await fillTables(session, [], [])
  await session.script('INSERT INTO a VALUES (1, 1); INSERT INTO b VALUES (1), (2), (3)')
  expect(await session.query('SELECT 1 FROM a WHERE b_id NOT IN (SELECT id FROM b)')).toEqual([])
})
