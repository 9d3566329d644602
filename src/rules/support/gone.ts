import type { TracedStatement } from '../../model/replay.ts'
import { find, locks, locksDatabase, texts, textsBy, whatLocked } from './attribution.ts'
import { cascades, isNamedInCode } from './cascades.ts'
import type { Chapter, Step } from './chapters.ts'
import { holdsItsRows, holdsItsValues, mayComeBack, movedColumns } from './copies.ts'
import { lastPart, qualifier } from './names.ts'
import { remembered } from './remembered.ts'
import { operations, wasMeasured } from './traced.ts'
import { placeIn } from './transactions.ts'

/** A live thing that is no longer there, with the statement that took it away where it is known. */
export interface Gone {
  readonly name: string
  readonly statement: TracedStatement | null
  readonly evidence: 'measured' | 'inferred'
  /** It is not what the statement names, but went along with CASCADE. */
  readonly byCascade: boolean
  /** Another one bears its name afterwards: whoever uses it finds that one. */
  readonly replaced: boolean
}

/** Live tables that the migration leaves without their rows. */
export const droppedTables = remembered(tablesGone)

function tablesGone(chapter: Chapter): readonly Gone[] {
  const rebuilt = madeAgain(chapter, 'table').filter(name => !holdsItsRows(chapter, name))
  const missing = [...measuredDrops(chapter, 'table'), ...rebuilt].filter(
    name => chapter.start.liveTable(name) !== null,
  )
  const seen = missing.map((name): Gone => {
    const byText =
      find(chapter, 'drop-table', (drop, step) => step.origin(drop.table) === chapter.start.origin(name)) ??
      find(chapter, 'drop-table', drop => lastPart(drop.table) === lastPart(name))
    const step = byText ?? whatLocked(chapter, name)
    const byCascade = byText === undefined && wentAlong(step, parentOf(chapter, name))
    return {
      name,
      statement: step?.traced ?? null,
      evidence: 'measured',
      byCascade,
      replaced: rebuilt.includes(name),
    }
  })
  const origins = new Set(missing.map(chapter.start.origin))
  const told = texts(chapter, 'drop-table').flatMap(([drop, step]): Gone[] => {
    const name = step.liveTable(drop.table)
    if (name === null || origins.has(step.origin(name))) return []
    // IF EXISTS found nothing to lock.
    if (wasMeasured(step.traced) && !locks(step, name) && !locksDatabase(step, name)) return []
    // Nothing is missing afterwards: another table stands under the name. With its rows, it is a rebuild.
    if (holdsItsRows(chapter, step.origin(name) ?? name)) return []
    const replaced = mayComeBack(chapter, name)
    return [
      { name, statement: step.traced, evidence: step.traced.trace.evidence, byCascade: false, replaced },
    ]
  })
  return [...seen, ...told]
}

/** True where the statement drops with CASCADE and does not name the object. */
function wentAlong(step: Step | undefined, name: string): boolean {
  if (step === undefined || !cascades(step) || isNamedInCode(step, name)) return false
  return !operations(step.traced, 'drop-table').some(({ table }) => lastPart(table) === lastPart(name))
}

/** The partitioned table that a partition always goes with; else the table itself. */
function parentOf({ migration }: Chapter, name: string): string {
  const drop = migration.changes.find(it => it.action === 'drop' && it.object === 'table' && it.name === name)
  return /^partition of ((?:"(?:[^"]|"")*"|[^",])+)/.exec(drop?.detail ?? '')?.[1] ?? name
}

/** Live columns that the migration leaves without their values; those of dropped tables are not told again. */
export const droppedColumns = remembered(columnsGone)

