import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Judgement, observe, recoveryOf } from '../../../../src/dialects/postgres/deploy/interrupted.ts'
import type { Session } from '../../../../src/dialects/postgres/session.ts'
import { connectTarget } from '../../../../src/dialects/postgres/target/connect.ts'
import { judgeAfterwards, statementOf, terminateWhen, waitsForLock } from '../../../support/crash.ts'
import { startServer, type TestServer } from '../../../support/server.ts'

let server: TestServer
let admin: Session
beforeAll(async () => {
  server = await startServer('max_prepared_transactions=5', 'allow_in_place_tablespaces=on')
  admin = await connect()
})
afterAll(async () => {
  await admin.close()
  await server.stop()
})

const connect = () => connectTarget(server.superuserUrl, 'test')

interface Case {
  readonly setup?: readonly string[]
  readonly sql: string
  /** Sent between intent and judgement, one by one. */
  readonly happened: 'nothing' | 'whole' | readonly string[]
  readonly is: Judgement['kind']
  readonly says?: string
  readonly clean?: readonly string[]
  readonly behind?: 'run-again' | 'applied'
  readonly cleanup?: readonly string[]
}

const away = ['drop database if exists "d 1"']
const prepared = ["begin; create table prepared (); prepare transaction 'it''s'"]
const still = [
  "do $$ begin if exists (select from pg_prepared_xacts) then raise 'left' using errcode = 'P0001'; end if; end $$",
]
const subscription = ["create subscription s connection 'dbname=none' publication p with (connect = false)"]
const unsubscribed = ['alter subscription s set (slot_name = none)', 'drop subscription s']
const breakIt = `update pg_database set datconnlimit = -2 where datname = 'd 1'`

const cases: readonly Case[] = [
  { sql: 'create database "d 1"', happened: 'nothing', is: 'not-applied' },
  { sql: 'create database "d 1"', happened: 'whole', is: 'applied', says: '"d 1" is new', cleanup: away },
  {
    setup: ['create database "d 1"'],
    sql: 'create database "d 1"',
    happened: 'nothing',
    is: 'not-applied',
    says: 'stood before',
    cleanup: away,
  },
  {
    sql: 'create database "d 1"',
    happened: ['create database "d 1"', breakIt],
    is: 'half-applied',
    clean: ['DROP DATABASE "d 1"'],
    behind: 'run-again',
    cleanup: away,
  },
  {
    setup: ['create database "d 1"'],
    sql: 'drop database "d 1"',
    happened: 'nothing',
    is: 'not-applied',
    cleanup: away,
  },
  { setup: ['create database "d 1"'], sql: 'drop database "d 1"', happened: 'whole', is: 'applied' },
  {
    setup: ['create database "d 1"', breakIt],
    sql: 'drop database "d 1"',
    happened: 'nothing',
    is: 'not-applied',
    cleanup: away,
  },
  { sql: 'drop database if exists "d 1"', happened: 'whole', is: 'applied', says: 'nothing to do' },
  { sql: 'drop database "d 1"', happened: 'nothing', is: 'not-applied', says: 'can only fail' },
  { sql: `create tablespace ts location ''`, happened: 'nothing', is: 'not-applied', says: 'folder' },
  {
    sql: `create tablespace ts location ''`,
    happened: 'whole',
    is: 'applied',
    cleanup: ['drop tablespace ts'],
  },
  {
    setup: [`create tablespace ts location ''`],
    sql: 'drop tablespace ts',
    happened: 'nothing',
    is: 'not-applied',
    cleanup: ['drop tablespace ts'],
  },
  {
    setup: [`create tablespace ts location ''`],
    sql: 'drop tablespace ts',
    happened: 'whole',
    is: 'applied',
  },
  {
    setup: ['create database "d 1"', `create tablespace ts location ''`],
    sql: 'alter database "d 1" set tablespace ts',
    happened: 'nothing',
    is: 'not-applied',
    says: 'pg_default',
    cleanup: [...away, 'drop tablespace ts'],
  },
  {
    setup: ['create database "d 1"', `create tablespace ts location ''`],
    sql: 'alter database "d 1" set tablespace ts',
    happened: 'whole',
    is: 'applied',
    cleanup: [...away, 'drop tablespace ts'],
  },
  { sql: 'alter database none set tablespace pg_default', happened: 'nothing', is: 'not-applied' },
  {
    sql: `create subscription s connection '' publication p`,
    happened: 'nothing',
    is: 'not-applied',
    says: 'slot',
  },
  {
    sql: `create subscription s connection '' publication p`,
    happened: subscription,
    is: 'applied',
    cleanup: unsubscribed,
  },
  {
    setup: subscription,
    sql: 'drop subscription s',
    happened: 'nothing',
    is: 'not-applied',
    cleanup: unsubscribed,
  },
  { setup: subscription, sql: 'drop subscription s', happened: unsubscribed, is: 'applied' },
  { sql: 'drop subscription if exists s', happened: 'whole', is: 'applied' },
  {
    setup: subscription,
    sql: 'alter subscription s add publication "q 1", r',
    happened: 'nothing',
    is: 'not-applied',
    cleanup: unsubscribed,
  },
  {
    setup: subscription,
    sql: 'alter subscription s add publication "q 1", r',
    happened: ['alter subscription s add publication "q 1", r with (refresh = false)'],
    is: 'applied',
    says: 'reads p, "q 1", r',
    cleanup: unsubscribed,
  },
  {
    setup: [...subscription, 'alter subscription s add publication q with (refresh = false)'],
    sql: 'alter subscription s drop publication p',
    happened: ['alter subscription s drop publication p with (refresh = false)'],
    is: 'applied',
    says: 'reads q',
    cleanup: unsubscribed,
  },
  {
    setup: prepared,
    sql: `commit prepared 'it''s'`,
    happened: 'nothing',
    is: 'not-applied',
    cleanup: [`rollback prepared 'it''s'`],
  },
  { setup: prepared, sql: `rollback prepared 'it''s'`, happened: 'whole', is: 'applied', cleanup: still },
  {
    setup: prepared,
    sql: `commit prepared 'it''s'`,
    happened: 'whole',
    is: 'applied',
    cleanup: ['drop table prepared'],
  },
  {
    setup: prepared,
    sql: `commit prepared 'it''s'`,
    happened: [`rollback prepared 'it''s'`],
    is: 'unknown',
    says: 'it is aborted',
  },
  {
    setup: prepared,
    sql: `rollback prepared 'it''s'`,
    happened: [`rollback prepared 'it''s'`, ...prepared],
    is: 'applied',
    cleanup: [`rollback prepared 'it''s'`],
  },
  { sql: `commit prepared 'none'`, happened: 'nothing', is: 'not-applied', says: 'can only fail' },
]

