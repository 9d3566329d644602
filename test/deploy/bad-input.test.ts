import { execFileSync } from 'node:child_process'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FailureReason } from '../../src/model/deploy.ts'
import { applyProcess } from '../support/apply-process.ts'
import { ask } from '../support/database-state.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { transactionPooler } from '../support/pooler.ts'
import { byPort, onGround, type Place } from '../support/ring.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { type ServerFolder, serverFolder, startStandby } from '../support/standby.ts'
import { wireProxy } from '../support/wire-proxy.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
  await ask(server.superuserUrl, "CREATE ROLE guest LOGIN PASSWORD 'guest-secret'")
})

afterAll(() => server.stop())

/** All that a migration could have changed. */
async function standOf(url: string): Promise<unknown> {
  return [
    await ask(url, 'SELECT * FROM item ORDER BY id'),
    await ask(
      url,
      `SELECT c.oid::regclass::text AS name, c.relkind, a.attname FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND attnum > 0
        WHERE relnamespace = 'public'::regnamespace ORDER BY c.oid, attnum`,
    ),
  ]
}

const applied = "CREATE TABLE item (id int PRIMARY KEY, kind text);\nINSERT INTO item VALUES (1, 'a');\n"
const pending = "ALTER TABLE item ADD COLUMN note text;\nUPDATE item SET note = 'n';\n"
const files = { '1_first.sql': applied }

interface Row {
  readonly name: string
  readonly format?: 'goose'
  /** The migration that is pending. */
  readonly second?: string
  /** Makes the trouble. What it returns is another address, and how the trouble ends. */
  readonly trouble: (place: Place) => Promise<{ readonly url?: string; end?(): Promise<void> } | undefined>
  readonly reason: FailureReason
  readonly code: 1 | 2
  readonly says: RegExp
  /** Runs to its end once the trouble is over. */
  readonly afterwards?: 'done'
}

