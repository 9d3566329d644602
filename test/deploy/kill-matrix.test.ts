import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../support/database-state.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { beginning, pointsOf, problemsAt, undisturbed } from '../support/kill-matrix.ts'
import { planShapes } from '../support/plan-shapes.ts'
import { byPort, onGround, prepareRing } from '../support/ring.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { wireProxy } from '../support/wire-proxy.ts'

let server: TestServer

beforeAll(async () => {
  // What waits for no disk stays in memory until somebody does.
  server = await startServer('fsync=off', 'wal_writer_delay=10s')
  await prepareRing(server)
})

afterAll(() => server.stop())

/** What every run does before its first migration is struck once, with the first shape. */
describe('a runner killed before, during and after every round trip: a plain second run makes it whole', () => {
  for (const [number, shape] of planShapes.entries())
    test(shape.name, async () => {
      const run = await undisturbed(server, shape)
      const points = pointsOf(run, ['kill'], number === 0 ? 1 : beginning(run))
      expect(points.length).toBeGreaterThan(20)
      expect(await problemsAt(server, shape, points, run.state)).toEqual([])
    }, 600_000)
})

test('what a server that stops at once forgets is applied again', async () => {
  const file = (name: string) => [`${name}.sql`, `INSERT INTO effect VALUES ('${name}');`] as const
  const files = Object.fromEntries(['1', '2', '3'].map(file))
  await onGround(server, { format: 'plain', files }, async place => {
    const started = Promise.withResolvers<void>()
    const proxy = await wireProxy(place.port, { place: /'3'/, phase: 'before' }, async () => {
      await server.crash()
      started.resolve()
      return 'cut'
    })
    expect(await deployFolder({ ...place, url: byPort(place.url, proxy.port) })).toMatch(/^interrupted: /)
    await started.promise
    await proxy.close()
    const names = () => ask(place.url, 'SELECT name FROM effect ORDER BY 1')
    expect(await names()).toEqual([])
    expect(await deployFolder(place)).toBe('done')
    expect(await names()).toEqual([{ name: '1' }, { name: '2' }, { name: '3' }])
  })
})
