import { afterEach, describe, expect, test } from 'vitest'
import type { SnapshotPlace } from '../../../src/config/snapshot-place.ts'
import type { SnapshotBranch } from '../../../src/github/snapshots/branch.ts'
import { readBranchSnapshot } from '../../../src/github/snapshots/read.ts'
import type { Taken } from '../../../src/github/snapshots/taken.ts'
import { writeBranchSnapshot } from '../../../src/github/snapshots/write.ts'
import { byJob, type Signed } from '../../support/git-store.ts'
import { type FakeGitHub, type FakeGitHubOptions, startGitHub } from '../../support/github-server.ts'
import { plainClient } from '../../support/plain-client.ts'

// The branch of snapshots, written to and read from a server that behaves like GitHub.

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

const branch = 'migration-gate/snapshots'
const file = 'staging.json'

async function open(
  options: Partial<FakeGitHubOptions> = {},
  place: Partial<SnapshotPlace> = {},
): Promise<{ at: SnapshotBranch; server: FakeGitHub }> {
  const nothing = { repository: 'octo/shop', number: 7, head: '', files: [], contentAt: () => null }
  const server = await startGitHub({ ...nothing, ...options })
  cleanups.push(() => server.close())
  const defaults = { file, branch, publish: false, redact: false, writers: ['github-actions[bot]'] }
  const at = {
    github: plainClient(server.url),
    repository: '/repos/octo/shop',
    place: { ...defaults, ...place, branch },
  }
  return { at, server }
}

/** A snapshot of some content. */
function taken(content: string, { takenAt = '2026-11-20T10:00:00Z', environment = 'staging' } = {}): Taken {
  const digest = `sha256:${Buffer.from(content).toString('hex').padEnd(64, '0')}`
  const snapshot = {
    format: 'migration-gate/snapshot@1',
    dialect: 'postgres',
    takenAt,
    environment,
    digest,
  } as const
  return {
    snapshot,
    text: `${JSON.stringify(snapshot)}\n`,
    title: `Snapshot ${content}`,
    renewAfter: 84 * 3_600_000,
  }
}

const digestIn = (text: string | null) => JSON.parse(text ?? '{}').digest

