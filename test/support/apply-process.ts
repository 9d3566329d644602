import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { FailureReason } from '../../src/model/deploy.ts'
import type { DeployedMigration } from '../../src/model/deploy-report.ts'
import type { Place } from './ring.ts'

const cli = resolve(import.meta.dirname, '../../src/cli.ts')

/** How a `migration-gate apply` ended. */
export interface Ended {
  readonly code: number
  readonly reason: FailureReason | null
  readonly message: string
  readonly migrations: readonly DeployedMigration[]
  /** All that was printed. */
  readonly output: string
}

/** `migration-gate apply` in a process of its own. */
export function applyProcess({ url, folder, format }: Place): Promise<Ended> {
  const args = [
    'apply',
    '--url',
    url,
    '--dir',
    'migrations',
    '--format-name',
    format,
    '--dialect',
    'postgres',
  ]
  const options = {
    cwd: join(folder, '..'),
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'migration-gate-runner-cache') },
  }
  return new Promise(resolve => {
    execFile(process.execPath, [cli, ...args, '--output-format', 'json'], options, (error, out, err) => {
      const nothing = { failureReason: null, message: '', migrations: [] }
      const { failureReason, message, migrations } = out === '' ? nothing : JSON.parse(out)
      const code = error === null ? 0 : Number(error.code)
      resolve({ code, reason: failureReason, message, migrations, output: out + err })
    })
  })
}
