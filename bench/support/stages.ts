/** One cold check, stage by stage, in a process of its own. Prints a JSON object of ms per stage. */

import { readFileSync } from 'node:fs'
import { ownDelivery } from '../../src/migrations/formats/plain.ts'

const times: Record<string, number> = { start: performance.now() }

async function stage<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  times[name] = (times[name] ?? 0) + performance.now() - started
  return result
}

const [baseFile = '', upFile = ''] = process.argv.slice(2)
const { postgres } = await stage('load', () => import('../../src/dialects/postgres/dialect.ts'))
const source = (path: string) => ({ path, text: readFileSync(path, 'utf8') })
const [base, up] = [source(baseFile), source(upFile)]
const parsedOf = async (file: typeof up) => ({
  migration: { id: file.path, format: 'plain', up: file, down: null, ...ownDelivery },
  transaction: 'wrapped' as const,
  up: await postgres.parse(file.text),
  down: null,
})
const [baseParsed, upParsed] = await stage(
  'parse',
  async () => [await parsedOf(base), await parsedOf(up)] as const,
)
const limits = { statement: 10_000, check: 40_000, memory: 1_500_000_000 }
const shadow = await stage('boot', () => postgres.openShadow([baseParsed, upParsed], { url: null, limits }))
await stage('replay', () => shadow.replay(baseParsed))
const before = await stage('read schema', () => shadow.readSchema())
const stateBefore = await stage('extract', () => shadow.capturePlan([]))
await stage('trace', () => shadow.trace(upParsed))
const after = await stage('read schema', () => shadow.readSchema())
postgres.diffSchemas(before, after)
const stateAfter = await stage('extract', () => shadow.capturePlan([]))
const plan = await stage('plan', () => shadow.planDown(stateAfter, stateBefore))
const down = plan.kind === 'planned' ? await postgres.parse(plan.sql) : []
await stage('proof', () => shadow.tryDown([{ ...upParsed, up: down }]))
await shadow.close()

const { check } = await import('../../src/commands/check.ts')
const { configSchema } = await import('../../src/config/config.ts')
const { renderMarkdown } = await import('../../src/report/markdown.ts')
const files = new Map([base, up].map(({ path, text }) => [path, new TextEncoder().encode(text)]))
const changeSet = { base: new Map([...files].slice(0, 1)), head: files, baseRef: null }
const review = await check({
  folders: [{ path: 'migrations', format: 'plain' }],
  dialect: 'postgres',
  changeSet,
  config: configSchema.parse({}),
  shadow: { kind: 'none' },
})
const context = { commit: null, runUrl: null, fileUrl: () => null, ruleUrl: () => '', folders: [] }
await stage('render', async () => renderMarkdown(review, context))
console.log(JSON.stringify(times))
process.exit(0)
