import type { Operation } from '../../model/operation.ts'
import type { TracedStatement } from '../../model/replay.ts'
import type { Chapter, Step } from './chapters.ts'
import { bareName, lastPart, qualifier } from './names.ts'
import { oldName, operations } from './traced.ts'

/** A live thing that is no longer there, with the statement that took it away where it is known. */
export interface Gone {
  readonly name: string
  readonly statement: TracedStatement | null
  readonly evidence: 'measured' | 'inferred'
}

export interface RenamedColumn {
  readonly table: string
  readonly from: string
  readonly to: string
  readonly statement: TracedStatement | null
  readonly evidence: 'measured' | 'inferred'
}

/** Live tables that the migration leaves without their rows. */
export function droppedTables(chapter: Chapter): readonly Gone[] {
  const seen = measuredDrops(chapter, 'table')
    .filter(name => chapter.start.liveTable(name) !== null && !has(chapter, 'rename-table', { table: name }))
    .map(name => {
      const origin = chapter.start.origin(name)
      const step =
        find(chapter, 'drop-table', (drop, step) => step.origin(drop.table) === origin) ??
        find(chapter, 'drop-table', drop => lastPart(drop.table) === lastPart(name)) ??
        find(chapter, 'drop', drop => drop.cascade) ??
        onlyOpaque(chapter)
      return { name, origin, statement: step?.traced ?? null, evidence: 'measured' as const }
    })
  const told = texts(chapter, 'drop-table').flatMap(([drop, step]): Gone[] => {
    const name = step.liveTable(drop.table)
    if (name === null || seen.some(({ origin }) => origin === step.origin(name))) return []
    // Nothing is missing afterwards: another table stands under the name. With its rows, it is a rebuild.
    const rebuilt = chapter.complete || standsAgain(chapter, step.origin(name) ?? name)
    if (rebuilt && isCopied(chapter, name)) return []
    return [{ name, statement: step.traced, evidence: step.traced.trace.evidence }]
  })
  return [...seen.map(({ name, statement, evidence }) => ({ name, statement, evidence })), ...told]
}

/** Live columns that the migration leaves without their values; those of dropped tables are not told again. */
export function droppedColumns(chapter: Chapter): readonly Gone[] {
  const tables = [
    ...measuredDrops(chapter, 'table'),
    ...droppedTables(chapter).map(({ name }) => name),
    ...views(chapter),
  ]
  const seen = measuredDrops(chapter, 'column').flatMap((name): Gone[] => {
    const table = qualifier(name)
    const column = lastPart(name)
    if (tables.includes(table) || !chapter.start.isLiveColumn(table, column)) return []
    const drop = find(chapter, 'drop-column', drop => `${drop.table}.${drop.column}` === name)
    // Two columns that swap names: the old name moved away under its own power.
    if (drop === undefined && has(chapter, 'rename-column', { table, column })) return []
    const inherited = find(
      chapter,
      'drop-column',
      (drop, { traced }) =>
        drop.column === column && traced.trace.locks.some(({ relation }) => relation === table),
    )
    // Partitions and heirs lose the column with their parent, which is told.
    if (drop === undefined && inherited !== undefined) return []
    const rebuild = find(chapter, 'drop-table', drop => lastPart(drop.table) === lastPart(table))
    const step = drop ?? rebuild ?? find(chapter, 'drop', drop => drop.cascade) ?? onlyOpaque(chapter)
    return [{ name, statement: step?.traced ?? null, evidence: 'measured' }]
  })
  const told = texts(chapter, 'drop-column').flatMap(([drop, step]): Gone[] => {
    const table = step.liveTable(drop.table)
    const name = `${table}.${drop.column}`
    if (table === null || !step.isLiveColumn(table, drop.column) || seen.some(gone => gone.name === name))
      return []
    const isNew = chapter.migration.changes.some(
      ({ action, object, name: added }) => action === 'add' && object === 'column' && added === name,
    )
    const addedAgain = has(chapter, 'add-column', { table: drop.table, column: drop.column })
    if (chapter.complete && (isNew || !addedAgain)) return []
    return [{ name, statement: step.traced, evidence: step.traced.trace.evidence }]
  })
  return [...seen, ...told]
}

/** Live columns whose name is gone while their values stay. A name that another column takes over still answers. */
export function renamedColumns(chapter: Chapter): readonly RenamedColumn[] {
  const seen = chapter.migration.changes
    .filter(({ action, object }) => action === 'rename' && object === 'column')
    .flatMap(({ name, detail }): RenamedColumn[] => {
      const old = oldName(detail)
      const [table, from, to] = [qualifier(name), lastPart(old), lastPart(name)]
      if (from === to || !chapter.start.isLiveColumn(qualifier(old) || table, from)) return []
      const step = find(chapter, 'rename-column', rename => rename.column === from) ?? onlyOpaque(chapter)
      return [{ table, from, to, statement: step?.traced ?? null, evidence: 'measured' }]
    })
  const told = chapter.complete
    ? []
    : texts(chapter, 'rename-column').flatMap(([{ table, column: from, to }, step]): RenamedColumn[] => {
        const live = step.liveTable(table)
        if (live === null || !step.isLiveColumn(live, from) || seen.some(it => it.from === from)) return []
        return [{ table: live, from, to, statement: step.traced, evidence: step.traced.trace.evidence }]
      })
  const swaps = texts(chapter, 'rename-column').map(([rename]) => rename)
  return [...seen, ...told].filter(
    ({ from, to }) => !swaps.some(other => other.to === from || (other.column === to && other.to !== from)),
  )
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

type Kind = Operation['kind']
type Of<K extends Kind> = Extract<Operation, { kind: K }>

/** All operations of a kind with their steps; a statement that failed did nothing. */
function texts<K extends Kind>(chapter: Chapter, kind: K): readonly (readonly [Of<K>, Step])[] {
  return chapter.steps
    .filter(({ traced }) => traced.trace.outcome !== 'failed')
    .flatMap(step => operations(step.traced, kind).map(operation => [operation, step] as const))
}

function find<K extends Kind>(
  chapter: Chapter,
  kind: K,
  test: (operation: Of<K>, step: Step) => boolean,
): Step | undefined {
  return texts(chapter, kind).find(([operation, step]) => test(operation, step))?.[1]
}

function has(
  chapter: Chapter,
  kind: 'rename-table' | 'rename-column' | 'add-column',
  wanted: { readonly table: string; readonly column?: string },
): boolean {
  return texts(chapter, kind).some(
    ([operation]) =>
      operation.table === wanted.table &&
      (wanted.column === undefined || ('column' in operation && operation.column === wanted.column)),
  )
}

/** The statement that did what no text tells: the only block of code there is, else nobody knows which. */
function onlyOpaque(chapter: Chapter): Step | undefined {
  const blocks = chapter.steps.filter(({ traced }) =>
    traced.statement.operations.some(({ kind }) => kind === 'run-code'),
  )
  return blocks.length === 1 ? blocks[0] : undefined
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
  if (intoNew.some(([, { traced }]) => traced.statement.sql.includes(bareName(table)))) return true
  return texts(chapter, 'create-table').some(([, { traced }]) => traced.trace.scans.includes(table))
}

/** A view made anew loses what its columns carried (comments, privileges): no values are gone. */
function views({ migration }: Chapter): readonly string[] {
  return migration.statements.flatMap(({ statement }) =>
    statement.operations.flatMap(operation =>
      (operation.kind === 'create' || operation.kind === 'drop') && operation.object.endsWith('view')
        ? [operation.name]
        : [],
    ),
  )
}
