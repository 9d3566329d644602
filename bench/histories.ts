/**
 * Whole histories of public repositories, every migration in review, through the command line.
 *
 *     node bench/histories.ts <folder of checkouts> [--dialect postgres|sqlite] [--keep <folder>] [name …]
 *
 * `bench/histories.json` says which; a checkout stands in `<owner>+<name>`. Markdown on standard output; `--keep`
 * stores each Review for a closer look. The folders are the caller's own copies; nothing of them is kept here.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import type { Review } from '../src/model/review.ts'
import { checkoutOf, type History, histories } from './support/history-list.ts'
import { renderHistories } from './support/history-table.ts'

/** A history that needs longer than this hangs. In ms. */
const longest = 30 * 60_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, dialect: { type: 'string' } },
})
const [checkouts, ...names] = positionals
if (checkouts === undefined) {
  process.stderr.write('usage: node bench/histories.ts <folder of checkouts> [--keep <folder>] [name …]\n')
  process.exit(2)
}

const cli = resolve(import.meta.dirname, '../src/cli.ts')
const scratch = mkdtempSync(join(tmpdir(), 'migration-gate-histories-'))
if (values.keep !== undefined) mkdirSync(values.keep, { recursive: true })

try {
  const rows = []
  for (const history of histories(names, values.dialect)) {
    process.stderr.write(`${history.name}\n`)
    const started = performance.now()
    const review = await reviewOf(history)
    rows.push({ name: history.name, review, seconds: (performance.now() - started) / 1000 })
  }
  process.stdout.write(renderHistories(rows))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** The Review of a whole history. Exit codes other than pass and block are a failure of the bench. */
async function reviewOf(history: History): Promise<Review> {
  const { name, folder, dialect, config } = history
  const directory = checkoutOf(resolve(checkouts as string), history)
  const settings = join(scratch, `${name}.yml`)
  const output = join(values.keep === undefined ? scratch : resolve(values.keep), `${name}.json`)
  using setup = setupIn(directory, history)
  const limits = { check: longest }
  writeFileSync(settings, stringify({ dialect, limits, ...setup.config, ...config }))
  const flags = ['--dir', folder, '--config', settings, '--output-format', 'json', '--output', output]
  const { code, complaint } = await run([cli, 'check', ...flags], directory)
  if (code !== 0 && code !== 1) throw new Error(`${name}: exit ${code}\n${complaint}`)
  return JSON.parse(readFileSync(output, 'utf8')) as Review
}

/** A setup lies in the repository, like all that a configuration names: there for as long as the check takes. */
function setupIn(directory: string, { setup }: History) {
  const name = 'migration-gate-setup.sql'
  const path = join(directory, name)
  if (setup !== undefined) writeFileSync(path, setup)
  return {
    config: setup === undefined ? {} : { setup: name },
    [Symbol.dispose]: () => rmSync(path, { force: true }),
  }
}

function run(args: readonly string[], cwd: string): Promise<{ code: number | null; complaint: string }> {
  const { promise, resolve: end } = Promise.withResolvers<{ code: number | null; complaint: string }>()
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], timeout: longest })
  let complaint = ''
  child.stderr.on('data', chunk => {
    complaint += chunk
  })
  child.on('close', code => end({ code, complaint }))
  return promise
}
