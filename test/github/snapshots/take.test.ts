import { afterEach, expect, test } from 'vitest'
import { type TakeRequest, takeAndKeep } from '../../../src/github/snapshots/take.ts'
import { type FakeGitHubOptions, startGitHub } from '../../support/github-server.ts'
import { plainClient } from '../../support/plain-client.ts'

// What is refused before the target is touched: its address leads nowhere.

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

const url = 'postgres://gate:hunter2@127.0.0.1:1/staging'
const toBranch = 'snapshot: { branch: gate, file: staging.json }\n'

/** `config` is that of the default branch. */
async function take(
  config: string,
  github: Partial<FakeGitHubOptions> = {},
  inputs: Partial<TakeRequest['inputs']> = {},
) {
  const server = await startGitHub({
    repository: 'octo/shop',
    number: 7,
    head: '',
    files: [],
    contentAt: (path, ref) => (path === '.migration-gate.yml' && ref === 'main' ? Buffer.from(config) : null),
    ...github,
  })
  cleanups.push(() => server.close())
  const said = {
    token: 't',
    command: 'snapshot',
    url,
    environment: 'staging',
    configPath: '.migration-gate.yml',
    planDigest: '',
    migration: '',
    acceptLoss: [],
    verb: 'list' as const,
    mark: 'not-applied' as const,
  }
  const request = {
    open: async () => plainClient(server.url),
    repository: '/repos/octo/shop',
    workspace: '/nowhere',
    temp: '/nowhere',
    inputs: { ...said, settings: {}, ...inputs },
    now: new Date('2026-11-20T10:00:00Z'),
  }
  return takeAndKeep(request, () => {})
}

const cannotConnect = /127\.0\.0\.1/

test.each([
  ['without an address', toBranch, {}, { url: '' }, 'Input `url` is empty'],
  ['without a place', '', {}, {}, 'snapshot:\n  branch: migration-gate/snapshots\n  file: staging.json'],
  ['to the default branch', 'snapshot: { branch: main, file: a.json }\n', {}, {}, 'main, the default branch'],
  ['of a public repository', toBranch, { private: false }, {}, 'This repository is public'],
  ['of one that may be public', toBranch, { private: null }, {}, 'GitHub does not say that it is not'],
] as const)('refused: %s', async (_, config, github, inputs, says) => {
  await expect(take(config, github, inputs)).rejects.toThrow(says)
})

test.each([
  ['a private repository', toBranch, {}],
  [
    'a public one that wants it',
    'snapshot: { branch: gate, file: a.json, publish: true }\n',
    { private: false },
  ],
  ['a public one, into a file that the workflow commits', 'snapshot: a.json\n', { private: false }],
] as const)('the target is asked in %s', async (_, config, github) => {
  const asking = take(config, github)
  await expect(asking).rejects.toThrow(cannotConnect)
  await expect(asking).rejects.not.toThrow('hunter2')
})
