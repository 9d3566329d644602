import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startAfresh } from '../../../../src/dialects/sqlite/fresh-session.ts'
import type { Session } from '../../../../src/dialects/sqlite/session.ts'
import { replayBase } from '../../../../src/dialects/sqlite/shadow/base-replay.ts'
import { openEmbedded } from '../../../../src/dialects/sqlite/shadow/embedded.ts'
import { Lost } from '../../../../src/dialects/sqlite/shadow/lost.ts'
import { StandIns } from '../../../../src/dialects/sqlite/shadow/stand-ins.ts'
import type { Migration, TransactionForm } from '../../../../src/model/migration.ts'
import { limits } from './limits.ts'
import { parsed } from './migrations.ts'

let session: Session
let empty: Uint8Array

beforeAll(async () => {
  session = await openEmbedded(limits)
  empty = await session.image()
})
beforeEach(() => session.restore(empty))
afterAll(() => session.close())

interface Row {
  readonly name: string
  readonly sql: string
  readonly form?: TransactionForm
  readonly runner?: Migration['runner']
  readonly foreignKeys?: boolean
  /** Line and code of what fails. */
  readonly problems: readonly (readonly [number, string])[]
  /** Objects that stand afterwards. */
  readonly stands: readonly string[]
  readonly lost?: readonly string[]
}

const rows: readonly Row[] = [
  {
    name: 'all is well',
    sql: 'CREATE TABLE a (id);\nCREATE INDEX a_id ON a (id);',
    problems: [],
    stands: ['a', 'a_id'],
  },
  {
    name: 'a failure costs one statement of its transaction',
    sql: 'CREATE TABLE a (id);\nCREATE INDEX b_id ON b (id);\nCREATE TABLE c (id);',
    problems: [[2, 'no-such-table']],
    stands: ['a', 'c'],
    lost: ['main.b_id'],
  },
  {
    name: 'a failure costs one statement of the author’s transaction',
    sql: 'BEGIN;\nCREATE TABLE a (id);\nCREATE TABLE a (id);\nCREATE TABLE c (id);\nCOMMIT;',
    form: 'none',
    problems: [[3, 'already-exists']],
    stands: ['a', 'c'],
  },
  {
    name: 'what takes the transaction with it costs one statement too',
    sql: 'CREATE TABLE a (id UNIQUE ON CONFLICT ROLLBACK);\nINSERT INTO a VALUES (1), (1);\nCREATE TABLE c (id);',
    problems: [[2, 'SQLITE_CONSTRAINT_UNIQUE']],
    stands: ['a', 'c'],
  },
  {
    name: 'the same in a transaction of the author',
    sql: 'BEGIN;\nCREATE TABLE a (id UNIQUE ON CONFLICT ROLLBACK);\nINSERT INTO a VALUES (1), (1);\nCREATE TABLE c (id);\nCOMMIT;\nCREATE TABLE d (id);',
    form: 'none',
    problems: [[3, 'SQLITE_CONSTRAINT_UNIQUE']],
    stands: ['a', 'c', 'd'],
  },
  {
    name: 'a COMMIT that foreign keys refuse costs the row that they refuse',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY);\nCREATE TABLE b (a REFERENCES a DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO b VALUES (7);\nCREATE TABLE c (id);',
    problems: [[3, 'SQLITE_CONSTRAINT_FOREIGNKEY']],
    stands: ['a', 'b', 'c'],
  },
  {
    name: 'a transaction of its runner that the author ends, and begins anew',
    sql: 'CREATE TABLE a (id);\nCOMMIT;\nPRAGMA foreign_keys = OFF;\nBEGIN;\nCREATE TABLE a (id);\nCREATE TABLE b (id);',
    runner: 'theirs',
    problems: [[5, 'already-exists']],
    stands: ['a', 'b'],
  },
  {
    name: 'a BEGIN in the transaction of its runner',
    sql: 'BEGIN;\nCREATE TABLE a (id);\nCOMMIT;\nCREATE TABLE b (id);',
    runner: 'theirs',
    problems: [[1, 'SQLITE_ERROR']],
    stands: ['a', 'b'],
  },
  {
    name: 'without foreign keys nothing refuses it',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY);\nCREATE TABLE b (a REFERENCES a);\nINSERT INTO b VALUES (7);',
    foreignKeys: false,
    problems: [],
    stands: ['a', 'b'],
  },
  {
    name: 'each statement alone',
    sql: 'CREATE TABLE a (id);\nnonsense;\nCREATE TABLE c (id);',
    form: 'none',
    problems: [[2, 'syntax-error']],
    stands: ['a', 'c'],
  },
  {
    name: 'text that does not end',
    sql: "CREATE TABLE a (id);\nINSERT INTO a VALUES ('",
    problems: [[2, 'syntax-error']],
    stands: ['a'],
  },
  {
    name: 'a function of the application',
    sql: 'CREATE TABLE a (id);\nUPDATE a SET id = uuid_v7();',
    problems: [[2, 'no-such-function']],
    stands: ['a'],
  },
  {
    name: 'a module of an extension',
    sql: 'CREATE VIRTUAL TABLE v USING vec0(embedding float[3]);',
    problems: [[1, 'no-such-module']],
    stands: [],
    lost: ['main.v'],
  },
  {
    name: 'what is refused',
    sql: "ATTACH '/tmp/other.db' AS other;\nCREATE TABLE a (id);",
    form: 'none',
    problems: [[1, 'refused']],
    stands: ['a'],
  },
  {
    name: 'dropping what was lost is no other problem',
    sql: 'CREATE TABLE a (id, CHECK (app(id)));\nDROP TABLE a;\nDROP TABLE never;',
    problems: [
      [1, 'no-such-function'],
      [3, 'no-such-table'],
    ],
    stands: [],
    lost: [],
  },
  {
    name: 'a rebuild that fails at the beginning loses the table',
    sql: 'CREATE TABLE a (id);\nCREATE TABLE b (id, CHECK (app(id)));\nDROP TABLE a;\nALTER TABLE b RENAME TO a;',
    problems: [
      [2, 'no-such-function'],
      [4, 'no-such-table'],
    ],
    stands: [],
    lost: ['main.b', 'main.a'],
  },
  {
    name: 'what is built later is lost no more',
    sql: 'CREATE TABLE a (id, CHECK (app(id)));\nCREATE TABLE a (id);',
    problems: [[1, 'no-such-function']],
    stands: ['a'],
    lost: [],
  },
  {
    name: 'a transaction that is left open is not kept',
    sql: 'CREATE TABLE a (id);\nBEGIN;\nCREATE TABLE b (id);',
    form: 'none',
    problems: [],
    stands: ['a'],
  },
  {
    name: 'a temporary table does not outlive its file',
    sql: 'CREATE TABLE a (id);\nCREATE TEMP TABLE next (other);',
    problems: [],
    stands: ['a'],
  },
  {
    name: 'a setting does not outlive its file',
    sql: 'PRAGMA query_only = ON;',
    form: 'none',
    problems: [],
    stands: [],
  },
]

