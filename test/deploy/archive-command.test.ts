import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createJournal } from '../../src/dialects/postgres/deploy/journal.ts'
import { ask } from '../support/database-state.ts'
import { freePort, startServer, type TestServer } from '../support/server.ts'

// `migration-gate archive` as a user starts it: what it prints, and with which exit code it ends.

const cli = resolve(import.meta.dirname, '../../src/cli.ts')
let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
  await ask(server.superuserUrl, createJournal)
  for (const [id, days] of [
    ['aaaaaaaaaaaa_0', 30],
    ['bbbbbbbbbbbb_0', -1],
  ])
    await ask(
      server.superuserUrl,
      `CREATE SCHEMA migration_gate_archive_${id}; CREATE TABLE migration_gate_archive_${id}.old AS SELECT 1 AS id UNION SELECT 2;
      INSERT INTO migration_gate.archive VALUES ('${id}', 'migrations', '2_drop', 1, 'table', 'public.old', 'migration_gate_archive_${id}.old',
        '["DROP TABLE IF EXISTS migration_gate_archive_${id}.old", "DROP SCHEMA IF EXISTS migration_gate_archive_${id}"]',
        'kept', 'run', now(), now() + interval '${days} days', now())`,
    )
})
afterAll(() => server.stop())

function archive(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'migration-gate-runner-cache') }
  return new Promise(resolve => {
    execFile(process.execPath, [cli, 'archive', ...args], { cwd: tmpdir(), env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })
}

test('lists, purges what has expired, then what is named', async () => {
  const url = ['--url', server.superuserUrl]
  const listed = await archive('list', ...url, '--output-format', 'json')
  const { format, objects } = JSON.parse(listed.out)
  expect([listed.code, format]).toEqual([0, 'migration-gate/archive@1'])
  expect(objects).toMatchObject([
    {
      id: 'aaaaaaaaaaaa_0',
      object: 'public.old',
      migration: '2_drop',
      rows: 2,
      rowsAre: 'counted',
      expired: false,
    },
    { id: 'bbbbbbbbbbbb_0', expired: true },
  ])
  expect((await archive('list', ...url)).out).toMatch(
    /table public\.old {2}2 rows, \d+ kB\n.*2_drop.*expires/,
  )
  const purged = await archive('purge', ...url)
  expect([purged.code, purged.out]).toEqual([0, expect.stringMatching(/^Purged: 1\n {2}bbbbbbbbbbbb_0/)])
  const unknown = await archive('purge', 'cccccccccccc_0', ...url)
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('"cccccccccccc_0"')])
  // Somebody looks at what was set aside: it is not taken from under him.
  await ask(
    server.superuserUrl,
    'CREATE VIEW looked AS SELECT * FROM migration_gate_archive_aaaaaaaaaaaa_0.old',
  )
  const held = await archive('purge', 'aaaaaaaaaaaa_0', ...url)
  expect([held.code, held.err]).toEqual([
    1,
    expect.stringMatching(/apply-failed: .*other objects depend on it/),
  ])
  await ask(server.superuserUrl, 'DROP VIEW looked')
  expect((await archive('purge', '--all', ...url)).code).toBe(0)
  expect((await archive('list', ...url)).out).toBe('Nothing is set aside.\n')
  expect(
    await ask(
      server.superuserUrl,
      "SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'migration_gate_archive%'",
    ),
  ).toEqual([])
  expect(
    await ask(
      server.superuserUrl,
      "SELECT outcome FROM migration_gate.run WHERE command = 'archive' ORDER BY started_at",
    ),
  ).toEqual([{ outcome: 'done' }, { outcome: 'failed' }, { outcome: 'done' }])
})

test.each([
  ['no word', [], /The word behind archive is ""\. Allowed: list, purge/],
  ['another word', ['drop'], /"drop"\. Allowed/],
  ['names to list', ['list', 'a_0'], /lists all there is/],
  ['all and some', ['purge', 'a_0', '--all'], /not both/],
  ['an option of purge alone', ['list', '--all'], /--all is no option/],
])('%s: exit 2', async (_, args, said) => {
  const { code, err } = await archive(...args, '--url', server.superuserUrl)
  expect([code, err]).toEqual([2, expect.stringMatching(said)])
})

test('a server that is not there: exit 2', async () => {
  const { code, err } = await archive('list', '--url', `postgres://a:hush@127.0.0.1:${await freePort()}/b`)
  expect([code, err]).toEqual([2, expect.stringContaining('cannot-connect')])
  expect(err).not.toContain('hush')
})
