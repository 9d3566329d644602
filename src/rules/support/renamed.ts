import type { TracedStatement } from '../../model/replay.ts'
import { find, locks, texts, whatLocked } from './attribution.ts'
import type { Chapter } from './chapters.ts'
import { movedColumns, words } from './copies.ts'
import { bareName, lastPart, qualifier } from './names.ts'
import { remembered } from './remembered.ts'
import { oldName, operations } from './traced.ts'

/** A live column that is called otherwise now. */
export interface RenamedColumn {
  readonly table: string
  readonly from: string
  readonly to: string
  readonly statement: TracedStatement | null
  readonly evidence: 'measured' | 'inferred'
  /** The old name answers reads, and takes no writes: a generated column bears it. */
  readonly answersReads?: true
}

/** Live columns whose name is gone while their values stay. */
export function renamedColumns(chapter: Chapter): readonly RenamedColumn[] {
  const renamed = measured(chapter)
  const isRenamed = ({ table, from }: RenamedColumn) =>
    renamed.some(it => it.table === table && it.from === from)
  const seen = [...renamed, ...moved(chapter).filter(it => !isRenamed(it))]
  const seenNames = new Set(seen.map(({ from }) => from))
  const told = byText(chapter).filter(
    it => (!chapter.complete || isAddedAgain(chapter, it)) && !seenNames.has(it.from),
  )
  return [...seen, ...told].filter(renamed => !isSwap(chapter, renamed))
}

function measured(chapter: Chapter): readonly RenamedColumn[] {
  return chapter.migration.changes
    .filter(({ action, object }) => action === 'rename' && object === 'column')
    .flatMap(({ name, detail }): RenamedColumn[] => {
      const old = oldName(detail)
      // The table may bear another name by now; running code knows the old one.
      const [table, known, from, to] = [qualifier(name), qualifier(old), lastPart(old), lastPart(name)]
      if (from === to || !chapter.start.isLiveColumn(known, from)) return []
      if (isShownByView(chapter, known, from)) return []
      const named = find(
        chapter,
        'rename-column',
        rename => rename.column === from && lastPart(rename.table) === lastPart(table),
      )
      // Partitions and heirs follow their parent, which is told.
      const withParent = texts(chapter, 'rename-column').some(
        ([rename, step]) => rename.column === from && rename.to === to && locks(step, table),
      )
      if (named === undefined && withParent) return []
      const step =
        named ??
        find(chapter, 'rename-column', rename => rename.column === from) ??
        whatLocked(chapter, table)
      const bridge = isComputed(chapter, `${table}.${from}`) ? ({ answersReads: true } as const) : {}
      return [{ table: known, from, to, statement: step?.traced ?? null, evidence: 'measured', ...bridge }]
    })
}

/** A bridge: a view under the old name of the table has the column under its old name. */
function isShownByView({ migration }: Chapter, table: string, column: string): boolean {
  const view = migration.made.find(({ kind, name }) => kind === 'view' && name === table)
  const columns = view?.attributes.columns?.split(', ') ?? []
  return columns.some(it => it.startsWith(`${column} `))
}

function isComputed({ migration }: Chapter, column: string): boolean {
  return migration.changes.some(
    ({ action, object, name, detail }) =>
      action === 'add' && object === 'column' && name === column && / generated /.test(detail),
  )
}

/** No rename, but a new column to which all values were copied before the old one went. */
function moved(chapter: Chapter): readonly RenamedColumn[] {
  return movedColumns(chapter)
    .filter(({ table, from }) => chapter.start.isLiveColumn(table, from))
    .map(({ table, from, to }): RenamedColumn => {
      const step =
        find(chapter, 'drop-column', drop => drop.table === table && drop.column === from) ??
        whatLocked(chapter, table)
      return { table, from, to, statement: step?.traced ?? null, evidence: 'measured' }
    })
}

function byText(chapter: Chapter): readonly RenamedColumn[] {
  return texts(chapter, 'rename-column').flatMap(([{ table, column: from, to }, step]): RenamedColumn[] => {
    const live = step.liveTable(table)
    if (live === null || !step.isLiveColumn(live, from)) return []
    return [{ table: live, from, to, statement: step.traced, evidence: step.traced.trace.evidence }]
  })
}

/** A new column has the old name, and not the values: the schema looks as if the other were the new one. */
function isAddedAgain({ steps }: Chapter, { table, from, to, statement }: RenamedColumn): boolean {
  const later = steps.slice(steps.findIndex(({ traced }) => traced === statement) + 1)
  const isFilled = later.some(
    ({ traced }) =>
      operations(traced, 'write-rows').some(
        write => write.verb === 'update' && write.table === table && write.columns.includes(from),
      ) && words(traced.statement.sql).includes(bareName(to)),
  )
  const isAdded = later.some(({ traced }) =>
    operations(traced, 'add-column').some(added => added.table === table && added.column === from),
  )
  return isAdded && !isFilled
}

/** Another column takes over the old name, so that it still answers: the last step of a column built anew. */
function isSwap(chapter: Chapter, { table, from, to }: RenamedColumn): boolean {
  const renames = renamesOf(chapter).get(lastPart(table))
  const [left, arrivedAgain] = [renames?.left.get(from), renames?.arrived.get(from)]
  const [arrived, leftBefore] = [renames?.arrived.get(to), renames?.left.get(to)]
  return (
    (left !== undefined && arrivedAgain !== undefined && arrivedAgain > left) ||
    (arrived !== undefined && leftBefore !== undefined && leftBefore < arrived)
  )
}

/** By table: which rename was the first from a name, and which the last to it. */
const renamesOf = remembered((chapter: Chapter) => {
  const byTable = Map.groupBy(texts(chapter, 'rename-column'), ([{ table }]) => lastPart(table))
  const placed = [...byTable].map(([table, renames]) => {
    const arrived = new Map(renames.map(([{ to }], place) => [to, place]))
    const left = new Map(renames.map(([{ column }], place) => [column, place] as const).toReversed())
    return [table, { left, arrived }] as const
  })
  return new Map(placed)
})
