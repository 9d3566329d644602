/**
 * Parsing and rules alone, over every PostgreSQL migration of the histories, beside squawk on the same files.
 *
 *     node bench/lint.ts <folder of checkouts> [rounds]
 *
 * Markdown on standard output. Both are one process for all files, in turn.
 */
import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { readChange } from '../src/commands/check-from-disk.ts'
import { configSchema } from '../src/config/config.ts'
import { readMigrations } from '../src/migrations/read.ts'
import { checkoutOf, histories } from './support/history-list.ts'
import { median } from './support/measure.ts'
import { installPeers, squawkVersion } from './support/peers.ts'
import { table } from './support/tables.ts'

const [checkouts, rounds = '5'] = process.argv.slice(2)
if (checkouts === undefined) {
  process.stderr.write('usage: node bench/lint.ts <folder of checkouts> [rounds]\n')
  process.exit(2)
}

interface Lint {
  readonly ms: Readonly<Record<'load' | 'read' | 'check' | 'parse', number>>
  readonly seen: Readonly<Record<'migrations' | 'statements' | 'bytes' | 'findings', number>>
  readonly memory: number
}

const squawk = join(installPeers(), 'squawk')
const files = (await Promise.all(histories([], 'postgres').map(upsOf))).flat()
const ours: (Lint & { readonly wall: number })[] = []
const theirs: number[] = []
for (let round = 0; round < Number(rounds); round++) {
  ours.push(lintAll())
  theirs.push(runSquawk())
}

const middle = (read: (lint: (typeof ours)[number]) => number) => median(ours.map(read))
const { seen } = ours[0] as Lint
const ratio = middle(({ wall }) => wall) / median(theirs)
process.stdout.write(`# Parsing and rules alone

${new Date().toISOString().slice(0, 10)}, \`node bench/lint.ts … ${rounds}\`, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}.
${seen.migrations} migrations, ${seen.statements} statements, ${(seen.bytes / 1e6).toFixed(1)} MB, in one process each. Medians of ${rounds} rounds.

${table(
  ['', 'ms'],
  [
    ['migration-gate, whole process', whole(middle(({ wall }) => wall))],
    ['· loading the program and the parser', whole(middle(({ ms }) => ms.load))],
    ['· finding and reading files', whole(middle(({ ms }) => ms.read))],
    ['· parsing', whole(middle(({ ms }) => ms.parse))],
    ['· rules, digests and the review', whole(middle(({ ms }) => ms.check - ms.parse))],
    [`squawk ${squawkVersion}, whole process`, whole(median(theirs))],
  ],
)}

Ratio ${ratio.toFixed(1)}; ${Math.round(seen.statements / (middle(({ ms }) => ms.check) / 1000))} statements a second; ${seen.findings} findings; ${Math.round(middle(({ memory }) => memory) / 1e6)} MB at its end.
`)

function whole(ms: number): string {
  return Math.round(ms).toLocaleString('en-US')
}

function lintAll(): Lint & { readonly wall: number } {
  const began = performance.now()
  const script = join(import.meta.dirname, 'support/lint-all.ts')
  const { stdout, status } = spawnSync(process.execPath, [script, resolve(checkouts as string)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 600_000,
  })
  if (status !== 0) throw new Error(`the check ended with ${status}`)
  const wall = performance.now() - began
  const lint = JSON.parse(stdout) as Lint
  // The second parse is there to tell the stages apart, and no part of the work.
  return { ...lint, wall: wall - lint.ms.parse }
}

function runSquawk(): number {
  const began = performance.now()
  const { error } = spawnSync(squawk, files, { stdio: 'ignore', timeout: 600_000 })
  if (error !== undefined) throw error
  return performance.now() - began
}

async function upsOf(history: ReturnType<typeof histories>[number]): Promise<readonly string[]> {
  const config = configSchema.parse({ ...history.config })
  const root = checkoutOf(resolve(checkouts as string), history)
  const { folders, changeSet } = await readChange({
    directory: root,
    folders: [history.folder],
    format: config['format-name'] ?? null,
    dialect: 'postgres',
    files: null,
    base: null,
    besides: [...config.setup, ...config.baseline],
  })
  const apart = new Set([...config.setup, ...config.baseline])
  const { migrations } = readMigrations(folders, changeSet.head, 'postgres', apart, config.variables)
  return migrations.map(({ up }) => join(root, up.path))
}
