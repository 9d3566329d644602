import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { archiveList, archivePurge } from '../../src/commands/archive.ts'
import { ask } from '../support/database-state.ts'
import {
  applied,
  endOf,
  type Files,
  requestFor,
  type Settings,
  statesOn,
  taken,
} from '../support/deploy-commands.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { startServer, type TestServer } from '../support/server.ts'

// What an apply drops and keeps, on a real PostgreSQL: the rows come back, and what cannot is said.

let server: TestServer
let made = 0

beforeAll(async () => {
  server = await startServer('fsync=off')
})
afterAll(() => server.stop())

async function target(): Promise<string> {
  const name = `kept_${++made}`
  await ask(server.superuserUrl, `CREATE DATABASE ${name}`)
  const url = new URL(server.superuserUrl)
  url.pathname = `/${name}`
  return url.href
}

const keeping = { 'keep-data': true } as const

const base = `CREATE TYPE mood AS ENUM ('calm', 'cross');
CREATE TABLE customers (id int PRIMARY KEY, fax text NOT NULL, name text DEFAULT 'nobody', mood mood, n serial);
CREATE TABLE calls (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id int NOT NULL REFERENCES customers ON DELETE CASCADE,
  note text, mood mood DEFAULT 'calm', size int GENERATED ALWAYS AS (length(note)) STORED);
CREATE TABLE "Odd ""table""" (id serial PRIMARY KEY, "a,b" text, call_id bigint REFERENCES calls DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE keyless (a int, b text);
CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (100);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := 'touched'; RETURN NEW; END $$;
CREATE TRIGGER touched BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE seen (id int PRIMARY KEY);
CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen VALUES (NEW.id); RETURN NEW; END $$;
CREATE TRIGGER seeing AFTER INSERT ON calls FOR EACH ROW EXECUTE FUNCTION see();`

const rows = `INSERT INTO customers (id, fax, name, mood) VALUES (1, 'f1', 'Ann', 'calm'), (2, 'f2', NULL, NULL);
INSERT INTO calls (customer_id, note, mood) VALUES (1, 'hello', 'cross'), (2, NULL, NULL);
INSERT INTO "Odd ""table""" ("a,b", call_id) VALUES ('x', 1), ('y', 2);
INSERT INTO keyless VALUES (1, 'b'); INSERT INTO parts VALUES (7);`

/** All rows, each as text. */
const rowsOn = async (url: string) => ({
  customers: await ask(url, 'SELECT id, fax, name, mood::text, n FROM customers ORDER BY id'),
  calls: await ask(url, 'SELECT id::int, customer_id, note, mood::text, size FROM calls ORDER BY id'),
  odd: await ask(url, 'SELECT * FROM "Odd ""table""" ORDER BY id'),
  seen: await ask(url, 'SELECT * FROM seen ORDER BY id'),
})

interface Row {
  readonly name: string
  readonly drop: string
  /** Authored way back; generated where there is none. */
  readonly down?: string
  readonly kept: readonly string[]
  /** What the way back takes away besides. */
  readonly accepted?: readonly string[]
  /** What is not kept, by a word of its reason. */
  readonly notKept?: Readonly<Record<string, string>>
}

