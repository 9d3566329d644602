/**
 * What a check costs at 10 and at 1,000 migrations of base, cold and with the kept base.
 * `node bench/base-state.ts [rounds]`, markdown on standard output; needs a built dist.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { growing, steady } from './support/long-history.ts'
import { median } from './support/measure.ts'

const rounds = Number(process.argv[2] ?? 5)
const load = loadavg()[0] ?? 0
const cli = join(import.meta.dirname, '../dist/cli.js')
const folder = mkdtempSync(join(tmpdir(), 'migration-gate-base-state-'))

interface Case {
  readonly name: string
  readonly base: readonly string[]
}

const cases: readonly Case[] = [
  { name: '10, on 5 tables', base: steady(10) },
  { name: '1,000, on the same 5 tables', base: steady(1000) },
  { name: '10, growing to 3 tables', base: growing(10) },
  { name: '1,000, growing to 250 tables', base: growing(1000) },
]

const rows = cases.map(({ name, base }, place) => {
  const repository = join(folder, String(place))
  for (const [index, sql] of base.entries())
    write(repository, `migrations/${String(index + 1).padStart(5, '0')}_step.sql`, sql)
  const next = `migrations/${String(base.length + 1).padStart(5, '0')}_note.sql`
  write(repository, next, 'ALTER TABLE t1 ADD COLUMN brand_new text;\n')
  write(repository, next.replace('.sql', '.down.sql'), 'ALTER TABLE t1 DROP COLUMN brand_new;\n')
  // A busy machine is slow, and that is no failure here.
  write(repository, '.migration-gate.yml', 'limits: { check: 600000 }\n')
  write(repository, 'off.yml', 'cache: off\nlimits: { check: 600000 }\n')

  const times = { without: [] as Time[], first: [] as Time[], second: [] as Time[] }
  for (let round = 0; round < rounds; round++) {
    const cache = join(folder, 'cache')
    rmSync(cache, { recursive: true, force: true })
    times.without.push(time(repository, next, cache, ['--config', 'off.yml']))
    times.first.push(time(repository, next, cache, []))
    times.second.push(time(repository, next, cache, []))
  }
  const kept = sizeOf(join(folder, 'cache/migration-gate'))
  const cells = [times.without, times.first, times.second].map(spread)
  return `| ${name} | ${cells.join(' | ')} | ${kept === 0 ? 'not worth it' : `${(kept / 1e6).toFixed(1)} MB`} |`
})

console.log(`# The base, kept

${new Date().toISOString().slice(0, 10)}, \`node bench/base-state.ts ${rounds}\`, Node ${process.version}, ${cpus().length} cores
(${cpus()[0]?.model.trim()}) with a load of ${load.toFixed(1)} beforehand. One new migration with its
down, after a base of so many migrations: wall time in ms of the whole check, median of ${rounds} (least–most), and the
time of the processors, median.

| migrations of the base | without a cache | first check, which keeps | second check | kept |
|---|--:|--:|--:|--:|
${rows.join('\n')}

A second check replays and parses nothing of the base. What is left of the difference is the size of the schema, which
is read before and after the change; a thousand files are read and digested in a few hundredths of a second.
`)
rmSync(folder, { recursive: true })

/** Milliseconds; those of the processors are of all processes together, and know little of what else runs. */
interface Time {
  readonly wall: number
  readonly processor: number
}

function time(repository: string, file: string, cache: string, options: readonly string[]): Time {
  const check = ['check', '--dir', 'migrations', '--files', file, '--output-format', 'json', ...options]
  const timed = 'TIMEFORMAT="%R %U %S"; { time "$@" 2>&3; } 3>&2 2>times'
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', timed, 'bash', process.execPath, cli, ...check],
    {
      cwd: repository,
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: cache },
    },
  )
  const measured = status === 0 ? JSON.parse(stdout).counts.measured : 0
  if (measured !== 1) throw new Error(`the check ended with ${status}: ${stderr}`)
  const [wall = 0, user = 0, system = 0] = readFileSync(join(repository, 'times'), 'utf8')
    .trim()
    .split(' ')
    .map(Number)
  return { wall: wall * 1000, processor: (user + system) * 1000 }
}

function spread(times: readonly Time[]): string {
  const walls = times.map(({ wall }) => wall)
  const processor = median(times.map(({ processor }) => processor))
  return `${median(walls).toFixed(0)} (${Math.min(...walls).toFixed(0)}–${Math.max(...walls).toFixed(0)}), ${processor.toFixed(0)}`
}

function sizeOf(path: string): number {
  try {
    return readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0)
  } catch {
    return 0
  }
}

function write(repository: string, path: string, text: string): void {
  mkdirSync(join(repository, path, '..'), { recursive: true })
  writeFileSync(join(repository, path), text)
}
