/**
 * Whether a snapshot stands for what it was taken of: the histories of `bench/histories.json` are replayed, and what
 * their last schema is built from again must read the same.
 *
 *     node bench/snapshot-histories.ts <folder of checkouts> [name …]
 *
 * Markdown on standard output.
 */
import { resolve } from 'node:path'
import { readFolder } from '../src/commands/diff.ts'
import { configSchema } from '../src/config/config.ts'
import { postgres } from '../src/dialects/postgres/dialect.ts'
import type { Facts } from '../src/dialects/postgres/schema/planner.ts'
import { rebuild } from '../src/dialects/postgres/target/take-snapshot.ts'
import { schemaToSnapshot } from '../src/model/snapshot-schema.ts'
import { standOf } from '../src/replay/stand.ts'
import { checkoutOf, type History, histories } from './support/history-list.ts'
import { table } from './support/tables.ts'

const [checkouts, ...names] = process.argv.slice(2)
if (checkouts === undefined) {
  process.stderr.write('usage: node bench/snapshot-histories.ts <folder of checkouts> [name …]\n')
  process.exit(2)
}

const limits = { statement: 60_000, check: 600_000, memory: 3_000_000_000 }
const rows: string[][] = []
for (const history of histories(names)) {
  process.stderr.write(`${history.name}\n`)
  rows.push([history.name, ...(await standAgain(history))])
}
process.stdout.write(
  `${table(['history', 'migrations', 'objects', 'statements', 's', 'reads back', 'what differs'], rows)}\n`,
)
process.exit(0)

async function standAgain(history: History): Promise<string[]> {
  const config = configSchema.parse({ 'format-name': undefined, ...history.config })
  const directory = checkoutOf(resolve(checkouts as string), history)
  const { ground, historyTables } = await readFolder(history.folder, { directory, config })
  const { shadow, schema } = await standOf(postgres, ground, { url: null, limits, historyTables })
  try {
    const facts = (await shadow.capturePlan([])).planState as Facts
    const began = performance.now()
    const { build, unread } = await rebuild(facts, schemaToSnapshot(schema), '18.6', { limits })
    return [
      `${ground.steps.length}`,
      `${schema.objects.size}`,
      `${build.length}`,
      ((performance.now() - began) / 1000).toFixed(1),
      unread.length === 0 ? 'equal' : 'unequal',
      unread.map(({ object, reason }) => `${object}: ${reason.replaceAll(/\s+/g, ' ')}`).join('; ') || '–',
    ]
  } finally {
    await shadow.close()
  }
}
