import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UserError } from '../../src/model/errors.ts'
import { ask } from '../support/database-state.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { onGround } from '../support/ring.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
})

afterAll(() => server.stop())

const dbmate = {
  '1_item.sql': '-- migrate:up\nCREATE TABLE item (id int);\n\n-- migrate:down\nDROP TABLE item;\n',
}
const golang = { '1_item.up.sql': 'CREATE TABLE item (id int);\n', '1_item.down.sql': 'DROP TABLE item;\n' }

const refused = [
  {
    name: "golang-migrate's table, and files of dbmate",
    format: 'dbmate',
    files: dbmate,
    stands: 'CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)',
    says: 'public.schema_migrations has the columns version, dirty, and that of dbmate has version: it is the table of golang-migrate.',
  },
  {
    name: "the same with a version in it, which is none of dbmate's",
    format: 'dbmate',
    files: dbmate,
    stands:
      'CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL); INSERT INTO schema_migrations VALUES (1, false)',
    says: 'it is the table of golang-migrate.',
  },
  {
    name: "dbmate's table, and files of golang-migrate",
    format: 'golang-migrate',
    files: golang,
    stands: 'CREATE TABLE schema_migrations (version varchar PRIMARY KEY)',
    says: 'that of golang-migrate has version, dirty: it is the table of dbmate.',
  },
  {
    name: "two tables of dbmate's",
    format: 'dbmate',
    files: dbmate,
    stands:
      'CREATE TABLE schema_migrations (version varchar PRIMARY KEY); CREATE SCHEMA old; CREATE TABLE old.schema_migrations (version varchar PRIMARY KEY)',
    says: 'old.schema_migrations and public.schema_migrations are both tables of dbmate: which of them counts cannot be told.',
  },
  {
    name: 'a table of nobody',
    format: 'dbmate',
    files: dbmate,
    stands: 'CREATE TABLE schema_migrations (id int)',
    says: 'it is no table of that tool.',
  },
] as const

describe("a table that has the name of the tool's, and other columns, stops a deploy before anything runs", () => {
  for (const { name, format, files, stands, says } of refused)
    test(name, async () => {
      await onGround(
        server,
        { format, files },
        async place => {
          await ask(place.url, stands)
          const error = await deployFolder(place).catch(cause => cause)
          expect(error).toBeInstanceOf(UserError)
          expect(error.message).toContain(says)
          expect(await ask(place.url, "SELECT to_regclass('item') AS item")).toEqual([{ item: null }])
        },
        'template1',
      )
    })
})

test("another tool's table in a schema of its own is left alone", async () => {
  await onGround(
    server,
    { format: 'dbmate', files: dbmate },
    async place => {
      await ask(
        place.url,
        `CREATE SCHEMA supabase_migrations;
        CREATE TABLE supabase_migrations.schema_migrations (version text PRIMARY KEY, statements text[], name text);
        INSERT INTO supabase_migrations.schema_migrations VALUES ('1', '{}', 'item')`,
      )
      expect(await deployFolder(place)).toBe('done')
      expect(await ask(place.url, 'SELECT version FROM public.schema_migrations')).toEqual([{ version: '1' }])
      const theirs = 'SELECT version, name FROM supabase_migrations.schema_migrations'
      expect(await ask(place.url, theirs)).toEqual([{ version: '1', name: 'item' }])
    },
    'template1',
  )
})
