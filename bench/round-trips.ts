/**
 * The suites of psqldef and pg-delta as round trips: from A to B by the reviewed SQL (psqldef has it) and by our
 * planner, back to A by our planner. The judge is pg_dump of a real server, not our reader.
 *
 *     node bench/round-trips.ts <checkout of sqldef/sqldef> <pg-delta's corpus> [--programs /usr/lib/postgresql/15/bin]
 *       [--tools <folder with @electric-sql/pglite-tools in its node_modules>] [--suite psqldef|pg-delta] [--only <part of a pair's name>]
 *
 * With `--tools`, pairs that the server is too old for are judged in the embedded engine by the pg_dump of its age.
 * Markdown on standard output; each end of each trip as a JSON line on standard error.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DatabaseError } from '../src/dialects/postgres/session.ts'
import { type Grounds, type Trip, tripsOf } from './support/trip.ts'
import { embeddedGround } from './support/trip-embedded.ts'
import { judgeOf } from './support/trip-judge.ts'
import { corpusPairs, type SchemaPair, sqldefPairs } from './support/trip-pairs.ts'
import { startTripServer } from './support/trip-server.ts'
import { isFalselyEqual, renderSuites, type SuiteResult } from './support/trip-table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    programs: { type: 'string', default: '/usr/lib/postgresql/15/bin' },
    tools: { type: 'string' },
    only: { type: 'string', default: '' },
    suite: { type: 'string' },
  },
})
const [checkout, corpus] = positionals
if (checkout === undefined || corpus === undefined) {
  process.stderr.write('usage: node bench/round-trips.ts <checkout of sqldef/sqldef> <corpus of pg-delta>\n')
  process.exit(2)
}
const { tools } = values

/** Roles are the cluster's: each of the two schemas has one to itself. */
const servers = [await startTripServer(values.programs), await startTripServer(values.programs)] as const
const ground = async (server: (typeof servers)[number]) => ({
  session: await server.fresh(),
  judge: judgeOf(server),
})
const onServers: Grounds = { here: () => ground(servers[0]), there: () => ground(servers[1]) }
const embedded: Grounds | null =
  tools === undefined
    ? null
    : { here: () => embeddedGround(resolve(tools)), there: () => embeddedGround(resolve(tools)) }

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    for (const server of servers) server.stop()
    process.exit(1)
  })

const suites = []
try {
  if (values.suite !== 'pg-delta') suites.push(...(await run('psqldef', sqldefPairs(resolve(checkout)))))
  if (values.suite !== 'psqldef') suites.push(...(await run('pg-delta', corpusPairs(resolve(corpus)))))
} finally {
  for (const server of servers) server.stop()
}
process.stdout.write(`${renderSuites(suites)}\n`)

async function run(name: string, all: readonly SchemaPair[]): Promise<readonly SuiteResult[]> {
  const pairs = all.filter(pair => pair.name.includes(values.only))
  const first = await walk(name, pairs, onServers)
  if (embedded === null) return [first]
  const rest = new Set(first.unusable.map(pair => pair.name))
  const second = await walk(
    `${name} on 18`,
    pairs.filter(pair => rest.has(pair.name)),
    embedded,
  )
  return [first, second]
}

async function walk(name: string, pairs: readonly SchemaPair[], grounds: Grounds): Promise<SuiteResult> {
  const trips: Trip[] = []
  const unusable: { name: string; why: string }[] = []
  for (const pair of pairs) {
    try {
      const found = await tripsOf(grounds, pair)
      trips.push(...found)
      for (const trip of found) tell(name, trip)
    } catch (error) {
      if (!(error instanceof DatabaseError)) process.stderr.write(`${pair.name}: ${(error as Error).stack}\n`)
      unusable.push({ name: pair.name, why: String(error) })
      process.stderr.write(`${JSON.stringify({ suite: name, name: pair.name, unusable: String(error) })}\n`)
    }
  }
  return { name, pairs: pairs.length, unusable, trips }
}

function tell(suite: string, { name, way, up, down }: Trip): void {
  for (const [end, arrival] of [['up', up] as const, ['down', down] as const]) {
    const falsely = isFalselyEqual(arrival)
    process.stderr.write(`${JSON.stringify({ suite, name, way, end, falsely, ...arrival })}\n`)
  }
}
