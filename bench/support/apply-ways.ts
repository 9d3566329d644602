import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { deployFolder } from '../../test/support/deploy-folder.ts'
import type { Place } from '../../test/support/ring.ts'

/** Someone who applies a folder of small migrations. */
export interface Way {
  readonly name: string
  /** Writes the files as it wants them; of all others they stand in the place's folder. */
  prepare?(place: Place): void
  apply(place: Place): Promise<void>
}

/** SQL by file name, in order. */
export type Files = Readonly<Record<string, string>>

/** Those that need nothing but a driver or psql, and ours. */
export function ownWays(files: Files): readonly Way[] {
  const names = Object.keys(files)
  const psql = (place: Place, args: readonly string[]) =>
    run('psql', ['-q', '-v', 'ON_ERROR_STOP=1', ...args, place.url], place.folder)
  return [
    { name: 'one session, all files in one transaction', apply: place => inOneSession(place, names, false) },
    { name: 'one session, a transaction for each file', apply: place => inOneSession(place, names, true) },
    {
      name: 'psql -1 -f, all files in one transaction',
      apply: place => psql(place, ['-1', ...names.flatMap(name => ['-f', name])]),
    },
    {
      name: 'psql, a transaction for each file',
      apply: place =>
        psql(
          place,
          names.flatMap(name => ['-c', 'BEGIN', '-f', name, '-c', 'COMMIT']),
        ),
    },
    {
      name: 'our runner: a transaction, a row and a journal for each file',
      async apply(place) {
        const said = await deployFolder(place)
        if (said !== 'done') throw new Error(said)
      },
    },
  ]
}

/** Tools from npm, in a folder with `node_modules`. */
export function peerWays(files: Files, tools: string): readonly Way[] {
  const program = (name: string) => join(tools, 'node_modules/.bin', name)
  const pgMigrate = (place: Place, more: readonly string[]) =>
    run(program('node-pg-migrate'), ['up', '-m', 'own', '-j', 'sql', ...more], place.folder, {
      DATABASE_URL: place.url,
    })
  const timestamped = (place: Place) =>
    write(place, 'own', files, (name, sql) => [
      `${1_700_000_000_000 + Number(name.slice(0, 4))}_step.sql`,
      sql,
    ])
  return [
    {
      name: 'dbmate: a transaction and a row for each file',
      prepare: place =>
        write(place, 'own', files, (name, sql) => [name, `-- migrate:up\n${sql}\n\n-- migrate:down\n`]),
      apply: ({ url, folder }) =>
        run(
          program('dbmate'),
          ['--url', `${url}?sslmode=disable`, '-d', 'own', '--no-dump-schema', 'up'],
          folder,
        ),
    },
    {
      name: 'node-pg-migrate: a row for each file, all in one transaction (its default)',
      prepare: timestamped,
      apply: place => pgMigrate(place, []),
    },
    {
      name: 'node-pg-migrate --no-single-transaction: a transaction and a row for each file',
      prepare: timestamped,
      apply: place => pgMigrate(place, ['--no-single-transaction']),
    },
    {
      name: 'graphile-migrate: a transaction and a row for each file',
      prepare: place => graphileFiles(place, files),
      apply: place => run(program('graphile-migrate'), ['migrate'], place.folder, graphileUrls(place.url)),
    },
  ]
}

async function inOneSession({ url, folder }: Place, names: readonly string[], each: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  if (!each) await client.query('BEGIN')
  for (const name of names) {
    const sql = readFileSync(join(folder, name), 'utf8')
    await client.query(each ? `BEGIN; ${sql} COMMIT` : sql)
  }
  if (!each) await client.query('COMMIT')
  await client.end()
}

function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', text => {
      said += text
    })
    child.on('error', reject)
    child.on('close', code =>
      code === 0 ? resolve() : reject(new Error(`${program}: ${said.slice(-2000)}`)),
    )
  })
}

function write(
  { folder }: Place,
  under: string,
  files: Files,
  form: (name: string, sql: string) => readonly [string, string],
): void {
  mkdirSync(join(folder, under), { recursive: true })
  for (const [name, sql] of Object.entries(files)) {
    const [own, text] = form(name, sql)
    writeFileSync(join(folder, under, own), text)
  }
}

/** Each file has the hash of the one before it: SHA-1 of that hash, a line feed, the body, and a line feed. */
function graphileFiles(place: Place, files: Files): void {
  let previous: string | null = null
  let number = 0
  write(place, 'migrations/committed', files, (_, sql) => {
    const text = `${`${previous ?? ''}\n${sql.trim()}`.trim()}\n`
    const hash = `sha1:${createHash('sha1').update(text).digest('hex')}`
    const header = `--! Previous: ${previous ?? '-'}\n--! Hash: ${hash}\n--! Message: step\n\n`
    previous = hash
    return [`${String(++number).padStart(6, '0')}-step.sql`, `${header}${sql.trim()}\n`]
  })
  writeFileSync(join(place.folder, '.gmrc'), '{}')
}

function graphileUrls(url: string): Readonly<Record<string, string>> {
  const other = (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  return { DATABASE_URL: url, SHADOW_DATABASE_URL: other('shadow'), ROOT_DATABASE_URL: other('postgres') }
}
