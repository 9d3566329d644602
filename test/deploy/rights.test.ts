import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import { planMigrations } from '../../src/deploy/plan.ts'
import { wantedRights } from '../../src/deploy/wanted-rights.ts'
import { lackingRights } from '../../src/dialects/postgres/deploy/rights.ts'
import { connectTarget } from '../../src/dialects/postgres/target/connect.ts'
import { loadDialect } from '../../src/dialects/registry.ts'
import { readMigrations } from '../../src/migrations/read.ts'
import { ask } from '../support/database-state.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
  await ask(
    server.superuserUrl,
    `CREATE ROLE keeper; CREATE ROLE guest LOGIN PASSWORD 'guest-secret';
    CREATE ROLE member LOGIN PASSWORD 'member-secret' IN ROLE keeper;
    CREATE ROLE settler LOGIN PASSWORD 'settler-secret'; ALTER ROLE settler SET search_path = home; CREATE SCHEMA home AUTHORIZATION settler;
    CREATE SCHEMA "of Guest" AUTHORIZATION guest; CREATE SCHEMA closed;
    CREATE TABLE item (id int); ALTER TABLE item OWNER TO keeper;
    CREATE TABLE "of Guest"."The ""item""" (id int); ALTER TABLE "of Guest"."The ""item""" OWNER TO keeper`,
  )
})

afterAll(() => server.stop())

const nothing = { altered: [], dropped: [], createIn: [], schemas: [] }
const item = { schema: 'public', name: 'item' }
const hostile = { schema: 'of Guest', name: 'The "item"' }

const rows = [
  {
    name: "another's table",
    role: 'guest',
    wanted: { ...nothing, altered: [item, hostile] },
    lacks: [
      '"of Guest"."The ""item""" belongs to keeper, and only its owner may alter it',
      'public.item belongs to keeper, and only its owner may alter it',
    ],
  },
  {
    name: 'a table of a role that it is in',
    role: 'member',
    wanted: { ...nothing, altered: [item] },
    lacks: [],
  },
  {
    name: 'a table that is not there',
    role: 'guest',
    wanted: { ...nothing, altered: [{ schema: 'public', name: 'new' }] },
    lacks: [],
  },
  {
    name: 'a table in its own schema, to drop',
    role: 'guest',
    wanted: { ...nothing, dropped: [hostile] },
    lacks: [],
  },
  {
    name: 'schemas that take nothing of it',
    role: 'guest',
    wanted: { ...nothing, createIn: ['public', 'closed', 'of Guest', 'not_there'] },
    lacks: ['it may not create in the schema closed', 'it may not create in the schema public'],
  },
  {
    name: 'public, where new tables go to a schema of its own',
    role: 'settler',
    wanted: { ...nothing, createIn: ['public', 'home'] },
    lacks: [],
  },
  {
    name: 'a schema that is not there',
    role: 'guest',
    wanted: { ...nothing, schemas: ['new'] },
    lacks: ['it may not create schemas in the database postgres'],
  },
  { name: 'a schema that is there', role: 'guest', wanted: { ...nothing, schemas: ['closed'] }, lacks: [] },
  {
    name: 'a superuser, all of it',
    role: 'owner',
    wanted: { altered: [item], dropped: [hostile], createIn: ['closed'], schemas: ['new'] },
    lacks: [],
  },
]

describe('what a role may not do, by the catalog', () => {
  for (const { name, role, wanted, lacks } of rows)
    test(name, async () => {
      const url = new URL(server.superuserUrl)
      Object.assign(url, { username: role, password: `${role}-secret` })
      const session = await connectTarget(url.href, 'test')
      try {
        expect(await lackingRights(session, wanted)).toEqual(lacks)
      } finally {
        await session.close()
      }
    })
})

const standing = 'CREATE TABLE item (id int PRIMARY KEY, kind text);\nCREATE TABLE old (id int);'

/** What each asks for; what is not named here it does not ask for. */
const plans: readonly { readonly sql: string; readonly wants: object }[] = [
  { sql: 'ALTER TABLE item ADD COLUMN note text;', wants: { altered: [item] } },
  { sql: 'CREATE INDEX item_kind ON item (kind);', wants: { altered: [item] } },
  { sql: 'CREATE INDEX CONCURRENTLY item_kind2 ON item (kind);', wants: { altered: [item] } },
  { sql: 'DROP TABLE old;', wants: { dropped: [{ schema: 'public', name: 'old' }] } },
  { sql: "INSERT INTO item VALUES (1, 'a');", wants: {} },
  { sql: 'CREATE TABLE child (item int REFERENCES item);', wants: { createIn: ['public'] } },
  { sql: 'CREATE TEMP TABLE own (id int);\nALTER TABLE own ADD COLUMN note text;', wants: {} },
  {
    sql: 'CREATE SCHEMA other;\nCREATE TABLE other.item (id int);',
    wants: { createIn: ['other'], schemas: ['other'] },
  },
  { sql: 'DO $$BEGIN ALTER TABLE item ADD COLUMN x int; END$$;\nALTER TABLE item DROP COLUMN x;', wants: {} },
  { sql: 'SET ROLE pg_monitor;\nALTER TABLE item DROP COLUMN kind;', wants: {} },
  { sql: 'ALTER TABLE item ADD COLUMN last int;\nGRANT SELECT ON item TO PUBLIC;', wants: {} },
]

test('what a plan wants is read from its text and from the locks that were measured', async () => {
  const dialect = await loadDialect('postgres')
  const bytes = (text: string) => new TextEncoder().encode(text)
  const base = new Map([['migrations/00_base.sql', bytes(standing)]])
  const files = plans.map(
    ({ sql }, n) => [`migrations/${String(n + 1).padStart(2, '0')}_it.sql`, bytes(sql)] as const,
  )
  const head = new Map([...base, ...files])
  const folders = [{ path: 'migrations', format: 'plain' }]
  const review = await check({
    folders,
    dialect: 'postgres',
    changeSet: { base, head, baseRef: null },
    config: configSchema.parse({}),
    shadow: { kind: 'embedded' },
    now: '2026-01-01T00:00:00Z',
  })
  const { migrations } = readMigrations(folders, head, 'postgres')
  const [, ...planned] = await planMigrations(dialect, migrations)
  expect(planned.map(one => wantedRights([one], review))).toEqual(
    plans.map(({ wants }) => ({ ...nothing, ...wants })),
  )
  // Behind one that may change them, nothing is told.
  expect(wantedRights(planned.slice(-2), review)).toEqual(nothing)
})
