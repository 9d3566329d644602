/**
 * Draws findings out of reviews that `bench/review-sample.ts` or `bench/loudness.ts --keep` left, for somebody to judge
 * them one by one.
 *
 *     node bench/draw-findings.ts <folder of reviews> [--size 100] [--seed 1] [--severity error] [--of-review 6] [--of-repository 15]
 *
 * Prints each with its SQL, under a number; the same seed draws the same ones. With limits no more are drawn of one
 * review, or of all reviews of one repository.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Review } from '../src/model/review.ts'
import { drawn } from './support/draw.ts'
import { histories } from './support/history-list.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    severity: { type: 'string', default: 'error' },
    'of-review': { type: 'string', default: 'Infinity' },
    'of-repository': { type: 'string', default: 'Infinity' },
  },
})
const [kept] = positionals
if (kept === undefined) {
  process.stderr.write('usage: node bench/draw-findings.ts <folder of reviews> [--size n] [--seed n]\n')
  process.exit(2)
}

const known = [...histories([]), ...histories([], 'sqlite')]
const lots = readdirSync(kept).flatMap(name => {
  const review = JSON.parse(readFileSync(join(kept, name), 'utf8')) as Review
  return review.findings
    .filter(({ severity }) => severity === values.severity)
    .map((finding, place) => ({
      history: name.replace(/\.json$/, ''),
      migration: { id: `${finding.rule} ${finding.line} ${place}` },
      finding,
      sql: sqlOf(review, finding),
    }))
})
const limits = { review: Number(values['of-review']), repository: Number(values['of-repository']) }
const inOrder = withLimits(drawn(lots, lots.length, values.seed)).slice(0, Number(values.size))
for (const [place, { history, finding, sql }] of inOrder.entries()) {
  const { rule, path, line, message, fix, evidence } = finding
  process.stdout.write(
    `## ${place + 1}. ${rule} (${evidence})\n${history} ${path}:${line}\n${message}\nfix: ${fix}\n\n${sql}\n\n`,
  )
}
process.stderr.write(`${lots.length} findings to draw from\n`)

/** Those of the drawn ones that exceed no limit, in their order. */
function withLimits<One extends { readonly history: string }>(drawn: readonly One[]): readonly One[] {
  const counts = new Map<string, number>()
  const count = (key: string) => (counts.get(key) ?? 0) + 1
  return drawn.filter(({ history: review }) => {
    const { repository } = known.find(({ name }) => review.startsWith(`${name}_`)) ?? { repository: review }
    if (count(review) > limits.review || count(`of ${repository}`) > limits.repository) return false
    counts.set(review, count(review)).set(`of ${repository}`, count(`of ${repository}`))
    return true
  })
}

function sqlOf({ migrations }: Review, { path, line, statement }: Review['findings'][number]): string {
  const migration = migrations.find(it => it.path === path || it.down.path === path)
  const sql = migration?.statements.find(({ index }) => index === statement)?.sql
  return (sql ?? migration?.statements.find(it => it.line === line)?.sql ?? '(the file as a whole)').slice(
    0,
    1500,
  )
}
