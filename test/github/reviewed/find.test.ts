import { createHash } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { type GitHub, openGitHub } from '../../../src/github/client.ts'
import { pushedCommits } from '../../../src/github/reviewed/commits.ts'
import { type Reviewed, type ReviewSearch, reviewedBy } from '../../../src/github/reviewed/find.ts'
import { reviewedOf } from '../../../src/github/reviewed/pending.ts'
import { recordLines } from '../../../src/github/reviewed/record-text.ts'
import { planDigest } from '../../../src/migrations/digest.ts'
import { type FakeGitHub, type Fault, startGitHub } from '../../support/github-server.ts'
import { MergedRepository, type Road } from '../../support/merged-repository.ts'

const repository = '/repos/octo/shop'
const roads: readonly Road[] = ['merge', 'squash', 'rebase', 'queue']

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

interface Scene {
  readonly repo: MergedRepository
  readonly server: FakeGitHub
  readonly github: GitHub
  /** As a check that reviewed these migrations leaves it. */
  record(commit: string, names: readonly string[], more?: Partial<RecordOptions>): void
  /** What was reviewed of all that came since a commit. */
  find(since: string, search?: Partial<ReviewSearch>): Promise<Reviewed>
}

interface RecordOptions {
  readonly verdict: 'pass' | 'block'
  readonly gate: string
  readonly branch: string
}

async function scene(faults: readonly Fault[] = []): Promise<Scene> {
  const repo = new MergedRepository()
  const server = await startGitHub({
    repository: 'octo/shop',
    number: 7,
    head: '',
    files: [],
    contentAt: () => null,
    history: repo.history(),
    faults,
  })
  cleanups.push(() => server.close())
  const github = await openGitHub({ token: 'x', apiUrl: server.url, budget: 60_000, debug: () => {} })
  const at = { github, repository }
  return {
    repo,
    server,
    github,
    record: (commit, names, { verdict = 'pass', gate = '', branch = 'main' } = {}) => {
      const migrations = names.map(digestOf)
      const state = verdict === 'pass' ? 'success' : 'failure'
      for (const line of recordLines({ digest: planDigest(migrations), migrations }, branch, gate))
        server.addStatus(commit, { ...line, state, creator: { login: 'github-actions[bot]' } })
    },
    find: async (before, search) =>
      reviewedBy(
        { ...at, branch: 'main', writers: ['github-actions[bot]'], pending: [], ...search },
        await pushedCommits(at, { before, after: repo.head }),
      ),
  }
}

const digestOf = (name: string) => `sha256:${createHash('sha256').update(name).digest('hex')}`
const digestsOf = (...names: readonly string[]) => new Set(names.map(digestOf))
/** One commit each, so that roads differ. */
const two = ['db/1.sql', 'db/2.sql']

describe('what was reviewed is found again', () => {
  test.each(roads)('by %s, with other merges before, between and behind', async road => {
    const { repo, record, find } = await scene()
    const head = repo.open(7, two)
    repo.open(6, ['db/other.sql'])
    repo.open(8, ['db/later.sql'])
    repo.merge(6, 'squash')
    const before = repo.head
    record(head, ['1', '2'])
    repo.merge(7, road)
    const after = repo.head
    repo.merge(8, 'merge')
    expect(await find(before)).toEqual({
      digests: digestsOf('1', '2'),
      pullRequests: [
        expect.objectContaining({ number: 8, state: 'not-recorded', digests: [] }),
        {
          number: 7,
          head,
          state: 'reviewed',
          reason: '',
          planDigest: planDigest([digestOf('1'), digestOf('2')]),
          digests: [digestOf('1'), digestOf('2')],
        },
      ],
      direct: [],
    })
    expect(after).not.toBe(repo.head)
  })

  test.each(roads)('of several pull requests in a push, by %s', async road => {
    const { repo, record, find } = await scene()
    const before = repo.head
    record(repo.open(7, two), ['1', '2'])
    record(repo.open(8, ['db/3.sql']), ['3'])
    repo.merge(8, road)
    repo.merge(7, road)
    const { digests, pullRequests } = await find(before)
    expect(digests).toEqual(digestsOf('1', '2', '3'))
    expect(pullRequests.map(({ number, state }) => `${number} ${state}`)).toEqual([
      '7 reviewed',
      '8 reviewed',
    ])
  })

  test('a pull request from a fork, where the queue recorded what it became', async () => {
    const { repo, record, find } = await scene()
    const before = repo.head
    repo.open(7, two, { fork: true })
    record(repo.merge(7, 'queue'), ['1', '2'])
    expect((await find(before)).digests).toEqual(digestsOf('1', '2'))
  })

  test('the inside of a merged branch is not asked about', async () => {
    const { repo, record, find, server } = await scene()
    const before = repo.head
    const many = Array.from({ length: 120 }, (_, index) => `db/${index}.sql`)
    record(repo.open(7, many), ['1'])
    repo.merge(7, 'merge')
    expect((await find(before)).digests).toEqual(digestsOf('1'))
    expect(server.requests.filter(request => request.includes('/compare/'))).toHaveLength(2)
    expect(server.requests.filter(request => request.includes('/pulls'))).toHaveLength(2)
  })

  test('with an earlier push, by the files that are still pending', async () => {
    const { repo, record, server, github } = await scene()
    record(repo.open(7, two), ['1', '2'])
    record(repo.open(8, ['db/3.sql']), ['3'])
    repo.merge(7, 'merge')
    const pushed = repo.push(['db/4.sql'])
    const before = repo.head
    repo.merge(8, 'squash')
    const at = { github, repository, branch: 'main', writers: ['github-actions[bot]'] }
    const pending = (...names: readonly string[]) =>
      names.map(name => ({ digest: digestOf(name), paths: [`db/${name}.sql`, `db/${name}.down.sql`] }))
    const push = { before, after: repo.head }
    expect(await reviewedOf(at, push, pending('3'))).toMatchObject({ digests: digestsOf('3'), direct: [] })
    expect(server.requests.filter(request => request.includes('path='))).toEqual([])
    const all = await reviewedOf(at, push, pending('1', '2', '4', '3'))
    expect(all.digests).toEqual(digestsOf('1', '2', '3'))
    expect(all.pullRequests.map(({ number }) => number)).toEqual([8, 7])
    expect(all.direct).toEqual([pushed])
    expect((await reviewedOf(at, { ...push, before: null }, pending('1', '3'))).digests).toEqual(
      digestsOf('1', '2', '3'),
    )
  })

  test('of more migrations than a record lists, among those that are pending', async () => {
    const { repo, record, find } = await scene()
    const before = repo.head
    const names = Array.from({ length: 40 }, (_, index) => `m${index}`)
    record(repo.open(7, two), names)
    repo.merge(7, 'squash')
    expect((await find(before)).pullRequests).toMatchObject([
      { state: 'changed', reason: expect.stringContaining('which 40 migrations') },
    ])
    const pending = ['older', ...names, 'newer'].map(digestOf)
    expect((await find(before, { pending })).digests).toEqual(digestsOf(...names))
    expect((await find(before, { pending: pending.toReversed() })).digests.size).toBe(0)
  })
})

