import { randomBytes } from 'node:crypto'
import type { Client, QueryResult as DriverResult } from 'pg'
import { ShadowGone, UserError } from '../../../model/errors.ts'
import type { ShadowOptions } from '../../dialect.ts'
import { DatabaseError, type QueryResult, type Session, type TransactionStatus } from '../session.ts'

/** How long connecting may take, in ms. */
const connectTimeoutMs = 10_000

/**
 * A fresh database on a server of the user's, dropped afterwards.
 * @throws UserError where the URL, the host or the role is not fit for SQL that nobody has reviewed yet.
 */
export async function openServer(url: string, limits: ShadowOptions['limits']): Promise<Session> {
  const target = requireLocalUrl(url)
  const name = `migration_gate_${randomBytes(6).toString('hex')}`
  const admin = await connect(target)
  try {
    await requireModestRole(admin)
    await admin.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`)
  } catch (error) {
    await admin.end()
    if (error instanceof UserError) throw error
    throw new UserError(
      `The shadow's server does not let us create a database: ${(error as Error).message}`,
      { cause: error },
    )
  }
  const inside = new URL(target)
  inside.pathname = `/${name}`
  const client = await connect(inside)
  return serverSession(client, admin, name, limits)
}

function requireLocalUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new UserError(
      '--shadow takes "embedded", "none" or a URL such as postgres://gate@localhost:5432/postgres.',
    )
  }
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1')
  // A name without dots is a service container of the job, or a host of the compose file.
  const local =
    host === '' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host) || /^[a-z0-9_-]+$/i.test(host)
  if (local) return parsed
  throw new UserError(
    `--shadow refuses the host "${host}": unreviewed SQL runs there. Use localhost or a service container.`,
  )
}

async function requireModestRole(admin: Client): Promise<void> {
  const { rows } = await admin.query(
    'SELECT r.rolname AS name, r.rolsuper AS super, r.rolcreatedb AS creates FROM pg_catalog.pg_roles r WHERE r.rolname = current_user',
  )
  const role = rows[0] as { name: string; super: boolean; creates: boolean }
  const advice = "Use a role made for it: CREATE ROLE gate LOGIN CREATEDB PASSWORD '…'."
  if (role.super)
    throw new UserError(
      `--shadow refuses the superuser "${role.name}": unreviewed SQL would own the server. ${advice}`,
    )
  if (!role.creates) throw new UserError(`The role "${role.name}" may not create databases. ${advice}`)
}

async function connect(url: URL): Promise<Client> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({
    connectionString: url.href,
    application_name: 'migration-gate shadow',
    connectionTimeoutMillis: connectTimeoutMs,
  })
  // Without a listener a lost connection would end the whole process.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const secret = decodeURIComponent(url.password)
    const message = (error as Error).message || String((error as { code?: string }).code)
    const safe = secret === '' ? message : message.replaceAll(secret, '***')
    throw new UserError(`The shadow's server at ${url.host || 'the local socket'} cannot be reached: ${safe}`)
  }
  return client
}

function serverSession(
  client: Client,
  admin: Client,
  name: string,
  limits: ShadowOptions['limits'],
): Session {
  const deadline = Date.now() + limits.check
  let gone: ShadowGone | null = null
  client.on('error', error => {
    gone ??= new ShadowGone(`the server closed the connection: ${error.message}`)
  })

  function status(): TransactionStatus {
    const letter = client.getTransactionStatus()
    return letter === 'T' ? 'open' : letter === 'E' ? 'failed' : 'idle'
  }

  async function limited<T>(work: () => Promise<T>): Promise<T> {
    if (gone !== null) throw gone
    const left = deadline - Date.now()
    const limit = Math.max(0, Math.min(limits.statement, left))
    const whole = left < limits.statement
    const reason = whole
      ? `the check's ${limits.check / 1000} s in the shadow were used up`
      : `it did not finish within ${limits.statement / 1000} s`
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        gone ??= new ShadowGone(reason)
        // Ends the backend too: a client that goes away does not stop the statement.
        void drop().finally(() => reject(gone))
      }, limit)
    })
    try {
      return await Promise.race([work(), timeout])
    } catch (error) {
      if (gone !== null) throw gone
      throw asDatabaseError(error, status())
    } finally {
      clearTimeout(timer)
    }
  }

  let dropped: Promise<void> | null = null
  function drop(): Promise<void> {
    dropped ??= (async () => {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await admin.end()
    })()
    return dropped
  }

  return {
    kind: 'server',
    query: (sql, parameters = []) =>
      limited(async () => toResult(await client.query({ text: sql, values: [...parameters] }), status())),
    script: sql => limited(async () => toResult(await client.query(sql), status())),
    run: sql =>
      limited(async () => {
        const query = { text: sql, queryMode: 'extended' }
        const notices: string[] = []
        const note = (notice: { readonly message?: string | undefined }) => notices.push(notice.message ?? '')
        client.on('notice', note)
        try {
          const { rowsAffected, transaction } = toResult(await client.query(query), status())
          return { rowsAffected, transaction, notices }
        } finally {
          client.off('notice', note)
        }
      }),
    async close() {
      gone ??= new ShadowGone('it was closed')
      await drop().catch(() => {})
      await client.end().catch(() => {})
    },
  }
}

function toResult(result: DriverResult | DriverResult[], transaction: TransactionStatus): QueryResult {
  const results = Array.isArray(result) ? result : [result]
  const rows = results.findLast(one => one.fields.length > 0)?.rows ?? []
  return { rows, rowsAffected: results.at(-1)?.rowCount ?? 0, transaction }
}

function asDatabaseError(error: unknown, transaction: TransactionStatus): Error {
  const { code, message, position } = error as { code?: unknown; message: string; position?: unknown }
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) {
    return new ShadowGone(`the connection broke: ${message}`)
  }
  return new DatabaseError(message, code, Number(position ?? 0), transaction)
}
