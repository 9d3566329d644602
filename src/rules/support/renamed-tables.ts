import type { TracedStatement } from '../../model/replay.ts'
import type { Change } from '../../model/schema.ts'
import { find, texts, textsBy, whatLocked } from './attribution.ts'
import type { Chapter } from './chapters.ts'
import { holdsItsRows } from './copies.ts'
import { remembered } from './remembered.ts'
import { oldName, operations } from './traced.ts'

/** A live table, view or schema that is called otherwise now. */
export interface RenamedTable {
  readonly kind: string
  readonly from: string
  readonly to: string
  readonly statement: TracedStatement | null
  readonly evidence: 'measured' | 'inferred'
}

const relations: ReadonlySet<string> = new Set(['table', 'foreign table', 'view', 'materialized view'])

/** Live names that answer no longer, while what they meant still stands. */
export function renamedTables(chapter: Chapter): readonly RenamedTable[] {
  const seen = measured(chapter)
  const seenNames = new Set(seen.map(({ from }) => from))
  const told = chapter.complete ? [] : byText(chapter).filter(({ from }) => !seenNames.has(from))
  const all = [...seen, ...told]
  return all.filter(
    it => isLiveName(chapter, it.from) && !answers(chapter, it.from) && !replaces(chapter, it),
  )
}

function measured(chapter: Chapter): readonly RenamedTable[] {
  return chapter.migration.changes
    .filter(({ action, object }) => action === 'rename' && (relations.has(object) || object === 'schema'))
    .map(({ object: kind, name: to, detail }) => {
      const from = oldName(detail)
      const step =
        find(chapter, 'rename-table', rename => rename.table === from) ??
        find(chapter, 'alter', alter => alter.name === from) ??
        find(chapter, 'rename-table', rename => rename.to === to) ??
        whatLocked(chapter, from)
      return { kind, from, to, statement: step?.traced ?? null, evidence: 'measured' }
    })
}

function byText(chapter: Chapter): readonly RenamedTable[] {
  const tables = texts(chapter, 'rename-table').map(([{ table, to }, { traced, liveTable }]) => {
    const { evidence } = traced.trace
    return { kind: 'table', from: liveTable(table) ?? table, to, statement: traced, evidence }
  })
  const schemas = texts(chapter, 'alter').flatMap(([{ object, name }, { traced }]) => {
    const to = /\brename\s+to\s+("(?:[^"]|"")*"|[\w$\u0080-\uffff]+)\s*$/i.exec(traced.statement.sql)?.[1]
    const { evidence } = traced.trace
    return object === 'schema' && to !== undefined
      ? [{ kind: 'schema', from: name, to, statement: traced, evidence }]
      : []
  })
  return [...tables, ...schemas]
}

/** The name itself is older than the pull request: one that an earlier file of it gave is used by nobody yet. */
function isLiveName(chapter: Chapter, name: string): boolean {
  const { start } = chapter
  return !madeSchemas(chapter).has(name) && start.origin(name) === name && start.liveTable(name) !== null
}

const madeSchemas = remembered(
  ({ steps }: Chapter) =>
    new Set(
      steps
        .flatMap(({ traced }) => operations(traced, 'create'))
        .filter(({ object }) => object === 'schema')
        .map(({ name }) => name),
    ),
)

/** A bridge: a view, or another table with the rows, bears the old name when the migration is done. */
function answers(chapter: Chapter, name: string): boolean {
  const { changes } = chapter.migration
  // A view of SQLite takes no writes by itself; its triggers are counted with it.
  const takesWrites = ({ detail }: Change) =>
    chapter.context.dialect !== 'sqlite' || /\btriggers?\b/.test(detail)
  const bears = (change: Change) => {
    if (change.detail.includes(`now partition of ${name}`)) return true
    if (change.name !== name || !relations.has(change.object)) return false
    return (
      change.action === 'rename' ||
      (change.action === 'add' && change.object !== 'table' && takesWrites(change))
    )
  }
  if (changes.some(bears) || holdsItsRows(chapter, name)) return true
  if (chapter.complete) return false
  return views(chapter).has(name) || renamesTo(chapter).has(name)
}

/** It takes over the name of a table that went: the last step of a table built anew. */
function replaces(chapter: Chapter, { kind, from, to }: RenamedTable): boolean {
  if (kind === 'schema') return false
  const left = chapter.migration.changes.some(
    ({ action, object, name, detail }) =>
      relations.has(object) &&
      ((action === 'drop' && name === to) || (action === 'rename' && name !== to && oldName(detail) === to)),
  )
  if (left || chapter.complete) return left
  return (to !== from && drops(chapter).has(to)) || renamesFrom(chapter).has(to)
}

const views = textsBy('create', ({ object, name }) => (object.endsWith('view') ? name : null))
const drops = textsBy('drop-table', ({ table }) => table)
const renamesFrom = textsBy('rename-table', ({ table }) => table)
const renamesTo = textsBy('rename-table', ({ to }) => to)
