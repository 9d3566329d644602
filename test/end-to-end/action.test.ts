import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type ActionRun, runAction } from '../support/action-runner.ts'
import { type ChangedRepository, changedRepository, type Files } from '../support/git-repository.ts'
import {
  type FakeComment,
  type FakeGitHub,
  type FakeGitHubOptions,
  startGitHub,
} from '../support/github-server.ts'
import { sarifSchema } from '../support/sarif.ts'

// The committed dist/, started as GitHub would: an event file, a real git repository, a server that behaves like GitHub.

const repository = 'octo/shop'
const number = 7

interface Scenario {
  readonly base?: Files
  readonly change: Files
  readonly github?: Partial<FakeGitHubOptions>
  readonly inputs?: Readonly<Record<string, string>>
  readonly eventName?: string
  /** Laid over the event's pull request. */
  readonly pullRequest?: Readonly<Record<string, unknown>>
  readonly action?: string
  /** In place of the event that fits the repository. */
  readonly event?: unknown
}

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** Sets a scene, and gives a function that runs the action in it: again and again, as pushes do. */
async function stage({ inputs, ...scenario }: Scenario) {
  const repo = changedRepository(scenario.base ?? shop, scenario.change)
  const github = await startGitHub({
    repository,
    number,
    head: repo.head,
    files: repo.files,
    contentAt: repo.contentAt,
    treeOf: repo.treeOf,
    ...scenario.github,
  })
  cleanups.push(
    () => repo[Symbol.dispose](),
    () => github.close(),
  )
  const eventName = scenario.eventName ?? 'pull_request'
  const event = scenario.event ?? payload(eventName, repo, scenario)
  const run = (environment: Readonly<Record<string, string>> = {}) =>
    runAction({
      environment,
      workspace: repo.root,
      eventName,
      event,
      apiUrl: github.url,
      repository,
      commit: repo.head,
      inputs: inputs ?? readOnly,
    })
  return { github, repo, run }
}

async function play(
  scenario: Scenario,
): Promise<{ github: FakeGitHub; repo: ChangedRepository; run: ActionRun }> {
  const { run, ...scene } = await stage(scenario)
  return { ...scene, run: await run() }
}

function payload(eventName: string, { base, head }: ChangedRepository, scenario: Scenario): unknown {
  if (eventName === 'merge_group') {
    return {
      action: 'checks_requested',
      merge_group: {
        base_ref: 'refs/heads/main',
        base_sha: base,
        head_ref: 'refs/heads/gh-readonly-queue/main/pr-7',
        head_sha: head,
      },
    }
  }
  return {
    action: scenario.action ?? 'synchronize',
    number,
    pull_request: {
      number,
      base: { ref: 'main', sha: base, repo: { full_name: repository } },
      head: { ref: 'change', sha: head, repo: { full_name: repository } },
      ...scenario.pullRequest,
    },
  }
}

/** Statements are read, not run: quicker, where the engine is not what is looked at. */
const readOnly = { shadow: 'none' }
/** As a workflow without inputs has it: everything is run. */
const measured = {}

const shop: Files = {
  'README.md': '# Shop\n',
  'db/migrations/0001_customers.sql':
    'CREATE TABLE customers (id bigint PRIMARY KEY, name text, fax text);\n',
  'db/migrations/0001_customers.down.sql': 'DROP TABLE customers;\n',
}
const safe: Files = {
  'db/migrations/0002_email.sql': 'ALTER TABLE customers ADD COLUMN email text;\n',
  'db/migrations/0002_email.down.sql': 'ALTER TABLE customers DROP COLUMN email;\n',
}
const dangerous: Files = {
  'db/migrations/0002_fax.sql': 'ALTER TABLE customers DROP COLUMN fax;\n',
  'db/migrations/0002_fax.down.sql': 'ALTER TABLE customers ADD COLUMN fax text;\n',
}
const untouched: Files = { 'README.md': '# The shop\n' }

const bot: FakeComment['user'] = { login: 'github-actions[bot]', type: 'Bot' }
const stranger: FakeComment['user'] = { login: 'mallory', type: 'User' }
const marker = '<!-- migration-gate:check version=1 digest=sha256:0 -->'

