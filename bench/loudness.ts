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
import { check } from '../src/commands/check.ts'
import { readChange } from '../src/commands/check-from-disk.ts'
import { configSchema } from '../src/config/config.ts'
import { readMigrations } from '../src/migrations/read.ts'
import type { Migration } from '../src/model/migration.ts'
import type { Review } from '../src/model/review.ts'
import { drawn } from './support/draw.ts'
import { checkoutOf, type History, histories } from './support/history-list.ts'
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

/** One migration and how to review it alone. */
interface Case {
  readonly history: string
  readonly migration: Migration
  review(): Promise<Review>
}

const cases = (await Promise.all(histories(names, values.dialect).map(casesOf))).flat()
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

async function casesOf(history: History): Promise<readonly Case[]> {
  const config = configSchema.parse({ ...history.config, limits: { check: 600_000 } })
  const { folders, changeSet } = await readChange({
    directory: checkoutOf(resolve(checkouts as string), history),
    folders: [history.folder],
    format: config['format-name'] ?? null,
    dialect: history.dialect,
    files: null,
    base: null,
    besides: [...config.setup, ...config.baseline],
  })
  const { migrations } = readMigrations(
    folders,
    changeSet.head,
    history.dialect,
    new Set(besidesOf(config)),
    config.variables,
  )
  return migrations.map((migration, place) => ({
    history: history.name,
    migration,
    review: () => {
      const later = new Set(migrations.slice(place).flatMap(filesOf))
      const base = new Map([...changeSet.head].filter(([path]) => !later.has(path)))
      const own = new Set(filesOf(migration))
      const added = [...changeSet.head].filter(([path]) => own.has(path))
      const change = { base, head: new Map([...base, ...added]), baseRef: null }
      return check({
        folders,
        dialect: history.dialect,
        changeSet: change,
        config,
        shadow: { kind: 'embedded' },
      })
    },
  }))
}

function besidesOf({ setup, baseline }: { setup: readonly string[]; baseline: readonly string[] }) {
  return [...setup, ...baseline]
}

function filesOf({ up, down }: Migration): readonly string[] {
  return down === null ? [up.path] : [up.path, down.path]
}
