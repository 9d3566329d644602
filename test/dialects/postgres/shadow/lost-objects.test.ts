import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Shadow } from '../../../../src/dialects/dialect.ts'
import { openTestShadow, parsed } from '../../../support/shadow.ts'

interface Row {
  readonly name: string
  /** Files of the base, replayed tolerantly. What a row loses stays lost: names are its own. */
  readonly base?: readonly string[]
  readonly up: string
  /** The outcome of each statement with the code of its error. */
  readonly outcomes: readonly string[]
  /** What the first error says. */
  readonly says?: string
  readonly saysNot?: string
}

async function told(shadow: Shadow, { base = [], up }: Row) {
  for (const file of base) await shadow.replay(await parsed(file))
  const traced = await shadow.trace(await parsed(up))
  return {
    outcomes: traced.map(({ trace: { outcome, error } }) => [outcome, error?.code].join(' ').trim()),
    message: traced.find(({ trace }) => trace.error !== null)?.trace.error?.message ?? '',
  }
}

function rowsIn(shadow: () => Shadow, rows: readonly Row[]): void {
  test.each(rows)('$name', async row => {
    const { outcomes, message } = await told(shadow(), row)
    expect(outcomes).toEqual(row.outcomes)
    expect(message).toContain(row.says ?? '')
    if (row.saysNot !== undefined) expect(message).not.toContain(row.saysNot)
  })
}

const askingCatalog = (table: string, then: string) =>
  `DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.tables WHERE table_name = '${table}') THEN ${then} END IF; END $$;`

describe('what could not be built', () => {
  let shadow: Shadow
  beforeAll(async () => {
    shadow = await openTestShadow('CREATE EXTENSION postgis; CREATE EXTENSION pg_cron;')
    await shadow.replay(await parsed('CREATE EXTENSION postgis; CREATE EXTENSION pg_cron;'))
    await shadow.replay(await parsed('CREATE TABLE users (id int); CREATE SCHEMA shop;'))
  })
  afterAll(() => shadow.close())

  rowsIn(
    () => shadow,
    [
      {
        name: 'code that asks the catalog for a lost table',
        base: ['CREATE TABLE places (at geometry);'],
        up: askingCatalog('places', 'UPDATE users SET id = 1;'),
        outcomes: ['unverified base-incomplete'],
        says: 'its code speaks of places, which stands in production: what comes before could not build places (migrations/test.sql:1)',
      },
      {
        name: 'a table that is called like a column that could not be added',
        base: ['ALTER TABLE places ADD COLUMN town geometry; UPDATE town SET id = 1;'],
        up: 'UPDATE town SET id = 2;',
        outcomes: ['unverified 42P01'],
        says: 'nothing that comes before makes town, which was missed already (migrations/test.sql:1)',
      },
      {
        name: 'code that asks by a cast that gives null',
        base: ['CREATE TABLE spots (at geometry);'],
        up: `DO $$ BEGIN IF to_regclass('public.spots') IS NOT NULL THEN ALTER TABLE users ADD a int; END IF; END $$;`,
        outcomes: ['unverified base-incomplete'],
      },
      {
        name: 'code whose handler hides that a lost table is missing',
        base: ['CREATE TABLE areas (at geometry);'],
        up: 'DO $$ BEGIN ALTER TABLE areas ADD a int; EXCEPTION WHEN undefined_table THEN NULL; END $$;',
        outcomes: ['unverified base-incomplete'],
      },
      {
        name: 'code that asks the catalog for a table that stands',
        up: askingCatalog('users', 'UPDATE users SET id = 1;'),
        outcomes: ['ran'],
      },
      {
        name: 'code that asks for a table of which only an index was lost',
        base: ['CREATE INDEX users_at ON users USING gist (at_point gist_geometry_ops);'],
        up: askingCatalog('users', 'UPDATE users SET id = 1;'),
        outcomes: ['ran'],
      },
      {
        name: 'a table of which only an index was lost, made where it is not',
        up: 'CREATE TABLE IF NOT EXISTS users (id int);',
        outcomes: ['ran'],
      },
      {
        name: 'a column that no one made, of a table of which an index was lost',
        up: 'SELECT u.missing FROM users u;',
        outcomes: ['failed 42703'],
      },
      {
        name: 'a lost column, named through an alias',
        base: ['ALTER TABLE users ADD COLUMN place geometry;'],
        up: 'SELECT u.place FROM users u;',
        outcomes: ['unverified 42703'],
        says: 'could not build place (migrations/test.sql:1)',
      },
      {
        name: 'a column that an earlier migration only missed',
        base: ['UPDATE users SET nickname = 1;'],
        up: 'UPDATE users SET nickname = 2;',
        outcomes: ['unverified 42703'],
        says: 'nothing that comes before makes users.nickname, which was missed already (migrations/test.sql:1)',
      },
      {
        name: 'what an earlier migration could only not change',
        base: ['ALTER PUBLICATION feed ADD TABLE users;'],
        up: 'ALTER PUBLICATION feed ADD TABLE users;',
        outcomes: ['unverified 42704'],
        says: 'nothing that comes before makes feed, which was missed already (migrations/test.sql:1)',
      },
      {
        name: 'a lost constraint',
        base: ['ALTER TABLE users ADD CONSTRAINT near CHECK (st_isvalid(id));'],
        up: 'ALTER TABLE users VALIDATE CONSTRAINT near;',
        outcomes: ['unverified 42704'],
        says: 'could not build users.near',
      },
      {
        name: 'a lost column passed over by IF EXISTS',
        base: ['ALTER TABLE users ADD COLUMN spot geometry;'],
        up: 'ALTER TABLE users DROP COLUMN IF EXISTS spot;',
        outcomes: ['unverified base-incomplete'],
      },
      {
        name: 'a column of the same name as one that another table lost',
        base: ['CREATE TABLE shops (id int); ALTER TABLE shops ADD COLUMN whereabouts geometry;'],
        up: 'ALTER TABLE users DROP COLUMN IF EXISTS whereabouts;',
        outcomes: ['ran'],
      },
    ],
  )
})

