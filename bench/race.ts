/**
 * Eight deploys at once on one database, again and again, with CONCURRENTLY in the set: `node bench/race.ts [rounds]`.
 * Each process is one of eight that start together; every other round four of them do not wait for the lock.
 */
import { ask, stateOf } from '../test/support/database-state.ts'
import { deployFolder } from '../test/support/deploy-folder.ts'
import { raceRound, raceShape } from '../test/support/race.ts'
import { onGround, prepareRing } from '../test/support/ring.ts'
import { startServer } from '../test/support/server.ts'

const rounds = Number(process.argv[2] ?? 50)
const server = await startServer('fsync=off')
const ends = new Map<string, number>()
let otherwise = 0
try {
  await prepareRing(server)
  const expected = await onGround(server, raceShape, async place => {
    await deployFolder(place)
    return stateOf(place.url)
  })
  for (let round = 0; round < rounds; round++) {
    const { said, state } = await raceRound(server, round)
    for (const end of said.map(word => word.split(':')[0] ?? '')) ends.set(end, (ends.get(end) ?? 0) + 1)
    if (state !== expected) otherwise++
  }
  const [row] = await ask(server.superuserUrl, 'SELECT sum(deadlocks)::int AS n FROM pg_stat_database')
  process.stdout.write(`| What | Count |\n| --- | --: |\n| rounds of eight | ${rounds} |\n`)
  for (const [end, count] of ends) process.stdout.write(`| runners that ended with \`${end}\` | ${count} |\n`)
  process.stdout.write(`| rounds after which the database is not as after one runner | ${otherwise} |\n`)
  process.stdout.write(`| deadlocks that the server counted | ${row?.n} |\n`)
} finally {
  await server.stop()
}
