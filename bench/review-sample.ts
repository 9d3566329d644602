/**
 * Reviews so many migrations of each public history, each as a pull request of its own upon those that came before it,
 * and keeps the reviews for `bench/draw-findings.ts`.
 *
 *     node bench/review-sample.ts <folder of checkouts> <folder of reviews> [--each 12] [--seed 1] [--dialect postgres] [name …]
 *
 * The same seed samples the same ones, and a larger `--each` more besides; what is kept already is not reviewed again.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { casesOf } from './support/alone.ts'
import { drawn } from './support/draw.ts'
import { histories } from './support/history-list.ts'
import { latestBase } from './support/latest-base.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    each: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    dialect: { type: 'string' },
  },
})
const [checkouts, kept, ...names] = positionals
if (checkouts === undefined || kept === undefined) {
  process.stderr.write(
    'usage: node bench/review-sample.ts <folder of checkouts> <folder of reviews> [--each n] [--seed n] [name …]\n',
  )
  process.exit(2)
}
mkdirSync(kept, { recursive: true })

for (const history of histories(names, values.dialect)) {
  const cases = await casesOf(resolve(checkouts), history)
  const sample = new Set(drawn(cases, Number(values.each), values.seed))
  const baseStore = latestBase()
  // In their order, so that each base begins with the one before it.
  for (const one of cases.filter(it => sample.has(it))) {
    const name = `${one.history} ${one.migration.id}`.replaceAll(/[^\w-]+/g, '_').slice(0, 120)
    const file = join(kept, `${name}.json`)
    if (existsSync(file)) continue
    const started = performance.now()
    const review = await one.review({ baseStore })
    writeFileSync(file, JSON.stringify(review, null, 2))
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const errors = review.findings.filter(({ severity }) => severity === 'error').length
    process.stderr.write(`${name}: ${errors} errors, ${seconds} s\n`)
  }
}
process.exit(0)
