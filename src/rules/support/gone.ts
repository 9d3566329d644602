import type { TracedStatement } from '../../model/replay.ts'
import { find, locks, texts, whatLocked } from './attribution.ts'
import type { Chapter, Step } from './chapters.ts'
import { bareName, lastPart, qualifier } from './names.ts'
import { wasMeasured } from './traced.ts'

/** A live thing that is no longer there, with the statement that took it away where it is known. */
export interface Gone {
  readonly name: string
  readonly statement: TracedStatement | null
  readonly evidence: 'measured' | 'inferred'
}

/** Live tables that the migration leaves without their rows. */
export function droppedTables(chapter: Chapter): readonly Gone[] {
  const missing = measuredDrops(chapter, 'table').filter(name => chapter.start.liveTable(name) !== null)
  const seen = missing.map((name): Gone => {
    const byText =
      find(chapter, 'drop-table', (drop, step) => step.origin(drop.table) === chapter.start.origin(name)) ??
      find(chapter, 'drop-table', drop => lastPart(drop.table) === lastPart(name))
    return { name, statement: (byText ?? whatLocked(chapter, name))?.traced ?? null, evidence: 'measured' }
  })
  const origins = missing.map(chapter.start.origin)
  const told = texts(chapter, 'drop-table').flatMap(([drop, step]): Gone[] => {
    const name = step.liveTable(drop.table)
    if (name === null || origins.includes(step.origin(name))) return []
    // IF EXISTS found nothing to lock.
    if (wasMeasured(step.traced) && !locks(step, name)) return []
    // Nothing is missing afterwards: another table stands under the name. With its rows, it is a rebuild.
    const replaced = chapter.complete || standsAgain(chapter, step.origin(name) ?? name)
    if (replaced && isCopied(chapter, name)) return []
    return [{ name, statement: step.traced, evidence: step.traced.trace.evidence }]
  })
  return [...seen, ...told]
}

/** Live columns that the migration leaves without their values; those of dropped tables are not told again. */
export function droppedColumns(chapter: Chapter): readonly Gone[] {
  const tables = droppedTables(chapter).map(({ name }) => name)
  const seen = measuredDrops(chapter, 'column').flatMap((name): Gone[] => {
    const [table, column] = [qualifier(name), lastPart(name)]
    if (tables.includes(table) || !chapter.start.isLiveColumn(table, column)) return []
    const byText =
      find(chapter, 'drop-column', drop => `${drop.table}.${drop.column}` === name) ??
      find(chapter, 'drop-column', drop => lastPart(drop.table) === lastPart(table) && drop.column === column)
    // Partitions and heirs lose the column with their parent, which is told.
    const withParent = texts(chapter, 'drop-column').some(
      ([drop, step]) => drop.column === column && locks(step, table),
    )
    if (byText === undefined && withParent) return []
    return [{ name, statement: (byText ?? whatLocked(chapter, table))?.traced ?? null, evidence: 'measured' }]
  })
  const told = texts(chapter, 'drop-column').flatMap(([drop, step]): Gone[] => {
    const table = step.liveTable(drop.table)
    const name = `${table}.${drop.column}`
    if (table === null || !step.isLiveColumn(table, drop.column) || seen.some(gone => gone.name === name))
      return []
    if (chapter.complete && !isMadeAnew(chapter, step, name)) return []
    return [{ name, statement: step.traced, evidence: step.traced.trace.evidence }]
  })
  return [...seen, ...told]
}

/** A column that was dropped and added again in one migration: the schema looks as before. */
function isMadeAnew(chapter: Chapter, drop: Step, name: string): boolean {
  const { changes } = chapter.migration
  const isNew = changes.some(it => it.action === 'add' && it.object === 'column' && it.name === name)
  const later = new Set(chapter.steps.slice(chapter.steps.indexOf(drop)))
  const added = texts(chapter, 'add-column').filter(([, step]) => later.has(step))
  return !isNew && added.some(([{ table, column }]) => `${table}.${column}` === name)
}

/** One finding a statement, not one a column. */
export function byStatement(
  gone: readonly Gone[],
): readonly { statement: TracedStatement | null; names: readonly string[]; evidence: Gone['evidence'] }[] {
  return [...Map.groupBy(gone, ({ statement }) => statement)].map(([statement, group]) => ({
    statement,
    names: group.map(({ name }) => name),
    evidence: group.some(({ evidence }) => evidence === 'measured') ? 'measured' : 'inferred',
  }))
}

function measuredDrops({ migration }: Chapter, object: string): readonly string[] {
  return migration.changes
    .filter(change => change.action === 'drop' && change.object === object)
    .map(({ name }) => name)
}

function standsAgain(chapter: Chapter, name: string): boolean {
  return (
    texts(chapter, 'create-table').some(([{ table }]) => table === name) ||
    texts(chapter, 'rename-table').some(([{ to }]) => to === name)
  )
}

/** True where the rows of the table are written into one that the pull request made. */
function isCopied(chapter: Chapter, table: string): boolean {
  const intoNew = texts(chapter, 'write-rows').filter(
    ([{ verb, table: target }, step]) =>
      ['insert', 'copy', 'merge'].includes(verb) && step.liveTable(target) === null,
  )
  if (intoNew.some(([, { traced }]) => mentions(traced.statement.sql, bareName(table)))) return true
  return texts(chapter, 'create-table').some(([, { traced }]) => traced.trace.scans.includes(table))
}

/** `orders_new` does not mention `orders`. */
function mentions(sql: string, name: string): boolean {
  const wordsOf = (text: string): readonly string[] => text.match(/[\w$\u0080-\uffff]+/g) ?? []
  return wordsOf(name)[0] === name ? wordsOf(sql).includes(name) : sql.includes(name)
}
