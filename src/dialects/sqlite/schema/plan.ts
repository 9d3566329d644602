import type { PlannedDown } from '../../dialect.ts'
import { folded, quoteIdentifier, sameName } from '../parse/names.ts'
import { inTheWay } from './aside.ts'
import type { Table, TextObject, VirtualTable } from './catalog.ts'
import { allConstraints } from './constraints.ts'
import type { PlanFacts } from './plan-facts.ts'
import { rebuild, unusedName } from './rebuild.ts'
import { type Pairing, pairUp } from './table-pairs.ts'
import { stepsFor, type TablePair, type TableSteps, unfilled } from './table-steps.ts'
import { createVirtual, rebuildVirtual } from './virtual-tables.ts'

/**
 * SQL that leads from one state to the other and keeps each row that can be kept: ALTER where that is safe and
 * exact, else a rebuild. Where a table goes that others refer to, the script brings its own transaction: foreign
 * keys must be off then, and that they can be only outside one. Empty where nothing differs. Never to be trusted
 * before it was run and judged.
 */
export function planDown(from: PlanFacts, to: PlanFacts): PlannedDown {
  const pairing = pairUp(from, to)
  for (const pair of pairing.tables) {
    const column = unfilled(pair)
    if (column === undefined) continue
    return impossible(
      `rows need a value for ${['main', pair.to.name, column.name].map(quoteIdentifier).join('.')}`,
    )
  }
  const virtual = virtualSteps(from, to, pairing)
  if (typeof virtual === 'string') return impossible(virtual)
  const tables = pairing.tables.map(pair => ({ pair, steps: stepsFor(pair) }))
  const texts = textSteps(from, to, pairing, tables)
  const taken = namesIn(from, to)
  const dropped = dropOrder(pairing.dropped)
  const statements = [
    ...texts.before,
    ...virtual.before,
    ...dropped.map(({ name }) => `DROP TABLE ${quoteIdentifier(name)}`),
    ...tables.flatMap(({ steps }) => steps.renames),
    ...tables.flatMap(({ pair, steps }) => steps.alters ?? rebuild(pair, unusedName(pair.to.name, taken))),
    ...pairing.added.map(({ sql }) => sql),
    ...virtual.after,
    ...texts.after,
  ]
  const rebuilt = tables.filter(({ steps }) => steps.alters === null).map(({ pair }) => pair.from)
  const alone =
    from.foreignKeys &&
    (wouldReach(from.catalog.tables, dropped, rebuilt) ||
      tables.some(({ pair, steps }) => steps.alters === null && wouldHang(pair.to, to)))
  return { kind: 'planned', sql: script(alone ? withoutForeignKeys(statements) : statements, alone) }
}

function impossible(reason: string): PlannedDown {
  return { kind: 'impossible', reason }
}

