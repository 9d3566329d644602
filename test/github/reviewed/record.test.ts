import { afterEach, describe, expect, test } from 'vitest'
import { openGitHub } from '../../../src/github/client.ts'
import { type RecordTarget, recordReview, takeBackRecord } from '../../../src/github/reviewed/record.ts'
import { type FakeGitHub, type Fault, startGitHub } from '../../support/github-server.ts'
import { aMigration, aReview } from '../../support/reviews.ts'

const commit = 'c'.repeat(40)

const servers: FakeGitHub[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function targetOn(
  faults: readonly Fault[] = [],
): Promise<{ github: FakeGitHub; target: RecordTarget }> {
  const github = await startGitHub({
    repository: 'octo/shop',
    number: 7,
    head: commit,
    files: [],
    contentAt: () => null,
    faults,
  })
  servers.push(github)
  const client = await openGitHub({ token: 'x', apiUrl: github.url, budget: 20_000, debug: () => {} })
  const target: RecordTarget = {
    github: client,
    repository: '/repos/octo/shop',
    commit,
    branch: 'main',
    gate: '',
    runUrl: 'https://github.com/octo/shop/actions/runs/4711',
  }
  return { github, target }
}

const planDigest = `sha256:${'a'.repeat(64)}`
const digest = `sha256:${'0'.repeat(64)}`
const passed = aReview({ verdict: 'pass', planDigest, migrations: [aMigration('1', { digest })] })
const blocked = { ...passed, verdict: 'block' as const }

describe('what was reviewed is recorded on the commit', () => {
  test.each([
    ['success', passed],
    ['failure', blocked],
  ])('%s', async (state, review) => {
    const { github, target } = await targetOn()
    await recordReview(target, review)
    expect(github.statusesOf(commit)).toEqual([
      {
        context: 'migration-gate/reviewed (main)',
        state,
        description: `${planDigest} 1 ${'A'.repeat(43)}`,
        target_url: 'https://github.com/octo/shop/actions/runs/4711',
        creator: { login: 'github-actions[bot]' },
      },
    ])
  })

  test('a fault of the server is tried once more', async () => {
    const { github, target } = await targetOn([{ path: /\/statuses\//, status: 502, times: 1 }])
    await recordReview(target, passed)
    expect(github.statusesOf(commit)).toHaveLength(1)
  })

  test.each([
    [403, 1],
    [502, 2],
  ])('%i that stays is told after %i tries', async (status, tries) => {
    const { github, target } = await targetOn([{ path: /\/statuses\//, status }])
    await expect(recordReview(target, passed)).rejects.toMatchObject({ name: 'ApiError', status })
    expect(github.writes()).toHaveLength(tries)
  })
})

describe('a record is taken back', () => {
  test('where it says that the commit passed', async () => {
    const { github, target } = await targetOn()
    await recordReview(target, passed)
    await takeBackRecord(target)
    expect(github.statusesOf(commit).map(({ state }) => state)).toEqual(['error', 'success'])
  })

  test.each([
    ['there is none', 'migration-gate/reviewed (other)', 'success'],
    ['it says that it did not', 'migration-gate/reviewed (main)', 'failure'],
    ['it is that of another gate', 'migration-gate/reviewed (main, 0123456789ab)', 'success'],
  ])('not where %s', async (_, context, state) => {
    const { github, target } = await targetOn()
    github.addStatus(commit, { context, state, description: '', creator: null })
    await takeBackRecord(target)
    expect(github.writes()).toEqual([])
  })
})
