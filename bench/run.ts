/** All benches that need nothing but this machine and npm: `npm run bench [-- rounds]`. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
const args = [join(here, 'check.ts'), ...process.argv.slice(2)]
const { stdout, status } = spawnSync(process.execPath, args, {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
})
if (status !== 0) process.exit(status ?? 1)
mkdirSync(join(here, 'results'), { recursive: true })
writeFileSync(join(here, 'results/check.md'), stdout)
process.stdout.write(stdout)
