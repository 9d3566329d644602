/**
 * Whether the reader of SQLite's schemas tells all: the histories of `bench/histories.json` are replayed, and from
 * what was read of the last schema a fresh database is made, which must read the same.
 *
 *     node bench/read-back.ts <folder of checkouts> [name …]
 *
 * Markdown on standard output.
 */
import { resolve } from 'node:path'
import { readChange } from '../src/commands/check-from-disk.ts'
import { configSchema } from '../src/config/config.ts'
import type { ParsedMigration, Shadow } from '../src/dialects/dialect.ts'
import { sqlite } from '../src/dialects/sqlite/dialect.ts'
import { ownDelivery } from '../src/migrations/formats/plain.ts'
import { readMigrations } from '../src/migrations/read.ts'
import type { Migration } from '../src/model/migration.ts'
import { writeSchema } from '../test/dialects/sqlite/schema/write-schema.ts'
import { checkoutOf, type History, histories } from './support/history-list.ts'
import { table } from './support/tables.ts'

const [checkouts, ...names] = process.argv.slice(2)
if (checkouts === undefined) {
  process.stderr.write('usage: node bench/read-back.ts <folder of checkouts> [name …]\n')
  process.exit(2)
}

const rows = []
for (const history of histories(names, 'sqlite')) rows.push([history.name, ...(await readBack(history))])
process.stdout.write(
  `${table(['history', 'migrations', 'problems of the base', 'objects', 'reads back', 'what differs'], rows)}\n`,
)

async function readBack(history: History): Promise<readonly string[]> {
  const config = configSchema.parse(history.config ?? {})
  const { folders, changeSet } = await readChange({
    directory: checkoutOf(resolve(checkouts as string), history),
    folders: [history.folder],
    format: config['format-name'] ?? null,
    dialect: 'sqlite',
    files: null,
    base: null,
    besides: [],
  })
  const { migrations } = readMigrations(folders, changeSet.head, 'sqlite')
  const foreignKeys = config.sqlite['foreign-keys']
  using first = await shadow(foreignKeys)
  const problems = []
  for (const migration of migrations) problems.push(...(await first.replay(await parsed(migration))))
  const read = await first.readSchema()
  using second = await shadow(foreignKeys)
  const again = await second.replay(await parsed(migrationOf(writeSchema(read))))
  const { verdict, difference } = sqlite.compareSchemas(read, await second.readSchema())
  return [
    `${migrations.length}`,
    `${problems.length}`,
    `${read.objects.size}`,
    again.length === 0 ? verdict : `${verdict}, ${again.length} statements failed`,
    difference.map(({ object, name }) => `${object} ${name}`).join(', ') || '–',
  ]
}

async function shadow(foreignKeys: boolean): Promise<Shadow & Disposable> {
  const limits = { statement: 60_000, check: 600_000, memory: 1_500_000_000 }
  const opened = await sqlite.openShadow([], { url: null, limits, foreignKeys })
  return { ...opened, [Symbol.dispose]: () => void opened.close() }
}

function migrationOf(text: string): Migration {
  return { id: 'again', format: 'plain', up: { path: 'again.sql', text }, down: null, ...ownDelivery }
}

async function parsed(migration: Migration): Promise<ParsedMigration> {
  const up = await sqlite.parse(migration.up.text)
  return { migration, transaction: sqlite.transactionForm(migration, up), up, down: null }
}