const table: readonly Row[] = [
  {
    name: 'columns, one of which takes no null, and a table with triggers and keys',
    drop: `ALTER TABLE customers DROP COLUMN fax, DROP COLUMN name;
      DROP TABLE "Odd ""table"""; DROP TABLE IF EXISTS calls, ghost; CREATE TABLE fresh (id int);`,
    kept: ['public.customers.fax', 'public.customers.name', 'public."Odd ""table"""', 'public.calls'],
    accepted: ['public.fresh'],
  },
  {
    name: 'what the author leads back, in a transaction of his own',
    drop: 'BEGIN; DROP TABLE "Odd ""table"""; ALTER TABLE customers DROP COLUMN name; COMMIT;',
    down: `BEGIN; ALTER TABLE customers ADD COLUMN name text DEFAULT 'nobody';
      CREATE TABLE "Odd ""table""" (id serial PRIMARY KEY, "a,b" text, call_id bigint REFERENCES calls DEFERRABLE INITIALLY DEFERRED); COMMIT;`,
    kept: ['public."Odd ""table"""', 'public.customers.name'],
  },
  {
    name: 'columns and tables whose type and functions go with them',
    drop: `DROP TABLE "Odd ""table"""; DROP TABLE calls; ALTER TABLE customers DROP COLUMN mood; DROP TYPE mood; DROP FUNCTION see();`,
    kept: ['public."Odd ""table"""', 'public.calls', 'public.customers.mood'],
  },
  {
    name: 'a serial column',
    drop: 'ALTER TABLE customers DROP COLUMN n;',
    kept: ['public.customers.n'],
  },
  {
    name: 'in parts, since one of them is built outside of transactions',
    drop: 'DROP TABLE "Odd ""table""";\nCREATE INDEX CONCURRENTLY fax ON customers (fax);\nALTER TABLE customers DROP COLUMN name;',
    kept: ['public."Odd ""table"""', 'public.customers.name'],
  },
]

const losing: readonly Row[] = [
  {
    name: 'a column without a key, a partition, and what goes with CASCADE',
    drop: 'ALTER TABLE keyless DROP COLUMN b; DROP TABLE parts_1; DROP TABLE calls CASCADE;',
    kept: [],
    notKept: { 'public.keyless.b': 'primary key', 'public.parts_1': 'partition', 'public.calls': 'CASCADE' },
  },
  {
    name: 'what code drops, and rows that are taken away',
    drop: 'DO $$ BEGIN DROP TABLE "Odd ""table"""; END $$; TRUNCATE keyless; DELETE FROM parts WHERE id = 7;',
    kept: [],
    notKept: {
      'public."Odd ""table"""': 'by name',
      'public.keyless': 'TRUNCATE',
      'public.parts': 'DELETE',
      'do block': 'code',
    },
  },
  {
    name: 'a table that stands beside one that cannot be kept',
    drop: 'DROP TABLE parts, keyless;',
    kept: [],
    notKept: {
      'public.parts': 'partition',
      'public.parts_1': 'by name',
      'public.keyless': 'same statement',
    },
  },
]

/** A check does not keep anybody from dropping here, and a column that came back stands behind the others. */
const lax = { 'fail-on': 'never', unverifiable: 'acknowledge', drift: 'off' }
const settings = { ...lax, apply: keeping }

/** A target that has run the base, with rows. */
async function standing(): Promise<string> {
  const url = await target()
  const folder = join(mkdtempSync(join(tmpdir(), 'migration-gate-kept-')), 'migrations')
  mkdirSync(folder)
  writeFileSync(join(folder, '1_base.sql'), base)
  expect(await deployFolder({ url, folder, format: 'plain' })).toBe('done')
  await ask(url, rows)
  await ask(url, 'DELETE FROM seen')
  return url
}

async function dropped({ drop, down }: Pick<Row, 'drop' | 'down'>) {
  const url = await standing()
  const all: Files = {
    '1_base.sql': base,
    '2_drop.sql': drop,
    ...(down === undefined ? {} : { '2_drop.down.sql': down }),
  }
  return { url, all, before: await rowsOn(url), report: await applied(url, all, settings) }
}

/** Two drops with a build between them that failed, and would succeed now. */
async function halfApplied(kept: Settings) {
  const url = await standing()
  await ask(url, "UPDATE customers SET fax = 'same'")
  const drop =
    'DROP TABLE "Odd ""table""";\nCREATE UNIQUE INDEX CONCURRENTLY one_fax ON customers (fax);\nALTER TABLE customers DROP COLUMN name;'
  const all: Files = { '1_base.sql': base, '2_drop.sql': drop }
  expect(endOf(await applied(url, all, kept))).toBe('apply-failed')
  await ask(url, "UPDATE customers SET fax = 'f' || id")
  return { url, all }
}

const listed = (url: string) => archiveList({ url, run: requestFor(url, {}, 'archive').run })

