import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ActionRun, runAction } from '../support/action-runner.ts'
import { type ChangedRepository, changedRepository } from '../support/git-repository.ts'
import { type FakeGitHub, type FakeHistory, startGitHub } from '../support/github-server.ts'
import { startServer, type TestServer } from '../support/server.ts'

// The whole way of a change: checked on its pull request, recorded, merged by a fast-forward, applied to staging and then
// to production, on a real PostgreSQL.

const repository = 'octo/shop'
const branch = 'migration-gate/snapshots'

let server: TestServer
let repo: ChangedRepository
let github: FakeGitHub
let direct = false
let digest = ''

const tables = 'CREATE TABLE users (id int PRIMARY KEY);\n'
const change = {
  'db/migrations/0002_orders.sql':
    'CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users ON DELETE CASCADE);\nCREATE INDEX orders_user ON orders (user_id);\n',
  'db/migrations/0002_orders.down.sql': 'DROP TABLE orders;\n',
  'db/migrations/0003_index.sql': 'CREATE INDEX CONCURRENTLY orders_id ON orders (id, user_id);\n',
  'db/migrations/0003_index.down.sql': 'DROP INDEX CONCURRENTLY orders_id;\n',
}

beforeAll(async () => {
  server = await startServer()
  for (const name of ['staging', 'production', 'other']) {
    await query(server.superuserUrl, `CREATE DATABASE ${name}`)
    await query(urlOf(name), tables)
  }
  repo = changedRepository(
    {
      '.migration-gate.yml': `snapshot: { branch: ${branch}, file: staging.json }\n`,
      'db/migrations/0001_users.sql': tables,
    },
    change,
  )
  const { head, base, files, contentAt, treeOf } = repo
  const pull = {
    number: 7,
    merged_at: '2026-01-01T00:00:00Z',
    merge_commit_sha: head,
    base: { ref: 'main', repo: { full_name: repository } },
    head: { sha: head, repo: { full_name: repository } },
  }
  const history: FakeHistory = {
    between: () => [{ sha: head, parents: [{ sha: base }] }],
    pullsOf: commit => (commit === head && !direct ? [pull] : []),
    lastCommit: () => [{ sha: head, parents: [{ sha: base }] }],
  }
  github = await startGitHub({ repository, number: 7, head, files, contentAt, treeOf, history })
})
afterAll(async () => {
  await github?.close()
  repo?.[Symbol.dispose]()
  await server?.stop()
})