test('the newest record of a commit counts', async () => {
  const { repo, record, find } = await scene()
  const before = repo.head
  const head = repo.open(7, two)
  record(head, ['1', 'older'])
  record(head, ['1', '2'])
  repo.merge(7, 'squash')
  expect((await find(before)).digests).toEqual(digestsOf('1', '2'))
})

describe('what does not count', () => {
  interface Row {
    readonly name: string
    readonly play: (scene: Scene) => unknown
    readonly state: string
    readonly reason: string
  }
  const status = (login: string | null, state = 'success') => ({
    context: 'migration-gate/reviewed (main)',
    state,
    description: `${planDigest([digestOf('1')])} 1 ${Buffer.from(digestOf('1').slice(7), 'hex').toString('base64url')}`,
    creator: login === null ? null : { login },
  })
  const rows: readonly Row[] = [
    {
      name: 'no record',
      play: ({ repo }) => repo.open(7, two),
      state: 'not-recorded',
      reason: 'has no record of a review',
    },
    {
      name: 'no record of a fork',
      play: ({ repo }) => repo.open(7, two, { fork: true }),
      state: 'not-recorded',
      reason: 'from a fork',
    },
    {
      name: 'another commit after the review',
      play: ({ repo, record }) => {
        record(repo.open(7, two), ['1'])
        repo.edit(7, 'db/1.sql')
      },
      state: 'not-recorded',
      reason: 'has no record',
    },
    {
      name: 'a check that failed',
      play: ({ repo, record }) => record(repo.open(7, two), ['1'], { verdict: 'block' }),
      state: 'refused',
      reason: '`failure`',
    },
    {
      name: 'one that passed, and failed when it was run again',
      play: ({ repo, record }) => {
        const head = repo.open(7, two)
        record(head, ['1'])
        record(head, ['1'], { verdict: 'block' })
      },
      state: 'refused',
      reason: '`failure`',
    },
    {
      name: 'one that passed, and failed in the queue',
      play: ({ repo, record }) => {
        record(repo.open(7, two), ['1'])
        record(repo.merge(7, 'queue'), ['1'], { verdict: 'block' })
      },
      state: 'refused',
      reason: '`failure`',
    },
    {
      name: 'a record by somebody else',
      play: ({ repo, server }) => server.addStatus(repo.open(7, two), status('mallory')),
      state: 'refused',
      reason: 'written by mallory',
    },
    {
      name: 'a record by nobody',
      play: ({ repo, server }) => server.addStatus(repo.open(7, two), status(null)),
      state: 'refused',
      reason: 'somebody who is gone',
    },
    {
      name: 'a check that failed, and somebody else who says that it did not',
      play: ({ repo, server, record }) => {
        const head = repo.open(7, two)
        record(head, ['1'], { verdict: 'block' })
        server.addStatus(head, status('mallory'))
      },
      state: 'refused',
      reason: '`failure`',
    },
    {
      name: 'a record for another branch',
      play: ({ repo, record }) => record(repo.open(7, two), ['1'], { branch: 'loose' }),
      state: 'not-recorded',
      reason: 'has no record',
    },
    {
      name: 'digests that do not make the plan',
      play: ({ repo, server }) => {
        const plan = status('github-actions[bot]')
        const description = plan.description.replace(/^sha256:\w{4}/, 'sha256:beef')
        server.addStatus(repo.open(7, two), { ...plan, description })
      },
      state: 'changed',
      reason: 'which 1 migrations',
    },
    {
      name: 'a record of no known form',
      play: ({ repo, server }) =>
        server.addStatus(repo.open(7, two), { ...status('github-actions[bot]'), description: 'ok' }),
      state: 'refused',
      reason: 'cannot be read',
    },
  ]
  test.each(rows)('$name', async ({ play, state, reason }) => {
    const it = await scene()
    const before = it.repo.head
    play(it)
    if (it.repo.head === before) it.repo.merge(7, 'squash')
    const { digests, pullRequests } = await it.find(before)
    expect(pullRequests).toMatchObject([{ number: 7, state, reason: expect.stringContaining(reason) }])
    expect(digests).toEqual(new Set())
  })

  test('a stranger cannot take back what was recorded', async () => {
    const { repo, server, record, find } = await scene()
    const before = repo.head
    const head = repo.open(7, two)
    record(head, ['1'])
    server.addStatus(head, status('mallory', 'failure'))
    repo.merge(7, 'squash')
    expect((await find(before)).digests).toEqual(digestsOf('1'))
    expect((await find(before, { writers: ['mallory'] })).digests).toEqual(new Set())
  })

  test('what one gate refuses, another does not let through', async () => {
    const { repo, record, find } = await scene()
    const before = repo.head
    const head = repo.open(7, two)
    record(head, ['1', '2'], { gate: '0123456789ab' })
    record(head, ['2'], { gate: 'ba9876543210', verdict: 'block' })
    repo.merge(7, 'squash')
    const { digests, pullRequests } = await find(before)
    expect(pullRequests.map(({ state }) => state).toSorted()).toEqual(['refused', 'reviewed'])
    expect(digests).toEqual(digestsOf('1'))
  })

  test('a commit without a pull request', async () => {
    const { repo, find } = await scene()
    const before = repo.head
    const pushed = repo.push(['db/1.sql'])
    expect(await find(before)).toEqual({ digests: new Set(), pullRequests: [], direct: [pushed] })
  })

  test('a pull request that is still open', async () => {
    const { repo, record, github } = await scene()
    const head = repo.open(7, two)
    record(head, ['1', '2'])
    const search = { github, repository, branch: 'main', writers: ['github-actions[bot]'], pending: [] }
    expect(await reviewedBy(search, [head])).toEqual({
      digests: new Set(),
      pullRequests: [],
      direct: [head],
    })
  })

  test('a review for the branch that was merged here later, before its own', async () => {
    const { repo, record, find } = await scene()
    const before = repo.head
    repo.push(['db/0.sql'], 'feature')
    record(repo.open(7, two, { into: 'feature' }), ['1', '2'], { branch: 'feature' })
    repo.merge(7, 'squash')
    record(repo.open(8, [], { from: 'feature' }), ['0', '1'])
    repo.merge(8, 'merge')
    const { digests, pullRequests } = await find(before)
    expect(pullRequests.map(({ number }) => number)).toEqual([8])
    expect(digests).toEqual(digestsOf('0', '1'))
  })
})

