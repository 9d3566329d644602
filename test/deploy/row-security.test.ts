import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { archiveList } from '../../src/commands/archive.ts'
import { ask } from '../support/database-state.ts'
import { applied, endOf, type Files, requestFor, taken } from '../support/deploy-commands.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { startServer, type TestServer } from '../support/server.ts'

// What is kept by a role that row security holds for: all rows of it, or nothing is dropped.

let server: TestServer
let made = 0

beforeAll(async () => {
  server = await startServer('fsync=off')
  await ask(server.superuserUrl, "CREATE ROLE secured LOGIN PASSWORD 'secured'")
})
afterAll(() => server.stop())

vi.setConfig({ testTimeout: 300_000 })

const few = 'CREATE POLICY few ON guarded USING (id > 1)'
const forced = `ALTER TABLE guarded ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; ${few}`
const base = `CREATE TABLE guarded (id int PRIMARY KEY, secret text, other text);\n`
const rows = "INSERT INTO guarded SELECT n, 's' || n, 'o' || n FROM generate_series(1, 3) AS n"
const settings = {
  'fail-on': 'never',
  unverifiable: 'acknowledge',
  drift: 'off',
  apply: { 'keep-data': true },
}

/** A database whose owner is no superuser, with the rows of the base. */
async function standing(sql: string) {
  const name = `secured_${++made}`
  await ask(server.superuserUrl, `CREATE DATABASE ${name} OWNER secured`)
  const url = new URL(server.superuserUrl)
  url.pathname = `/${name}`
  const all = url.href
  url.username = 'secured'
  url.password = 'secured'
  const files: Files = { '1_base.sql': sql }
  const folder = join(mkdtempSync(join(tmpdir(), 'migration-gate-secured-')), 'migrations')
  mkdirSync(folder)
  writeFileSync(join(folder, '1_base.sql'), sql)
  expect(await deployFolder({ url: url.href, folder, format: 'plain' })).toBe('done')
  await ask(all, rows)
  return { url: url.href, files, read: () => ask(all, 'SELECT * FROM guarded ORDER BY id'), all }
}

const drops = [
  { name: 'a column', drop: 'ALTER TABLE guarded DROP COLUMN other;', kept: ['public.guarded.other'] },
  { name: 'a table', drop: 'DROP TABLE guarded;', kept: ['public.guarded'] },
]

test.each(drops)(
  '$name behind forced policies: every row is kept, and comes back',
  async ({ drop, kept }) => {
    const { url, files, read, all } = await standing(base + forced)
    const before = await read()
    const dropping = { ...files, '2_drop.sql': drop }
    const report = await applied(url, dropping, settings)
    expect([endOf(report), report.migrations[0]?.keeps?.notKept]).toEqual(['done', []])
    const listed = await archiveList({ url, run: requestFor(url, {}, 'archive').run })
    expect(listed.map(({ object, rows }) => ({ object, rows }))).toEqual(
      kept.map(object => ({ object, rows: 3 })),
    )
    const back = await taken(url, dropping, { steps: 1 }, [], settings)
    expect([endOf(back), back.message]).toEqual(['done', '1 taken back.'])
    expect(await read()).toEqual(before)
    expect(await ask(all, "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'guarded'")).toEqual([
      { relforcerowsecurity: true },
    ])
  },
)

test('policies that the same migration forces before it drops: nothing is dropped, and it is said', async () => {
  const { url, files, read } = await standing(base)
  const before = await read()
  const dropping = { ...files, '2_drop.sql': `${forced};\nALTER TABLE guarded DROP COLUMN other;` }
  const report = await applied(url, dropping, settings)
  expect([endOf(report), report.message]).toEqual([
    'apply-failed',
    expect.stringContaining('row security hides rows of public.guarded from secured'),
  ])
  expect(await read()).toEqual(before)
})

test('policies that somebody forces before the way back: it fails, and what was kept stays', async () => {
  const { url, files, all } = await standing(base)
  const dropping = { ...files, '2_drop.sql': 'ALTER TABLE guarded DROP COLUMN other;' }
  expect(endOf(await applied(url, dropping, settings))).toBe('done')
  await ask(all, forced)
  const back = await taken(url, dropping, { steps: 1 }, [], settings)
  expect([endOf(back), back.message]).toEqual([
    'apply-failed',
    expect.stringContaining('row security hides rows of public.guarded from secured'),
  ])
  const listed = await archiveList({ url, run: requestFor(url, {}, 'archive').run })
  expect(listed.map(({ object }) => object)).toEqual(['public.guarded.other'])
})
