/**
 * How loud the gate is: migrations of public histories, each reviewed as a pull request of its own upon those that
 * came before it. A sample is drawn; the seed says which, so that anybody can draw it again.
 *
 *     node bench/loudness.ts <folder of checkouts> [--dialect postgres|sqlite] [--size 200] [--seed 1] [--keep <folder>] [name …]
 *
 * The checkouts are those of `bench/histories.ts`. Markdown on standard output.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { casesOf } from './support/alone.ts'
import { drawn } from './support/draw.ts'
import { histories } from './support/history-list.ts'
import { renderLoudness } from './support/loudness-table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
    dialect: { type: 'string' },
  },
})
const [checkouts, ...names] = positionals
if (checkouts === undefined) {
  process.stderr.write('usage: node bench/loudness.ts <folder of checkouts> [--size n] [--seed n] [name …]\n')
  process.exit(2)
}
if (values.keep !== undefined) mkdirSync(values.keep, { recursive: true })

const cases = (
  await Promise.all(histories(names, values.dialect).map(history => casesOf(resolve(checkouts), history)))
).flat()
const sample = drawn(cases, Number(values.size), values.seed)
const rows = []
for (const { history, migration, review } of sample) {
  process.stderr.write(`${history} ${migration.id}\n`)
  const reviewed = await review()
  rows.push({ history, id: migration.id, review: reviewed })
  if (values.keep !== undefined) {
    const name = `${history} ${migration.id}`.replaceAll(/[^\w-]+/g, '_').slice(0, 120)
    writeFileSync(join(values.keep, `${name}.json`), JSON.stringify(reviewed, null, 2))
  }
}
const command = `node bench/loudness.ts …${values.dialect === undefined ? '' : ` --dialect ${values.dialect}`} --size ${values.size} --seed ${values.seed}`
process.stdout.write(renderLoudness(rows, cases.length, command))
process.exit(0)