/** What was written for people to read; the record of the review is for an apply. */
function said(github: FakeGitHub): readonly string[] {
  return github.writes().filter(request => !request.includes('/statuses/'))
}

function comment(id: number, body: string, user = stranger): FakeComment {
  return { id, body, user, html_url: `https://github.com/${repository}/pull/${number}#issuecomment-${id}` }
}

const chatter = (length: number) =>
  Array.from({ length }, (_, index) => comment(index + 1, `remark ${index}`))

describe('a pull request with migrations', () => {
  test('a safe one passes with a short green comment', async () => {
    const { run, github, repo } = await play({ change: safe, inputs: measured })
    expect(run.log).not.toMatch(/::error/)
    expect(run.code).toBe(0)
    expect(github.comments).toHaveLength(1)
    expect(github.comments[0]?.body).toMatch(
      /^<!-- migration-gate:check version=1 digest=sha256:[0-9a-f]{64} -->\n/,
    )
    expect(github.comments[0]?.body).toContain('✅')
    expect(github.comments[0]?.body.length).toBeLessThan(1000)
    expect(run.summary).toContain('✅')
    expect(run.outputs).toMatchObject({
      verdict: 'pass',
      'findings-count': '0',
      'applied-count': '0',
      'failure-reason': '',
      'comment-url': github.comments[0]?.html_url,
    })
    expect(run.outputs['plan-digest']).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(run.report).toMatchObject({ format: 'migration-gate/review@1', verdict: 'pass' })
    expect(github.statusesOf(repo.head)).toMatchObject([
      {
        context: 'migration-gate/reviewed (main)',
        state: 'success',
        description: expect.stringContaining(`${run.outputs['plan-digest']} 1 `),
        target_url: 'https://github.com/octo/shop/actions/runs/4711',
      },
    ])
  })

  test('a dangerous one is blocked, with the finding in the comment, beside the line and in the summary', async () => {
    const { run, github, repo } = await play({ change: dangerous, inputs: measured })
    expect(run.code).toBe(1)
    expect(run.outputs.verdict).toBe('block')
    expect(github.statusesOf(repo.head)).toMatchObject([{ state: 'failure' }])
    expect(Number(run.outputs['findings-count'])).toBeGreaterThan(0)
    expect(github.comments[0]?.body).toContain('drop-column')
    expect(run.summary).toContain('drop-column')
    expect(run.log).toMatch(
      /^::error title=[^:]*drop-column,file=db\/migrations\/0002_fax\.sql,line=1,endLine=1::/m,
    )
    expect(run.report).toMatchObject({ verdict: 'block', planDigest: run.outputs['plan-digest'] })
    const [{ results, tool }] = sarifSchema.parse(run.sarif).runs
    expect(results).toMatchObject([{ ruleId: 'drop-column', level: 'error' }])
    expect(tool.driver.rules[results[0]?.ruleIndex ?? -1]?.helpUri).toMatch(
      /^https:\/\/github\.com\/.*\/docs\/rules\/drop-column\.md$/,
    )
  })

  test('a fix that is whole in one file is offered between the lines, once', async () => {
    const { run, github } = await stage({
      change: {
        'db/migrations/0002_name.sql': 'CREATE INDEX customers_name ON customers (name);\n',
        'db/migrations/0002_name.down.sql': 'DROP INDEX customers_name;\n',
      },
      inputs: readOnly,
    })
    await run()
    await run()
    expect(github.remarks.map(({ path, line }) => `${path}:${line}`)).toEqual([
      'db/migrations/0002_name.sql:1',
    ])
    expect(github.remarks[0]?.body).toContain('CREATE INDEX CONCURRENTLY customers_name ON customers (name);')
  })

  test('the same again is not written again', async () => {
    const { run, github } = await stage({ change: dangerous, inputs: measured })
    await run()
    expect(said(github)).toHaveLength(1)
    const again = await run()
    expect(again.code).toBe(1)
    expect(said(github)).toHaveLength(1)
    expect(again.outputs['comment-url']).toBe(github.comments[0]?.html_url)
  })

  test('no comment where it is turned off', async () => {
    const { run, github } = await play({ change: safe, inputs: { ...readOnly, comment: 'off' } })
    expect(run.code).toBe(0)
    expect(github.requests.filter(request => request.includes('/comments'))).toEqual([])
  })

  test('an edited migration is compared with what the base branch has', async () => {
    const { run, github } = await play({
      change: { 'db/migrations/0001_customers.sql': 'CREATE TABLE customers (id int PRIMARY KEY);\n' },
    })
    expect(run.code).toBe(1)
    expect(github.requests.filter(request => request.includes('/contents/db/migrations/'))).toHaveLength(1)
  })
})

