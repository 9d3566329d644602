/**
 * Snapshots of large schemas: how long one takes, how large it is, how much memory; and how long the throwaway database
 * takes to stand as it says.
 *
 *     node bench/snapshot.ts [tables …]          1000 and 5000 unless said; ten columns and three indexes a table
 *
 * Starts a PostgreSQL of its own. Markdown on standard output.
 */
import pg from 'pg'
import { takeSnapshot } from '../src/commands/snapshot.ts'
import { loadDialect } from '../src/dialects/registry.ts'
import type { Snapshot, SnapshotSchema } from '../src/model/snapshot.ts'
import { snapshotStep, targetOf } from '../src/model/snapshot-schema.ts'
import { standOf } from '../src/replay/stand.ts'
import { renderSnapshot } from '../src/report/snapshot.ts'
import { startServer } from '../test/support/server.ts'

const limits = { statement: 600_000, check: 1_200_000, memory: 6_000_000_000 }
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 5000]

/** One table of many: keys to the one before it, a default, a check. */
function table(number: number): string {
  const columns = Array.from({ length: 6 }, (_, place) => `c${place} text`).join(', ')
  const parent = number === 0 ? 'bigint' : `bigint REFERENCES t${number - 1}`
  return `CREATE TABLE t${number} (id bigint PRIMARY KEY, parent ${parent}, at timestamptz NOT NULL DEFAULT now(),
      amount numeric(10,2) CHECK (amount >= 0), ${columns});
    CREATE INDEX ON t${number} (parent); CREATE INDEX ON t${number} (at) WHERE amount > 0;`
}

async function build(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (let from = 0; from < count; from += 100)
    await client.query(
      Array.from({ length: Math.min(100, count - from) }, (_, place) => table(from + place)).join('\n'),
    )
  await client.end()
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const began = performance.now()
  return [await work(), (performance.now() - began) / 1000]
}

async function rebuild({ schema, serverVersion = '' }: Snapshot): Promise<{ equal: boolean }> {
  const postgres = await loadDialect('postgres')
  const known = schema as SnapshotSchema
  const ground = { steps: [snapshotStep(known, 'snapshot')], target: targetOf(known, serverVersion) }
  const { shadow, problems } = await standOf(postgres, ground, { url: null, limits })
  await shadow.close()
  return { equal: problems.length === 0 }
}

const server = await startServer()
try {
  process.stdout.write(
    '| tables | columns | indexes | taken in s | MB | peak MB | built again in s | equal |\n',
  )
  process.stdout.write('|--:|--:|--:|--:|--:|--:|--:|---|\n')
  for (const count of sizes) {
    const url = new URL(server.superuserUrl)
    url.pathname = `/tables_${count}`
    const admin = new pg.Client({ connectionString: server.superuserUrl })
    await admin.connect()
    await admin.query(`CREATE DATABASE tables_${count}`)
    await admin.end()
    await build(url.href, count)
    const [snapshot, taken] = await timed(() =>
      takeSnapshot({
        url: url.href,
        environment: null,
        redact: false,
        takenAt: '2026-01-01T00:00:00Z',
        limits,
      }),
    )
    const bytes = Buffer.byteLength(renderSnapshot(snapshot))
    const peak = process.resourceUsage().maxRSS / 1024
    const [{ equal }, built] = await timed(() => rebuild(snapshot))
    process.stdout.write(
      `| ${[count, count * 10, count * 3, taken.toFixed(1), (bytes / 1e6).toFixed(1), peak.toFixed(0), built.toFixed(1), equal && snapshot.unread?.length === 0 ? 'yes' : 'no'].join(' | ')} |\n`,
    )
  }
} finally {
  await server.stop()
}
process.exit(0)
