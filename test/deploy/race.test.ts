import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, stateOf } from '../support/database-state.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { raceRound, raceShape } from '../support/race.ts'
import { onGround, prepareRing } from '../support/ring.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
  await prepareRing(server)
})

afterAll(() => server.stop())

const rounds = 5

test(`eight runners at once, ${rounds} rounds: each migration applied once, nobody in a deadlock`, {
  timeout: 300_000,
}, async () => {
  const expected = await onGround(server, raceShape, async place => {
    expect(await deployFolder(place)).toBe('done')
    return stateOf(place.url)
  })
  for (let round = 0; round < rounds; round++) {
    const { said, state, runs } = await raceRound(server, round)
    expect(said.filter(one => one !== 'done' && !one.startsWith('locked: '))).toEqual([])
    expect(said).toContain('done')
    expect(state).toBe(expected)
    // Each that got the lock began a run, and only one of them had something to do.
    expect(runs).toBe(said.filter(one => one === 'done').length)
  }
  const deadlocks = await ask(server.superuserUrl, 'SELECT sum(deadlocks)::int AS n FROM pg_stat_database')
  expect(deadlocks).toEqual([{ n: 0 }])
})