test("SQLite is told from the repository, and what becomes of another table's rows blocks", async () => {
  const { run, github } = await play({
    base: {
      'package.json': '{ "dependencies": { "better-sqlite3": "12.0.0" } }',
      'db/migrations/0001_posts.sql':
        'CREATE TABLE posts (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT);\nCREATE TABLE comments (id INTEGER PRIMARY KEY, post INTEGER REFERENCES posts ON DELETE CASCADE);\n',
    },
    change: {
      'db/migrations/0002_rebuild.sql':
        'CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL);\nINSERT INTO p SELECT * FROM posts;\nDROP TABLE posts;\nALTER TABLE p RENAME TO posts;\n',
    },
    inputs: measured,
  })
  expect(run.code).toBe(1)
  expect(run.report).toMatchObject({ engine: { dialect: 'sqlite' }, counts: { statements: 4, measured: 4 } })
  expect(github.comments[0]?.body).toContain('rebuild-cascades-deletes')
  expect(github.comments[0]?.body).toContain('`main.comments` 3 → 0')
})

test('a down alone is a change of its migration', async () => {
  const { run } = await play({
    change: { 'db/migrations/0001_customers.down.sql': 'DROP TABLE customers CASCADE;\n' },
  })
  expect(run.log).not.toContain('was not read as a migration')
  expect(run.report).toMatchObject({ migrations: [{ path: 'db/migrations/0001_customers.sql' }] })
})

describe('a pull request without migrations', () => {
  test('passes without an engine and without a comment', async () => {
    const { run, github } = await play({ change: untouched })
    expect(run.code).toBe(0)
    expect(run.outputs).toMatchObject({ verdict: 'pass', 'findings-count': '0', 'plan-digest': '' })
    expect(github.comments).toEqual([])
    expect(run.summary).toContain('no migrations')
    const paths = github.requests.map(request => request.replace(/\?.*/, ''))
    expect(paths.toSorted()).toEqual([
      'GET /repos/octo/shop/contents/.migration-gate.yml',
      'GET /repos/octo/shop/issues/7/comments',
      'GET /repos/octo/shop/pulls/7',
      'GET /repos/octo/shop/pulls/7/files',
    ])
    console.info(`pull request without migrations: ${Math.round(run.ms)} ms`)
  })

  test('an older comment of ours is brought up to date, once', async () => {
    const { run, github } = await stage({
      change: untouched,
      github: { comments: [comment(1, 'hello'), comment(2, `${marker}\n⛔ 2 problems`, bot)] },
    })
    const first = await run()
    expect(first.code).toBe(0)
    expect(github.comments[1]?.body).toContain('no migrations')
    expect(first.outputs['comment-url']).toBe(github.comments[1]?.html_url)
    await run()
    expect(said(github)).toEqual(['PATCH /repos/octo/shop/issues/comments/2'])
  })

  test('notes beside the migrations are none', async () => {
    const { run } = await play({ change: { 'db/migrations/README.md': 'How to write one.\n' } })
    expect(run.outputs).toMatchObject({ verdict: 'pass', 'plan-digest': '' })
  })
})

