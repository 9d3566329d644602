import { afterEach, describe, expect, test } from 'vitest'
import type { KeptShadow, Shadow } from '../../../src/dialects/dialect.ts'
import { postgres } from '../../../src/dialects/postgres/dialect.ts'
import { Suspicion } from '../../../src/dialects/postgres/shadow/suspicion.ts'
import { ShadowGone } from '../../../src/model/errors.ts'
import { limits, parsed } from '../../support/shadow.ts'

const open: Shadow[] = []
afterEach(async () => {
  for (const shadow of open.splice(0)) await shadow.close()
})

/** A shadow over a base, replayed or restored; `up` is in review, and may ask for extensions too. */
async function shadowWith({ base, up = '', from }: { base?: string; up?: string; from?: KeptShadow }) {
  const migrations = [...(base === undefined ? [] : [await parsed(base)]), await parsed(up)]
  const shadow = await postgres.openShadow(migrations, { url: null, limits }, Promise.resolve(from ?? null))
  open.push(shadow)
  if (base !== undefined) await shadow.replay(await parsed(base))
  return shadow
}

async function kept(shadow: Shadow): Promise<KeptShadow> {
  const state = await shadow.keep()
  if (state === null) throw new Error('this base is not kept')
  return { ...state, facts: JSON.parse(JSON.stringify(state.facts)) }
}

const shop = `CREATE EXTENSION citext;
CREATE ROLE app_reader;
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name citext NOT NULL);
CREATE TABLE orders (id int PRIMARY KEY, user_id bigint REFERENCES users (id), total numeric CHECK (total > 0));
CREATE VIEW totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
GRANT SELECT ON users TO app_reader;
INSERT INTO users (name) SELECT 'x' || i FROM generate_series(1, 300) i;
INSERT INTO orders SELECT i, i, i FROM generate_series(1, 300) i;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();`

describe('a restored base', () => {
  test('has the same schema, down to the identities, and answers the same of the same change', async () => {
    const up = `CREATE EXTENSION hstore;
      ALTER TABLE users ADD COLUMN tags hstore, ALTER COLUMN name TYPE text;
      CREATE INDEX orders_by_user ON orders (user_id);
      UPDATE users SET name = 'y' WHERE id = 3;
      INSERT INTO users (name) VALUES ('z');`
    const replayed = await shadowWith({ base: shop, up })
    const restored = await shadowWith({ up, from: await kept(replayed) })
    expect(await restored.readSchema()).toEqual(await replayed.readSchema())
    const without = async (shadow: Shadow) =>
      (await shadow.trace(await parsed(up))).map(({ trace: { durationMs, ...trace }, heldBefore }) => ({
        trace,
        heldBefore,
      }))
    const traces = await without(replayed)
    expect(traces.map(({ trace }) => trace.outcome)).toEqual(Array(5).fill('ran'))
    expect(await without(restored)).toEqual(traces)
    // What comes after has other identities: a server that restarts skips some.
    const [after, expected] = [await restored.readSchema(), await replayed.readSchema()]
    expect(postgres.compareSchemas(expected, after)).toMatchObject({ verdict: 'equal', difference: [] })
  })

  test('is kept again with what came on top of it', async () => {
    const first = await kept(await shadowWith({ base: shop }))
    const second = await shadowWith({ base: 'CREATE TABLE third (note citext);', from: first })
    const third = await shadowWith({ from: await kept(second) })
    expect((await third.readSchema()).objects).toEqual((await second.readSchema()).objects)
  })

  test('has the name that migrations give the database', async () => {
    const up = 'REVOKE TEMPORARY ON DATABASE shop FROM PUBLIC;'
    const replayed = await shadowWith({ base: 'GRANT CONNECT ON DATABASE shop TO PUBLIC;', up })
    for (const shadow of [replayed, await shadowWith({ up, from: await kept(replayed) })]) {
      await shadow.provide([await parsed(up)])
      expect(await shadow.trace(await parsed(up))).toMatchObject([{ trace: { outcome: 'ran' } }])
      expect(shadow.notices()).toMatchObject([{ kind: 'database', name: 'shop' }])
    }
  })

  test('knows what the base lost', async () => {
    const up = 'ALTER TABLE places ADD COLUMN note text;'
    const base = 'CREATE EXTENSION postgis; CREATE TABLE places (at geometry);'
    const replayed = await shadowWith({ base, up })
    const restored = await shadowWith({ up, from: await kept(replayed) })
    const of = async (shadow: Shadow) => (await shadow.trace(await parsed(up)))[0]?.trace
    const trace = await of(replayed)
    expect(trace).toMatchObject({
      outcome: 'unverified',
      error: { message: expect.stringContaining('could not build') },
    })
    expect({ ...(await of(restored)), durationMs: 0 }).toEqual({ ...trace, durationMs: 0 })
  })
})

describe('what would not be the same after a restart is not kept', () => {
  test.each([
    ['rows that a restart empties', 'CREATE UNLOGGED TABLE scratch (id int);'],
    ['settings of the database', "ALTER DATABASE postgres SET work_mem = '8MB';"],
    ['settings of the role', "ALTER ROLE postgres SET work_mem = '8MB';"],
    ['settings of all roles', "ALTER ROLE ALL SET work_mem = '8MB';"],
    [
      'code that runs at the login',
      `CREATE FUNCTION hello() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
       CREATE EVENT TRIGGER hello ON login EXECUTE FUNCTION hello();`,
    ],
  ])('%s', async (_, base) => {
    expect(await (await shadowWith({ base })).keep()).toBeNull()
  })

  test.each([
    ['settings of another role', 'CREATE ROLE app; ALTER ROLE app SET search_path = app;'],
    ['temporary tables, which end with their file', 'CREATE TEMPORARY TABLE scratch (id int);'],
    ['a whole file that failed', 'BEGIN; CREATE TABLE a (id int); SELECT nowhere;'],
  ])('but %s', async (_, base) => {
    expect(await (await shadowWith({ base })).keep()).not.toBeNull()
  })
})

describe('a kept base that cannot be used is gone, and says so', () => {
  const facts = { extensions: [], knowledge: new Suspicion('embedded', new Set()).knowledge() }
  test.each([
    ['bytes that are no image', { facts, image: new Uint8Array([1, 2, 3]) }],
    ['facts of another version', { facts: { extensions: [], more: 1 }, image: new Uint8Array() }],
  ])('%s', async (_, from) => {
    await expect(shadowWith({ from })).rejects.toBeInstanceOf(ShadowGone)
  })
})
