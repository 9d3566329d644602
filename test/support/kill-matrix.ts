import pg from 'pg'
import { ask, differenceOf, stateOf } from './database-state.ts'
import { deployFolder } from './deploy-folder.ts'
import { type DeployProcess, startDeploy } from './deploy-process.ts'
import type { PlanShape } from './plan-shapes.ts'
import { byPort, onGround, type Place, type Ring } from './ring.ts'
import type { TestServer } from './server.ts'
import { type Moment, type RoundTrip, wireProxy } from './wire-proxy.ts'

/** What befalls a run: its process is killed, its backend ended, its connection cut, its server stopped at once. */
export type Blow = 'kill' | 'terminate' | 'cut' | 'stop'

/** What an undisturbed run asks, and leads to. */
export interface Undisturbed {
  readonly trips: readonly RoundTrip[]
  readonly state: string
}

/** One blow at one moment. */
export interface Point extends RoundTrip, Pick<Moment, 'phase'> {
  readonly blow: Blow
}

export type Arena = Ring & Pick<TestServer, 'crash'>

/** Runs a shape to its end with nobody in its way. */
export function undisturbed(ring: Ring, shape: PlanShape): Promise<Undisturbed> {
  return onGround(ring, shape, async place => {
    const proxy = await wireProxy(place.port, null, async () => 'pass')
    const said = await deployFolder({ ...place, url: byPort(place.url, proxy.port) })
    await proxy.close()
    if (said !== 'done') throw new Error(`an undisturbed run of ${shape.name} says ${said}`)
    return { trips: proxy.trips, state: await stateOf(place.url) }
  })
}

/** All points of a shape for some blows, from its first round trip that is not in every run. */
export function pointsOf({ trips }: Undisturbed, blows: readonly Blow[], from = 1): readonly Point[] {
  const moments = trips
    .filter(({ place }) => place >= from)
    .flatMap(trip => phasesOf(trip).map(phase => ({ ...trip, phase })))
  return blows.flatMap(blow => moments.map(moment => ({ ...moment, blow })))
}

/** What may run long outside of transactions, and a transaction that waits for a lock, is struck while it runs, too. */
function phasesOf({ asks }: RoundTrip): readonly Moment['phase'][] {
  return isLong(asks) || waitsForItem(asks) ? ['before', 'during', 'after'] : ['before', 'after']
}

function isLong(asks: string): boolean {
  return /^(?:CREATE INDEX|DROP INDEX|REINDEX|ALTER TABLE|VACUUM)\b/.test(asks)
}

/** Half way of a transaction, which is one message: what came before it there is taken back. */
function waitsForItem(asks: string): boolean {
  return /\bBEGIN\b.*(?:ALTER TABLE item|REFERENCES item)\b/.test(asks)
}

/** The first round trip that belongs to a migration: what comes before is the same in every run. */
export function beginning({ trips }: Undisturbed): number {
  return trips.find(({ asks }) => /^(?:ROLLBACK ; )?BEGIN ; CLOSE ALL/.test(asks))?.place ?? 1
}

/** Strikes once, runs again, and compares: `null` where the database is as after an undisturbed run. */
function strikeAt(arena: Arena, shape: PlanShape, point: Point, expected: string): Promise<string | null> {
  return onGround(arena, shape, async place => {
    if (!(await struck(arena, place, point))) return 'the moment never came'
    const said = await deployFolder(place)
    if (said !== 'done') return `the second run says ${said}`
    const state = await stateOf(place.url)
    return state === expected ? null : differenceOf(expected, state)
  })
}

/** Runs until the blow; whether it came. */
async function struck(arena: Arena, place: Place, point: Point): Promise<boolean> {
  const { blow } = point
  let run: DeployProcess | null = null
  let holder: pg.Client | null = null
  // The run may end before the blow has: a server takes its time to start again.
  const blown = Promise.withResolvers<void>()
  let hit = false
  const strike = async () => {
    hit = true
    if (blow === 'kill') run?.child.kill('SIGKILL')
    if (blow === 'terminate') await endBackends(arena, place)
    if (blow === 'stop') await arena.crash()
    blown.resolve()
    return blow === 'terminate' ? 'pass' : 'cut'
  }
  const hold = async () => {
    holder = await holdTables(place.url, point)
  }
  const proxy = await wireProxy(place.port, point, strike, hold)
  const deploy = { ...place, url: byPort(place.url, proxy.port) }
  if (blow === 'kill') run = startDeploy(deploy)
  // Only a killed one has to be a process of its own.
  await (run === null ? deployFolder(deploy).catch(() => {}) : run.said)
  if (hit) await blown.promise
  await proxy.close()
  await (holder as pg.Client | null)?.end().catch(() => {})
  return hit
}

async function endBackends({ superuserUrl }: Ring, { database }: Place): Promise<void> {
  await ask(
    superuserUrl,
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${database}' AND application_name LIKE 'migration-gate apply%'`,
  )
}

/** What is built or dropped concurrently waits for this writer, half done; VACUUM for another of its kind. */
async function holdTables(url: string, { asks }: RoundTrip): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  const mode = asks.startsWith('VACUUM') ? 'SHARE UPDATE' : 'ROW'
  await client.query(`BEGIN; LOCK TABLE item, part IN ${mode} EXCLUSIVE MODE`)
  return client
}

/** Strikes at all points, a few at a time, and names those after which something is otherwise than it should be. */
export async function problemsAt(
  arena: Arena,
  shape: PlanShape,
  points: readonly Point[],
  expected: string,
  lanes = 2,
): Promise<readonly string[]> {
  const problems: string[] = []
  const left = [...points]
  const lane = async () => {
    for (let point = left.shift(); point !== undefined; point = left.shift()) {
      const problem = await strikeAt(arena, shape, point, expected)
      const { blow, phase, place, asks } = point
      if (problem !== null)
        problems.push(`${blow} ${phase} round trip ${place} (${asks.slice(-300)}): ${problem}`)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return problems
}
