import { cursorOf } from '../parse/cursor.ts'
import { quoteIdentifier, sameName } from '../parse/names.ts'
import type { VirtualTable } from './catalog.ts'
import { virtualTableParts } from './definitions.ts'
import { keyOf } from './fragment.ts'
import type { PlanFacts } from './plan-facts.ts'
import { unusedName } from './rebuild.ts'
import type { Pairing } from './table-pairs.ts'
import type { Steps } from './text-steps.ts'

/** Where the rows of a full-text table are: its own, in another table, or nowhere to be read. */
function contentOf({ sql }: VirtualTable): 'own' | 'elsewhere' | 'nowhere' {
  const { module, arguments: given } = virtualTableParts(sql)
  if (!/^fts[345]$/i.test(module)) return 'own'
  const content = /(?:^|, )content = ([^,]*)/.exec(keyOf(given ?? '').replaceAll(' ,', ','))?.[1]?.trim()
  if (content === undefined) return 'own'
  return content === "''" || content === '""' ? 'nowhere' : 'elsewhere'
}

/** Drops before the tables change, all else after; a text where rows cannot be kept. */
export function virtualSteps(
  from: PlanFacts,
  to: PlanFacts,
  { virtual, isSame }: Pairing,
  taken: ReadonlySet<string>,
): Steps | string {
  const [olds, news] = [new Map(virtual), new Map(virtual.map(([old, now]) => [now, old]))]
  const called = (list: readonly VirtualTable[], name: string) =>
    list.find(table => table.name === name) as VirtualTable
  const dropped = from.catalog.virtualTables.filter(({ name }) => !olds.has(name))
  const renamed = virtual.filter(([old, now]) => !sameName(old, now))
  const after: string[] = renamed.map(
    ([old, now]) => `ALTER TABLE ${quoteIdentifier(old)} RENAME TO ${quoteIdentifier(now)}`,
  )
  for (const table of to.catalog.virtualTables) {
    const old = news.get(table.name)
    if (old === undefined) after.push(...createVirtual(table))
    else if (!isSame('virtual table', table.name)) {
      const made = unusedName(table.name, taken)
      const steps = rebuildVirtual(called(from.catalog.virtualTables, old), table, made)
      if (steps === null) return `the rows of main.${quoteIdentifier(table.name)} cannot be read back`
      after.push(...steps)
    }
  }
  return { before: dropped.map(({ name }) => `DROP TABLE ${quoteIdentifier(name)}`), after }
}

/** Makes a virtual table that does not stand; an index on another table's content is filled from there. */
function createVirtual(table: VirtualTable): readonly string[] {
  return [table.sql, ...(contentOf(table) === 'elsewhere' ? [fill(table)] : [])]
}

/** Makes it anew with other arguments under the same name; `null` where its rows cannot be read back. */
function rebuildVirtual(from: VirtualTable, to: VirtualTable, name: string): readonly string[] | null {
  const [made, table] = [quoteIdentifier(name), quoteIdentifier(to.name)]
  const drop = `DROP TABLE ${table}`
  if (contentOf(to) === 'elsewhere') return [drop, ...createVirtual(to)]
  if (contentOf(from) === 'nowhere' || contentOf(to) === 'nowhere') return null
  const isFts = /^fts/i.test(virtualTableParts(to.sql).module)
  const shared = to.columns.filter(column => from.columns.includes(column))
  const list = [...(isFts ? ['rowid'] : []), ...shared.map(quoteIdentifier)].join(', ')
  return [
    createAs(to, made),
    `INSERT INTO ${made} (${list}) SELECT ${list} FROM ${table}`,
    drop,
    `ALTER TABLE ${made} RENAME TO ${table}`,
  ]
}

function fill({ name }: VirtualTable): string {
  const table = quoteIdentifier(name)
  return `INSERT INTO ${table} (${table}) VALUES ('rebuild')`
}

function createAs({ sql }: VirtualTable, name: string): string {
  const cursor = cursorOf(sql)
  cursor.skipWords('create', 'virtual', 'table')
  const old = cursor.take()
  return sql.slice(0, old?.start) + name + sql.slice(old?.end)
}