function columnsGone(chapter: Chapter): readonly Gone[] {
  const tables = new Set(droppedTables(chapter).map(({ name }) => name))
  const missing = [...measuredDrops(chapter, 'column'), ...madeAgain(chapter, 'column')]
  const again = new Set(madeAgain(chapter, 'column'))
  const seen = missing.flatMap((name): Gone[] => {
    const [table, column] = [qualifier(name), lastPart(name)]
    if (tables.has(table) || !chapter.start.isLiveColumn(table, column)) return []
    // Its values stand under another name: it was renamed.
    if (movedColumns(chapter).some(moved => moved.table === table && moved.from === column)) return []
    const byText =
      find(chapter, 'drop-column', drop => `${drop.table}.${drop.column}` === name) ??
      find(chapter, 'drop-column', drop => lastPart(drop.table) === lastPart(table) && drop.column === column)
    // Partitions and heirs lose the column with their parent, which is told.
    const withParent = texts(chapter, 'drop-column').some(
      ([drop, step]) => drop.column === column && locks(step, table),
    )
    if (byText === undefined && withParent) return []
    if (again.has(name) && byText !== undefined && holdsItsValues(chapter, byText, table, column)) return []
    const step = byText ?? whatLocked(chapter, table)
    const byCascade =
      byText === undefined && step !== undefined && cascades(step) && !isNamedInCode(step, column)
    return [
      {
        name,
        statement: step?.traced ?? null,
        evidence: 'measured',
        byCascade,
        replaced: again.has(name) || (byText !== undefined && isMadeAnew(chapter, byText, name)),
      },
    ]
  })
  const seenNames = new Set(seen.map(({ name }) => name))
  const told = texts(chapter, 'drop-column').flatMap(([drop, step]): Gone[] => {
    const table = step.liveTable(drop.table)
    const name = `${table}.${drop.column}`
    if (table === null || !step.isLiveColumn(table, drop.column) || seenNames.has(name)) return []
    const replaced = isMadeAnew(chapter, step, name)
    if (chapter.complete && !replaced) return []
    if (chapter.complete && holdsItsValues(chapter, step, table, drop.column)) return []
    return [
      { name, statement: step.traced, evidence: step.traced.trace.evidence, byCascade: false, replaced },
    ]
  })
  return [...seen, ...told]
}

/** A column that was dropped and whose name another one bears now: the schema looks as before. */
function isMadeAnew(chapter: Chapter, drop: Step, name: string): boolean {
  const { changes } = chapter.migration
  const made = [
    ...(addedTo(chapter).get(lastPart(name)) ?? []),
    ...(renamedTo(chapter).get(lastPart(name)) ?? []),
  ]
  const isMade = made.some(
    ([{ table }, step]) =>
      placeIn(step) >= placeIn(drop) && (step.liveTable(table) ?? table) === qualifier(name),
  )
  return isMade && !changes.some(it => it.action === 'add' && it.object === 'column' && it.name === name)
}

const addedTo = textsBy('add-column', ({ column }) => column)
const renamedTo = textsBy('rename-column', ({ to }) => to)

/** What one statement took away; of that, what another one of the same name stands for now is apart. */
export interface GoneTogether {
  readonly statement: TracedStatement | null
  readonly names: readonly string[]
  readonly evidence: Gone['evidence']
  readonly replaced: boolean
}

/** One finding a statement, not one a column; what went along with CASCADE is told of by its own rule. */
export function byStatement(gone: readonly Gone[]): readonly GoneTogether[] {
  const named = gone.filter(({ byCascade }) => !byCascade)
  return [false, true].flatMap(replaced => {
    const some = named.filter(it => it.replaced === replaced)
    return [...Map.groupBy(some, ({ statement }) => statement)].map(([statement, group]) => ({
      statement,
      names: group.map(({ name }) => name),
      evidence: group.some(({ evidence }) => evidence === 'measured')
        ? ('measured' as const)
        : ('inferred' as const),
      replaced,
    }))
  })
}

function measuredDrops({ migration }: Chapter, object: string): readonly string[] {
  return migration.changes
    .filter(change => change.action === 'drop' && change.object === object)
    .map(({ name }) => name)
}

/** Things that stand under the same name and are others, empty ones: whoever looks at names sees nothing. */
function madeAgain({ migration }: Chapter, object: string): readonly string[] {
  return migration.changes
    .filter(change => change.action === 'alter' && change.object === object)
    .filter(({ detail }) => /^dropped and made again(?:;|$)/.test(detail))
    .map(({ name }) => name)
}
