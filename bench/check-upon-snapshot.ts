/**
 * How long a check of one new migration takes upon a snapshot that tells its drift, after a history of so many: with
 * nothing kept, and once the base is kept. The history is known to the target by its golang-migrate table.
 *
 *     npm run build && node bench/check-upon-snapshot.ts [migrations …]          10, 100 and 400 unless said
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { startServer } from '../test/support/server.ts'

const cli = resolve(import.meta.dirname, '../dist/cli.js')
const lengths = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 400]
const server = await startServer()
const rows: string[] = []

try {
  for (const length of lengths) rows.push(await measure(length))
} finally {
  await server.stop()
}

process.stdout.write(
  `${[
    `${new Date().toISOString().slice(0, 10)}, \`node bench/check-upon-snapshot.ts\`, load ${loadavg()[0]?.toFixed(1)}.`,
    '',
    '| migrations before | nothing kept, s | base kept, s |',
    '| --: | --: | --: |',
    ...rows,
  ].join('\n')}\n`,
)

async function measure(length: number): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'migration-gate-upon-'))
  const cache = join(root, '.cache')
  try {
    const folder = join(root, 'migrations')
    mkdirSync(folder)
    const url = await applied(folder, length)
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], {
        cwd: root,
      })
    writeFileSync(join(root, '.gitignore'), '.cache\nsnapshot.json\n')
    git('init', '--quiet', '--initial-branch=main')
    git('add', '--all')
    git('commit', '--quiet', '--message', 'history')
    run(root, cache, ['snapshot', '--url', url, '--output', 'snapshot.json'])
    const name = `${String(length + 1).padStart(4, '0')}_new`
    writeFileSync(join(folder, `${name}.up.sql`), 'ALTER TABLE table_1 ADD COLUMN added text;\n')
    writeFileSync(join(folder, `${name}.down.sql`), 'ALTER TABLE table_1 DROP COLUMN added;\n')
    const check = [
      'check',
      '--base',
      'main',
      '--format-name',
      'golang-migrate',
      '--snapshot',
      'snapshot.json',
    ]
    const cold = run(root, cache, check)
    const kept = [run(root, cache, check), run(root, cache, check), run(root, cache, check)].toSorted(
      (a, b) => a - b,
    )
    return `| ${length} | ${cold.toFixed(1)} | ${(kept[1] as number).toFixed(1)} |`
  } finally {
    rmSync(root, { recursive: true })
  }
}

/** A history of twenty tables that change again and again, on disk and in a database. */
async function applied(folder: string, length: number): Promise<string> {
  const url = new URL(server.superuserUrl)
  url.pathname = `/upon_${length}`
  await query(server.superuserUrl, `CREATE DATABASE upon_${length}`)
  const ups = Array.from({ length }, (_, place) =>
    place < 20
      ? `CREATE TABLE table_${place + 1} (id int PRIMARY KEY, name text NOT NULL)`
      : `ALTER TABLE table_${(place % 20) + 1} ADD COLUMN c${place} int DEFAULT ${place}; CREATE INDEX ON table_${(place % 20) + 1} (c${place})`,
  )
  for (const [place, up] of ups.entries()) {
    const name = `${String(place + 1).padStart(4, '0')}_step`
    writeFileSync(join(folder, `${name}.up.sql`), `${up};\n`)
    writeFileSync(join(folder, `${name}.down.sql`), 'SELECT 1;\n')
  }
  const history = `CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL); INSERT INTO schema_migrations VALUES (${length}, false)`
  await query(url.href, [...ups, history].join(';\n'))
  return url.href
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}

/** Wall time in s. */
function run(root: string, cache: string, args: readonly string[]): number {
  const began = performance.now()
  const { status, stderr, stdout } = spawnSync(process.execPath, [cli, ...args], {
    cwd: root,
    env: { ...process.env, XDG_CACHE_HOME: cache },
    encoding: 'utf8',
  })
  if (status !== 0 && status !== 1) throw new Error(`${args[0]} ended with ${status}: ${stderr}${stdout}`)
  return (performance.now() - began) / 1000
}
