import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Dialect, ParsedMigration, Shadow } from '../../src/dialects/dialect.ts'
import { postgres } from '../../src/dialects/postgres/dialect.ts'
import { sqlite } from '../../src/dialects/sqlite/dialect.ts'
import { ownDelivery } from '../../src/migrations/formats/plain.ts'
import type { TransactionForm } from '../../src/model/migration.ts'
import type { DownProof } from '../../src/model/replay.ts'
import { reviewOne } from '../../src/replay/review-one.ts'
import { limits, openTestShadow, parsed } from '../support/shadow.ts'

const base = `DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;
CREATE TABLE orders (id int PRIMARY KEY, note text NOT NULL, amount int);
CREATE TABLE roles (id int PRIMARY KEY, name text);
CREATE TYPE mood AS ENUM ('sad', 'ok');`

interface Row {
  readonly name: string
  readonly up: string
  readonly down?: string
  readonly schema?: DownProof['schema']
  readonly form?: TransactionForm
  readonly again: DownProof['again']['verdict']
  /** Where and why it stopped. */
  readonly stops?: string
  /** `action object name` of what differs. */
  readonly differs?: readonly string[]
}

const rows: readonly Row[] = [
  { name: 'a column', up: 'ALTER TABLE orders ADD x int;', again: 'equal' },
  { name: 'a table', up: 'CREATE TABLE a (id int);', down: 'DROP TABLE a;', again: 'equal' },
  {
    name: 'a row that the down leaves',
    up: "INSERT INTO roles VALUES (100, 'owner');",
    down: '-- the schema is the same',
    again: 'unequal',
    stops: '1 duplicate key value violates unique constraint "roles_pkey"',
  },
  {
    name: 'a row that the down takes away',
    up: "INSERT INTO roles VALUES (100, 'owner');",
    down: 'DELETE FROM roles WHERE id = 100;',
    again: 'equal',
  },
  {
    name: 'a large object that the down leaves',
    up: 'CREATE TABLE a (id int);\nSELECT lo_create(4711);',
    down: 'DROP TABLE a;',
    again: 'unequal',
    stops: '2 duplicate key value violates unique constraint "pg_largeobject_metadata_oid_index"',
  },
  {
    name: 'a schema that leads elsewhere the second time',
    up: `CREATE TABLE IF NOT EXISTS a (id int);
DO $$ BEGIN IF EXISTS (SELECT FROM roles WHERE id = 100) THEN ALTER TABLE a ADD more int; END IF; END $$;
INSERT INTO roles VALUES (100, 'owner') ON CONFLICT DO NOTHING;`,
    down: 'DROP TABLE a;',
    again: 'unequal',
    differs: ['add column public.a.more'],
  },
  {
    name: 'values that nobody has stop it',
    up: 'CREATE UNIQUE INDEX orders_note ON orders (note);',
    down: "DROP INDEX orders_note;\nUPDATE orders SET note = '';",
    again: 'unverified',
    stops: '1 could not create unique index "orders_note"',
  },
  {
    name: 'a down that does not restore',
    up: 'CREATE TABLE a (id int); CREATE TABLE b (id int);',
    down: 'DROP TABLE a;',
    schema: 'unequal',
    again: 'unverified',
  },
  {
    name: 'what cannot run inside a transaction',
    up: 'CREATE TABLE a (id int);\nVACUUM orders;',
    down: 'DROP TABLE a;',
    form: 'none',
    again: 'unverified',
    stops: '2 cannot be tried in a transaction: VACUUM cannot run inside a transaction block',
  },
]

let shadow: Shadow
beforeAll(async () => {
  shadow = await openTestShadow()
})
afterAll(() => shadow.close())

test.each(rows)(
  '$name',
  async ({ up, down, form = 'wrapped', schema = 'equal', again, stops, differs = [] }) => {
    expect(await shadow.replay(await parsed(base))).toEqual([])
    const migration = await parsed(up, form, down)
    await shadow.fillTables([migration])
    const before = await shadow.readSchema()
    const { link } = await reviewOne(postgres, shadow, migration, 'added', before, null)
    const proof = link.replayed.down
    expect(proof).toMatchObject({ schema, again: { verdict: again } })
    const { failure, difference } = proof.again
    if (stops !== undefined) expect(`${failure?.line} ${failure?.message}`).toBe(stops)
    if (failure === null)
      expect(difference.map(({ action, object, name }) => `${action} ${object} ${name}`)).toEqual(differs)
  },
)

test.each<[again: DownProof['again']['verdict'], up: string, down: string]>([
  ['equal', 'ALTER TABLE orders ADD COLUMN x INTEGER', 'ALTER TABLE orders DROP COLUMN x'],
  ['equal', "INSERT INTO roles VALUES (100, 'owner')", 'DELETE FROM roles WHERE id = 100'],
  ['unequal', "INSERT INTO roles VALUES (100, 'owner')", '-- the schema is the same'],
  [
    'unverified',
    'CREATE UNIQUE INDEX orders_note ON orders (note)',
    "DROP INDEX orders_note; UPDATE orders SET note = ''",
  ],
])('%s in SQLite: %s / %s', async (again, up, down) => {
  const roles = 'CREATE TABLE roles (id INTEGER PRIMARY KEY, name TEXT)'
  const orders = 'CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT NOT NULL)'
  const database = await sqlite.openShadow([], { url: null, limits })
  try {
    expect(await database.replay(await parsedBy(sqlite, `${roles}; ${orders}`))).toEqual([])
    const migration = await parsedBy(sqlite, up, down)
    await database.fillTables([migration])
    const before = await database.readSchema()
    const { link } = await reviewOne(sqlite, database, migration, 'added', before, null)
    expect(link.replayed.down).toMatchObject({ schema: 'equal', again: { verdict: again } })
  } finally {
    await database.close()
  }
})

async function parsedBy(dialect: Dialect, up: string, down?: string): Promise<ParsedMigration> {
  const migration = {
    id: 'test',
    format: 'plain',
    up: { path: 'migrations/test.sql', text: up },
    down: down === undefined ? null : { path: 'migrations/test.down.sql', text: down },
    ...ownDelivery,
  }
  const statements = await dialect.parse(up)
  return {
    migration,
    transaction: dialect.transactionForm(migration, statements),
    up: statements,
    down: down === undefined ? null : await dialect.parse(down),
  }
}
