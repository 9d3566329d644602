import { afterAll, beforeAll, expect, test } from 'vitest'
import { sqlite } from '../../../../src/dialects/sqlite/dialect.ts'
import type { Session } from '../../../../src/dialects/sqlite/session.ts'
import { openEmbedded } from '../../../../src/dialects/sqlite/shadow/embedded.ts'
import { traceMigration } from '../../../../src/dialects/sqlite/trace/runner.ts'
import { ownDelivery } from '../../../../src/migrations/formats/plain.ts'
import type { Migration, TransactionForm } from '../../../../src/model/migration.ts'
import type { TracedStatement } from '../../../../src/model/replay.ts'
import type { Trace } from '../../../../src/model/trace.ts'

let session: Session
beforeAll(async () => {
  session = await openEmbedded({ statement: 10_000, check: 600_000, memory: 1_500_000_000 })
})
afterAll(() => session.close())

const base = `
  CREATE TABLE posts (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, views INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE comments (id INTEGER PRIMARY KEY, post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE, body TEXT);
  CREATE TABLE tags (name TEXT PRIMARY KEY, color TEXT) WITHOUT ROWID;
  CREATE INDEX by_title ON posts (title);
  INSERT INTO posts (title) VALUES ('a'), ('b');
  INSERT INTO comments (post, body) VALUES (1, 'x'), (1, 'y'), (2, 'z');
  INSERT INTO tags VALUES ('red', '#f00');
`

interface Sent {
  readonly form?: TransactionForm
  readonly runner?: Migration['runner']
  readonly foreignKeys?: boolean
}

async function trace(up: string, sent: Sent = {}): Promise<readonly TracedStatement[]> {
  await session.restore(new Uint8Array())
  await session.script(base)
  const statements = await sqlite.parse(up)
  const migration: Migration = {
    id: '1',
    format: 'plain',
    up: { path: '1.sql', text: up },
    down: null,
    ...ownDelivery,
    ...(sent.form && { transaction: sent.form }),
    ...(sent.runner && { runner: sent.runner }),
  }
  const transaction = sqlite.transactionForm(migration, statements)
  return traceMigration(
    session,
    { migration, transaction, up: statements, down: null },
    {
      foreignKeys: sent.foreignKeys ?? true,
      learn: () => {},
      lose: () => {},
      provided: () => null,
      distrust: () => null,
      excuse: () => null,
    },
  )
}

const lock = [{ relation: 'main', mode: 'RESERVED' }]

test.each<[sql: string, seen: Partial<Trace>]>([
  ['ALTER TABLE posts ADD COLUMN slug TEXT', { locks: lock, scans: [], rewrites: [] }],
  ['ALTER TABLE posts ADD COLUMN n INTEGER NOT NULL DEFAULT 1', { scans: [], rewrites: [] }],
  ['ALTER TABLE posts ADD COLUMN n INTEGER CHECK (n > 0)', { scans: ['main.posts'], rewrites: [] }],
  ['ALTER TABLE posts ADD CONSTRAINT few CHECK (views < 9)', { scans: ['main.posts'], rewrites: [] }],
  ['ALTER TABLE posts DROP COLUMN views', { scans: ['main.posts'], rewrites: ['main.posts'] }],
  ['ALTER TABLE tags DROP COLUMN color', { scans: ['main.tags'], rewrites: ['main.tags'] }],
  ['ALTER TABLE posts RENAME TO entries', { scans: [], rewrites: [] }],
  ['ALTER TABLE posts RENAME COLUMN title TO name', { scans: [], rewrites: [] }],
  ['CREATE INDEX by_views ON posts (views)', { locks: lock, scans: ['main.posts'], rewrites: [] }],
  ['CREATE VIEW v AS SELECT * FROM posts', { locks: lock, scans: [] }],
  ['SELECT * FROM posts', { locks: [], scans: ['main.posts'] }],
  ['SELECT * FROM posts WHERE id = 1', { locks: [], scans: [] }],
  ["UPDATE posts SET title = 'n'", { rowsChanged: 2, scans: ['main.posts'], rewrites: [] }],
  ["UPDATE posts SET title = 'n' WHERE id = 1", { rowsChanged: 1, scans: [] }],
  [
    'INSERT INTO tags SELECT title, min(id) FROM posts GROUP BY title',
    { rowsChanged: 2, rows: [{ table: 'main.tags', before: 1, after: 3, changed: false }] },
  ],
  ['REINDEX posts', { locks: lock, scans: ['main.posts'] }],
  ['PRAGMA user_version = 7', { locks: [], scans: [], withoutEffect: false }],
])('%s', async (sql, seen) => {
  const [statement] = await trace(sql)
  expect(statement?.trace).toMatchObject({ outcome: 'ran', evidence: 'measured', ...seen })
})