describe('written', () => {
  test('to a branch that begins with it, and then one commit each', async () => {
    const { at, server } = await open()
    expect((await writeBranchSnapshot(at, taken('a'))).kind).toBe('committed')
    expect((await writeBranchSnapshot(at, taken('b'))).kind).toBe('committed')
    expect(server.git.history(branch)).toEqual(['Snapshot b', 'Snapshot a'])
    expect(server.git.read(branch, file)).toBe(taken('b').text)
  })

  test('beside what else the branch has', async () => {
    const { at, server } = await open()
    server.git.push(branch, { 'production.json': '{}' }, byJob)
    await writeBranchSnapshot(at, taken('a'))
    expect(server.git.read(branch, 'production.json')).toBe('{}')
    expect(server.git.read(branch, file)).toBe(taken('a').text)
  })

  const young = { takenAt: '2026-11-23T21:59:59Z' }
  const old = { takenAt: '2026-11-23T22:00:00Z' }
  test.each([
    ['the same, while it is young', taken('a', young), 'unchanged'],
    ['the same, to say that it still holds', taken('a', old), 'committed'],
    ['something else', taken('b', young), 'committed'],
  ])('%s', async (_, next, kind) => {
    const { at, server } = await open()
    const first = await writeBranchSnapshot(at, taken('a'))
    const written = server.writes().length
    const second = await writeBranchSnapshot(at, next)
    expect(second.kind).toBe(kind)
    expect(server.writes().length - written).toBe(kind === 'unchanged' ? 0 : 4)
    expect(second.commit === first.commit).toBe(kind === 'unchanged')
  })

  test('the same again, where a stranger wrote what stands there', async () => {
    const { at, server } = await open()
    server.git.push(branch, { [file]: taken('a').text }, mallory)
    const later = taken('a', { takenAt: '2026-11-20T11:00:00Z' })
    expect((await writeBranchSnapshot(at, later)).kind).toBe('committed')
    expect((await readBranchSnapshot(at)).kind).toBe('read')
  })

  test.each(['what cannot be read', 'null', '[]', '{"digest":1}'])('over %s', async broken => {
    const { at, server } = await open()
    server.git.push(branch, { [file]: broken }, byJob)
    await writeBranchSnapshot(at, taken('a'))
    expect(digestIn(server.git.read(branch, file))).toBe(taken('a').snapshot.digest)
  })

  test('never over the snapshot of another environment', async () => {
    const { at } = await open()
    await writeBranchSnapshot(at, taken('a', { environment: 'production' }))
    await expect(writeBranchSnapshot(at, taken('a'))).rejects.toThrow(
      `${branch}:${file} has the snapshot of production, and this one is of staging.`,
    )
  })

  test.each([
    ['moves', 'PATCH', true],
    ['makes', 'POST', false],
  ])('after another run that %s the branch at the same time', async (_, method, stood) => {
    let others = 2
    const { at, server } = await open({
      meanwhile: (request, git) => {
        if (request.startsWith(`${method} /repos/octo/shop/git/refs`) && others-- > 0)
          git.push(branch, { [`other-${others}.json`]: '{}' }, byJob)
      },
    })
    if (stood) server.git.push(branch, { 'first.json': '{}' }, byJob)
    await writeBranchSnapshot(at, taken('a'))
    // Nobody's work is lost.
    expect(server.git.read(branch, 'other-1.json')).toBe('{}')
    expect(server.git.read(branch, file)).toBe(taken('a').text)
  })

  test('once, where the server writes and then says that it failed', async () => {
    const { at, server } = await open({
      faults: [{ method: 'POST', path: /\/git\/refs$/, status: 502, times: 1 }],
      meanwhile: (request, git) => {
        if (request === 'POST /repos/octo/shop/git/refs' && git.read(branch, file) === null)
          git.push(branch, { [file]: taken('a').text }, byJob)
      },
    })
    expect((await writeBranchSnapshot(at, taken('a'))).kind).toBe('unchanged')
    expect(server.git.history(branch)).toHaveLength(1)
  })

  const wanted = "The job's token lacks `contents: write`. Add to the job:\n\npermissions:\n  contents: write"
  const refusals: readonly (readonly [string, NonNullable<FakeGitHubOptions['faults']>[number], string])[] = [
    ['403', { path: /\/git\/blobs/, status: 403 }, wanted],
    ['404', { path: /\/git\/blobs/, status: 404 }, wanted],
    ['403 of the branch', { path: /\/git\/refs/, method: 'POST', status: 403 }, wanted],
    [
      'a protected branch',
      { path: /\/git\/refs/, method: 'POST', status: 422, message: 'Repository rule violations found' },
      'with 422: Repository rule violations found',
    ],
    ['409 for ever', { path: /\/git\/refs/, method: 'POST', status: 409 }, 'with 409'],
  ]
  test.each(refusals)('refused: %s', async (_, fault, says) => {
    const { at } = await open({ faults: [fault] })
    const writing = writeBranchSnapshot(at, taken('a'))
    await expect(writing).rejects.toThrow(`The snapshot could not be written to ${branch}:${file}.`)
    await expect(writing).rejects.toThrow(says)
  })

  test('not at all, where GitHub does not sign: nobody would believe it', async () => {
    const { at, server } = await open({ user: 'octocat' })
    await expect(writeBranchSnapshot(at, taken('a'))).rejects.toThrow('GitHub did not sign the commit')
    expect(server.git.branches.size).toBe(0)
  })
})

const mallory: Signed = { author: 'mallory', committer: 'mallory', verified: true, reason: 'valid' }