const rows: readonly Row[] = [
  {
    name: 'a wrong password',
    trouble: async ({ url }) => ({ url: withPart(url, { password: 'hunter2-wrong' }) }),
    reason: 'cannot-connect',
    code: 2,
    says: /cannot be reached: password authentication failed for user "owner"/,
  },
  {
    name: 'an unknown host',
    trouble: async ({ url }) => ({ url: withPart(url, { hostname: 'no-such-host.invalid' }) }),
    reason: 'cannot-connect',
    code: 2,
    says: /no-such-host\.invalid.* cannot be reached/,
  },
  {
    name: 'a database that is not there',
    trouble: async ({ url }) => ({ url: withPart(url, { pathname: '/nowhere' }) }),
    reason: 'cannot-connect',
    code: 2,
    says: /database "nowhere" does not exist/,
  },
  {
    name: 'a server that is gone half way, in a transaction',
    trouble: place => cutInside(place, /ADD COLUMN note/),
    reason: 'interrupted',
    code: 1,
    says: /2_second was interrupted.*connection.*Run it again/,
    afterwards: 'done',
  },
  {
    name: 'a server that is gone before the first statement',
    trouble: place => cutAt(place, /pg_try_advisory_lock/),
    reason: 'interrupted',
    code: 1,
    says: /connection to the database .* broke.*[Rr]un it again/,
    afterwards: 'done',
  },
  {
    name: 'a replica',
    trouble: async place => {
      const standby = await startStandby(server.superuserUrl)
      const { pathname } = new URL(place.url)
      return { url: withPart(standby.url, { pathname }), end: standby.stop }
    },
    reason: 'unsafe-connection',
    code: 2,
    says: /replica, which takes no writes/,
  },
  {
    name: 'a role whose transactions are read-only',
    trouble: ({ url, database }) =>
      sent(url, `ALTER DATABASE ${database} SET default_transaction_read_only = on`),
    reason: 'unsafe-connection',
    code: 2,
    says: /read-only/,
  },
  {
    name: 'a role that may not make the journal',
    trouble: async ({ url }) => {
      await ask(url, 'DROP SCHEMA migration_gate CASCADE')
      return { url: asGuest(url) }
    },
    reason: 'no-privilege',
    code: 2,
    says: /journal cannot be written.*GRANT CREATE ON DATABASE/,
  },
  {
    name: 'a role that may not write into the journal',
    trouble: async ({ url }) => ({ url: asGuest(url) }),
    reason: 'no-privilege',
    code: 2,
    says: /migration_gate/,
  },
  {
    name: 'a role that owns nothing',
    trouble: async ({ url }) => {
      await ask(
        url,
        'GRANT USAGE ON SCHEMA migration_gate TO guest; GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA migration_gate TO guest',
      )
      return { url: asGuest(url) }
    },
    reason: 'no-privilege',
    code: 2,
    says: /public\.item belongs to owner, and only its owner may alter it\. Apply as the owner.*Nothing was run/,
    afterwards: 'done',
  },
  {
    name: 'a full disk',
    second: "INSERT INTO item SELECT n, repeat('x', 1500) FROM generate_series(2, 15000) AS n;\n",
    trouble: async () => {
      const place = await serverFolder(server.superuserUrl)
      // No file of a new backend grows beyond it; a segment of the log has 16 MB.
      limitFiles(place, 17 * 1024 * 1024)
      return { end: async () => limitFiles(place, 'unlimited') }
    },
    reason: 'apply-failed',
    code: 1,
    says: /2_second\.sql:1: could not (?:extend|write).*Nothing of it took effect/,
    afterwards: 'done',
  },
  {
    name: 'a migration that was edited after it was applied',
    trouble: async ({ folder }) =>
      writeFileSync(join(folder, '1_first.sql'), `${applied}-- edited\n`) ?? undefined,
    reason: 'checksum-changed',
    code: 1,
    says: /Applied, and edited since: 1_first\. Restore the text/,
  },
  {
    name: 'a file that is missing',
    trouble: async ({ folder }) => rmSync(join(folder, '1_first.sql')) ?? undefined,
    reason: 'pending-mismatch',
    code: 1,
    says: /has run what has no file here: 1_first\. Bring the files back/,
  },
  {
    name: "a row of the team's own tool that nobody knows",
    format: 'goose',
    trouble: ({ url }) =>
      sent(url, 'INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, true)'),
    reason: 'pending-mismatch',
    code: 1,
    says: /has run what has no file here: .*99/,
  },
  ...(['last', 'longest'] as const).map(
    (lending): Row => ({
      name: `a pooler in transaction mode that lends the backend that rested ${lending === 'last' ? 'least' : 'longest'}`,
      trouble: async ({ url }) => {
        const pooler = await transactionPooler(url, 3, lending)
        return { url: byPort(url, pooler.port), end: pooler.close }
      },
      reason: 'unsafe-connection',
      code: 2,
      says: /pooler in transaction mode.*Give the address of the server itself/,
    }),
  ),
]

function withPart(url: string, part: Partial<Pick<URL, 'password' | 'hostname' | 'pathname'>>): string {
  return Object.assign(new URL(url), part).href
}

function asGuest(url: string): string {
  return Object.assign(new URL(url), { username: 'guest', password: 'guest-secret' }).href
}

async function sent(url: string, sql: string): Promise<undefined> {
  await ask(url, sql)
}

/** The connection breaks once something was asked and answered. */
async function cutAt({ url, port }: Place, asked: RegExp) {
  const proxy = await wireProxy(port, { place: asked, phase: 'after' }, async () => 'cut')
  return { url: byPort(url, proxy.port), end: proxy.close }
}