function urlOf(database: string): string {
  const url = new URL(server.superuserUrl)
  url.pathname = `/${database}`
  return url.href
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const run = (eventName: string, event: unknown, inputs: Readonly<Record<string, string>>) =>
  runAction({
    workspace: repo.root,
    eventName,
    event,
    apiUrl: github.url,
    repository,
    commit: repo.head,
    inputs,
  })

const pushed = (environment: string, database = environment) =>
  run(
    'push',
    {
      ref: 'refs/heads/main',
      before: repo.base,
      after: repo.head,
      forced: false,
      repository: { default_branch: 'main' },
    },
    { url: urlOf(database), environment },
  )

const byHand = (inputs: Readonly<Record<string, string>>) =>
  run(
    'workflow_dispatch',
    { ref: 'refs/heads/main', inputs: {}, repository: { default_branch: repo.base } },
    inputs,
  )

/** A database that has run the first migration, and says so. */
async function adopt(database: string): Promise<void> {
  const adopted = await byHand({
    url: urlOf(database),
    environment: database,
    command: 'baseline',
    migration: '0001_users',
  })
  expect(adopted.log).not.toContain('::error')
}

const tablesOf = async (database: string) =>
  (
    await query(
      urlOf(database),
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i') ORDER BY 1`,
    )
  ).map(row => row.relname)

const summaryOf = ({ summary }: ActionRun) => summary

describe('a change on its way', { timeout: 300_000 }, () => {
  test('is not applied to a database of which nobody knows what it has run', async () => {
    const stopped = await pushed('staging')
    expect(stopped.outputs).toMatchObject({
      verdict: 'block',
      'failure-reason': 'drift',
      'applied-count': '0',
    })
    expect(stopped.code).toBe(1)
    expect(await tablesOf('staging')).toEqual(['users', 'users_pkey'])
  })

  test('is checked and recorded on its pull request', async () => {
    for (const database of ['staging', 'production', 'other']) await adopt(database)
    const checked = await run(
      'pull_request',
      {
        action: 'opened',
        pull_request: {
          number: 7,
          base: { ref: 'main', sha: repo.base, repo: { full_name: repository } },
          head: { ref: 'change', sha: repo.head, repo: { full_name: repository } },
        },
      },
      {},
    )
    expect(checked.log).not.toContain('::error')
    digest = checked.outputs['plan-digest'] ?? ''
    expect(github.statusesOf(repo.head).map(({ state }) => state)).toContain('success')
  })

  test('does not reach production before staging', async () => {
    const stopped = await pushed('production')
    expect(stopped.outputs).toMatchObject({ 'failure-reason': 'not-rehearsed', 'applied-count': '0' })
    expect(await tablesOf('production')).toEqual(['users', 'users_pkey'])
  })

  test('is refused where it came through no pull request', async () => {
    direct = true
    const stopped = await pushed('staging')
    direct = false
    expect(stopped.outputs).toMatchObject({ 'failure-reason': 'not-reviewed', 'applied-count': '0' })
  })

  test('is applied to staging, whose snapshot is kept, and the pull request hears of it', async () => {
    const applied = await pushed('staging')
    expect(applied.log).not.toContain('::error')
    expect(applied.code).toBe(0)
    expect(applied.outputs).toMatchObject({ verdict: 'pass', 'failure-reason': '', 'applied-count': '2' })
    expect(await tablesOf('staging')).toEqual([
      'orders',
      'orders_id',
      'orders_pkey',
      'orders_user',
      'users',
      'users_pkey',
    ])
    expect(JSON.parse(github.git.read(branch, 'staging.json') ?? '')).toMatchObject({
      environment: 'staging',
    })
    expect(github.comments[0]?.body).toMatch(/^🚀 \*\*staging\*\*: 2 applied/m)
    expect(summaryOf(applied)).toContain('`0003_index`')
    expect(applied.log.replaceAll(/^::add-mask::.*$/gm, '') + applied.summary).not.toContain('owner-secret')
  })

  test('is applied to production then, and once', async () => {
    const applied = await pushed('production')
    expect(applied.log).not.toContain('::error')
    expect(applied.outputs).toMatchObject({ verdict: 'pass', 'applied-count': '2' })
    expect(github.comments[0]?.body).toMatch(
      /^🚀 \*\*staging\*\*: 2 applied[\s\S]*^🚀 \*\*production\*\*: 2 applied/m,
    )
    const again = await pushed('production')
    expect(again.outputs).toMatchObject({ verdict: 'pass', 'applied-count': '0', 'failure-reason': '' })
    expect(
      await query(urlOf('production'), 'SELECT count(*)::int AS n FROM migration_gate.migration'),
    ).toEqual([{ n: 3 }])
  })

  test('goes by hand with the digest typed in, and back again', async () => {
    const wrong = await byHand({
      url: urlOf('other'),
      environment: 'other',
      command: 'apply',
      'plan-digest': `sha256:${'0'.repeat(64)}`,
    })
    expect(wrong.outputs).toMatchObject({ 'failure-reason': 'plan-changed', 'applied-count': '0' })
    const applied = await byHand({
      url: urlOf('other'),
      environment: 'other',
      command: 'apply',
      'plan-digest': digest,
    })
    expect(applied.outputs).toMatchObject({ verdict: 'pass', 'applied-count': '2' })
    const refused = await byHand({ url: urlOf('other'), environment: 'other', command: 'rollback' })
    expect(refused.code).toBe(2)
  })

  test('leaves an archive that is listed by hand, and purged of what has expired or is named', async () => {
    for (const [id, days] of [
      ['aaaaaaaaaaaa_0', 30],
      ['bbbbbbbbbbbb_0', -1],
    ])
      await query(
        urlOf('other'),
        `CREATE SCHEMA migration_gate_archive_${id}; CREATE TABLE migration_gate_archive_${id}."a|b" AS SELECT 1 AS id;
        INSERT INTO migration_gate.archive VALUES ('${id}', 'db/migrations', '2_drop', 1, 'table', 'public."a|b"', 'migration_gate_archive_${id}."a|b"',
          '["DROP TABLE IF EXISTS migration_gate_archive_${id}.\\"a|b\\"", "DROP SCHEMA IF EXISTS migration_gate_archive_${id}"]',
          'kept', 'run', now(), now() + interval '${days} days', now())`,
      )
    const other = { url: urlOf('other'), environment: 'other' }
    const listed = await byHand({ ...other, command: 'archive list' })
    expect(listed.outputs).toMatchObject({ verdict: 'pass', 'failure-reason': '' })
    expect(summaryOf(listed)).toContain('archive list on **other**: 2 set aside')
    expect(summaryOf(listed)).toMatch(/aaaaaaaaaaaa_0.*table.*2_drop/)
    expect(listed.report).toMatchObject({ format: 'migration-gate/archive@1', objects: [{}, {}] })

    const purged = await byHand({ ...other, command: 'archive purge' })
    expect(summaryOf(purged)).toContain('1 purged, 1 set aside')
    const unknown = await byHand({ ...other, command: 'archive purge', 'accept-loss': 'bbbbbbbbbbbb_0' })
    expect([unknown.code, unknown.log]).toEqual([2, expect.stringContaining('bbbbbbbbbbbb_0')])
    const named = await byHand({ ...other, command: 'archive purge', 'accept-loss': 'aaaaaaaaaaaa_0' })
    expect(summaryOf(named)).toContain('1 purged, nothing is set aside')
    expect(
      await query(other.url, "SELECT count(*)::int AS n FROM pg_namespace WHERE nspname LIKE '%_archive_%'"),
    ).toEqual([{ n: 0 }])
    expect((await byHand({ ...other, command: 'archive' })).code).toBe(2)
    const gone = await byHand({ ...other, url: urlOf('nowhere'), command: 'archive list' })
    expect(gone.outputs).toMatchObject({ verdict: 'block', 'failure-reason': 'cannot-connect' })
  })
})