describe('read', () => {
  test('what was written, with reading requests alone', async () => {
    const { at, server } = await open()
    const { commit } = await writeBranchSnapshot(at, taken('a'))
    const before = server.writes().length
    const snapshot = { path: `${branch}:${file}`, text: taken('a').text }
    expect(await readBranchSnapshot(at)).toEqual({ kind: 'read', snapshot, commit })
    expect(server.writes()).toHaveLength(before)
  })

  test('more than the contents API gives', async () => {
    const { at, server } = await open()
    const large = 'x'.repeat(1_100_000)
    server.git.push(branch, { [file]: large }, byJob)
    expect(await readBranchSnapshot(at)).toMatchObject({ kind: 'read', snapshot: { text: large } })
  })

  test('what an App wrote that the configuration names', async () => {
    const { at, server } = await open({}, { writers: ['gate[bot]'] })
    server.git.push(branch, { [file]: '{}' }, { ...byJob, author: 'gate[bot]' })
    expect((await readBranchSnapshot(at)).kind).toBe('read')
  })

  test.each([
    ['no branch', null, `there is no branch ${branch} yet`],
    ['no file', 'other.json', `the branch ${branch} has no ${file} yet`],
  ])('nothing, where there is %s', async (_, other, reason) => {
    const { at, server } = await open()
    if (other !== null) server.git.push(branch, { [other]: '{}' }, byJob)
    expect(await readBranchSnapshot(at)).toEqual({ kind: 'absent', reason })
  })

  const allowed = '`writers` allows github-actions[bot]'
  const foreign: readonly (readonly [name: string, signed: Partial<Signed>, says: string])[] = [
    ['a person', mallory, `is by mallory, and ${allowed}`],
    [
      'nobody that GitHub knows',
      { author: null },
      `is by somebody whom GitHub does not know, and ${allowed}`,
    ],
    // What anybody can write into a commit.
    [
      'one who takes the name of the bot',
      { verified: false, committer: byJob.author, reason: 'unsigned' },
      'has no signature',
    ],
    [
      'one who takes both names',
      { verified: false, reason: 'unsigned' },
      'that GitHub has verified (unsigned)',
    ],
    ['one who signs as another', { verified: false, reason: 'bad_email' }, 'has verified (bad_email)'],
    // With a signature of their own, which GitHub verifies.
    ['one who signs for the bot', { committer: 'mallory' }, 'and mallory committed it'],
    ['one who signs for the bot, unknown', { committer: null }, 'and somebody unknown committed it'],
    ['another bot', { author: 'renovate[bot]' }, `is by renovate[bot], and ${allowed}`],
  ]
  test.each(foreign)('nothing that is by %s', async (_, signed, says) => {
    const { at, server } = await open()
    server.git.push(branch, { [file]: taken('a').text }, { ...byJob, ...signed })
    const read = await readBranchSnapshot(at)
    expect(read).toMatchObject({ kind: 'refused', reason: expect.stringContaining(says) })
  })

  test('nor by a person, with a later commit of the bot beside it', async () => {
    const { at, server } = await open()
    server.git.push(branch, { [file]: taken('a').text }, mallory)
    await writeBranchSnapshot({ ...at, place: { ...at.place, file: 'production.json' } }, taken('b'))
    expect((await readBranchSnapshot(at)).kind).toBe('refused')
  })

  test('nor what came in between', async () => {
    let pushed = false
    const { at, server } = await open({
      meanwhile: (request, git) => {
        if (!request.includes('/commits?') || pushed) return
        pushed = true
        git.push(branch, { [file]: 'forged' }, mallory)
      },
    })
    await writeBranchSnapshot(at, taken('a'))
    expect(await readBranchSnapshot(at)).toMatchObject({ snapshot: { text: taken('a').text } })
    expect(server.git.read(branch, file)).toBe('forged')
  })

  test.each([403, 500])('and %i is no absence', async status => {
    const { at } = await open({ faults: [{ path: /\/git\/ref\//, status }] })
    await expect(readBranchSnapshot(at)).rejects.toThrow(`Could not read the branch ${branch}.`)
  })
})