describe('the comment', () => {
  test('ours is found on the second page', async () => {
    const { run, github } = await play({
      change: safe,
      github: { comments: [...chatter(100), comment(101, `${marker}\n⛔ 2 problems`, bot)] },
    })
    expect(run.code).toBe(0)
    expect(github.comments).toHaveLength(101)
    expect(github.comments[100]?.body).toContain('✅')
    expect(said(github)).toEqual(['PATCH /repos/octo/shop/issues/comments/101'])
  })

  test('a forged marker is left alone', async () => {
    const forged = comment(1, `${marker}\n✅ safe to merge`)
    const { run, github } = await play({ change: dangerous, github: { comments: [forged] } })
    expect(run.code).toBe(1)
    expect(github.comments[0]).toEqual(forged)
    expect(github.comments[1]?.user).toEqual(bot)
    expect(github.comments[1]?.body).toContain('⛔')
  })

  test("a person's token brings that person's comment up to date", async () => {
    const olga: FakeComment['user'] = { login: 'olga', type: 'User' }
    const { github } = await play({
      change: safe,
      github: {
        user: 'olga',
        comments: [comment(1, `${marker}\nforged`), comment(2, `${marker}\nold`, olga)],
      },
    })
    expect(said(github)).toEqual(['PATCH /repos/octo/shop/issues/comments/2'])
  })

  test("an App's token brings the App's comment up to date", async () => {
    const app: FakeComment['user'] = { login: 'shop-gate[bot]', type: 'Bot' }
    const { github } = await play({
      change: safe,
      inputs: { ...readOnly, 'github-token': 'ghs_installation' },
      github: { viewer: 'shop-gate[bot]', comments: [comment(1, `${marker}\nold`, app)] },
    })
    expect(said(github)).toEqual(['PATCH /repos/octo/shop/issues/comments/1'])
  })

  const refusals = [
    { status: 403, message: 'Resource not accessible by integration', says: 'pull-requests: write' },
    { status: 404, message: 'Not Found', says: 'pull-requests: write' },
    { status: 403, message: 'Unable to create comment because issue is locked.', says: 'issue is locked' },
    { status: 422, message: 'Validation Failed: body is too long', says: 'body is too long' },
  ]
  for (const { status, message, says } of refusals) {
    test(`${status} (${message}) is a warning, and the verdict stands`, async () => {
      const { run, github } = await play({
        change: dangerous,
        github: { faults: [{ method: 'POST', path: /\/comments/, status, message }] },
      })
      expect(run.code).toBe(1)
      expect(run.outputs).toMatchObject({ verdict: 'block', 'comment-url': '' })
      expect(run.log).toMatch(/^::warning /m)
      expect(run.log).toContain(says)
      expect(said(github)).toHaveLength(1)
    })
  }

  test("a fork's job may only read: no permission would help, and none is asked for", async () => {
    const { run, github } = await play({
      change: dangerous,
      pullRequest: { head: { ref: 'change', sha: 'a'.repeat(40), repo: { full_name: 'mallory/shop' } } },
      github: { head: 'a'.repeat(40), faults: [{ method: 'POST', path: /\/comments/, status: 403 }] },
    })
    expect(github.requests.filter(request => request.includes('/statuses'))).toEqual([])
    expect(run.code).toBe(1)
    expect(run.log).toMatch(/^::warning .*from a fork/m)
    expect(run.log).not.toContain('pull-requests: write')
  })

  test('a comment list that may not be read is a warning as well', async () => {
    const { run } = await play({
      change: safe,
      github: { faults: [{ path: /\/comments/, status: 403 }] },
    })
    expect(run.code).toBe(0)
    expect(run.outputs.verdict).toBe('pass')
    expect(run.log).toContain('pull-requests: write')
  })

  test('429 waits as long as GitHub asks', async () => {
    const { run, github } = await play({
      change: safe,
      github: {
        faults: [
          { method: 'POST', path: /\/comments/, status: 429, headers: { 'retry-after': '1' }, times: 1 },
        ],
      },
    })
    expect(run.code).toBe(0)
    expect(github.comments).toHaveLength(1)
    expect(run.log).not.toMatch(/^::warning /m)
  })

  test('429 that asks for an hour is given up', async () => {
    const { run, github } = await play({
      change: safe,
      github: {
        faults: [{ method: 'POST', path: /\/comments/, status: 429, headers: { 'retry-after': '3600' } }],
      },
    })
    expect(run.code).toBe(0)
    expect(run.log).toMatch(/^::warning /m)
    expect(said(github)).toHaveLength(1)
  })

  test('502 twice, then written once', async () => {
    const { run, github } = await play({
      change: safe,
      github: { faults: [{ method: 'POST', path: /\/comments/, status: 502, times: 2 }] },
    })
    expect(run.code).toBe(0)
    expect(github.comments).toHaveLength(1)
    expect(said(github)).toHaveLength(3)
  })
})

