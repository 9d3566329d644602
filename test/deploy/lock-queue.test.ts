import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/database-state.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { onGround, prepareRing } from '../support/ring.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { besideTraffic } from '../support/traffic.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
  await prepareRing(server)
  // What is loaded at the first deploy takes seconds on a busy machine.
  await onGround(server, shape, deployFolder)
})

afterAll(() => server.stop())

const shape = { format: 'plain', files: { '1_note.sql': 'ALTER TABLE item ADD COLUMN note text;' } }
const rest = 8_000
const lockTimeout = 500

test('a long transaction on the table: the runner gives way, traffic goes on, and who is in the way is named', {
  timeout: 120_000,
}, async () => {
  await onGround(server, shape, async place => {
    const told: string[] = []
    const settings = { 'lock-timeout': lockTimeout, retries: 100 }
    const ours = await besideTraffic(place.url, rest, async () => {
      expect(await deployFolder({ ...place, settings }, line => told.push(line))).toBe('done')
    })
    // A machine under load is slow to wake up the one that waits.
    expect(Math.max(ours.reader, ours.writer)).toBeLessThan(lockTimeout * 4)
    expect(told.filter(line => /try \d+ of 101/.test(line)).length).toBeGreaterThan(2)
    const named = `process ${ours.holder} \\(nightly report, idle in transaction, for \\d+ s: SELECT count .*\\?.*\\)`
    expect(told.join('\n')).toMatch(new RegExp(`1_note waits for ${named}`))
    expect(told.join('\n')).toMatch(new RegExp(`lock timeout; in its way: ${named}; try 3 of 101`))
    expect(told.join('\n')).not.toContain('secret-of-somebody')
  })
})

test('a runner that has no more tries leaves everything as it was, and says whom it met', async () => {
  await onGround(server, shape, async place => {
    const settings = { 'lock-timeout': 700, retries: 0 }
    const { holder } = await besideTraffic(place.url, 3_000, async () => {
      expect(await deployFolder({ ...place, settings })).toMatch(
        /^apply-failed: .*1_note\.sql:1: .*lock timeout; in its way: process \d+ \(nightly report, .*\(55P03\)\. Nothing of it took effect/,
      )
    })
    expect(holder).toBeGreaterThan(0)
    expect(await ask(place.url, `SELECT 1 FROM pg_attribute WHERE attname = 'note'`)).toEqual([])
  })
})

test('without a lock timeout the same statement stops all others for as long as it waits', async () => {
  await onGround(server, shape, async place => {
    const plain = await besideTraffic(place.url, 3_000, () => ask(place.url, shape.files['1_note.sql']))
    expect(Math.min(plain.reader, plain.writer)).toBeGreaterThan(2_000)
  })
})
