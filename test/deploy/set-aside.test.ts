import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planMigrations } from '../../src/deploy/plan.ts'
import { runMigration } from '../../src/deploy/run-migration.ts'
import { deployment } from '../../src/dialects/postgres/deploy/target.ts'
import { postgres } from '../../src/dialects/postgres/dialect.ts'
import { readMigrations } from '../../src/migrations/read.ts'
import type { Keeping } from '../../src/model/keeping.ts'
import { ask } from '../support/database-state.ts'
import { requestFor } from '../support/deploy-commands.ts'
import { startServer, type TestServer } from '../support/server.ts'

// What sets a table aside takes effect with the drop, or not at all.

let server: TestServer
let made = 0

beforeAll(async () => {
  server = await startServer('fsync=off')
})
afterAll(() => server.stop())

const id = 'abcdefabcdef_0'
const place = `migration_gate_archive_${id}.old`
const keeping: Keeping = {
  objects: [
    {
      id,
      kind: 'table',
      name: 'public.old',
      place,
      statement: 0,
      restore: [],
      purge: [`DROP TABLE ${place}`],
    },
  ],
  steps: [
    {
      statement: 0,
      form: 'instead',
      sql: [
        `CREATE SCHEMA migration_gate_archive_${id}`,
        `ALTER TABLE public.old SET SCHEMA migration_gate_archive_${id}`,
      ],
    },
  ],
  down: '',
  finish: [],
  days: 30,
}

async function target(...byHand: readonly string[]): Promise<string> {
  const name = `aside_${++made}`
  await ask(server.superuserUrl, `CREATE DATABASE ${name}`)
  const url = new URL(server.superuserUrl)
  url.pathname = `/${name}`
  for (const sql of ['CREATE TABLE old AS SELECT 1 AS id', ...byHand]) await ask(url.href, sql)
  return url.href
}

/** One run of a migration that drops, with what it drops set aside. */
async function run(url: string, sql: string) {
  const { run: shared, config, files, folders } = requestFor(url, { '1_drop.sql': sql }, 'apply')
  const { migrations } = readMigrations(folders, files, 'postgres')
  const [planned] = await planMigrations(postgres, migrations, true)
  if (planned === undefined) throw new Error('nothing was planned')
  const opened = await deployment.open(url, { ...shared, id: randomBytes(16).toString('hex') })
  try {
    await opened.lock([], { ...config.apply.waiting, told: () => {} })
    await opened.begin()
    const back = { down: null, losses: [], kept: keeping }
    const course = {
      planned,
      direction: 'up',
      from: 0,
      followed: false,
      pass: 1,
      back,
      restored: [],
      history: () => [],
    } as const
    return await runMigration(opened, course, { ...config.apply, retries: 0 }, () => {})
  } finally {
    await opened.close()
  }
}

const standing = async (url: string) =>
  (
    await ask(
      url,
      `SELECT to_regclass('public.old') IS NOT NULL AS there, to_regclass('${place}') IS NOT NULL AS aside,
        (SELECT count(*)::int FROM migration_gate.archive WHERE state = 'kept') AS listed`,
    )
  )[0]

test('what keeps the drop from running keeps the table where it is', async () => {
  const url = await target('CREATE VIEW shown AS SELECT * FROM old')
  const { kind, failure } = await run(url, 'DROP TABLE old;')
  expect([kind, failure]).toMatchObject(['failed', { code: '2BP01', number: 0 }])
  expect(await standing(url)).toEqual({ there: true, aside: false, listed: 0 })
  await ask(url, 'DROP VIEW shown')
  expect((await run(url, 'DROP TABLE old;')).kind).toBe('applied')
  expect(await standing(url)).toEqual({ there: false, aside: true, listed: 1 })
  expect(await ask(url, `SELECT * FROM ${place}`)).toEqual([{ id: 1 }])
})

test('what cannot be set aside is said, and nothing is dropped', async () => {
  const url = await target(`CREATE SCHEMA migration_gate_archive_${id}`)
  const { kind, failure } = await run(url, 'DROP TABLE old;')
  expect([kind, failure?.message]).toEqual([
    'failed',
    expect.stringMatching(/^what it drops could not be set aside: schema .* already exists/),
  ])
  expect(await standing(url)).toEqual({ there: true, aside: false, listed: 0 })
})

test('a statement that fails behind it takes it back, and is the one that is named', async () => {
  const url = await target()
  const { failure } = await run(url, 'DROP TABLE old;\nSELECT 1;\nSELECT 1/0;')
  expect(failure).toMatchObject({ code: '22012', number: 2 })
  expect(await standing(url)).toEqual({ there: true, aside: false, listed: 0 })
})

test('a session that is ended in between leaves neither half', async () => {
  const url = await target()
  const running = run(url, 'DROP TABLE old;\nSELECT pg_sleep(30);')
  for (let tries = 0; tries < 200; tries++) {
    const ended = await ask(
      server.superuserUrl,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname LIKE 'aside_%'",
    )
    if (ended.length > 0) break
    await sleep(50)
  }
  expect((await running).kind).toBe('lost')
  expect(await standing(url)).toEqual({ there: true, aside: false, listed: 0 })
})