describe('the record of the review', () => {
  const refusals: readonly (readonly [number, boolean])[] = [
    [403, false],
    [422, true],
  ]
  test.each(refusals)('%i is told once, and the verdict stands', async (status, warned) => {
    const { run, github } = await play({
      change: safe,
      inputs: { ...readOnly, comment: 'off' },
      github: { faults: [{ path: /\/statuses/, status }] },
    })
    expect(run.code).toBe(0)
    expect(run.outputs.verdict).toBe('pass')
    expect(run.log.match(/What was reviewed is not recorded/g)).toHaveLength(1)
    expect(run.log.includes('`statuses: write`')).toBe(!warned)
    expect(/^::warning /m.test(run.log)).toBe(warned)
    expect(github.writes()).toHaveLength(1)
  })

  test('after a failure an older one promises nothing any more', async () => {
    const { run, github, repo } = await stage({
      change: safe,
      inputs: { shadow: 'mysql://root@localhost/x' },
    })
    const creator = { login: 'github-actions[bot]' }
    const context = 'migration-gate/reviewed (main)'
    github.addStatus(repo.head, { context, state: 'success', description: '', creator })
    expect((await run()).code).toBe(2)
    expect(github.statusesOf(repo.head)).toMatchObject([{ context, state: 'error' }, { state: 'success' }])
  })
})

describe('what the verdict hangs on', () => {
  test('the list of files refused: shut, and the permission is named', async () => {
    const { run } = await play({
      change: safe,
      github: { faults: [{ path: /\/pulls\/7\/files/, status: 403 }] },
    })
    expect(run.code).toBe(2)
    expect(run.outputs.verdict).toBe('block')
    expect(run.log).toContain('pull-requests: read')
  })

  test('the list of files after two faults of the server', async () => {
    const { run, github } = await play({
      change: untouched,
      github: { faults: [{ path: /\/pulls\/7\/files/, status: 502, times: 2 }] },
    })
    expect(run.code).toBe(0)
    expect(github.requests.filter(request => request.includes('/files'))).toHaveLength(3)
  })

  test('the configuration refused: shut', async () => {
    const { run } = await play({
      change: safe,
      github: { faults: [{ path: /\/contents\/\.migration-gate\.yml/, status: 403 }] },
    })
    expect(run.code).toBe(2)
    expect(run.log).toContain('contents: read')
  })

  test('an old file above 1 MB, which the contents API leaves out', async () => {
    const { run, github } = await play({
      base: { ...shop, 'db/migrations/0002_large.sql': `SELECT 1;\n${'-- padding\n'.repeat(110_000)}` },
      change: { 'db/migrations/0002_large.sql': 'SELECT 1;\n' },
    })
    expect(run.report).toMatchObject({ migrations: [{ path: 'db/migrations/0002_large.sql' }] })
    expect(github.requests.filter(request => request.includes('/git/blobs/'))).toHaveLength(1)
  })

  test('a migration on the 101st place of the list is found', async () => {
    const noise = Array.from({ length: 100 }, (_, index) => [`a/${index}.txt`, 'x'] as const)
    const { run } = await play({ change: { ...Object.fromEntries(noise), ...dangerous } })
    expect(run.code).toBe(1)
  })

  test('more files than GitHub lists: shut', async () => {
    const files = Array.from({ length: 3001 }, (_, index) => ({
      filename: `a/${index}.txt`,
      status: 'added',
    }))
    const { run } = await play({ change: untouched, github: { files } })
    expect(run.code).toBe(2)
    expect(run.log).toContain('3000 files')
  })

  test('a pull request that has moved on is left to its newer run', async () => {
    const old = comment(1, `${marker}\nof the newer commit`, bot)
    const { run, github } = await play({
      change: untouched,
      github: { head: 'b'.repeat(40), comments: [old] },
    })
    expect(run.code).toBe(2)
    expect(run.log).toContain('moved on')
    expect(github.writes()).toEqual([])
  })

  test('a workspace without the change: shut', async () => {
    const { run } = await play({
      change: safe,
      github: { files: [{ filename: 'db/migrations/0003_missing.sql', status: 'added' }] },
    })
    expect(run.code).toBe(2)
    expect(run.log).toContain('0003_missing.sql')
  })

  test('after a failure an older comment promises nothing any more', async () => {
    const { run, github } = await play({
      change: safe,
      inputs: { shadow: 'mysql://root@localhost/x' },
      github: { comments: [comment(1, `${marker}\n✅ safe to merge`, bot)] },
    })
    expect(run.code).toBe(2)
    expect(github.comments[0]?.body).toContain('could not be checked')
  })
})

