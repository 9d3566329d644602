import { afterAll, beforeAll, expect, test } from 'vitest'
import { postgres } from '../../../src/dialects/postgres/dialect.ts'
import { UserError } from '../../../src/model/errors.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { limits, parsed } from '../../support/shadow.ts'

let server: TestServer
let databasesBefore: readonly string[]
beforeAll(async () => {
  server = await startServer()
  databasesBefore = await server.databases()
})
afterAll(() => server.stop())

async function traceOn(url: string, base: string, up: string, statement = limits.statement) {
  const shadow = await postgres.openShadow([], { url, limits: { ...limits, statement } })
  try {
    expect(await shadow.replay(await parsed(base))).toEqual([])
    return { engine: shadow.engine, traced: await shadow.trace(await parsed(up)) }
  } finally {
    await shadow.close()
  }
}

test('a real server measures the same, in a database of its own that is dropped afterwards', async () => {
  const base = 'CREATE TABLE users (id int PRIMARY KEY, email text);'
  const up = 'ALTER TABLE users ALTER email SET NOT NULL; ALTER TABLE users ALTER id TYPE bigint;'
  const { engine, traced } = await traceOn(server.url, base, up)
  expect(engine).toMatchObject({ kind: 'server', version: expect.stringMatching(/^18\./) })
  const lock = { relation: 'public.users', mode: 'AccessExclusiveLock' }
  expect(traced[0]?.trace).toMatchObject({
    evidence: 'measured',
    locks: [lock],
    rewrites: [],
    scans: ['public.users'],
  })
  expect(traced[1]?.trace.rewrites).toEqual(['public.users', 'public.users_pkey'])
  expect(await server.databases()).toEqual(databasesBefore)
})

test.each([
  ['a role', 'CREATE ROLE somebody;'],
  ['a setting of the whole server', "ALTER SYSTEM SET work_mem = '1MB';"],
  ['another database', 'CREATE DATABASE other;'],
])('%s is refused: it would outlive the check', async (_, up) => {
  const { traced } = await traceOn(server.url, 'SELECT 1;', up)
  expect(traced[0]?.trace).toMatchObject({ outcome: 'unverified', error: { code: 'refused' } })
})

test('a role that nobody makes is not made on a server: it would outlive the check', async () => {
  const shadow = await postgres.openShadow([], { url: server.url, limits })
  try {
    const base = 'CREATE TABLE app.users (id int);\nGRANT SELECT ON app.users TO nobody_made;'
    const problems = await shadow.replay(await parsed(base))
    expect(problems).toMatchObject([{ line: 2, code: '42704' }])
    expect(shadow.notices()).toMatchObject([{ kind: 'schema', name: 'app' }])
    const up = await parsed('GRANT SELECT ON app.users TO still_missing;')
    await shadow.provide([up])
    const [granted] = await shadow.trace(up)
    expect(granted?.trace).toMatchObject({
      outcome: 'unverified',
      error: { message: 'role still_missing is made by no migration' },
    })
    const extension = await parsed('CREATE EXTENSION nothing_like_it;')
    expect(await shadow.replay(extension)).toEqual([])
    expect(shadow.notices().at(-1)).toMatchObject({ kind: 'extension', name: 'nothing_like_it' })
  } finally {
    await shadow.close()
  }
})

test('a statement without end is ended on the server too', async () => {
  const { traced } = await traceOn(server.url, 'SELECT 1;', 'SELECT pg_sleep(1000);\nSELECT 1;', 1_000)
  expect(traced.map(({ trace }) => trace.outcome)).toEqual(['unverified', 'unverified'])
  expect(await server.databases()).toEqual(databasesBefore)
})

const refusals: readonly [name: string, url: () => string, said: RegExp][] = [
  ['a superuser', () => server.superuserUrl, /refuses the superuser "owner"/],
  [
    'a host that is not this machine',
    () => 'postgres://gate:gate-secret@db.example.com/app',
    /refuses the host "db.example.com"/,
  ],
  ['an address elsewhere', () => 'postgres://gate@10.0.0.5/app', /refuses the host "10.0.0.5"/],
  [
    'a wrong password',
    () => server.url.replace('gate-secret', 'wrong-secret'),
    /cannot be reached: password authentication failed/,
  ],
  ['a port with no server', () => server.url.replace(/:\d+\//, ':1/'), /cannot be reached/],
  ['no URL at all', () => 'localhost', /--shadow takes "embedded", "none" or a URL/],
]

test.each(refusals)('%s is refused, and no password is shown', async (_, url, said) => {
  const refused = postgres.openShadow([], { url: url(), limits })
  await expect(refused).rejects.toThrow(UserError)
  await expect(refused).rejects.toThrow(said)
  await expect(refused).rejects.not.toThrow('secret')
})
