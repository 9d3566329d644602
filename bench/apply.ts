/**
 * Small migrations, one after the other: our runner (without the check before it), against one session that sends the
 * same files, psql, and tools from npm. fsync as the server has it.
 *
 *     node bench/apply.ts [--rounds 3] [--count 1000] [--peers <folder with dbmate, node-pg-migrate and graphile-migrate
 *       in its node_modules>] [--link <ms>]
 *
 * `--link`: each round trip to the server takes so much longer. Markdown on standard output: medians of the rounds.
 */
import { loadavg } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { deployFolder } from '../test/support/deploy-folder.ts'
import { byPort, onGround } from '../test/support/ring.ts'
import { startServer } from '../test/support/server.ts'
import { ownWays, peerWays, type Way } from './support/apply-ways.ts'
import { slowLink } from './support/slow-link.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    count: { type: 'string', default: '1000' },
    peers: { type: 'string' },
    link: { type: 'string' },
  },
})
const files = Object.fromEntries(
  Array.from({ length: Number(values.count) }, (_, n) => {
    const table = `t${Math.floor(n / 3)}`
    const sql = [
      `CREATE TABLE ${table} (id int PRIMARY KEY, name text);`,
      `ALTER TABLE ${table} ADD COLUMN note text;`,
      `INSERT INTO ${table} VALUES (1, 'a', 'b');`,
    ][n % 3] as string
    return [`${String(n).padStart(4, '0')}_step.sql`, sql]
  }),
)
const peers = values.peers === undefined ? [] : peerWays(files, resolve(values.peers))
const ways = [...ownWays(files), ...peers]

const server = await startServer()
const port = Number(new URL(server.superuserUrl).port)
const link = values.link === undefined ? null : await slowLink(port, Number(values.link))

function take(way: Way): Promise<number> {
  return onGround(
    server,
    { format: 'plain', files: way.prepare === undefined ? files : {} },
    async place => {
      way.prepare?.(place)
      const own = link === null ? place : { ...place, url: byPort(place.url, link.port) }
      const started = performance.now()
      await way.apply(own)
      return performance.now() - started
    },
    'template1',
  )
}

const times = new Map<string, number[]>()
const loads: number[] = []
try {
  // Our sources are compiled when they are first used; the programs of others are.
  await onGround(server, { format: 'plain', files: { '1.sql': 'SELECT 1' } }, deployFolder, 'template1')
  for (let round = 0; round < Number(values.rounds); round++)
    for (const way of ways) {
      const took = await take(way)
      loads.push(loadavg()[0] as number)
      times.set(way.name, [...(times.get(way.name) ?? []), took])
      process.stderr.write(`${way.name}: ${(took / 1000).toFixed(2)} s, load ${loads.at(-1)?.toFixed(1)}\n`)
    }
} finally {
  await link?.stop()
  await server.stop()
}
const median = (all: readonly number[]) =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN
const psql = median(times.get(ways[2]?.name ?? '') ?? [])
process.stdout.write('| Way | Median, s | Least, s | To `psql -1` |\n| --- | --: | --: | --: |\n')
for (const [name, all] of times) {
  const seconds = (ms: number) => (ms / 1000).toFixed(2)
  process.stdout.write(
    `| ${name} | ${seconds(median(all))} | ${seconds(Math.min(...all))} | ${(median(all) / psql).toFixed(2)} |\n`,
  )
}
process.stdout.write(`\nLoad: ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}.\n`)
