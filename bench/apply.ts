/**
 * 1,000 small migrations: our runner (without the check before it), against one session that sends the same files, and
 * against `psql -1` where there is one. `node bench/apply.ts [rounds]`; fsync as the server has it.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { deployFolder } from '../test/support/deploy-folder.ts'
import { onGround, type Place } from '../test/support/ring.ts'
import { startServer } from '../test/support/server.ts'

const rounds = Number(process.argv[2] ?? 3)
const files = Object.fromEntries(
  Array.from({ length: 1000 }, (_, n) => {
    const table = `t${Math.floor(n / 3)}`
    const sql = [
      `CREATE TABLE ${table} (id int PRIMARY KEY, name text);`,
      `ALTER TABLE ${table} ADD COLUMN note text;`,
      `INSERT INTO ${table} VALUES (1, 'a', 'b');`,
    ][n % 3] as string
    return [`${String(n).padStart(4, '0')}_step.sql`, sql]
  }),
)
const names = Object.keys(files).sort()

const ways: Readonly<Record<string, (place: Place) => Promise<void>>> = {
  'one session, all files in one transaction': place => inOneSession(place, false),
  'one session, a transaction for each file': place => inOneSession(place, true),
  'psql -1 -f, all files in one transaction': async ({ url, folder }) => {
    const args = names.flatMap(name => ['-f', name])
    const { status, error } = spawnSync('psql', ['-q', '-1', '-v', 'ON_ERROR_STOP=1', ...args, url], {
      cwd: folder,
    })
    if (status !== 0) throw error ?? new Error('psql failed')
  },
  'our runner, journal and all': async place => {
    const said = await deployFolder(place)
    if (said !== 'done') throw new Error(said)
  },
}

async function inOneSession({ url, folder }: Place, each: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  if (!each) await client.query('BEGIN')
  for (const name of names) {
    const sql = readFileSync(join(folder, name), 'utf8')
    await client.query(each ? `BEGIN; ${sql} COMMIT` : sql)
  }
  if (!each) await client.query('COMMIT')
  await client.end()
}

const server = await startServer()
const times = new Map<string, number[]>()
try {
  for (let round = 0; round < rounds; round++)
    for (const [way, work] of Object.entries(ways)) {
      const took = await onGround(
        server,
        { format: 'plain', files },
        async place => {
          const started = performance.now()
          await work(place)
          return performance.now() - started
        },
        'template1',
      )
      times.set(way, [...(times.get(way) ?? []), took])
    }
} finally {
  await server.stop()
}
const median = (way: string) =>
  (times.get(way) ?? []).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
const floor = median('one session, all files in one transaction')
process.stdout.write('| Way | Median, s | Ratio |\n| --- | --: | --: |\n')
for (const way of times.keys())
  process.stdout.write(
    `| ${way} | ${(median(way) / 1000).toFixed(2)} | ${(median(way) / floor).toFixed(2)} |\n`,
  )