describe('what an extension that the engine lacks is blamed for', () => {
  let shadow: Shadow
  beforeAll(async () => {
    shadow = await openTestShadow('CREATE EXTENSION postgis; CREATE EXTENSION pg_cron;')
    await shadow.replay(await parsed('CREATE EXTENSION postgis; CREATE EXTENSION pg_cron;'))
    await shadow.replay(await parsed('CREATE TABLE users (id int); CREATE SCHEMA shop;'))
  })
  afterAll(() => shadow.close())

  const lacks = 'the embedded engine lacks'
  const unmade = 'it belongs to the extension pg_trgm, which no migration before it creates'
  rowsIn(
    () => shadow,
    [
      { name: 'a type', up: 'CREATE TABLE a (at geometry);', outcomes: ['unverified 42704'], says: lacks },
      { name: 'a function', up: 'SELECT st_point(1, 2);', outcomes: ['unverified 42883'], says: lacks },
      {
        name: 'a table of its own schema',
        up: 'SELECT * FROM cron.job;',
        outcomes: ['unverified 42P01'],
        says: lacks,
      },
      {
        name: 'an operator class of another one, which no migration creates',
        up: 'CREATE INDEX ON users USING gin (id gin_trgm_ops);',
        outcomes: ['unverified 42704'],
        says: `operator class "gin_trgm_ops" does not exist for access method "gin" here: ${unmade}`,
      },
      {
        name: 'the same, where an earlier migration missed it',
        base: ['CREATE INDEX ON users USING gin (id gin_trgm_ops);'],
        up: 'CREATE INDEX ON users USING gin (id gin_trgm_ops);',
        outcomes: ['unverified 42704'],
        says: unmade,
      },
      {
        name: 'a table that it is known for',
        up: 'SELECT * FROM spatial_ref_sys;',
        outcomes: ['unverified 42P01'],
        says: lacks,
      },
      {
        name: 'not any table',
        up: 'ALTER TABLE userz ADD a int;',
        outcomes: ['failed 42P01'],
        saysNot: lacks,
      },
      {
        name: 'not a table of a schema that a migration makes',
        up: 'ALTER TABLE shop.orders ADD a int;',
        outcomes: ['failed 42P01'],
        saysNot: lacks,
      },
      { name: 'not a column', up: 'UPDATE users SET agee = 1;', outcomes: ['failed 42703'], saysNot: lacks },
      {
        name: 'not a constraint',
        up: 'ALTER TABLE users DROP CONSTRAINT none;',
        outcomes: ['failed 42704'],
        saysNot: lacks,
      },
    ],
  )
})

describe('a base that does not begin where production began', () => {
  let shadow: Shadow
  beforeAll(async () => {
    shadow = await openTestShadow()
    await shadow.replay(
      await parsed('CREATE TABLE users (id int); CREATE TABLE old (id int); CREATE TABLE ancient (id int);'),
    )
    await shadow.replay(await parsed('DROP TABLE old, ancient;\nDROP TABLE IF EXISTS older;'))
  })
  afterAll(() => shadow.close())

  const unknown = 'here, and may in production: the migrations do not make all that stands there'
  rowsIn(
    () => shadow,
    [
      { name: 'before that is known', up: 'DROP TABLE IF EXISTS ghosts;', outcomes: ['ran'] },
      {
        name: 'a table that was dropped before is no sign of it',
        base: ['ALTER TABLE ancient ADD a int;'],
        up: 'DROP TABLE IF EXISTS ghosts;',
        outcomes: ['ran'],
      },
      {
        name: 'a failure of the change is no sign of it',
        up: 'ALTER TABLE userz ADD a int;\nDROP TABLE IF EXISTS ghosts;',
        outcomes: ['failed 42P01', 'not-run stopped'],
      },
      { name: 'still not known', up: 'DROP TABLE IF EXISTS ghosts;', outcomes: ['ran'] },
      {
        name: 'IF EXISTS that meets nothing',
        base: ['SELECT 1;\nALTER TABLE orders ADD COLUMN a int;'],
        up: 'DROP TABLE IF EXISTS phantoms;\nALTER TABLE IF EXISTS shades ADD a int;',
        outcomes: ['unverified base-incomplete', 'unverified base-incomplete'],
        says: `table "phantoms" does not exist ${unknown} (migrations/test.sql:2)`,
      },
      {
        name: 'what the migrations dropped themselves',
        up: 'DROP TABLE IF EXISTS old;\nDROP TABLE IF EXISTS older;',
        outcomes: ['ran', 'ran'],
      },
      {
        name: 'a column of a table that stands',
        up: 'ALTER TABLE users DROP COLUMN IF EXISTS a;',
        outcomes: ['ran'],
      },
      { name: 'what stands', up: 'DROP TABLE IF EXISTS users;', outcomes: ['ran'] },
    ],
  )
})

test('a history without its beginning shows so where all of it is in review', async () => {
  const shadow = await openTestShadow()
  try {
    const failing = await told(shadow, { name: '', up: 'ALTER TABLE orders ADD a int;', outcomes: [] })
    const passing = await told(shadow, { name: '', up: 'DROP TABLE IF EXISTS items;', outcomes: [] })
    expect([...failing.outcomes, ...passing.outcomes]).toEqual(['failed 42P01', 'unverified base-incomplete'])
  } finally {
    await shadow.close()
  }
})