describe('trust', () => {
  test('the configuration of the head is not read', async () => {
    const { run } = await play({
      base: { ...shop, '.migration-gate.yml': 'fail-on: error\n' },
      change: { ...dangerous, '.migration-gate.yml': 'fail-on: never\n' },
    })
    expect(run.code).toBe(1)
  })

  test('the configuration of the base is', async () => {
    const { run } = await play({
      base: { ...shop, '.migration-gate.yml': 'fail-on: never\n' },
      change: dangerous,
    })
    expect(run.code).toBe(0)
  })

  test('a configuration that says what the gate does not know', async () => {
    const { run } = await play({
      base: { ...shop, '.migration-gate.yml': 'fail_on: never\n' },
      change: safe,
    })
    expect(run.code).toBe(2)
    expect(run.log).toContain('fail-on')
  })

  test('a database is not lent to a fork', async () => {
    const password = 'hunter2-hunter2'
    const { run } = await play({
      change: safe,
      inputs: { shadow: `postgres://postgres:${password}@localhost:5432/postgres` },
      pullRequest: { head: { ref: 'change', sha: 'a'.repeat(40), repo: { full_name: 'mallory/shop' } } },
      github: { head: 'a'.repeat(40) },
    })
    expect(run.code).toBe(2)
    expect(run.log).toContain('fork')
    expect(run.log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(password)
  })

  test('a link among the migrations is refused', async () => {
    const { run } = await play({ change: { 'db/migrations/0002_x.sql': { link: '/etc/passwd' } } })
    expect(run.code).toBe(2)
    expect(run.log).toContain('symbolic link')
  })

  const tool = { 'go.mod': 'require github.com/golang-migrate/migrate/v4 v4.1.0\n' }
  const pairs = { 'm/1_a.up.sql': 'SELECT 1;\n', 'm/1_a.down.sql': 'SELECT 2;\n' }
  const more = { 'm/2_b.up.sql': 'SELECT 3;\n' }
  test.each<[string, Files, Files, string]>([
    [
      'SQL of another dialect',
      {},
      { 'migrations/mysql/1_a.sql': 'SELECT 1;\n' },
      'migrations/mysql holds mysql',
    ],
    ['a tool that is not read', {}, { 'm/1.sql': '-- +migrate Up\nSELECT 1;\n' }, 'm belongs to sql-migrate'],
    [
      'another format by the change',
      { ...tool, ...pairs },
      { 'go.mod': '', ...more },
      'like golang-migrate on main',
    ],
  ])('%s is refused in words', async (_, base, change, said) => {
    const { run } = await play({ base, change })
    expect(run.code).toBe(2)
    expect(run.log).toContain(said)
    expect(run.outputs.verdict).toBe('block')
  })

  test('a folder of any name is found, links elsewhere or not', async () => {
    const { run } = await play({
      base: { ...tool, ...pairs, latest: { link: 'm' } },
      change: { ...more, 'm/2_b.down.sql': 'SELECT 4;\n' },
    })
    expect(run.report).toMatchObject({ migrations: [{ path: 'm/2_b.up.sql', format: 'golang-migrate' }] })
  })

  test('a linked folder is refused', async () => {
    const { run } = await play({
      change: { 'other/0002_x.sql': 'SELECT 1;', 'db/migrations/more': { link: '../../other' } },
    })
    expect(run.code).toBe(2)
    expect(run.log).toContain('symbolic link')
  })

  const names = [
    '0002_x\n::error::owned.sql',
    '0002_%0A::error::owned.sql',
    '::error::owned.sql',
    '0002_##[error]owned.sql',
    '0002_x\r\n::set-output name=verdict::pass\n.sql',
  ]
  for (const name of names) {
    test(`a file named ${JSON.stringify(name)} starts no workflow command`, async () => {
      const { run } = await play({
        change: { [`db/migrations/${name}`]: 'DROP TABLE customers;\n' },
        // Only a run tells its steps in the log.
        inputs: /[\n#]/.test(name) ? measured : readOnly,
      })
      expect(run.code).toBeGreaterThan(0)
      expect(run.code).toBeLessThan(3)
      const injected = run.commands.filter(
        command => !/^::(?:add-mask|debug|error|notice|warning)(?: title=[^:]*)?::/.test(command),
      )
      expect(injected).toEqual([])
      expect(run.commands.filter(command => command.startsWith('::error::owned'))).toEqual([])
      expect(run.outputs.verdict).toBe('block')
    })
  }
})

test('a proxy of the runner is used', async () => {
  const { github, run } = await stage({ change: untouched })
  const hosts: string[] = []
  const proxy = createServer().on('connect', (request, socket) => {
    hosts.push(request.url ?? '')
    const upstream = connect(Number(new URL(github.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => proxy.close())
  const { port } = proxy.address() as AddressInfo
  const { code } = await run({
    http_proxy: `http://127.0.0.1:${port}`,
    https_proxy: `http://127.0.0.1:${port}`,
  })
  expect(code).toBe(0)
  expect(new Set(hosts)).toEqual(new Set([new URL(github.url).host]))
})

describe('events', () => {
  test('a merge group is checked and recorded, and has no comment', async () => {
    const { run, github, repo } = await play({ change: dangerous, eventName: 'merge_group' })
    expect(run.code).toBe(1)
    expect(github.statusesOf(repo.head)).toMatchObject([
      { context: 'migration-gate/reviewed (main)', state: 'failure' },
    ])
    expect(run.log).toMatch(/^::error title=[^:]*drop-column/m)
    expect(github.requests.filter(request => request.includes('/comments'))).toEqual([])
  })

  test('a merge group of more files than GitHub compares', async () => {
    const noise = Array.from({ length: 300 }, (_, index) => ({ filename: `a/${index}.txt`, status: 'added' }))
    const { run } = await play({ change: dangerous, eventName: 'merge_group', github: { files: noise } })
    expect(run.code).toBe(1)
  })

  test('a closed pull request passes without a question', async () => {
    const { run, github } = await play({ change: dangerous, action: 'closed' })
    expect(run.code).toBe(0)
    expect(run.outputs.verdict).toBe('pass')
    expect(github.requests).toEqual([])
  })

  const others = {
    push: 'Input `url` is empty',
    schedule: 'Input `url` is empty',
    workflow_dispatch: '`command: snapshot`',
    issue_comment: 'pull_request, merge_group',
    pull_request_target: '`on: pull_request`',
  }
  for (const [eventName, says] of Object.entries(others)) {
    test(`${eventName} is no pass, and the log says why`, async () => {
      const { run, github } = await play({ change: safe, eventName })
      expect(run.code).toBe(2)
      expect(run.commands).toContainEqual(expect.stringMatching(/^::error::/))
      expect(run.log).toContain(says)
      expect(run.outputs.verdict).toBe('block')
      expect(github.requests).toEqual([])
    })
  }

  test('a payload that is not what GitHub documents', async () => {
    const { run } = await play({ change: safe, event: { action: 'opened' } })
    expect(run.code).toBe(2)
    expect(run.outputs.verdict).toBe('block')
  })
})