test('VACUUM writes every table anew, and cannot be in a transaction', async () => {
  const [alone] = await trace('VACUUM')
  expect(alone?.trace).toMatchObject({
    outcome: 'ran',
    locks: lock,
    rewrites: ['main.comments', 'main.posts', 'main.tags'],
  })
  const [inside] = await trace('VACUUM', { runner: 'theirs' })
  expect(inside?.trace.outcome).toBe('failed')
})

/** What a rebuild of the referenced table sends. */
const rebuild = `CREATE TABLE new_posts (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, views INTEGER);
INSERT INTO new_posts SELECT id, title, views FROM posts;
DROP TABLE posts;
ALTER TABLE new_posts RENAME TO posts;`

test.each<[name: string, up: string, sent: Sent, rows: Trace['rows']]>([
  [
    'the implicit DELETE of a DROP TABLE takes the rows that cascade',
    rebuild,
    {},
    [
      { table: 'main.comments', before: 3, after: 0, changed: false },
      { table: 'main.posts', before: 2, after: 0, changed: false },
    ],
  ],
  [
    'not where foreign keys are off outside of the transaction',
    `PRAGMA foreign_keys = OFF;\n${rebuild}\nPRAGMA foreign_keys = ON;`,
    {},
    [{ table: 'main.posts', before: 2, after: 0, changed: false }],
  ],
  [
    'where another tool puts its transaction around all, the pragma does nothing',
    `PRAGMA foreign_keys = OFF;\n${rebuild}\nPRAGMA foreign_keys = ON;`,
    { runner: 'theirs' },
    [
      { table: 'main.comments', before: 3, after: 0, changed: false },
      { table: 'main.posts', before: 2, after: 0, changed: false },
    ],
  ],
  [
    "nor inside the author's own",
    `BEGIN;\nPRAGMA foreign_keys = OFF;\n${rebuild}\nCOMMIT;`,
    {},
    [
      { table: 'main.comments', before: 3, after: 0, changed: false },
      { table: 'main.posts', before: 2, after: 0, changed: false },
    ],
  ],
  [
    'not where the target never enforces foreign keys',
    rebuild,
    { foreignKeys: false },
    [{ table: 'main.posts', before: 2, after: 0, changed: false }],
  ],
])('%s', async (_, up, sent, rows) => {
  const traced = await trace(up, sent)
  expect(traced.map(({ trace }) => trace.outcome)).toEqual(traced.map(() => 'ran'))
  const drop = traced.find(({ statement }) => statement.sql.startsWith('DROP TABLE'))
  expect(drop?.trace.rows).toEqual(rows)
})

test.each<[up: string, sent: Sent, withoutEffect: boolean]>([
  ['PRAGMA foreign_keys = OFF; DROP TABLE comments', {}, false],
  ['PRAGMA foreign_keys = OFF; DROP TABLE comments', { runner: 'theirs' }, true],
  ['PRAGMA foreign_keys = OFF; DROP TABLE comments', { form: 'none' }, false],
  ['PRAGMA foreign_keys = ON; DROP TABLE comments', { runner: 'theirs' }, false],
])('%s %j', async (up, sent, withoutEffect) => {
  const [pragma] = await trace(up, sent)
  expect(pragma?.trace.withoutEffect).toBe(withoutEffect)
  expect(pragma?.inTransaction).toBe(sent.runner === 'theirs')
})

