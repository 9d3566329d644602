import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Judgement,
  judgeInterrupted,
  type Observation,
  observe,
  recoveryOf,
} from '../../../../src/dialects/postgres/deploy/interrupted.ts'
import { parseStatements } from '../../../../src/dialects/postgres/parse/parse.ts'
import { readSchema } from '../../../../src/dialects/postgres/schema/read.ts'
import type { Session } from '../../../../src/dialects/postgres/session.ts'
import { connectTarget } from '../../../../src/dialects/postgres/target/connect.ts'
import type { Statement } from '../../../../src/model/statement.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { type Case, cases } from './interrupted-cases.ts'

let server: TestServer
let admin: Session
beforeAll(async () => {
  server = await startServer('max_prepared_transactions=5', 'wal_level=logical')
  admin = await connect()
})
afterAll(async () => {
  await admin.close()
  await server.stop()
})

const connect = () => connectTarget(server.superuserUrl, 'test')

async function only(sql: string): Promise<Statement> {
  const [statement, another] = await parseStatements(sql)
  if (statement === undefined || another !== undefined) throw new Error(`not one statement: ${sql}`)
  return statement
}

async function inSession<T>(path: string | undefined, use: (session: Session) => Promise<T>): Promise<T> {
  const session = await connect()
  try {
    if (path !== undefined) await session.script(`set search_path = ${path}`)
    return await use(session)
  } finally {
    await session.close()
  }
}

/** By another session, from what the journal kept. */
function judge(statement: Statement, before: Observation): Promise<Judgement> {
  return inSession(undefined, session =>
    judgeInterrupted(session, statement, JSON.parse(JSON.stringify(before))),
  )
}

const run = ({ path, sql }: Case) => inSession(path, session => session.script(sql))

async function begin({ setup, spoiled }: Case): Promise<void> {
  const { rows } = await admin.query(
    `select string_agg(quote_ident(nspname), ', ') as all from pg_namespace where nspname !~ '^pg_|^information'`,
  )
  await admin.script(`drop schema ${rows[0]?.all} cascade; create schema public; ${setup}`)
  if (spoiled !== undefined) await expect(admin.script(spoiled)).rejects.toThrow()
}

/** Names and definitions: OIDs differ. */
async function schemaNow() {
  await admin.script('begin')
  try {
    const { objects } = await readSchema(admin)
    return [...objects.values()].map(({ kind, name, attributes }) => ({ kind, name, attributes }))
  } finally {
    await admin.script('rollback')
  }
}

async function happen(one: Case): Promise<void> {
  const { happened, path, sql } = one
  if (happened === 'whole') await run(one)
  else if (happened === 'failed') await expect(run(one)).rejects.toThrow()
  else if (happened !== 'nothing' && 'others' in happened) await admin.script(happened.others)
  else if (happened !== 'nothing')
    await inSession(undefined, async holder => {
      await holder.script(`begin; ${happened.holding}`)
      await inSession(path, victim => cut(victim, sql, happened.cut))
    })
}

/** Ends a statement where it waits for the holder: by its own timeout, or as an administrator ends a session. */
async function cut(victim: Session, sql: string, by?: 'lock_timeout'): Promise<void> {
  if (by === 'lock_timeout') await victim.script("set lock_timeout = '200ms'")
  const { rows } = await victim.query('select pg_backend_pid() as pid')
  const ended = expect(victim.script(sql)).rejects.toThrow()
  if (by === undefined) {
    await expect.poll(() => waits(rows[0]?.pid), { interval: 20, timeout: 20_000 }).toBe('Lock')
    await admin.query('select pg_terminate_backend($1, 10000)', [rows[0]?.pid])
  }
  await ended
}

async function waits(pid: unknown): Promise<unknown> {
  const { rows } = await admin.query('select wait_event_type from pg_stat_activity where pid = $1', [pid])
  return rows[0]?.wait_event_type
}

/** The schema where nothing is interrupted; where the statement can only fail, it changes nothing. */
async function undisturbed(one: Case) {
  const { happened, hopeless } = one
  await begin(one)
  if (typeof happened === 'object' && 'others' in happened) await admin.script(happened.others)
  if (hopeless !== true) await run(one)
  return schemaNow()
}

async function settle(one: Case, judged: Judgement): Promise<void> {
  if ('clean' in judged) for (const sql of judged.clean) await admin.script(sql)
  const again = judged.kind === 'half-applied' ? judged.then === 'run-again' : judged.kind !== 'applied'
  if (again && one.hopeless !== true) await run(one)
}

const named = cases.map(one => {
  const { happened } = one
  return [one.of, typeof happened === 'string' ? happened : Object.keys(happened)[0], one] as const
})

describe('a statement about relations', () => {
  test.each(named)('%s: %s', async (_, __, one) => {
    const statement = await only(one.sql)
    const expected = await undisturbed(one)
    await begin(one)
    const before = await inSession(one.path, session => observe(session, statement))
    await happen(one)
    const judged = await judge(statement, before)
    expect(judged).toMatchObject({
      kind: one.is,
      ...(one.clean === undefined ? {} : { clean: one.clean }),
      evidence: expect.stringContaining(one.says ?? ''),
    })
    expect(judged.kind === 'half-applied' ? judged.then : undefined).toBe(one.behind)
    expect(recoveryOf(statement)).toBe(judged.kind === 'repeatable' ? 'repeatable' : 'catalog')
    await settle(one, judged)
    expect(await schemaNow()).toEqual(expected)
  })
})
