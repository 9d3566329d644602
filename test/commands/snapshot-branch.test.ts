import { execFileSync } from 'node:child_process'
import { afterEach, expect, test, vi } from 'vitest'
import { main } from '../../src/main.ts'
import type { Review } from '../../src/model/review.ts'
import { changedRepository } from '../support/git-repository.ts'

// The command line and a snapshot that stands on a branch of its own: git has it, fetched or local.

afterEach(() => void vi.restoreAllMocks())

const sizes = (rows: number) =>
  JSON.stringify({
    format: 'migration-gate/snapshot@1',
    dialect: 'postgres',
    statistics: { tables: { orders: { rows } } },
  })

/** A branch with nothing but the snapshot, as the action makes one. */
function putOn(root: string, ref: string, rows: number): void {
  const git = (args: readonly string[], input = '') =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@e.x', ...args], { cwd: root, input })
      .toString()
      .trim()
  const blob = git(['hash-object', '-w', '--stdin'], sizes(rows))
  const tree = git(['mktree'], `100644 blob ${blob}\tstaging.json\n`)
  git(['update-ref', ref, git(['commit-tree', tree, '-m', 'snapshot'])])
}

interface Case {
  readonly name: string
  /** Rows of the table, by the ref whose snapshot says so. */
  readonly refs: Readonly<Record<string, number>>
  readonly config?: string
  readonly args?: readonly string[]
  readonly told: readonly unknown[]
}

const origin = 'refs/remotes/origin/gate/snapshots'
const local = 'refs/heads/gate/snapshots'
const small = [expect.stringMatching(/^notice index-not-concurrent: .*\(200 rows\)/)]
const large = [expect.stringMatching(/^error index-not-concurrent: .*\(41 M rows\)/)]
const absent = (severity: string) => [
  expect.stringMatching(/^error index-not-concurrent: .*public\.orders wait/),
  `${severity} unusable-snapshot: The snapshot was not used: git knows neither staging.json of origin/gate/snapshots nor of gate/snapshots here. ` +
    'All sizes count as unknown, and nothing is compared with the target.',
]

const cases: readonly Case[] = [
  { name: 'the fetched one', refs: { [origin]: 200 }, told: small },
  { name: 'the local one', refs: { [local]: 41_000_000 }, told: large },
  { name: 'the fetched one before a local one', refs: { [local]: 200, [origin]: 41_000_000 }, told: large },
  { name: 'no tag of that name', refs: { 'refs/tags/gate/snapshots': 200 }, told: absent('notice') },
  { name: 'none, which is said once', refs: {}, told: absent('notice') },
  { name: 'none, where drift blocks', refs: {}, config: 'drift: block\n', told: absent('error') },
  {
    name: 'the one of the flag, wherever the other is',
    refs: {},
    args: ['--snapshot', 'here.json'],
    told: small,
  },
]

test.each(cases)('$name', async ({ refs, config = '', args = [], told }) => {
  using repository = changedRepository(
    {
      '.migration-gate.yml': `snapshot: { branch: gate/snapshots, file: staging.json }\n${config}`,
      'here.json': sizes(200),
      'db/migrations/0001_orders.sql': 'CREATE TABLE orders (id int PRIMARY KEY, total int);\n',
    },
    { 'db/migrations/0002_index.sql': 'CREATE INDEX orders_total ON orders (total);\n' },
  )
  for (const [ref, rows] of Object.entries(refs)) putOn(repository.root, ref, rows)
  vi.spyOn(process, 'cwd').mockReturnValue(repository.root)
  let stdout = ''
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    stdout += text
    return true
  })
  await main(['check', '--base', 'main', '--shadow', 'none', '--output-format', 'json', ...args])
  const findings = (JSON.parse(stdout) as Review).findings
    .filter(({ rule }) => !['missing-down', 'missing-lock-timeout'].includes(rule))
    .map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`)
  expect(findings).toEqual(told)
})