describe('an apply that keeps data', { timeout: 300_000 }, () => {
  test.each(table)('$name: every row comes back', async row => {
    const { url, all, before, report } = await dropped(row)
    expect([endOf(report), report.message]).toEqual(['done', expect.stringContaining('1 applied')])
    expect(report.migrations[0]?.keeps?.objects.map(({ name }) => name)).toEqual(row.kept)
    expect(report.migrations[0]?.keeps?.notKept).toEqual([])
    expect((await listed(url)).map(({ object, expired, rows }) => ({ object, expired, rows }))).toEqual(
      row.kept.map(object => ({ object, expired: false, rows: 2 })),
    )
    const back = await taken(url, all, { steps: 1 }, row.accepted, settings)
    expect([endOf(back), back.message]).toEqual(['done', '1 taken back.'])
    expect(await rowsOn(url)).toEqual(before)
    expect(await listed(url)).toEqual([])
    expect(await ask(url, "SELECT nspname::text FROM pg_namespace WHERE nspname LIKE '%archive%'")).toEqual(
      [],
    )
    // New rows get new keys.
    await ask(url, 'INSERT INTO "Odd ""table""" ("a,b") VALUES (\'z\')')
    await ask(url, "INSERT INTO customers (id, fax) VALUES (3, 'f3')")
    expect((await ask(url, 'SELECT n FROM customers WHERE id = 3'))[0]?.n).toBe(3)
  })

  test.each(losing)('$name: said, and lost', async row => {
    const { url, report } = await dropped(row)
    expect(endOf(report)).toBe('done')
    const { objects, notKept } = report.migrations[0]?.keeps ?? { objects: [], notKept: [] }
    expect(objects).toEqual([])
    expect(Object.fromEntries(notKept.map(({ name, reason }) => [name, reason]))).toEqual(
      Object.fromEntries(
        Object.entries(row.notKept ?? {}).map(([name, word]) => [name, expect.stringContaining(word)]),
      ),
    )
    expect(await listed(url)).toEqual([])
  })
})

