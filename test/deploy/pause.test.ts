import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateOf } from '../support/database-state.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { type DeployProcess, startDeploy } from '../support/deploy-process.ts'
import { byPort, onGround, prepareRing } from '../support/ring.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { type Moment, wireProxy } from '../support/wire-proxy.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
  await prepareRing(server)
})

afterAll(() => server.stop())

const shape = {
  format: 'plain',
  files: {
    '1_mixed.sql': `ALTER TABLE item ADD COLUMN note text;
INSERT INTO effect VALUES ('1a');
CREATE INDEX CONCURRENTLY item_note ON item (note);
INSERT INTO effect VALUES ('1b');`,
    '2_rows.sql': "INSERT INTO effect VALUES ('2');",
  },
}

/** The least that the configuration takes, in ms. */
const settings = { takeover: 15_000 }

/** Where the runner stands still; its request is on its way, or its answer waits for it. */
const moments: readonly (Moment & { readonly name: string })[] = [
  { name: 'before a transaction, which is on its way', place: /ADD COLUMN note/, phase: 'before' },
  { name: 'before it hears of a transaction', place: /ADD COLUMN note/, phase: 'after' },
  { name: 'while the server builds an index', place: /^CREATE INDEX CONCURRENTLY/, phase: 'before' },
  { name: 'before it writes what became of an index', place: /^CREATE INDEX CONCURRENTLY/, phase: 'after' },
]

describe('a runner that was stopped, and goes on after another has taken over, writes nothing any more', () => {
  let expected = ''
  beforeAll(async () => {
    expected = await onGround(server, shape, async place => {
      expect(await deployFolder(place)).toBe('done')
      return stateOf(place.url)
    })
  })

  for (const { name, ...moment } of moments)
    test.concurrent(name, { timeout: 180_000 }, async () => {
      await onGround(server, shape, async place => {
        let stopped: () => void = () => {}
        const isStopped = new Promise<void>(resolve => {
          stopped = resolve
        })
        let first: DeployProcess | null = null
        const proxy = await wireProxy(place.port, moment, async () => {
          first?.child.kill('SIGSTOP')
          stopped()
          return 'pass'
        })
        first = startDeploy({ ...place, url: byPort(place.url, proxy.port), settings })
        await isStopped
        const told: string[] = []
        expect(await deployFolder({ ...place, settings }, line => told.push(line))).toBe('done')
        expect(told.join('\n')).toMatch(/which has done nothing for 1\d s and is ended/)
        expect(await stateOf(place.url)).toBe(expected)
        first.child.kill('SIGCONT')
        expect(await first.said).toMatch(/^interrupted: 1_mixed was interrupted: .*[Rr]un it again/)
        await proxy.close()
        expect(await stateOf(place.url)).toBe(expected)
      })
    })
})
