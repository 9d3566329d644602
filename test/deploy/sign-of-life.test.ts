import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDeploySession } from '../../src/dialects/postgres/deploy/session.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
})

afterAll(() => server.stop())

test('a sign of life that is under way is not counted with the script that follows it', async () => {
  const session = await openDeploySession(server.url, 'migration-gate test')
  void session.query('select 1')
  await session.script('SELECT 1; SELECT 2')
  expect(session.completed()).toBe(2)
  await session.close()
})