/** The same while the server works on it, and waits for a table that somebody holds. */
async function cutInside({ url, port }: Place, asked: RegExp) {
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  const hold = async () => {
    await holder.query('BEGIN; LOCK TABLE item IN ACCESS SHARE MODE')
  }
  const proxy = await wireProxy(port, { place: asked, phase: 'during' }, async () => 'cut', hold)
  const end = async () => {
    await proxy.close()
    // The server gives up once it sees that its client is gone.
    while ((await ask(url, "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).length > 0)
      await sleep(50)
    await holder.end()
  }
  return { url: byPort(url, proxy.port), end }
}

function limitFiles({ postmaster, data }: ServerFolder, bytes: number | 'unlimited'): void {
  const { uid, gid } = statSync(data)
  execFileSync('prlimit', ['--pid', String(postmaster), `--fsize=${bytes}:`], {
    ...(process.getuid?.() === 0 ? { uid, gid } : {}),
  })
}

/** As goose has it, the same files under its own names. */
function fileOf(name: string, text: string, format: Row['format']): readonly [string, string] {
  return format === 'goose' ? [`0000${name}`, `-- +goose Up\n${text}`] : [name, text]
}

describe('what keeps an apply from its work is named, with what to do, and nothing is lost', () => {
  for (const { name, format, second = pending, trouble, reason, code, says, afterwards } of rows)
    test(name, { timeout: 240_000 }, async () => {
      const shape = {
        format: format ?? 'plain',
        files: Object.fromEntries(Object.entries(files).map(([file, text]) => fileOf(file, text, format))),
      }
      await onGround(
        server,
        shape,
        async place => {
          expect(await deployFolder(place)).toBe('done')
          const [file, text] = fileOf('2_second.sql', second, format)
          writeFileSync(join(place.folder, file), text)
          const before = await standOf(place.url)
          const troubled = (await trouble(place)) ?? {}
          const ended = await applyProcess({ ...place, url: troubled.url ?? place.url })
          await troubled.end?.()
          expect(ended).toMatchObject({ code, reason, message: expect.stringMatching(says) })
          expect(ended.output).not.toMatch(/secret|hunter2/)
          expect(await standOf(place.url)).toEqual(before)
          if (afterwards !== undefined) expect(await deployFolder(place)).toBe(afterwards)
        },
        'template1',
      )
    })
})

test('a journal that does not take the outcome of what took effect', async () => {
  await onGround(
    server,
    { format: 'plain', files },
    async place => {
      expect(await deployFolder(place)).toBe('done')
      writeFileSync(
        join(place.folder, '2_second.sql'),
        'CREATE INDEX CONCURRENTLY item_kind ON item (kind);\n',
      )
      await ask(
        place.url,
        `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''disk full'' USING ERRCODE = ''53100''; END';
        CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON migration_gate.statement
          FOR EACH ROW WHEN (NEW.state = 'applied') EXECUTE FUNCTION full_disk()`,
      )
      expect(await deployFolder(place)).toMatch(
        /^interrupted: 2_second was interrupted: the journal could not be written: disk full.*finds out what took effect/,
      )
      await ask(place.url, 'DROP FUNCTION full_disk CASCADE')
      const told: string[] = []
      expect(await deployFolder(place, line => told.push(line))).toBe('done')
      expect(told.join('\n')).toContain('all of it had taken effect')
    },
    'template1',
  )
})

test('a server that is gone half way takes back what was said of migrations that it may have forgotten', async () => {
  await onGround(
    server,
    { format: 'plain', files },
    async place => {
      expect(await deployFolder(place)).toBe('done')
      writeFileSync(join(place.folder, '2_table.sql'), 'CREATE TABLE made (id int);')
      writeFileSync(join(place.folder, '3_second.sql'), pending)
      const { url, end } = await cutInside(place, /ADD COLUMN note/)
      const ended = await applyProcess({ ...place, url })
      await end()
      expect(ended).toMatchObject({
        reason: 'interrupted',
        migrations: [
          {
            id: '2_table',
            state: 'interrupted',
            failure: { message: expect.stringMatching(/was committed, .* may have forgotten it/) },
          },
          { id: '3_second', state: 'interrupted' },
        ],
      })
      expect(await deployFolder(place)).toBe('done')
    },
    'template1',
  )
})
