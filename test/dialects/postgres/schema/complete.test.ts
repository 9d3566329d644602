import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completeDown } from '../../../../src/dialects/postgres/schema/complete.ts'
import { compareSchemas } from '../../../../src/dialects/postgres/schema/diff.ts'
import { readSchema } from '../../../../src/dialects/postgres/schema/read.ts'
import type { Session } from '../../../../src/dialects/postgres/session.ts'
import { inProcessSession, schemaAfter } from '../../../support/in-process-session.ts'

let session: Session
beforeAll(async () => {
  session = await inProcessSession()
  await session.script(`create role reader; create role "% Odd 'one' ""x"" for y"; create schema "in on"`)
})
afterAll(() => session.close())

/** What one script leads to, from where another one led; the database bears the name of neither. */
const rows: readonly { readonly want: string; readonly now?: string }[] = [
  { want: `alter database postgres set work_mem = '8MB'` },
  {
    want: `alter database postgres set work_mem = '8MB'`,
    now: `alter database postgres set work_mem = '9MB'`,
  },
  { want: '', now: `alter database postgres set work_mem = '9MB'` },
  {
    want: `alter database postgres set timezone = 'Europe/Rome'; alter database postgres set lock_timeout = '5s'`,
    now: `alter database postgres set lock_timeout = '7s'; alter database postgres set app.gone = 'x'`,
  },
  { want: `alter database postgres set search_path = "$user", public, "My, schema", "a""b"` },
  { want: `alter database postgres set search_path = ''` },
  {
    want: `alter database postgres set search_path = 'a, b'`,
    now: 'alter database postgres set search_path = a, b',
  },
  {
    want: `alter database postgres set app.odd = 'it''s \\ 100% $$ %I, app.x = ''y'''; alter database postgres set app."Twice" = ''`,
  },
  { want: `alter role reader in database postgres set statement_timeout = '5s'` },
  { want: `alter role "% Odd 'one' ""x"" for y" in database postgres set search_path = reader, public` },
  { want: '', now: `alter role reader in database postgres set work_mem = '9MB'` },
  {
    want: 'alter default privileges in schema public revoke all on functions from postgres; alter default privileges in schema public grant execute on functions to reader',
    now: 'alter default privileges in schema public grant execute on functions to reader, postgres',
  },
  { want: 'alter default privileges revoke all on tables from postgres' },
  { want: '', now: 'alter default privileges revoke all on tables from postgres' },
  { want: '', now: 'alter default privileges revoke execute on functions from public, postgres' },
  { want: '', now: 'alter default privileges in schema public grant select on tables to reader, postgres' },
  { want: 'alter default privileges revoke execute on functions from public' },
  {
    want: 'alter default privileges grant select, update on tables to reader with grant option; alter default privileges grant insert on tables to public',
  },
  {
    want: 'alter default privileges grant select on tables to reader',
    now: 'alter default privileges grant all on tables to reader with grant option',
  },
  {
    want: `alter default privileges for role "% Odd 'one' ""x"" for y" in schema "in on" grant usage on types to reader`,
  },
  { want: `alter default privileges grant usage on schemas to "% Odd 'one' ""x"" for y"` },
]

describe('what the planning library has no word for is led back to', () => {
  it.each(rows)('$want after "$now"', async ({ want, now = '' }) => {
    const expected = await schemaAfter(session, want)
    await session.script('begin')
    try {
      await session.script(now)
      const before = await readSchema(session)
      expect(compareSchemas(expected, before).verdict).toBe('unequal')
      for (const sql of completeDown(expected, before)) await session.run(sql)
      expect(compareSchemas(expected, await readSchema(session)).difference).toEqual([])
    } finally {
      await session.script('rollback')
    }
  })

  it('but never to libraries that each new session would load', async () => {
    const expected = await schemaAfter(
      session,
      `alter database postgres set session_preload_libraries = 'none'`,
    )
    expect(completeDown(expected, await schemaAfter(session))).toEqual([])
  })
})
