import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginning, pointsOf, problemsAt, undisturbed } from '../support/kill-matrix.ts'
import { planShapes } from '../support/plan-shapes.ts'
import { prepareRing } from '../support/ring.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
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