const named = cases.map(
  one => [one.sql, typeof one.happened === 'string' ? one.happened : 'others', one] as const,
)

test.each(named)('%s: %s', async (_, __, one) => {
  const statement = await statementOf(one.sql)
  await send(one.setup ?? [])
  try {
    const before = await observe(admin, statement)
    await send(one.happened === 'nothing' ? [] : one.happened === 'whole' ? [one.sql] : one.happened)
    const judged = await judgeAfterwards(admin, statement, before)
    expect(judged).toMatchObject({
      kind: one.is,
      evidence: expect.stringContaining(one.says ?? ''),
      ...(one.clean === undefined ? {} : { clean: one.clean }),
    })
    expect(judged.kind === 'half-applied' ? judged.then : undefined).toBe(one.behind)
    expect(recoveryOf(statement)).toBe('catalog')
    await send(one.clean ?? [])
    if (one.behind === 'run-again') await send([one.sql])
  } finally {
    await send(one.cleanup ?? [])
  }
})

async function send(statements: readonly string[]): Promise<void> {
  for (const sql of statements) await admin.script(sql)
}

test('DROP DATABASE that was killed behind its point of no return is finished', async () => {
  await send(['create database "d 1"'])
  const statement = await statementOf('drop database "d 1"')
  const before = await observe(admin, statement)
  // It waits until every backend closed its files: one that is stopped never does.
  const [stopped, victim] = [await connect(), await connect()]
  const { rows } = await stopped.query('select pg_backend_pid() as pid')
  const pid = Number(rows[0]?.pid)
  process.kill(pid, 'SIGSTOP')
  try {
    await terminateWhen(admin, victim, statement.sql, async () => await isBroken())
  } finally {
    process.kill(pid, 'SIGCONT')
    await Promise.all([stopped.close(), victim.close()])
  }
  const judged = await judgeAfterwards(admin, statement, before)
  expect(judged).toMatchObject({ kind: 'half-applied', clean: ['DROP DATABASE "d 1"'] })
  expect(judged.kind === 'half-applied' && judged.then).toBe('applied')
  await send(['DROP DATABASE "d 1"'])
  expect(await judgeAfterwards(admin, statement, before)).toMatchObject({ kind: 'applied' })
})

async function isBroken(): Promise<boolean> {
  const { rows } = await admin.query(`select 1 from pg_database where datname = 'd 1' and datconnlimit = -2`)
  return rows.length === 1
}

test('a server that crashed and recovered knows the same', async () => {
  await send(['create table t (id int)', ...prepared])
  const index = await statementOf('create index concurrently i on t (id)')
  const commit = await statementOf(`commit prepared 'it''s'`)
  const before = [await observe(admin, index), await observe(admin, commit)]
  const [holder, victim] = [await connect(), await connect()]
  await holder.script('begin; insert into t values (1)')
  const { rows } = await victim.query('select pg_backend_pid() as pid')
  const ended = expect(victim.script(index.sql)).rejects.toThrow()
  await expect.poll(() => waitsForLock(admin, Number(rows[0]?.pid))).toBe(true)
  // The server cannot trust its memory after that: it ends all sessions and recovers from its log.
  process.kill(Number(rows[0]?.pid), 'SIGKILL')
  await ended
  await Promise.all([holder, victim, admin].map(session => session.close()))
  admin = await recovered()
  expect(await judgeAfterwards(admin, index, before[0] ?? {})).toMatchObject({
    kind: 'half-applied',
    clean: ['DROP INDEX CONCURRENTLY public.i'],
  })
  expect(await judgeAfterwards(admin, commit, before[1] ?? {})).toMatchObject({ kind: 'not-applied' })
  await send(['DROP INDEX CONCURRENTLY public.i', index.sql, commit.sql])
})

async function recovered(): Promise<Session> {
  for (let attempt = 0; attempt < 100; attempt++)
    try {
      return await connect()
    } catch {
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  throw new Error('the server did not come back')
}
