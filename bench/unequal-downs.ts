/**
 * Each down that was not proven, beside what a person said of it, and a sample of those that were.
 *
 *     node bench/unequal-downs.ts <folder of kept reviews> [--seed 1] [--size 40]
 *
 * The reviews are those that `bench/histories.ts --keep` stores. What was said by hand stands in
 * `bench/results/unequal-downs.json`. Markdown on standard output; what nobody has looked at yet is listed on
 * standard error too, as is what was said of a down that is no longer among them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Review } from '../src/model/review.ts'
import { caseOf, type DownCase, isProven, type Said, verdictOf } from './support/down-cases.ts'
import { renderDownCases } from './support/down-table.ts'
import { drawn } from './support/draw.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, size: { type: 'string', default: '40' } },
})
const [kept] = positionals
if (kept === undefined) {
  process.stderr.write('usage: node bench/unequal-downs.ts <folder of kept reviews> [--seed 1] [--size 40]\n')
  process.exit(2)
}

const said = JSON.parse(readFileSync(join(import.meta.dirname, 'results/unequal-downs.json'), 'utf8')) as Said
const cases = readdirSync(resolve(kept))
  .filter(name => name.endsWith('.json'))
  .sort()
  .flatMap(name => {
    const review = JSON.parse(readFileSync(join(resolve(kept), name), 'utf8')) as Review
    return review.migrations.map(migration => caseOf(name.slice(0, -'.json'.length), migration))
  })
const open = cases.filter(({ migration: { down } }) => !isProven(down))
const sample = drawn(
  cases.filter(({ migration: { down } }) => down.source !== 'authored-empty' && isProven(down)),
  Number(values.size),
  values.seed,
)

const command = `node bench/unequal-downs.ts … --seed ${values.seed} --size ${values.size}`
process.stdout.write(renderDownCases({ cases, open, sample, said, command }))
complain('nobody has looked at', names(open.filter(one => verdictOf(one, said.unequal) === null)))
complain('nobody has read', names(sample.filter(one => verdictOf(one, said.equal) === null)))
complain('no longer among them:', gone(said.unequal, open))
complain('no longer drawn:', gone(said.equal, sample))

function names(list: readonly DownCase[]): readonly string[] {
  return list.map(({ history, migration }) => `${history} ${migration.id}`)
}

function gone(table: Said['unequal'], list: readonly DownCase[]): readonly string[] {
  const there = new Set(names(list))
  return Object.entries(table)
    .flatMap(([history, own]) => Object.keys(own).map(id => `${history} ${id}`))
    .filter(name => !there.has(name))
}

function complain(what: string, list: readonly string[]): void {
  for (const name of list) process.stderr.write(`${what} ${name}\n`)
}
