/**
 * Parses and judges every migration of the histories, one process for all: `node bench/support/lint-all.ts <checkouts>`.
 * Prints a JSON object of ms per stage, and what was looked at.
 */
import { resolve } from 'node:path'
import { checkoutOf, histories } from './history-list.ts'

const started = performance.now()
const [{ check }, { readChange }, { configSchema }, { loadDialect }] = await Promise.all([
  import('../../src/commands/check.ts'),
  import('../../src/commands/check-from-disk.ts'),
  import('../../src/config/config.ts'),
  import('../../src/dialects/registry.ts'),
])
const dialect = await loadDialect('postgres')
await dialect.parse('SELECT 1')
const ms = { load: performance.now() - started, read: 0, check: 0, parse: 0 }
const seen = { migrations: 0, statements: 0, bytes: 0, findings: 0 }

async function timed<Result>(
  stage: 'read' | 'check' | 'parse',
  work: () => Promise<Result>,
): Promise<Result> {
  const began = performance.now()
  const result = await work()
  ms[stage] += performance.now() - began
  return result
}

const checkouts = resolve(process.argv[2] as string)
for (const history of histories([], 'postgres')) {
  const config = configSchema.parse({ ...history.config, shadow: 'none' })
  const { folders, changeSet } = await timed('read', () =>
    readChange({
      directory: checkoutOf(checkouts, history),
      folders: [history.folder],
      format: config['format-name'] ?? null,
      dialect: 'postgres',
      files: null,
      base: null,
      besides: [...config.setup, ...config.baseline],
    }),
  )
  const review = await timed('check', () =>
    check({ folders, dialect: 'postgres', changeSet, config, shadow: { kind: 'none' } }),
  )
  const texts = review.migrations.map(({ path }) => new TextDecoder().decode(changeSet.head.get(path)))
  // Once more on its own: what is left of the check is rules, digests and the value itself.
  await timed('parse', async () => {
    for (const text of texts) await dialect.parse(text)
  })
  seen.migrations += review.migrations.length
  seen.statements += review.counts.statements
  seen.findings += review.findings.length
  seen.bytes += texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
}
console.log(JSON.stringify({ ms, seen, memory: process.memoryUsage.rss() }))
process.exit(0)