test.each(rows)(
  '$name',
  async ({ sql, form, runner, foreignKeys = true, problems, stands, lost: names = [] }) => {
    const lost = new Lost()
    const context = { session, lost, standIns: new StandIns(), notices: [], foreignKeys }
    await startAfresh(session, foreignKeys)
    const found = await replayBase(context, await parsed(sql, form, runner))
    expect(found.map(({ line, code }) => [line, code])).toEqual(problems)
    expect(await replayBase(context, await parsed('CREATE TABLE next (id); DROP TABLE next'))).toEqual([])
    expect(
      (await session.query('SELECT name FROM sqlite_schema WHERE sql IS NOT NULL')).map(row => row.name),
    ).toEqual(stands)
    expect(lost.losses().lost.map(([name]) => name)).toEqual(names)
  },
)

const base = `CREATE TABLE users (id);
CREATE TABLE orders (id, CHECK (app(id)));
ALTER TABLE users ADD COLUMN email CHECK (app(email));
CREATE INDEX users_id ON users (missing);`

const later: readonly [sql: string, said: string | null][] = [
  [
    'SELECT * FROM orders',
    'no such table: orders: what comes before could not build main.orders (migrations/test.sql:2)',
  ],
  [
    'SELECT email FROM users',
    'no such column: email: what comes before could not build main.users.email (migrations/test.sql:3)',
  ],
  [
    "INSERT INTO users VALUES (1, 'x')",
    'table users has 1 columns but 2 values were supplied: what comes before could not build main.users.email (migrations/test.sql:3)',
  ],
  [
    'DROP INDEX users_id',
    'no such index: users_id: what comes before could not build main.users_id (migrations/test.sql:4)',
  ],
  ['SELECT mine(1)', "no such function: mine: the shadow has none of the application's own functions"],
  ['SELECT * FROM other', null],
  ['SELECT email FROM other', null],
  ['SELECT * FROM orders WHERE', null],
]

test.each(later)('%s after a base that lost something', async (sql, said) => {
  const lost = new Lost()
  await replayBase(
    { session, lost, standIns: new StandIns(), notices: [], foreignKeys: true },
    await parsed(base),
  )
  const {
    up: [statement],
  } = await parsed(sql)
  const error = await session.run(sql).then(
    () => null,
    cause => cause,
  )
  expect(new Lost(lost.losses()).excuse(statement as NonNullable<typeof statement>, error)).toBe(said)
})

const distrusted: readonly [sql: string, said: string | null][] = [
  ['CREATE TABLE IF NOT EXISTS orders (id)', 'it makes main.orders, which stands in production: '],
  ['ALTER TABLE users ADD COLUMN Email', 'it makes main.users.email, which stands in production: '],
  ['DROP TABLE IF EXISTS orders', 'it meets no main.orders: '],
  ['DROP TABLE IF EXISTS users', null],
  ['CREATE TABLE other (orders, email)', null],
]

test.each(distrusted)('%s runs, and is not what it is in production', async (sql, said) => {
  const lost = new Lost()
  await replayBase(
    { session, lost, standIns: new StandIns(), notices: [], foreignKeys: true },
    await parsed(base),
  )
  const {
    up: [statement],
  } = await parsed(sql)
  const reason = lost.distrust(statement as NonNullable<typeof statement>)
  expect(said === null ? reason : reason?.startsWith(said)).toBe(said === null ? null : true)
})