describe('archive', { timeout: 300_000 }, () => {
  test('is listed, kept until it expires, and gone once it is purged: then a way back loses rows', async () => {
    const drop = 'ALTER TABLE customers DROP COLUMN name;\nALTER TABLE customers DROP COLUMN fax;'
    const url = await standing()
    const all: Files = { '1_base.sql': base, '2_drop.sql': drop }
    const planned = await applied(url, all, settings, { dryRun: true })
    expect(planned.migrations[0]?.keeps?.up).toMatch(
      /CREATE TABLE migration_gate_archive_\w+\.customers AS SELECT id, name FROM public\.customers;\nALTER TABLE customers DROP COLUMN name;/,
    )
    expect(await listed(url)).toEqual([])
    const plain = await applied(url, all, lax, { dryRun: true })
    expect(plain.planDigest).not.toBe(planned.planDigest)
    const report = await applied(url, all, settings)
    expect([endOf(report), report.planDigest]).toEqual(['done', planned.planDigest])
    const run = () => requestFor(url, {}, 'archive').run
    const waiting = { longest: 1000, idle: 30_000 }
    const [name, fax] = await listed(url)
    expect([name?.migration, name?.runId, name?.kind]).toEqual(['2_drop', report.runId, 'column'])
    expect(Date.parse(String(name?.expiresAt)) - Date.parse(String(name?.keptAt))).toBe(30 * 86_400_000)
    expect((await archivePurge({ url, run: run(), which: 'expired', waiting })).purged).toEqual([])
    await expect(archivePurge({ url, run: run(), which: new Set(['no such']), waiting })).rejects.toThrow(
      'archive list',
    )
    await ask(url, `UPDATE migration_gate.archive SET expires_at = now() WHERE id = '${name?.id}'`)
    const { purged, left } = await archivePurge({ url, run: run(), which: 'expired', waiting })
    expect([purged.map(({ object }) => object), left.map(({ object }) => object)]).toEqual([
      ['public.customers.name'],
      ['public.customers.fax'],
    ])
    expect(await ask(url, `SELECT to_regclass('${name?.place}') AS place`)).toEqual([{ place: null }])
    const refused = await taken(url, all, { steps: 1 }, [], settings)
    expect([endOf(refused), refused.message]).toEqual([
      'blocked',
      expect.stringMatching(/lost: public\.customers\.name\. Accept/),
    ])
    expect(endOf(await taken(url, all, { steps: 1 }, ['public.customers.name'], settings))).toBe('done')
    expect(await ask(url, 'SELECT id, fax, name FROM customers ORDER BY id')).toEqual([
      { id: 1, fax: 'f1', name: 'nobody' },
      { id: 2, fax: 'f2', name: 'nobody' },
    ])
    expect([fax?.object, await listed(url)]).toEqual(['public.customers.fax', []])
    expect(await statesOn(url, all)).toEqual(['1_base applied', '2_drop pending'])
  })

  test('goes on behind a part that failed, as it was begun', async () => {
    const { url, all } = await halfApplied(settings)
    expect((await listed(url)).map(({ object }) => object)).toEqual(['public."Odd ""table"""'])
    const names = await ask(url, 'SELECT id, name FROM customers ORDER BY id')
    expect(endOf(await applied(url, all, settings))).toBe('done')
    expect((await listed(url)).map(({ object }) => object)).toEqual([
      'public."Odd ""table"""',
      'public.customers.name',
    ])
    expect(endOf(await taken(url, all, { steps: 1 }, [], settings))).toBe('done')
    expect(await ask(url, 'SELECT id, name FROM customers ORDER BY id')).toEqual(names)
    expect(await ask(url, 'SELECT count(*)::int AS n FROM "Odd ""table"""')).toEqual([{ n: 2 }])
  })

  test('keep-data that is switched off behind a part that failed: it goes on as it was begun', async () => {
    const { url, all } = await halfApplied(settings)
    const report = await applied(url, all, lax)
    expect([endOf(report), report.recovered]).toEqual([
      'done',
      [
        expect.stringContaining('INVALID'),
        '2_drop: goes on with keep-data, as it was begun',
        '2_drop: went on and came to its end',
      ],
    ])
    expect((await listed(url)).map(({ object }) => object)).toEqual([
      'public."Odd ""table"""',
      'public.customers.name',
    ])
    expect(endOf(await taken(url, all, { steps: 1 }, [], lax))).toBe('done')
    expect(await ask(url, 'SELECT count(name)::int AS names FROM customers')).toEqual([{ names: 2 }])
  })

  test('keep-data that is switched on behind a part that failed: what is left to drop waits for a word', async () => {
    const { url, all } = await halfApplied(lax)
    const report = await applied(url, all, settings)
    expect([endOf(report), report.message]).toEqual([
      'plan-changed',
      expect.stringMatching(/^2_drop was begun without keep-data.*keep-data: false/),
    ])
    expect(await ask(url, 'SELECT count(name)::int AS names FROM customers')).toEqual([{ names: 2 }])
    expect(endOf(await applied(url, all, lax))).toBe('done')
    expect(await listed(url)).toEqual([])
  })

  test('is not begun by a role that may not make its schema', async () => {
    const url = await standing()
    const name = new URL(url).pathname.slice(1)
    await ask(url, `CREATE ROLE few_${name} LOGIN PASSWORD 'few'`)
    await ask(
      url,
      `GRANT USAGE, CREATE ON SCHEMA public, migration_gate TO few_${name};
      ALTER TABLE keyless OWNER TO few_${name}; GRANT ALL ON ALL TABLES IN SCHEMA migration_gate, public TO few_${name}`,
    )
    const few = new URL(url)
    few.username = `few_${name}`
    few.password = 'few'
    const all = { '1_base.sql': base, '2_drop.sql': 'DROP TABLE keyless;' }
    const report = await applied(few.href, all, settings)
    expect([endOf(report), report.message]).toEqual([
      'no-privilege',
      expect.stringContaining('GRANT CREATE ON DATABASE'),
    ])
    expect(await ask(url, 'SELECT count(*)::int AS n FROM keyless')).toEqual([{ n: 1 }])
  })
})
