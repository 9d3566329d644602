import { afterEach, describe, expect, test } from 'vitest'
import { openGitHub } from '../../src/github/client.ts'
import { judge, prepare } from '../../src/github/gate.ts'
import { changedRepository, type Files } from '../support/git-repository.ts'
import { byJob, type GitStore, type Signed } from '../support/git-store.ts'
import { startGitHub } from '../support/github-server.ts'

// The gate itself, on a real repository and a server that behaves like GitHub. Statements are read, not run.

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

const sizes = (rows: number, more: object = {}) =>
  JSON.stringify({
    format: 'migration-gate/snapshot@1',
    dialect: 'postgres',
    statistics: { tables: { orders: { rows } } },
    ...more,
  })
const shop: Files = {
  '.migration-gate.yml': 'snapshot: db/staging.json\n',
  'db/migrations/0001_orders.sql': 'CREATE TABLE orders (id int PRIMARY KEY, total int);\n',
}
const index: Files = { 'db/migrations/0002_index.sql': 'CREATE INDEX orders_total ON orders (total);\n' }

/** What the gate says of the index. `push` puts snapshots on branches. */
async function judged(
  base: Files,
  change: Files,
  push: (git: GitStore) => void = () => {},
  rule = 'index-not-concurrent',
): Promise<string | undefined> {
  const repo = changedRepository(base, change)
  cleanups.push(() => repo[Symbol.dispose]())
  const repository = 'octo/shop'
  const { head, files, contentAt, treeOf } = repo
  const server = await startGitHub({ repository, number: 7, head, files, contentAt, treeOf })
  cleanups.push(() => server.close())
  push(server.git)
  const request = {
    github: await openGitHub({ token: 'secret', apiUrl: server.url, budget: 20_000, debug: () => {} }),
    repository: `/repos/${repository}`,
    workspace: repo.root,
    event: {
      kind: 'pull-request',
      number: 7,
      // Who may only read.
      fork: true,
      base: { ref: 'main', sha: repo.base },
      head: { ref: 'change', sha: head },
    },
    inputs: { token: 'secret', configPath: '.migration-gate.yml', settings: { shadow: 'none' } },
    baseStore: null,
  } as const
  const outcome = await judge(request, await prepare(request), () => {})
  if (outcome.kind !== 'reviewed') return outcome.kind
  const finding = outcome.review.findings.find(finding => finding.rule === rule)
  expect(server.writes()).toEqual([])
  return `${finding?.severity}: ${finding?.message}`
}

const large = 'error: Writes to public.orders (41 M rows) wait until the index is built.'
const unweighed = 'error: Writes to public.orders wait until the index is built.'
const small = 'notice: Writes to public.orders (200 rows) wait until the index is built.'

interface Row {
  readonly name: string
  readonly base: Files
  readonly change: Files
  readonly told: string
}
const rows: readonly Row[] = [
  { name: 'the sizes of the base', base: { 'db/staging.json': sizes(200) }, change: {}, told: small },
  {
    name: 'also where the pull request says that the table is small',
    base: { 'db/staging.json': sizes(41_000_000) },
    change: { 'db/staging.json': sizes(200) },
    told: large,
  },
  {
    name: 'also where the pull request takes the file away',
    base: { 'db/staging.json': sizes(200) },
    change: { 'db/staging.json': null },
    told: small,
  },
  {
    name: 'also where the pull request names another file',
    base: { 'db/staging.json': sizes(41_000_000) },
    change: { 'x.json': sizes(200), '.migration-gate.yml': 'snapshot: x.json\n' },
    told: large,
  },
  {
    name: 'also where the file is more than the contents API gives',
    base: { 'db/staging.json': sizes(41_000_000, { settings: { long: 'x'.repeat(1_100_000) } }) },
    change: { 'db/staging.json': sizes(200) },
    told: large,
  },
]
test.each(rows)('a pull request is weighed by $name', async ({ base, change, told }) => {
  expect(await judged({ ...shop, ...base }, { ...index, ...change })).toBe(told)
})

const refusals: readonly (readonly [name: string, base: Files, change: Files, says: string])[] = [
  ['one that only the pull request has', {}, { 'db/staging.json': sizes(200) }, 'which main does not have'],
  ['one that nobody has', {}, {}, '`snapshot` names db/staging.json, which main does not have'],
  [
    'a broken one of the base',
    { 'db/staging.json': '{' },
    { 'db/staging.json': sizes(200) },
    'db/staging.json:1: this is not JSON',
  ],
  ['a link', { 'db/staging.json': { link: '../../x.json' } }, {}, 'which main does not have'],
]
test.each(refusals)('refused: %s', async (_, base, change, says) => {
  await expect(judged({ ...shop, ...base }, { ...index, ...change })).rejects.toThrow(says)
})

describe('a snapshot on a branch of its own', () => {
  const branched = (more = '') => ({
    '.migration-gate.yml': `snapshot: { branch: gate/snapshots, file: staging.json }\n${more}`,
  })
  const stored =
    (rows: number, signed: Partial<Signed> = {}) =>
    (git: GitStore) => {
      git.push('gate/snapshots', { 'staging.json': sizes(rows) }, { ...byJob, ...signed })
    }

  test.each([
    ['small', small, 200],
    ['large', large, 41_000_000],
  ])('weighs it: %s', async (_, told, rows) => {
    expect(await judged({ ...shop, ...branched() }, index, stored(rows))).toBe(told)
  })

  test('and never the one of another branch that the pull request names', async () => {
    const change = { '.migration-gate.yml': 'snapshot: { branch: mine, file: staging.json }\n' }
    const push = (git: GitStore) => {
      stored(41_000_000)(git)
      git.push('mine', { 'staging.json': sizes(200) }, byJob)
    }
    expect(await judged({ ...shop, ...branched() }, { ...index, ...change }, push)).toBe(large)
  })

  const unknown = 'All sizes count as unknown, and nothing is compared with the target.'
  const mallory = { author: 'mallory', committer: 'mallory' }
  test.each([
    ['notice', '', null, `there is no branch gate/snapshots yet. ${unknown}`],
    ['warning', '', mallory, `is by mallory, and \`writers\` allows github-actions[bot]. ${unknown}`],
    [
      'error',
      'drift: block\n',
      mallory,
      `is by mallory, and \`writers\` allows github-actions[bot]. ${unknown}`,
    ],
  ])('says as a %s why it is not used (%j)', async (severity, more, signed, says) => {
    const push = signed === null ? () => {} : stored(200, signed)
    const told = await judged({ ...shop, ...branched(more) }, index, push, 'unusable-snapshot')
    expect(told).toMatch(new RegExp(`^${severity}: The snapshot was not used: `))
    expect(told).toContain(says)
    expect(await judged({ ...shop, ...branched(more) }, index, push)).toBe(unweighed)
  })

  test('is refused as any other where it is broken', async () => {
    const push = (git: GitStore) => git.push('gate/snapshots', { 'staging.json': '{' }, byJob)
    await expect(judged({ ...shop, ...branched() }, index, push)).rejects.toThrow(
      'gate/snapshots:staging.json:1: this is not JSON',
    )
  })
})
