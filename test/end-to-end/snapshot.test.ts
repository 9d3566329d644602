import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ActionRun, runAction } from '../support/action-runner.ts'
import { type ChangedRepository, changedRepository } from '../support/git-repository.ts'
import { type FakeGitHub, startGitHub } from '../support/github-server.ts'
import { startServer, type TestServer } from '../support/server.ts'

// The whole way of a snapshot: a real PostgreSQL, taken by the action on a schedule, kept on its branch, and read by the
// check of a pull request from a fork.

const repository = 'octo/shop'
const branch = 'migration-gate/snapshots'
const secret = 'p%40ss-hunter2'

let target: TestServer
let url: string
let repo: ChangedRepository
let github: FakeGitHub

beforeAll(async () => {
  target = await startServer()
  const client = new pg.Client({ connectionString: target.superuserUrl })
  await client.connect()
  await client.query("CREATE ROLE reader LOGIN SUPERUSER PASSWORD 'p@ss-hunter2'")
  await client.query('CREATE TABLE orders (id int PRIMARY KEY, total int)')
  await client.query('INSERT INTO orders SELECT place, 1 FROM generate_series(1, 200000) place')
  await client.query('CREATE TABLE by_hand (id int)')
  // Statistics stay as they are from here on: the same again is to be seen.
  await client.query('ALTER SYSTEM SET autovacuum = off')
  await client.query('SELECT pg_reload_conf()')
  await client.query('VACUUM ANALYZE')
  await client.end()
  const at = new URL(target.superuserUrl)
  url = `postgres://reader:${secret}@${at.host}${at.pathname}`
  repo = changedRepository(
    {
      '.migration-gate.yml': `snapshot: { branch: ${branch}, file: staging.json }\n`,
      'file.yml': 'snapshot: db/staging.json\n',
      'db/migrations/0001_orders.sql': 'CREATE TABLE orders (id int PRIMARY KEY, total int);\n',
    },
    { 'db/migrations/0002_index.sql': 'CREATE INDEX orders_total ON orders (total);\n' },
  )
  const { head, files, contentAt, treeOf } = repo
  github = await startGitHub({ repository, number: 7, head, files, contentAt, treeOf })
})
afterAll(async () => {
  await github?.close()
  repo?.[Symbol.dispose]()
  await target?.stop()
})

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

const scheduled = () => run('schedule', { schedule: '0 * * * *' }, { url })

/** The log without the lines by which the runner learns what to hide. */
const shownLog = ({ log }: ActionRun) => log.replaceAll(/^::add-mask::.*$/gm, '')

describe('a snapshot of staging', () => {
  test('is committed to its branch, and its address is in no log', async () => {
    const taken = await scheduled()
    expect(taken.log).not.toMatch(/::error/)
    expect(taken.code).toBe(0)
    expect(taken.outputs).toMatchObject({ verdict: '', 'findings-count': '' })
    expect(taken.report).toMatchObject({ environment: 'staging', dialect: 'postgres' })
    expect(JSON.parse(github.git.read(branch, 'staging.json') ?? '')).toEqual(taken.report)
    expect(github.git.history(branch)).toEqual([expect.stringMatching(/^Snapshot of staging: \d+ objects/)])
    expect(taken.summary).toMatch(
      /snapshot of \*\*staging\*\*: .*committed to `migration-gate\/snapshots:staging.json`/,
    )
    for (const hidden of [url, secret, 'p@ss-hunter2']) {
      expect(taken.commands).toContainEqual(expect.stringContaining(hidden.replaceAll('%', '%25')))
      expect(shownLog(taken) + taken.summary + github.git.read(branch, 'staging.json')).not.toContain(hidden)
    }
  })

  test('is not committed again while it says the same', async () => {
    const again = await scheduled()
    expect(again.code).toBe(0)
    expect(again.summary).toContain('unchanged on `migration-gate/snapshots:staging.json`')
    expect(github.git.history(branch)).toHaveLength(1)
  })

  test('is what a pull request from a fork comes upon', async () => {
    const written = github.writes().length
    const event = {
      action: 'opened',
      pull_request: {
        number: 7,
        base: { ref: 'main', sha: repo.base, repo: { full_name: repository } },
        head: { ref: 'change', sha: repo.head, repo: { full_name: 'mallory/shop' } },
      },
    }
    const checked = await run('pull_request', event, { comment: 'off' })
    expect(checked.log).not.toContain('This is a fault')
    expect(checked.code).toBe(1)
    expect(checked.report).toMatchObject({ base: { source: 'snapshot' }, driftVerdict: 'different' })
    expect(checked.summary).toMatch(
      /compared with \*\*staging\*\* as of (?:just now|\d+ minutes? ago), 1 drift/,
    )
    expect(checked.summary).toContain('200,000 rows')
    const link = `https://github.com/${repository}/blob/${branch}/staging.json`
    expect(checked.summary).toContain(`(${link})`)
    expect(checked.summary).toMatch(/shadow: embedded PostgreSQL [\d.]+, staging: [\d.]+ ·/)
    expect(github.writes()).toHaveLength(written)
  })
})

describe('a snapshot in a file', () => {
  const asFile = () => run('workflow_dispatch', {}, { command: 'snapshot', url, config: 'file.yml' })
  const path = () => join(repo.root, 'db/staging.json')

  test('lies in the workspace for the workflow to commit, and is left while it says the same', async () => {
    const written = github.writes().length
    const laid = await asFile()
    expect(laid.summary).toContain(
      'written to the workspace, for a next step to commit, as `db/staging.json`',
    )
    expect([laid.code, laid.outputs['report-path']]).toEqual([0, path()])
    const text = readFileSync(path(), 'utf8')
    const left = await asFile()
    expect(left.summary).toContain('unchanged in `db/staging.json`')
    expect(readFileSync(path(), 'utf8')).toBe(text)
    expect(github.writes()).toHaveLength(written)
  }, 120_000)

  test('is not written through a link', async () => {
    rmSync(path())
    symlinkSync('../elsewhere.json', path())
    const refused = await asFile()
    expect(refused.code).toBe(2)
    expect(refused.log).toContain('db/staging.json is a link or no plain file')
    expect(existsSync(join(repo.root, 'elsewhere.json'))).toBe(false)
  })
})

test('a target that does not answer is told without its password', async () => {
  const failed = await run('schedule', {}, { url: `postgres://reader:${secret}@127.0.0.1:1/x` })
  expect(failed.code).toBe(2)
  expect(failed.outputs.verdict).toBe('block')
  expect(failed.log).toMatch(/::error/)
  expect(shownLog(failed)).not.toMatch(/hunter2/)
})

test.each([
  ['push', {}, 'is not what GitHub documents'],
  ['workflow_dispatch', {}, 'Say it: `command: snapshot`, `apply`'],
  ['pull_request', { command: 'snapshot' }, 'does not run on `pull_request`'],
])('%s with %j is no pass', async (eventName, inputs, says) => {
  const refused = await run(eventName, {}, { url, ...inputs })
  expect([refused.code, refused.outputs.verdict]).toEqual([2, 'block'])
  expect(refused.log).toContain(says)
})