test.each<[name: string, up: string, sent: Sent, outcomes: readonly Trace['outcome'][]]>([
  ['a statement that the grammar refuses', 'ALTER TABEL posts; SELECT 1', {}, ['unparsed', 'ran']],
  ['one that the engine refuses ends the file', 'DROP TABLE nope; SELECT 1', {}, ['failed', 'not-run']],
  ['what the sandbox refuses', "ATTACH '/etc/x' AS x; SELECT 1", {}, ['unverified', 'ran']],
  [
    'a deferred foreign key is told at the COMMIT, of the last statement',
    'CREATE TABLE c (p REFERENCES posts DEFERRABLE INITIALLY DEFERRED); INSERT INTO c VALUES (99)',
    {},
    ['ran', 'failed'],
  ],
  [
    'a failure that ends the transaction ends the file',
    'CREATE TABLE a (b INTEGER UNIQUE ON CONFLICT ROLLBACK); INSERT INTO a VALUES (1), (1); SELECT 1',
    {},
    ['ran', 'failed', 'not-run'],
  ],
  ['a transaction that is left open', 'BEGIN; DROP TABLE comments', {}, ['ran', 'unverified']],
  [
    "a BEGIN inside of the runner's own",
    'BEGIN; SELECT 1; COMMIT',
    { runner: 'theirs', form: 'wrapped' },
    ['failed', 'not-run', 'not-run'],
  ],
  [
    "the runner's own ended, and another begun for it to end",
    'COMMIT; PRAGMA foreign_keys = OFF; BEGIN; DROP TABLE posts; COMMIT; PRAGMA foreign_keys = ON; BEGIN',
    { runner: 'theirs', form: 'wrapped' },
    ['ran', 'ran', 'ran', 'ran', 'ran', 'ran', 'ran'],
  ],
  [
    "the runner's own ended, and none left for it to end",
    'DROP TABLE comments; COMMIT; SELECT 1',
    { runner: 'theirs', form: 'wrapped' },
    ['ran', 'ran', 'failed'],
  ],
])('%s', async (_, up, sent, outcomes) => {
  expect((await trace(up, sent)).map(({ trace }) => trace.outcome)).toEqual(outcomes)
})

test('without a transaction around them, earlier statements stay when a later one fails', async () => {
  await trace('DROP TABLE comments; DROP TABLE nope', { form: 'none' })
  expect(await session.query("SELECT name FROM sqlite_schema WHERE name = 'comments'")).toEqual([])
  await trace('DROP TABLE comments; DROP TABLE nope')
  expect(await session.query("SELECT name FROM sqlite_schema WHERE name = 'comments'")).toHaveLength(1)
})

test('the lock is held until the transaction ends', async () => {
  const traced = await trace('SELECT 1; DROP TABLE comments; SELECT 1; PRAGMA foreign_key_check; SELECT 1')
  expect(traced.map(({ heldBefore }) => heldBefore.length)).toEqual([0, 0, 1, 1, 1])
})

test('rows that are only added are counted, and read again when something else runs', async () => {
  const insert = "INSERT INTO posts (title) VALUES ('c'), ('d')"
  const traced = await trace(
    `${insert}; ${insert}; INSERT OR IGNORE INTO tags VALUES ('red', ''); INSERT OR REPLACE INTO tags VALUES ('red', 'x');
     UPDATE posts SET title = 'z' WHERE id = 3; ${insert}; CREATE TRIGGER t AFTER INSERT ON posts BEGIN DELETE FROM tags; END; ${insert}`,
  )
  expect(traced.map(({ trace }) => trace.rows)).toEqual([
    [{ table: 'main.posts', before: 2, after: 4, changed: false }],
    [{ table: 'main.posts', before: 4, after: 6, changed: false }],
    [],
    [{ table: 'main.tags', before: 1, after: 1, changed: true }],
    [{ table: 'main.posts', before: 6, after: 6, changed: true }],
    [{ table: 'main.posts', before: 6, after: 8, changed: false }],
    [],
    [
      { table: 'main.posts', before: 8, after: 10, changed: false },
      { table: 'main.tags', before: 1, after: 0, changed: false },
    ],
  ])
})

test('BEGIN IMMEDIATE takes the lock at once, and BEGIN does not', async () => {
  const [immediate, select] = await trace('BEGIN IMMEDIATE; SELECT 1; COMMIT')
  expect([immediate?.trace.locks, select?.heldBefore]).toEqual([lock, lock])
  const [begin, later] = await trace('BEGIN; SELECT 1; COMMIT')
  expect([begin?.trace.locks, later?.heldBefore]).toEqual([[], []])
})

test('what is called rewritten has other pages, and what is not has the same', async () => {
  const pages = async () => {
    const image = Buffer.from(await session.image())
    const rows = await session.query("SELECT pageno, pgoffset, pgsize FROM dbstat WHERE name = 'posts'")
    return rows
      .map(row =>
        image.subarray(Number(row.pgoffset), Number(row.pgoffset) + Number(row.pgsize)).toString('hex'),
      )
      .join()
  }
  await trace('SELECT 1')
  const before = await pages()
  const [add] = await trace('ALTER TABLE posts ADD COLUMN slug TEXT')
  expect([add?.trace.rewrites, await pages()]).toEqual([[], before])
  const [drop] = await trace('ALTER TABLE posts DROP COLUMN views')
  expect(drop?.trace.rewrites).toEqual(['main.posts'])
  expect(await pages()).not.toBe(before)
})
