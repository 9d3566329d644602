import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Session } from '../../../../src/dialects/sqlite/session.ts'
import { openEmbedded } from '../../../../src/dialects/sqlite/shadow/embedded.ts'
import { limits } from './limits.ts'

let session: Session
let empty: Uint8Array

beforeAll(async () => {
  session = await openEmbedded(limits)
  empty = await session.image()
})
beforeEach(() => session.restore(empty))
afterAll(() => session.close())

const shop = `
  PRAGMA foreign_keys = ON;
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, user INT REFERENCES users ON DELETE CASCADE);
  CREATE TABLE log (text);
  CREATE TRIGGER logged AFTER DELETE ON orders BEGIN INSERT INTO log VALUES (old.id); END;
  INSERT INTO users VALUES (1, 'a'), (2, 'b');
  INSERT INTO orders VALUES (1, 1), (2, 1), (3, 2);`

test('rows that foreign keys and triggers change count', async () => {
  await session.script(shop)
  const { rowsChanged, inTransaction } = await session.run('DELETE FROM users WHERE id = 1')
  expect({ rowsChanged, inTransaction }).toEqual({ rowsChanged: 5, inTransaction: false })
})

test('each action of a statement is told once, with the trigger that is the reason for it', async () => {
  await session.script(shop)
  const { actions } = await session.run('DELETE FROM users WHERE id = 1 OR id = 1')
  expect(actions.filter(({ code }) => code === 'delete').map(({ first }) => first)).toEqual([
    'users',
    'orders',
  ])
  expect(actions).toContainEqual({
    code: 'insert',
    first: 'log',
    second: null,
    schema: 'main',
    trigger: 'logged',
  })
  expect(new Set(actions.map(action => JSON.stringify(action))).size).toBe(actions.length)
})

test('a statement goes on to its last row', async () => {
  const rows = 'WITH t (x) AS (VALUES (1), (2), (-9223372036854775808))'
  await expect(session.run(`${rows} SELECT abs(x) FROM t`)).rejects.toThrow('integer overflow')
})

test('integers come and go whole', async () => {
  const [row] = await session.query('SELECT ? AS big, 1.0 AS real, ? AS blob, NULL AS none', [
    9223372036854775807n,
    Uint8Array.of(0, 255),
  ])
  expect(row).toEqual({ big: 9223372036854775807n, real: 1, blob: Uint8Array.of(0, 255), none: null })
})

const failures: readonly [sql: string, code: string][] = [
  ["INSERT INTO users VALUES (1, 'again')", 'SQLITE_CONSTRAINT_PRIMARYKEY'],
  ['INSERT INTO orders VALUES (9, 9)', 'SQLITE_CONSTRAINT_FOREIGNKEY'],
  ['CREATE TABLE users (id)', 'already-exists'],
  ['ALTER TABLE users ADD COLUMN name', 'already-exists'],
  ['SELECT * FROM nowhere', 'no-such-table'],
  ['SELECT missing FROM users', 'no-such-column'],
  ['INSERT INTO users (missing) VALUES (1)', 'no-such-column'],
  ['SELECT application(1)', 'no-such-function'],
  ['ALTER TABLE users ADD COLUMN other CHECK (application(other))', 'no-such-function'],
  ['SELECT name FROM users ORDER BY name COLLATE swedish', 'no-such-collation'],
  ["CREATE VIRTUAL TABLE v USING fts5(a, tokenize = 'icu')", 'no-such-module'],
  ['DROP INDEX nowhere', 'no-such-object'],
  ['REINDEX nowhere', 'no-such-object'],
  ['SELEC 1', 'syntax-error'],
  ['SELECT', 'syntax-error'],
  ["SELECT 'open", 'syntax-error'],
  ['COMMIT', 'SQLITE_ERROR'],
]

test.each(failures)('%s fails with %s', async (sql, code) => {
  await session.script(shop)
  await expect(session.run(sql)).rejects.toMatchObject({ code, inTransaction: false })
})

test('a failure tells whether its transaction is still open', async () => {
  await session.script('CREATE TABLE a (x UNIQUE); INSERT INTO a VALUES (1)')
  await session.run('BEGIN')
  await expect(session.run('INSERT INTO a VALUES (1)')).rejects.toMatchObject({ inTransaction: true })
  await expect(session.run('INSERT OR ROLLBACK INTO a VALUES (1)')).rejects.toMatchObject({
    inTransaction: false,
  })
})

test('an image brings back rows, marks and settings of the file, and nothing of the connection', async () => {
  await session.script(
    'CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO a VALUES (7); PRAGMA user_version = 3',
  )
  const image = await session.image()
  for (const sql of [
    'PRAGMA foreign_keys = OFF',
    'CREATE TEMP TABLE t (x)',
    'BEGIN',
    'DELETE FROM a',
    'DROP TABLE a',
    'PRAGMA user_version = 4',
  ])
    await session.run(sql)
  await session.restore(image)
  expect(await session.query('SELECT id, (SELECT seq FROM sqlite_sequence) AS seq FROM a')).toEqual([
    { id: 7n, seq: 7n },
  ])
  expect(await session.query('SELECT count(*) AS n FROM sqlite_temp_schema')).toEqual([{ n: 0n }])
  expect(await session.query('PRAGMA user_version')).toEqual([{ user_version: 3n }])
  expect((await session.run('BEGIN')).inTransaction).toBe(true)
})

test('an image in another encoding', async () => {
  for (const sql of ["PRAGMA encoding = 'UTF-16le'", 'CREATE TABLE a (x)', "INSERT INTO a VALUES ('grün')"])
    await session.run(sql)
  await session.restore(await session.image())
  expect(await session.query('SELECT x FROM a')).toEqual([{ x: 'grün' }])
})

test('a new connection keeps what is committed only', async () => {
  await session.script('CREATE TABLE a (x); BEGIN; INSERT INTO a VALUES (1)')
  await session.run('CREATE TEMP TABLE t (x)')
  await session.reconnect()
  expect(await session.query('SELECT count(*) AS n FROM a')).toEqual([{ n: 0n }])
  await expect(session.query('SELECT * FROM t')).rejects.toMatchObject({ code: 'no-such-table' })
})