interface Steps {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

interface TablePlan {
  readonly pair: TablePair
  readonly steps: TableSteps
}

/** Indexes, views and triggers: gone before the tables change, made after; also those that only stand in the way. */
function textSteps(from: PlanFacts, to: PlanFacts, pairing: Pairing, tables: readonly TablePlan[]): Steps {
  const rebuilt = tables.filter(({ steps }) => steps.alters === null)
  const touched = tables.filter(({ steps }) => steps.renames.length > 0 || steps.alters?.length !== 0)
  const lost = [...rebuilt.map(({ pair }) => pair.from), ...pairing.dropped].map(({ name }) => name)
  const changed = [
    ...touched.flatMap(({ pair }) => [pair.from.name, pair.to.name]),
    ...pairing.dropped.map(({ name }) => name),
    ...pairing.added.map(({ name }) => name),
    ...from.catalog.views.filter(view => !pairing.isSame('view', view.name)).map(({ name }) => name),
  ]
  const aside = readsAllAgain(tables) ? inTheWay(from, changed) : new Set<TextObject>()
  const isLost = ({ table }: TextObject) => lost.some(name => sameName(name, table))
  const remade = (kind: 'view' | 'trigger') => (object: TextObject) =>
    !pairing.isSame(kind, object.name) || aside.has(object) || (kind === 'trigger' && isLost(object))
  const gone = {
    triggers: from.catalog.triggers.filter(remade('trigger')),
    views: from.catalog.views.filter(remade('view')),
    indexes: from.catalog.indexes.filter(index => !pairing.isSame('index', index.name) && !isLost(index)),
  }
  const onView = (trigger: TextObject) => gone.views.some(view => sameName(view.name, trigger.table))
  const triggers = [...new Set([...gone.triggers, ...from.catalog.triggers.filter(onView)])]
  const lostIndexes = from.catalog.indexes.filter(isLost)
  const isMade = (kind: string, list: readonly TextObject[]) => (object: TextObject) =>
    !pairing.isSame(kind, object.name) || list.some(({ name }) => sameName(name, object.name))
  return {
    before: [
      ...triggers.map(({ name }) => `DROP TRIGGER ${quoteIdentifier(name)}`),
      ...gone.views.map(({ name }) => `DROP VIEW ${quoteIdentifier(name)}`),
      ...gone.indexes.map(({ name }) => `DROP INDEX ${quoteIdentifier(name)}`),
    ],
    after: [
      ...to.catalog.indexes.filter(isMade('index', lostIndexes)),
      ...to.catalog.views.filter(isMade('view', gone.views)),
      ...to.catalog.triggers.filter(isMade('trigger', triggers)),
    ].map(({ sql }) => sql),
  }
}

/** RENAME and DROP COLUMN make the engine read every view and trigger again. */
function readsAllAgain(tables: readonly TablePlan[]): boolean {
  return tables.some(
    ({ steps }) =>
      steps.alters === null ||
      steps.renames.length > 0 ||
      steps.alters.some(sql => / DROP COLUMN /.test(sql)),
  )
}

/** Drops before the tables change, all else after; a text where rows cannot be kept. */
function virtualSteps(from: PlanFacts, to: PlanFacts, { virtual, isSame }: Pairing): Steps | string {
  const [olds, news] = [new Map(virtual), new Map(virtual.map(([old, now]) => [now, old]))]
  const called = (list: readonly VirtualTable[], name: string) =>
    list.find(table => table.name === name) as VirtualTable
  const dropped = from.catalog.virtualTables.filter(({ name }) => !olds.has(name))
  const renamed = virtual.filter(([old, now]) => !sameName(old, now))
  const taken = namesIn(from, to)
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

function namesIn(...states: readonly PlanFacts[]): ReadonlySet<string> {
  return new Set(
    states.flatMap(({ catalog }) =>
      [catalog.tables, catalog.virtualTables, catalog.views, catalog.indexes, catalog.triggers].flatMap(
        list => list.map(({ name }: { readonly name: string }) => folded(name)),
      ),
    ),
  )
}

function parentsOf(table: Table): ReadonlySet<string> {
  return new Set(
    allConstraints(table).flatMap(constraint =>
      constraint.type === 'FOREIGN KEY' ? [folded(constraint.parent)] : [],
    ),
  )
}

/** Children before their parents, as far as they do not refer to each other in a circle. */
function dropOrder(tables: readonly Table[]): readonly Table[] {
  const left = [...tables].reverse()
  const ordered: Table[] = []
  while (left.length > 0) {
    const free = left.findIndex(table =>
      left.every(other => other === table || !parentsOf(other).has(folded(table.name))),
    )
    ordered.push(...left.splice(Math.max(free, 0), 1))
  }
  return ordered
}

/** Whether a table is dropped while rows may refer to it: with foreign keys on, they would be deleted with it. */
function wouldReach(
  standing: readonly Table[],
  dropped: readonly Table[],
  rebuilt: readonly Table[],
): boolean {
  const left = new Set(standing)
  const isParent = ({ name }: Table) => [...left].some(table => parentsOf(table).has(folded(name)))
  for (const table of dropped) {
    const own = parentsOf(table).has(folded(table.name))
    left.delete(table)
    if (isParent(table) || own) return true
  }
  return rebuilt.some(isParent)
}

/** Whether a table refers to one that is not there: with foreign keys on, nothing can be written to it. */
function wouldHang(table: Table, { catalog }: PlanFacts): boolean {
  const names = new Set(catalog.tables.map(({ name }) => folded(name)))
  return [...parentsOf(table)].some(parent => !names.has(parent))
}

function withoutForeignKeys(statements: readonly string[]): readonly string[] {
  return [
    'PRAGMA foreign_keys = OFF',
    'BEGIN IMMEDIATE',
    ...statements,
    'PRAGMA foreign_key_check',
    'PRAGMA integrity_check',
    'COMMIT',
    'PRAGMA foreign_keys = ON',
  ]
}

const note = `-- Run this outside a transaction: foreign keys can be switched off only there, and with them on, rows that refer
-- to a rebuilt table would be deleted with it.
`

function script(statements: readonly string[], alone: boolean): string {
  const lines = statements.map(statement => `${statement};\n`).join('')
  return alone ? note + lines : lines
}
