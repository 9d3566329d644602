/**
 * How loud the gate is: migrations of public histories, each reviewed as a pull request of its own upon those that
 * came before it. A sample is drawn; the seed says which, so that anybody can draw it again.
 *
 *     node bench/loudness.ts <folder of checkouts> [--dialect postgres|sqlite] [--size 200] [--seed 1] [--rows n] [--keep <folder>] [name …]
 *
 * `--rows` says of each table that stands how many rows it has; without it nobody knows.
 * The checkouts are those of `bench/histories.ts`. Markdown on standard output.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { casesOf } from './support/alone.ts'
import { drawn } from './support/draw.ts'
import { histories } from './support/history-list.ts'
import { renderLoudness } from './support/loudness-table.ts'
import { reviewWithRows } from './support/sized.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    rows: { type: 'string' },
    keep: { type: 'string' },
    dialect: { type: 'string' },
  },
})
const [checkouts, ...names] = positionals
if (checkouts === undefined) {
  process.stderr.write(
    'usage: node bench/loudness.ts <folder of checkouts> [--size n] [--seed n] [--rows n] [name …]\n',
  )
  process.exit(2)
}
if (values.keep !== undefined) mkdirSync(values.keep, { recursive: true })

const cases = (
  await Promise.all(histories(names, values.dialect).map(history => casesOf(resolve(checkouts), history)))
).flat()
const sample = drawn(cases, Number(values.size), values.seed)
const rows = []
for (const one of sample) {
  const { history, migration } = one
  process.stderr.write(`${history} ${migration.id}\n`)
  const reviewed =
    values.rows === undefined ? await one.review() : await reviewWithRows(one, Number(values.rows))
  rows.push({ history, id: migration.id, review: reviewed })
  if (values.keep !== undefined) {
    const name = `${history} ${migration.id}`.replaceAll(/[^\w-]+/g, '_').slice(0, 120)
    writeFileSync(join(values.keep, `${name}.json`), JSON.stringify(reviewed, null, 2))
  }
}
const said = (['dialect', 'size', 'seed', 'rows'] as const).flatMap(name =>
  values[name] === undefined ? [] : [`--${name} ${values[name]}`],
)
const command = ['node bench/loudness.ts …', ...said].join(' ')
process.stdout.write(renderLoudness(rows, cases.length, command))
process.exit(0)
