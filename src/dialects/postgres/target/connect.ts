import type { Client, Query as DriverQuery } from 'pg'
import { UserError } from '../../../model/errors.ts'
import { masked } from '../../../model/secret.ts'
import { DatabaseError, type QueryResult, type Session, type TransactionStatus } from '../session.ts'
import { distrustOf, strictly } from './tls.ts'

/** The database went away, or somebody ended the session. */
export class ConnectionLost extends UserError {}

/** Nothing shows that the server is the one that is meant, or nobody may listen who shows it. */
export class UntrustedServer extends UserError {}

/** How long connecting may take, in ms. */
const connectTimeoutMs = 10_000

/** Asks for a password anew, at each new connection: some live for minutes only. */
export type Password = () => Promise<string>

/** A connection to a real database, and where it leads, for messages. */
export interface Connection {
  readonly client: Client
  readonly address: URL
}

/**
 * A session on a real database, which says of itself who it is (`application_name`).
 * @throws UserError where the URL is none, or the database cannot be reached; never with the password
 */
export async function connectTarget(url: string, purpose: string, password?: Password): Promise<Session> {
  const { client, address } = await connect(url, `migration-gate ${purpose}`, password)
  return sessionOver(client, address)
}

/** As {@link connectTarget}, for who needs the connection itself. */
export async function connect(url: string, name: string, password?: Password): Promise<Connection> {
  const address = requireUrl(url)
  if (password !== undefined) address.password = encodeURIComponent(await password())
  const { default: pg } = await import('pg')
  const connectionString = strictly(address)
  const client = made(() => {
    return new pg.Client({
      connectionString,
      application_name: name,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
    })
  }, address)
  // Without a listener a lost connection would end the whole process.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    const distrust = distrustOf(cause, address)
    if (distrust !== null) throw new UntrustedServer(distrust)
    throw new UserError(
      `The database at ${place(address)} cannot be reached: ${withoutSecret(cause, address)}`,
    )
  }
  return { client, address }
}

/** The driver reads the files that the address names. */
function made<T>(work: () => T, address: URL): T {
  try {
    return work()
  } catch (cause) {
    throw new UserError(
      `The address of the database at ${place(address)} cannot be used: ${withoutSecret(cause, address)}`,
    )
  }
}

function requireUrl(url: string): URL {
  if (URL.canParse(url)) {
    const address = new URL(url)
    if (/^postgres(?:ql)?:$/.test(address.protocol)) return address
  }
  throw new UserError('--url takes the address of a database, such as postgres://gate@host:5432/name.')
}

/** Host and port, which are no secret. */
function place({ host }: URL): string {
  return host === '' ? 'the local socket' : host
}

function withoutSecret(cause: unknown, { password }: URL): string {
  const { message, code } = cause as { message?: string; code?: string }
  return masked(message || String(code), [password, decoded(password)])
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What of the driver's answer is looked at. */
interface Answer {
  readonly rows: readonly Record<string, unknown>[]
  readonly rowCount: number | null
}

/** Drops rows as they come: a migration that asks for a large table must not bring it here. */
async function withoutRows(client: Client, text: string): Promise<Answer> {
  const { Query } = client.constructor as typeof Client & { readonly Query: typeof DriverQuery }
  const query = new Query(text)
  // Who listens to rows gets them one by one, and nothing is gathered.
  query.on('row', () => {})
  const ended = new Promise<void>((resolve, reject) => {
    query.on('end', () => resolve())
    query.on('error', reject)
  })
  client.query(query)
  await ended
  return { rows: [], rowCount: null }
}

/** The connection as a session: a script gives no rows; errors of the database are `DatabaseError`, a broken connection is `ConnectionLost`. */
export function sessionOver(client: Client, address: URL): Session {
  let gone: string | null = null
  client.on('error', cause => {
    gone ??= withoutSecret(cause, address)
  })

  function status(): TransactionStatus {
    const letter = client.getTransactionStatus()
    return letter === 'T' ? 'open' : letter === 'E' ? 'failed' : 'idle'
  }

  async function ask(work: () => Promise<Answer>): Promise<QueryResult> {
    if (gone !== null) throw lost(gone)
    try {
      const { rows, rowCount } = await work()
      return { rows, rowsAffected: rowCount ?? 0, transaction: status() }
    } catch (error) {
      const { code, message, position } = error as { code?: unknown; message: string; position?: unknown }
      if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code))
        throw new DatabaseError(message, code, Number(position ?? 0), status())
      throw lost(withoutSecret(error, address))
    }
  }

  function lost(reason: string): ConnectionLost {
    return new ConnectionLost(`The connection to the database at ${place(address)} broke: ${reason}`)
  }

  const query = (text: string, values: readonly unknown[]) => client.query({ text, values: [...values] })

  return {
    kind: 'server',
    query: (sql, parameters = []) => ask(() => query(sql, parameters)),
    script: sql => ask(() => withoutRows(client, sql)),
    run: async sql => ({ notices: [], ...(await ask(() => query(sql, []))) }),
    async close() {
      gone ??= 'it was closed'
      await client.end().catch(() => {})
    },
  }
}
