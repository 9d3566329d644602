import { Stopped } from '../../../model/deploy.ts'
import { UserError } from '../../../model/errors.ts'
import type { OpenOptions } from '../../deploy-target.ts'
import { ownSearchPath } from '../fresh-session.ts'
import { DatabaseError, type Session } from '../session.ts'
import {
  type Connection,
  ConnectionLost,
  connect,
  type Password,
  sessionOver,
  UntrustedServer,
} from '../target/connect.ts'
import { hideValues } from './hide-values.ts'

/** A session on which a run depends: it knows its backend, and how far a script came. */
export interface DeploySession extends Session {
  /** Process id of its backend. */
  readonly pid: number
  /** What was set for it, to be set again after a RESET ALL. */
  readonly settings: readonly string[]
  /** Takes the search path that database and role have by now, as a new connection would. */
  readonly ownPath: readonly string[]
  readonly database: string
  readonly serverVersion: string
  /** How many statements of the last script the server finished. */
  completed(): number
  /** Whether no transaction is open. */
  isIdle(): boolean
  /** Whether the server ends strings where our parser does: else only its count tells how it read a script. */
  readsAsParsed(): boolean
}

/** What a run works with. */
export interface Runner {
  readonly runId: string
  /** What the session calls itself, `migration-gate apply 1f3a`. */
  readonly name: string
  readonly session: DeploySession
  /** Whether a migration of this run spoke of search paths: asking for ours each time costs as much as all else. */
  spokeOfPath: boolean
  /** Looks on while the other works; `null` where the server lets nobody else in. */
  readonly observer: Session | null
}

/** How often a client that is gone is looked for while a statement runs, in ms: then its locks are given back. */
const connectionCheck = 200

/**
 * Connects, and proves that the session is ours alone.
 * @throws Stopped `cannot-connect`, `unsafe-connection`
 */
export async function openDeploySession(
  url: string,
  name: string,
  { password, redact = false }: OpenOptions = {},
): Promise<DeploySession> {
  const connection = await connect(url, name, password).catch(error => {
    if (error instanceof UntrustedServer)
      throw new Stopped('unsafe-connection', error.message, { cause: error })
    if (error instanceof UserError) throw new Stopped('cannot-connect', error.message, { cause: error })
    throw error
  })
  const plain = sessionOver(connection.client, connection.address)
  const session = redact ? discreet(plain) : plain
  try {
    return await proven(connection, session, url, password)
  } catch (error) {
    await session.close()
    if (error instanceof ConnectionLost) throw new Stopped('cannot-connect', error.message, { cause: error })
    throw error
  }
}

async function proven(
  { client }: Connection,
  session: Session,
  url: string,
  password?: Password,
): Promise<DeploySession> {
  let count = 0
  // The driver tells nobody how many statements of a script went well before one failed.
  const wire = (client as unknown as { connection: Wire }).connection
  wire.on('commandComplete', () => count++)
  const { rows } = await session.query(
    `select pg_catalog.pg_backend_pid() as pid, pg_catalog.current_database()::pg_catalog.text as database,
      pg_catalog.current_setting('server_version') as version, pg_catalog.pg_is_in_recovery() as replica,
      pg_catalog.current_setting('standard_conforming_strings') as standard_conforming_strings,
      pg_catalog.current_setting('client_encoding') as client_encoding,
      (select source from pg_catalog.pg_settings where name = 'search_path') = 'client' as path_is_ours`,
  )
  const [row = {}] = rows
  // The server tells each change of these by itself.
  const reading = new Map(Object.keys(asParsed).map(name => [name, row[name]]))
  wire.on('parameterStatus', ({ parameterName, parameterValue }) => {
    if (reading.has(parameterName)) reading.set(parameterName, parameterValue)
  })
  if (row.replica === true)
    throw new Stopped(
      'unsafe-connection',
      'The database is a replica, which takes no writes. Give the address of the primary.',
    )
  const pid = Number(row.pid)
  const { processID } = client as unknown as { processID: number | null }
  if (processID !== pid) await requireOwnBackend(session, url, pid, password)
  const looks = `SET client_connection_check_interval = ${connectionCheck}`
  // Not offered by every version, nor on every platform.
  const looking = await session.script(looks).then(
    () => [looks],
    error => {
      if (error instanceof DatabaseError) return []
      throw error
    },
  )
  // A sign of life under way would be counted with the script that follows it.
  let asked: Promise<unknown> = Promise.resolve()
  return {
    ...session,
    query(sql, parameters) {
      const answer = session.query(sql, parameters)
      asked = answer.catch(() => {})
      return answer
    },
    pid,
    settings: looking,
    // What the address itself asks for comes before what database and role were given.
    ownPath: row.path_is_ours === true ? [] : [ownSearchPath('session')],
    database: String(row.database),
    serverVersion: String(row.version).split(' ')[0] as string,
    async script(sql) {
      await asked
      count = 0
      return session.script(sql)
    },
    completed: () => count,
    isIdle: () => client.getTransactionStatus() === 'I',
    readsAsParsed: () => Object.entries(asParsed).every(([name, value]) => reading.get(name) === value),
  }
}

/** What of the driver's connection is listened to. */
interface Wire {
  on(event: 'commandComplete', listener: () => void): void
  on(
    event: 'parameterStatus',
    listener: (message: { readonly parameterName: string; readonly parameterValue: string }) => void,
  ): void
}

/** Where strings end, as our parser takes it. */
const asParsed: Readonly<Record<string, string>> = {
  standard_conforming_strings: 'on',
  client_encoding: 'UTF8',
}

/** The same session, which tells errors without values. */
function discreet(session: Session): Session {
  const hidden =
    <A extends unknown[], T>(work: (...given: A) => Promise<T>) =>
    (...given: A): Promise<T> =>
      work(...given).catch(error => {
        if (!(error instanceof DatabaseError)) throw error
        const { message, code, position, transaction } = error
        throw new DatabaseError(hideValues(message, code), code, position, transaction)
      })
  return { ...session, query: hidden(session.query), script: hidden(session.script) }
}

/**
 * Something stands between us and the server. It is a pooler that lends out backends where another session, while it
 * holds a transaction open, makes ours change its backend, or gets the same one.
 */
async function requireOwnBackend(
  session: Session,
  url: string,
  pid: number,
  password?: Password,
): Promise<void> {
  const { client, address } = await connect(url, 'migration-gate probe', password)
  const probe = sessionOver(client, address)
  try {
    for (let round = 0; round < 3; round++) {
      await probe.script('BEGIN')
      const other = await backendOf(probe)
      const own = await backendOf(session)
      await probe.script('ROLLBACK')
      if (other !== pid && own === pid) continue
      throw new Stopped(
        'unsafe-connection',
        'A pooler in transaction mode stands before the database: a lock taken in one statement would belong to somebody else in the next. Give the address of the server itself, or of a pool in session mode.',
      )
    }
  } finally {
    await probe.close()
  }
}

async function backendOf(session: Session): Promise<number> {
  const { rows } = await session.query('select pg_catalog.pg_backend_pid() as pid')
  return Number(rows[0]?.pid)
}
