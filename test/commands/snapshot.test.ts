import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { readSnapshot } from '../../src/config/snapshot.ts'
import { main } from '../../src/main.ts'
import type { Review } from '../../src/model/review.ts'
import { changedRepository, type Files } from '../support/git-repository.ts'
import { inProcessSession } from '../support/in-process-session.ts'

afterEach(() => void vi.restoreAllMocks())

const snapshotOf = (tables: object, dialect = 'postgres') =>
  JSON.stringify({ format: 'migration-gate/snapshot@1', dialect, statistics: { tables } })
const large = snapshotOf({ 'public.orders': { rows: 41_000_000, bytes: 9_000_000_000 } })
const small = snapshotOf({ orders: { rows: 200, bytes: 49_152 } })

const table = (name: string) => `CREATE TABLE ${name} (id int PRIMARY KEY, total int);\n`
const shop: Files = { 'db/migrations/0001_shop.sql': table('orders') + table('states') + table('things') }
const index: Files = { 'db/migrations/0002_index.sql': 'CREATE INDEX orders_total ON orders (total);\n' }

/** Runs the command in the repository; severity, rule and message of each finding, as they are told. */
async function checked(
  base: Files,
  change: Files,
  args: readonly string[] = ['--base', 'main', '--shadow', 'none'],
  folder = '',
): Promise<{ readonly code: number; readonly stderr: string; readonly findings: readonly string[] }> {
  using repository = changedRepository(base, change)
  const written = { stdout: '', stderr: '' }
  vi.spyOn(process, 'cwd').mockReturnValue(join(repository.root, folder))
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation(text => {
      written[stream] += text
      return true
    })
  }
  const code = await main(['check', ...args, '--output-format', 'json'])
  const { stdout, stderr } = written
  const findings = stdout === '' ? [] : (JSON.parse(stdout) as Review).findings
  return {
    code,
    stderr,
    findings: findings
      .filter(({ rule }) => !['missing-down', 'missing-lock-timeout'].includes(rule))
      .map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`),
  }
}

test('large tables are errors, small ones notices, unknown ones large; the message has the number', async () => {
  const sizes = snapshotOf({
    'public.orders': { rows: 41_000_000, bytes: 9_000_000_000 },
    states: { rows: 200, bytes: 49_152 },
  })
  const sql = (name: string) =>
    [
      `CREATE INDEX ${name}_total ON ${name} (total);`,
      `ALTER TABLE ${name} ALTER total SET NOT NULL;`,
      `ALTER TABLE ${name} ALTER total TYPE bigint;\n`,
    ].join('\n')
  const { code, findings } = await checked(
    { ...shop, 'db/staging.json': sizes, '.migration-gate.yml': 'snapshot: ./db/staging.json\n' },
    { 'db/migrations/0002_x.sql': sql('orders') + sql('states') + sql('things') },
    ['--base', 'main'],
  )
  const locked = '; so do reads and writes of public.orders, which line 2 keeps locked'
  const told = (severity: string, name: string, others = '') => [
    `${severity} index-not-concurrent: Writes to public.${name} wait until the index is built${others}.`,
    `warning fails-on-some-rows: The deploy stops here if a row of public.${name.replace(/ .*/, '')} has no total (SQLSTATE 23502).`,
    `${severity} set-not-null-scan: Reads and writes of public.${name} wait while every row is checked for a null in total.`,
    `${severity} column-type-rewrite: Reads and writes of public.${name} wait while every row is written anew.`,
  ]
  expect(findings.toSorted()).toEqual(
    [
      ...told('error', 'orders (41 M rows, 9 GB)'),
      ...told('notice', 'states (200 rows, 49 kB)', locked),
      ...told('error', 'things', `${locked}, and 1 more table`),
      'notice wide-lock-window: Nobody reads or writes public.orders, public.states and public.things until the last of these 3 tables is changed: one transaction locks them all.',
    ].toSorted(),
  )
  expect(code).toBe(1)
})

test('SQLite: what is small holds the write lock for no time worth a warning', async () => {
  const sizes = snapshotOf(
    { 'main.orders': { rows: 41_000_000 }, States: { rows: 200, bytes: 8192 } },
    'sqlite',
  )
  const { findings } = await checked(
    { 'db/migrations/0001_shop.sql': table('orders') + table('states'), 'x.json': sizes },
    {
      'db/migrations/0002_orders.sql': 'CREATE INDEX orders_total ON orders (total);\n',
      'db/migrations/0003_states.sql': 'CREATE INDEX states_total ON states (total);\n',
    },
    ['--base', 'main', '--dialect', 'sqlite', '--snapshot', 'x.json'],
  )
  const message = (name: string) =>
    `No other connection writes while every row of main.${name} is read or written.`
  expect(findings).toEqual([
    `warning long-write-lock: ${message('orders (41 M rows)')}`,
    `notice long-write-lock: ${message('states (200 rows, 8.2 kB)')}`,
  ])
})

describe('which sizes count', () => {
  const config = { '.migration-gate.yml': 'snapshot: db/staging.json\n' }
  const error = [expect.stringMatching(/^error index-not-concurrent: .*orders \(41 M rows, 9 GB\)/)]
  const notice = [expect.stringMatching(/^notice index-not-concurrent: .*orders \(200 rows, 49 kB\)/)]

  interface Case {
    readonly name: string
    readonly base?: Files
    readonly change?: Files
    readonly args?: readonly string[]
    readonly folder?: string
    readonly findings: readonly unknown[]
  }
  const rows: readonly Case[] = [
    { name: 'none: the table is large', findings: [expect.stringMatching(/^error .* public\.orders wait/)] },
    { name: 'those of the configuration', base: { ...config, 'db/staging.json': small }, findings: notice },
    {
      name: 'not those that the change writes',
      base: { ...config, 'db/staging.json': large },
      change: { 'db/staging.json': small },
      findings: error,
    },
    {
      name: 'those of the flag before those of the configuration, from where one stands',
      base: { ...config, 'db/here.json': small },
      args: ['--base', 'main', '--shadow', 'none', '--snapshot', 'here.json', '--dir', 'migrations'],
      folder: 'db',
      findings: notice,
    },
    {
      name: 'all of them, without a base',
      base: { ...config, 'db/staging.json': small },
      args: ['--shadow', 'none', '--files', 'db/migrations/0002_index.sql'],
      findings: notice,
    },
    {
      name: 'under the limits of the configuration',
      base: {
        '.migration-gate.yml': 'snapshot: db/staging.json\nsmall-table: { rows: 100 }\n',
        'db/staging.json': small,
      },
      findings: [expect.stringMatching(/^error index-not-concurrent: .*orders \(200 rows, 49 kB\)/)],
    },
  ]
  test.each(rows)('$name', async ({ base = {}, change = {}, args, folder, findings }) => {
    const found = await checked({ ...shop, ...base }, { ...index, ...change }, args, folder)
    expect(found.stderr).toBe('')
    expect(found.findings).toEqual(findings)
  })
})

describe('what is refused', () => {
  const flag = ['--base', 'main', '--shadow', 'none', '--snapshot']
  const rows: readonly (readonly [
    name: string,
    base: Files,
    args: readonly string[] | undefined,
    says: string,
  ])[] = [
    ['a flag to nowhere', {}, [...flag, 'nowhere.json'], 'nowhere.json cannot be read: ENOENT'],
    ['a flag to what is no snapshot', { 'x.json': '[]' }, [...flag, 'x.json'], 'x.json: expected a snapshot'],
    [
      'another dialect',
      { 'x.json': snapshotOf({}, 'sqlite') },
      [...flag, 'x.json'],
      'x.json: `dialect` is `sqlite`, and the migrations are postgres',
    ],
    [
      'a configuration that leads nowhere',
      { '.migration-gate.yml': 'snapshot: db/nowhere.json\n' },
      undefined,
      'db/nowhere.json cannot be read: ENOENT',
    ],
    [
      'a configuration that leads out of the repository',
      { '.migration-gate.yml': 'snapshot: ../x.json\n' },
      undefined,
      '.migration-gate.yml:1: `snapshot` is `../x.json`. expected a file inside the repository',
    ],
  ]
  test.each(rows)('%s', async (_, base, args, says) => {
    const { code, stderr } = await checked({ ...shop, ...base }, index, args)
    expect(stderr).toContain(says)
    expect(code).toBe(2)
  })
})

test('the SQL of the guide writes a snapshot', async () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/guide.md'), 'utf8')
  const [, sql = ''] = /```sql\n(SELECT jsonb_pretty[\s\S]*?)```/.exec(guide) ?? []
  const session = await inProcessSession()
  try {
    await session.script(
      'CREATE TABLE "Order Lines" AS SELECT generate_series(1, 20000) AS id; ANALYZE; CREATE TABLE orders (id int);',
    )
    const [row] = (await session.query(sql)).rows
    const { statistics } = await readSnapshot(String(row?.jsonb_pretty), 'db/staging.json', 'postgres')
    expect(statistics?.tables).toEqual({
      'public."Order Lines"': { rows: 20_000, bytes: expect.any(Number) },
      'public.orders': { rows: -1, bytes: 0 },
    })
  } finally {
    await session.close()
  }
})
