import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { runAction } from '../support/action-runner.ts'
import { type CacheServer, startCacheServer } from '../support/cache-server.ts'
import { rowsOf } from '../support/form.ts'
import { changedRepository, type Files } from '../support/git-repository.ts'
import { startGitHub } from '../support/github-server.ts'

// The committed dist/: what one check kept of the base, the next one starts from.

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** Slow enough to be worth keeping. */
const base: Files = {
  'migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY);\nSELECT pg_sleep(0.6);\n',
}
const change: Files = {
  'migrations/0002_note.sql': 'ALTER TABLE users ADD COLUMN note text;\n',
  'migrations/0002_note.down.sql': 'ALTER TABLE users DROP COLUMN note;\n',
}

function repositoryWith(files: Files = base) {
  const repository = changedRepository(files, change)
  cleanups.push(() => repository[Symbol.dispose]())
  return repository
}

/** Without the times, which differ. */
const reviewOf = (json: string) => JSON.parse(json, (key, value) => (key === 'durationMs' ? 0 : value))

describe('on a laptop', () => {
  function checkWith(cache: string, files?: Files) {
    const { root } = repositoryWith(files)
    return () =>
      new Promise<unknown>((resolve, reject) => {
        const cli = join(import.meta.dirname, '../../dist/cli.js')
        execFile(
          process.execPath,
          [cli, 'check', '--base', 'main', '--output-format', 'json'],
          { cwd: root, env: { ...process.env, XDG_CACHE_HOME: cache } },
          (error, stdout) => (error === null ? resolve(reviewOf(stdout)) : reject(error)),
        )
      })
  }

  test('the state lies in the cache folder, is used, and is made anew where it is damaged', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'cache-home-'))
    const check = checkWith(cache)
    const first = await check()
    const folder = join(cache, 'migration-gate')
    const [name, ...others] = readdirSync(folder) as [string]
    expect([name.replace(/^[0-9a-f]{64}/, 'KEY'), others]).toEqual(['KEY.base', []])
    const path = join(folder, name)

    utimesSync(path, 1, 1)
    const state = readFileSync(path)
    expect(await check()).toEqual(first)
    expect(statSync(path).mtimeMs).toBeGreaterThan(1000)
    expect(readFileSync(path).equals(state)).toBe(true)

    writeFileSync(path, state.subarray(0, state.length / 2))
    expect(await check()).toEqual(first)
    expect(readFileSync(path).length).toBeGreaterThan(state.length / 2)
  })

  test('`cache: off` on the base branch keeps nothing', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'cache-home-'))
    await checkWith(cache, { ...base, '.migration-gate.yml': 'cache: off\n' })()
    expect(readdirSync(cache)).toEqual([])
  })
})

describe('on GitHub', () => {
  async function stage({ fork = false, files = base } = {}) {
    const repo = repositoryWith(files)
    const repository = 'octo/shop'
    const options = { repository, number: 7, head: repo.head, files: repo.files }
    const github = await startGitHub({ ...options, contentAt: repo.contentAt, treeOf: repo.treeOf })
    const cache = await startCacheServer('runtime')
    cleanups.push(
      () => github.close(),
      () => cache.close(),
    )
    const event = {
      action: 'synchronize',
      number: 7,
      pull_request: {
        number: 7,
        base: { ref: 'main', sha: repo.base, repo: { full_name: repository } },
        head: { ref: 'change', sha: repo.head, repo: { full_name: fork ? 'mallory/shop' : repository } },
      },
    }
    const environment = {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: `${cache.url}/`,
      ACTIONS_RUNTIME_TOKEN: 'runtime',
    }
    const run = async () => {
      const request = { environment, workspace: repo.root, eventName: 'pull_request', event, repository }
      const { code, log, report } = await runAction({ ...request, apiUrl: github.url, commit: repo.head })
      return { code, replayed: /replaying 0001/.test(log), report: reviewOf(JSON.stringify(report)) }
    }
    return { cache, run }
  }

  test("the state lies in the repository's cache", async () => {
    const { cache, run } = await stage()
    const first = await run()
    expect(first).toMatchObject({ code: 0, replayed: true })
    expect([...cache.entries.keys()]).toEqual([expect.stringMatching(/ migration-gate-base-[0-9a-f]{64}$/)])
    expect(await run()).toEqual({ ...first, replayed: false })
  })

  test('a fork neither finds a state nor keeps one', async () => {
    const { cache, run } = await stage({ fork: true })
    expect(await run()).toMatchObject({ code: 0, replayed: true })
    expect(cache.requests).toEqual([])
  })

  test('where no migration changed, the cache is not asked', async () => {
    const { cache, run } = await stage({ files: { ...base, ...change } })
    expect(await run()).toMatchObject({ code: 0, replayed: false })
    expect(cache.requests).toEqual([])
  })

  const troubles: readonly [string, CacheServer['faults']][] = [
    ['that is down', [{ request: /./, status: 503 }]],
    ['that answers nonsense', [{ request: /./, body: 'oops' }]],
    ['that hands out garbage', [{ request: /^GET/, body: 'x'.repeat(5000) }]],
  ]
  test.each(rowsOf(troubles, 3))('a cache %s changes nothing but the time', async (_, faults) => {
    const { cache, run } = await stage()
    const first = await run()
    cache.faults = faults
    const second = await run()
    expect(second).toEqual(first)
  })

  test('nor does one that takes nothing', async () => {
    const { cache, run } = await stage()
    cache.faults = [{ request: /^PUT/, status: 500 }]
    const first = await run()
    expect(first).toMatchObject({ code: 0, replayed: true })
    expect(cache.requests.at(-1)).toMatch(/^PUT/)
    expect(await run()).toEqual(first)
  })
})
