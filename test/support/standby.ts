import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { ask } from './database-state.ts'
import { byPort } from './ring.ts'
import { freePort } from './server.ts'

/** Where a server keeps its files, and its first process. */
export interface ServerFolder {
  readonly data: string
  readonly postmaster: number
}

export async function serverFolder(superuserUrl: string): Promise<ServerFolder> {
  const [row] = await ask(superuserUrl, 'SHOW data_directory')
  const data = String(row?.data_directory)
  return { data, postmaster: Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]) }
}

/** A standby made of a copy of a server's files. It follows nobody: it is a replica, and stays one. */
export async function startStandby(
  superuserUrl: string,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const { data } = await serverFolder(superuserUrl)
  const folder = mkdtempSync(join(tmpdir(), 'migration-gate-standby-'))
  const copy = join(folder, 'data')
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  await client.query(`SELECT pg_backup_start('standby', true)`)
  cpSync(data, copy, { recursive: true, filter: path => !path.endsWith('postmaster.pid') })
  const { rows } = await client.query('SELECT labelfile FROM pg_backup_stop(false)')
  await client.end()
  cpSync(join(data, 'pg_wal'), join(copy, 'pg_wal'), { recursive: true })
  writeFileSync(join(copy, 'backup_label'), rows[0].labelfile)
  writeFileSync(join(copy, 'standby.signal'), '')
  const { uid, gid } = statSync(data)
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', `${uid}:${gid}`, folder])
  const port = await freePort()
  const binary = /^\S+/.exec(readFileSync(join(data, 'postmaster.opts'), 'utf8'))?.[0] ?? 'postgres'
  const server = spawn(binary, ['-D', copy, '-p', String(port)], {
    ...(process.getuid?.() === 0 ? { uid, gid } : {}),
    stdio: 'ignore',
  })
  const url = byPort(superuserUrl, port)
  await answers(url, server)
  return {
    url,
    async stop() {
      const gone = new Promise(resolve => server.on('close', resolve))
      server.kill('SIGQUIT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; server.exitCode === null && tries < 200; tries++) {
    if (await ask(url, 'SELECT 1').catch(() => null)) return
    await sleep(100)
  }
  throw new Error('the standby does not answer')
}
