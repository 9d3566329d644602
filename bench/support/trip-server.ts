import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { compareSchemas } from '../../src/dialects/postgres/schema/diff.ts'
import { readSchema } from '../../src/dialects/postgres/schema/read.ts'
import { DatabaseError, type Session, type TransactionStatus } from '../../src/dialects/postgres/session.ts'
import type { Schema } from '../../src/model/schema.ts'

/** A PostgreSQL of this machine in a temporary folder, reached by a socket in it. */
export interface TripServer {
  /** Folder of its programs: `pg_dump` and the rest. */
  readonly programs: string
  /** Where its socket is. */
  readonly folder: string
  readonly version: string
  /** An empty database of the name `trip`; what was there of it, and all roles of users, are gone. */
  fresh(): Promise<Session>
  stop(): void
}

/** A cluster that need not last, and makes a database every second. */
const settings = [
  'fsync=off',
  'jit=off',
  'autovacuum=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'shared_buffers=32MB',
]

/**
 * Starts one of the programs in `programs`, as the user `postgres` where we are root, which it refuses to be.
 * @throws Error where it does not start.
 */
export async function startTripServer(programs: string): Promise<TripServer> {
  const folder = mkdtempSync(join(tmpdir(), 'round-trips-'))
  const isRoot = process.getuid?.() === 0
  const owner = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : null
  if (owner !== null) chownSync(folder, owner.uid, owner.gid)
  chmodSync(folder, 0o755)
  const run = (program: string, parameters: readonly string[]) => {
    // The server would keep a pipe open, and with it this call.
    const { status, error } = spawnSync(join(programs, program), parameters, {
      ...owner,
      stdio: 'ignore',
      cwd: folder,
    })
    if (status !== 0) throw new Error(`${program} ended with ${status} ${error ?? ''}`)
  }
  const data = join(folder, 'data')
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'])
  const options = [...settings, "listen_addresses=''"].map(setting => `-c ${setting}`).join(' ')
  run('pg_ctl', ['start', '-w', '-D', data, '-l', join(folder, 'log'), '-o', `-k ${folder} ${options}`])
  const admin = await connect(folder, 'postgres')
  const { rows } = await admin.query('show server_version')
  let emptied: Schema | null = null
  return {
    programs,
    folder,
    version: String(rows[0]?.server_version).split(' ')[0] as string,
    async fresh() {
      const used = emptied === null ? null : await swept(folder, emptied)
      if (used !== null) return used
      await clear(admin)
      await admin.query('CREATE DATABASE trip TEMPLATE template0')
      const session = sessionOver(await connect(folder, 'trip'))
      emptied ??= await schemaOf(session)
      return session
    },
    stop() {
      admin.end().catch(() => {})
      run('pg_ctl', ['stop', '-m', 'immediate', '-D', data])
      rmSync(folder, { recursive: true })
    },
  }
}

/**
 * The database of the last trip without anything that a user made: cheaper than another one. `null` where our reader
 * sees that something is left, or the server refuses.
 */
async function swept(folder: string, emptied: Schema): Promise<Session | null> {
  let session: Session | null = null
  try {
    session = sessionOver(await connect(folder, 'trip'))
    const { rows } = await session.query(
      `select format('DROP SCHEMA %I CASCADE', nspname) as sql from pg_catalog.pg_namespace
        where oid >= 16384 or nspname = 'public'`,
    )
    await session.script(rows.map(({ sql }) => sql).join(';'))
    await session.script(`CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC;
      COMMENT ON SCHEMA public IS 'standard public schema'`)
    const roles = await session.query(
      'select quote_ident(rolname) as name from pg_catalog.pg_roles where oid >= 16384',
    )
    for (const { name } of roles.rows) await session.script(`DROP OWNED BY ${name}; DROP ROLE ${name}`)
    if (compareSchemas(emptied, await schemaOf(session)).verdict === 'equal') return session
  } catch {
    // A new database is always an answer.
  }
  await session?.close()
  return null
}

async function schemaOf(session: Session): Promise<Schema> {
  await session.script('BEGIN')
  try {
    return await readSchema(session)
  } finally {
    await session.script('ROLLBACK')
  }
}

function idOf(which: string): number {
  return Number(spawnSync('id', [which, 'postgres'], { encoding: 'utf8' }).stdout)
}

/** Everything that a round trip leaves behind in the cluster, outside of its database too. */
async function clear(admin: pg.Client): Promise<void> {
  await dropTrip(admin)
  const { rows } = await admin.query(
    `select format('DROP ROLE %I', rolname) as sql from pg_catalog.pg_roles where oid >= 16384
    union all select format('DROP TABLESPACE %I', spcname) from pg_catalog.pg_tablespace where oid >= 16384 order by 1 desc`,
  )
  for (const { sql } of rows) await admin.query(sql)
}

/** A database with a subscription that is tied to a slot cannot be dropped. */
async function dropTrip(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query(
    `select format('ALTER SUBSCRIPTION %1$I DISABLE; ALTER SUBSCRIPTION %1$I SET (slot_name = NONE); DROP SUBSCRIPTION %1$I', s.subname) as sql
    from pg_catalog.pg_subscription s join pg_catalog.pg_database d on d.oid = s.subdbid where d.datname = 'trip'`,
  )
  if (rows.length > 0) {
    const inside = await connect((admin as unknown as { host: string }).host, 'trip')
    for (const { sql } of rows) for (const one of String(sql).split('; ')) await inside.query(one)
    await inside.end()
  }
  await admin.query('DROP DATABASE IF EXISTS trip WITH (FORCE)')
}

async function connect(folder: string, database: string): Promise<pg.Client> {
  const client = new pg.Client({ host: folder, port: 5432, user: 'postgres', database })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** As the superuser of a server of our own, unlike the product's, which wants a modest role. */
function sessionOver(client: pg.Client): Session {
  const ask = async (query: string | { text: string; values?: unknown[]; queryMode?: string }) => {
    try {
      const answer = (await client.query(query)) as pg.QueryResult | pg.QueryResult[]
      const last = Array.isArray(answer) ? answer.at(-1) : answer
      return { rows: last?.rows ?? [], rowsAffected: last?.rowCount ?? 0, transaction: state() }
    } catch (error) {
      const { message, code, position } = error as { message: string; code?: string; position?: string }
      if (code === undefined) throw error
      throw new DatabaseError(message, code, Number(position ?? 0), state())
    }
  }
  const state = (): TransactionStatus => {
    const letter = (client as unknown as { getTransactionStatus(): string }).getTransactionStatus()
    return letter === 'T' ? 'open' : letter === 'E' ? 'failed' : 'idle'
  }
  return {
    kind: 'server',
    query: (text, values = []) => ask({ text, values: [...values] }),
    run: async text => ({ notices: [], ...(await ask({ text, queryMode: 'extended' })) }),
    script: text => ask(text),
    close: () => client.end(),
  }
}
