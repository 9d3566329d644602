import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { archiveList, archivePurge } from '../../src/commands/archive.ts'
import { ask } from '../support/database-state.ts'
import { applied, endOf, type Files, requestFor, taken } from '../support/deploy-commands.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { startServer, type TestServer } from '../support/server.ts'

// What a later migration drops, and something in the archive cannot do without: told before anything runs.

let server: TestServer
let made = 0

beforeAll(async () => {
  server = await startServer('fsync=off')
})
afterAll(() => server.stop())

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const base = `CREATE SCHEMA kinds;
CREATE SCHEMA desk;
CREATE EXTENSION citext;
CREATE TYPE mood AS ENUM ('calm', 'cross');
CREATE TYPE spare AS ENUM ('one');
CREATE DOMAIN kinds.short AS text CHECK (length(VALUE) < 9);
CREATE FUNCTION next_one() RETURNS int LANGUAGE sql AS 'SELECT 7';
CREATE TABLE parents (id int PRIMARY KEY);
CREATE TABLE customers (id int PRIMARY KEY, mood mood);
CREATE TABLE notes (id int PRIMARY KEY DEFAULT next_one(), name kinds.short, tag citext, parent_id int REFERENCES parents);
CREATE TABLE desk.lamps (id serial PRIMARY KEY);`
const rows = `INSERT INTO customers VALUES (1, 'calm'), (2, 'cross'); INSERT INTO parents VALUES (1);
INSERT INTO notes (name, parent_id) VALUES ('n', 1);`
const drop = 'ALTER TABLE customers DROP COLUMN mood;\nDROP TABLE notes;\nDROP TABLE desk.lamps;'
const settings = {
  'fail-on': 'never',
  unverifiable: 'acknowledge',
  drift: 'off',
  apply: { 'keep-data': true },
}

/** A target that has run the base, with rows. */
async function standing(): Promise<string> {
  const name = `needs_${++made}`
  await ask(server.superuserUrl, `CREATE DATABASE ${name}`)
  const url = new URL(server.superuserUrl)
  url.pathname = `/${name}`
  const folder = join(mkdtempSync(join(tmpdir(), 'migration-gate-needs-')), 'migrations')
  mkdirSync(folder)
  writeFileSync(join(folder, '1_base.sql'), base)
  expect(await deployFolder({ url: url.href, folder, format: 'plain' })).toBe('done')
  await ask(url.href, rows)
  return url.href
}

const dropped: Files = { '1_base.sql': base, '2_drop.sql': drop }
const run = (url: string) => requestFor(url, {}, 'archive').run

const later = [
  {
    name: 'a type of a column',
    sql: 'DROP TYPE mood;',
    told: ['the type public.mood, which public.customers.mood in the archive needs'],
  },
  {
    name: 'a type that is made again, and takes the kept values with it',
    sql: "DROP TYPE mood CASCADE; CREATE TYPE mood AS ENUM ('calm');",
    told: ['the type public.mood, which public.customers.mood in the archive needs'],
  },
  {
    name: 'what code drops',
    sql: "DO $$ BEGIN EXECUTE 'DROP TYPE mood CASCADE'; END $$;",
    told: ['the type public.mood, which public.customers.mood in the archive needs'],
  },
  {
    name: 'the function of a default',
    sql: 'DROP FUNCTION next_one;',
    told: ['the function public.next_one(), which public.notes in the archive needs'],
  },
  {
    name: 'a schema with a domain',
    sql: 'DROP SCHEMA kinds CASCADE;',
    told: [
      'the schema kinds, which public.notes in the archive needs',
      'the domain kinds.short, which public.notes in the archive needs',
    ],
  },
  {
    name: 'an extension',
    sql: 'DROP EXTENSION citext CASCADE;',
    told: ['the extension citext, which public.notes in the archive needs'],
  },
  {
    name: 'a type of nobody, the parent of a key, and the schema of a table',
    sql: 'DROP TYPE spare; DROP TABLE parents; DROP SCHEMA desk;',
    told: [],
  },
] as const

test('each is told with what is to be given up, and none once that is purged', async () => {
  const url = await standing()
  expect(endOf(await applied(url, dropped, settings))).toBe('done')
  const [column] = await archiveList({ url, run: run(url) })
  for (const { name, sql, told } of later) {
    const report = await applied(url, { ...dropped, '3_later.sql': sql }, settings, { dryRun: true })
    expect([name, endOf(report)]).toEqual([name, told.length > 0 ? 'blocked' : 'planned'])
    for (const words of told) expect(report.message).toContain(`3_later drops ${words}`)
    expect(report.message.match(/^3_later drops/gm)?.length ?? 0).toBe(told.length)
  }
  const all = { ...dropped, '3_later.sql': later[1].sql }
  const refused = await applied(url, all, settings)
  expect([endOf(refused), refused.message]).toEqual([
    'blocked',
    expect.stringContaining(`archive purge ${column?.id}`),
  ])
  expect((await archiveList({ url, run: run(url) })).map(({ rows }) => rows)).toEqual([2, 1, 0])
  const waiting = { longest: 1000, idle: 30_000 }
  await archivePurge({ url, run: run(url), which: new Set([String(column?.id)]), waiting })
  expect(endOf(await applied(url, all, settings))).toBe('done')
})

test('in one run: values of a type that goes later are kept as texts, and come back', async () => {
  const url = await standing()
  const read = () =>
    ask(url, 'SELECT id, mood::text FROM customers UNION ALL SELECT id, name FROM notes ORDER BY 1')
  const before = await read()
  const all = { ...dropped, '3_later.sql': 'DROP TYPE mood; DROP SCHEMA kinds CASCADE; DROP TABLE parents;' }
  const report = await applied(url, all, settings)
  expect([endOf(report), report.message]).toEqual([
    'blocked',
    expect.stringMatching(
      /schema kinds, which public\.notes, which 2_drop sets aside, needs\. Apply --to 2_drop first/,
    ),
  ])
  const fewer = { ...dropped, '3_later.sql': 'DROP TYPE mood; DROP SCHEMA desk;' }
  const run = await applied(url, fewer, settings)
  expect([endOf(run), run.message]).toEqual(['done', '2 applied.'])
  const back = await taken(url, fewer, { steps: 2 }, [], settings)
  expect([endOf(back), back.message]).toEqual(['done', '2 taken back.'])
  expect(await read()).toEqual(before)
})
