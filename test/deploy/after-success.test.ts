import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FailureReason } from '../../src/model/deploy.ts'
import { applyProcess, type Ended } from '../support/apply-process.ts'
import { ask } from '../support/database-state.ts'
import { applied } from '../support/deploy-commands.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { onGround, type Place } from '../support/ring.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
  await ask(server.superuserUrl, "CREATE ROLE builder LOGIN PASSWORD 'builder-secret'")
})

afterAll(() => server.stop())

interface Row {
  readonly name: string
  /** What somebody else does while the migration runs, as a superuser. */
  readonly meanwhile: string
  readonly reason: FailureReason
  readonly says: RegExp
  /** Mends it; then there is nothing left to do. */
  readonly mends: string
}

const rows: readonly Row[] = [
  {
    name: 'a table that somebody made while it ran',
    meanwhile: 'CREATE TABLE by_hand (id int)',
    reason: 'prediction-mismatch',
    says: /^All of it ran, and the target is not as predicted: .*by_hand/,
    mends: 'DROP TABLE by_hand',
  },
  {
    name: 'a target that lets its role in no more',
    meanwhile: 'ALTER ROLE builder NOLOGIN',
    reason: 'snapshot-failed',
    says: /^All was applied; no snapshot could be taken: .*role "builder" is not permitted to log in/,
    mends: 'ALTER ROLE builder LOGIN',
  },
]

/** The role of whom the server asks whether it may connect. */
function asBuilder(place: Place): Place {
  const url = Object.assign(new URL(place.url), { username: 'builder', password: 'builder-secret' }).href
  return { ...place, url }
}

/** Applies, and keeps the migration waiting for its table until somebody did something else. */
async function applyWhile(own: Place, { url }: Place, sql: string): Promise<Ended> {
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  await holder.query('BEGIN; LOCK TABLE item IN ROW EXCLUSIVE MODE')
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'migration-gate apply%' AND wait_event_type = 'Lock'`
  let isOver = false
  const applying = applyProcess(own).finally(() => {
    isOver = true
  })
  while (!isOver && (await ask(url, waiting)).length === 0) await sleep(50)
  if (!isOver) await ask(url, sql)
  await holder.end()
  return applying
}

describe('what is found once all of it ran is told as that, and nothing runs twice', () => {
  for (const { name, meanwhile, reason, says, mends } of rows)
    test(name, { timeout: 240_000 }, async () => {
      const files = {
        '1_first.sql': 'CREATE TABLE item (id int PRIMARY KEY);\nINSERT INTO item VALUES (1);\n',
      }
      await onGround(
        server,
        { format: 'plain', files },
        async place => {
          await ask(place.url, `ALTER DATABASE ${place.database} OWNER TO builder`)
          const own = asBuilder(place)
          expect(await deployFolder(own)).toBe('done')
          writeFileSync(
            join(place.folder, '2_second.sql'),
            'ALTER TABLE item ADD COLUMN note text;\nINSERT INTO item VALUES (2);\n',
          )
          const ended = await applyWhile(own, place, meanwhile)
          expect(ended).toMatchObject({ code: 1, reason, message: expect.stringMatching(says) })
          expect(ended.output).not.toMatch(/secret/)
          await ask(place.url, mends)
          expect(await applyProcess(own)).toMatchObject({ code: 0, reason: null })
          expect(await ask(place.url, 'SELECT id, note FROM item ORDER BY id')).toEqual([
            { id: 1, note: null },
            { id: 2, note: null },
          ])
          const journal = 'SELECT id, state, pass FROM migration_gate.migration ORDER BY id'
          expect(await ask(place.url, journal)).toEqual([
            { id: '1_first', state: 'applied', pass: 1 },
            { id: '2_second', state: 'applied', pass: 1 },
          ])
        },
        'template1',
      )
    })
})

test('what the throwaway database cannot build is no mismatch afterwards, and is said', {
  timeout: 240_000,
}, async () => {
  const files = { '1_first.sql': 'CREATE TABLE item (id int PRIMARY KEY);' }
  await onGround(
    server,
    { format: 'plain', files },
    async ({ url }) => {
      await ask(url, 'CREATE EXTENSION dblink')
      const report = await applied(url, files, { drift: 'off' })
      expect(report).toMatchObject({ outcome: 'done', failureReason: null, difference: [] })
      expect(report.notes.join('\n')).toMatch(/not predicted, since it could not be built: .*dblink/)
    },
    'template1',
  )
})