describe('where GitHub does not tell, nothing is known', () => {
  const rows: readonly (readonly [number, RegExp, string])[] = [
    [403, /\/statuses/, 'statuses: read'],
    [404, /\/statuses/, 'statuses: read'],
    [403, /\/pulls/, 'pull-requests: read'],
    [404, /\/compare\//, 'contents: read'],
    [422, /\/pulls/, '422'],
    [409, /\/statuses/, '409'],
  ]
  test.each(rows)('%i on %s', async (status, path, says) => {
    const { repo, find } = await scene([{ method: 'GET', path, status }])
    const before = repo.head
    repo.open(7, two)
    repo.merge(7, 'squash')
    await expect(find(before)).rejects.toThrow(says)
  })

  test('a fault of the server is asked again', async () => {
    const { repo, record, find } = await scene([
      { method: 'GET', path: /\/pulls/, status: 502, times: 1 },
      { method: 'GET', path: /\/statuses/, status: 503, times: 1 },
    ])
    const before = repo.head
    record(repo.open(7, two), ['1'])
    repo.merge(7, 'squash')
    expect((await find(before)).digests).toEqual(digestsOf('1'))
  })
})

test('of a new branch, the last commit alone', async () => {
  const { repo, github } = await scene()
  const after = repo.push(two)
  expect(await pushedCommits({ github, repository }, { before: null, after })).toEqual([after])
})
