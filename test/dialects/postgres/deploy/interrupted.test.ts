import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Judgement, observe, recoveryOf } from '../../../../src/dialects/postgres/deploy/interrupted.ts'
import { readSchema } from '../../../../src/dialects/postgres/schema/read.ts'
import type { Session } from '../../../../src/dialects/postgres/session.ts'
import { connectTarget } from '../../../../src/dialects/postgres/target/connect.ts'
import { judgeAfterwards, statementOf, terminateWhen, waitsForLock } from '../../../support/crash.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { type Case, cases, index, table } from './interrupted-cases.ts'

let server: TestServer
let admin: Session
beforeAll(async () => {
  server = await startServer()
  admin = await connect()
})
afterAll(async () => {
  await admin.close()
  await server.stop()
})

const connect = () => connectTarget(server.superuserUrl, 'test')

async function inSession<T>(path: string | undefined, use: (session: Session) => Promise<T>): Promise<T> {
  const session = await connect()
  try {
    if (path !== undefined) await session.script(`set search_path = ${path}`)
    return await use(session)
  } finally {
    await session.close()
  }
}

const run = ({ path, sql }: Case) => inSession(path, session => session.script(sql))

async function begin({ setup, spoiled }: Pick<Case, 'setup' | 'spoiled'>): Promise<void> {
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
  if (by === undefined) return terminateWhen(admin, victim, sql, pid => waitsForLock(admin, pid))
  await victim.script("set lock_timeout = '200ms'")
  await expect(victim.script(sql)).rejects.toThrow('lock timeout')
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

test.each(named)('%s: %s', async (_, __, one) => {
  const statement = await statementOf(one.sql)
  const expected = await undisturbed(one)
  await begin(one)
  const before = await inSession(one.path, session => observe(session, statement))
  await happen(one)
  const judged = await inSession(undefined, session => judgeAfterwards(session, statement, before))
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

test('an index that somebody builds just now is left alone', async () => {
  const one = {
    of: '',
    setup: table,
    sql: 'create index concurrently i on t (b)',
    happened: 'nothing',
    is: 'unknown',
  } as const
  const statement = await statementOf(one.sql)
  await begin(one)
  const before = await inSession(undefined, session => observe(session, statement))
  await inSession(undefined, async holder => {
    await holder.script('begin; insert into t values (100)')
    const building = run(one)
    await expect.poll(() => nameOfIndex('i')).toBe('i')
    expect(await judgeAfterwards(admin, statement, before)).toEqual({
      kind: 'unknown',
      evidence: expect.stringMatching(/^process \d+ is building public\.i just now$/),
    })
    await holder.script('rollback')
    await building
  })
  expect(await judgeAfterwards(admin, statement, before)).toMatchObject({ kind: 'applied' })
})

async function nameOfIndex(name: string): Promise<unknown> {
  const { rows } = await admin.query('select relname from pg_class where relname = $1', [name])
  return rows[0]?.relname
}

test('operators of users on the search path answer nothing, and settings stay as they were', async () => {
  await begin({
    setup: `${index} create function never(oid, oid) returns bool language sql as 'select false';
    create operator public.= (leftarg = oid, rightarg = oid, function = never);`,
  })
  await inSession('public, pg_catalog', async session => {
    const statement = await statementOf('drop index concurrently i')
    const before = await observe(session, statement)
    expect(before).toMatchObject({ indexes: [{ quoted: 'public.i', flags: { valid: true } }] })
    expect(await judgeAfterwards(session, statement, before)).toMatchObject({ kind: 'not-applied' })
    const { rows, transaction } = await session.query('show search_path')
    expect([rows[0]?.search_path, transaction]).toEqual(['public, pg_catalog', 'idle'])
  })
})
