import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

export const squawkVersion = '2.66.0'
const place = join(import.meta.dirname, '../.tools')

/** Where the peers' programs are. They live outside the project's own dependencies: nobody else needs them. */
export function installPeers(): string {
  const bin = join(place, 'node_modules/.bin')
  if (!existsSync(join(bin, 'squawk'))) {
    mkdirSync(place, { recursive: true })
    const packages = [`squawk-cli@${squawkVersion}`, '@flvmnt/pgfence@0.1.5']
    const args = ['install', '--prefix', place, '--no-save', ...packages]
    const { status } = spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'] })
    if (status !== 0) throw new Error(`npm ended with ${status}`)
  }
  return bin
}
