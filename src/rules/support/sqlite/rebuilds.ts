import type { TracedStatement } from '../../../model/replay.ts'
import { texts, textsBy } from '../attribution.ts'
import type { Chapter, Step } from '../chapters.ts'
import { holdsItsRows } from '../copies.ts'
import { remembered } from '../remembered.ts'
import { wasMeasured } from '../traced.ts'
import { placeIn } from '../transactions.ts'

/** A live table that was built anew under its name, with rows copied over. */
export interface Rebuild {
  readonly table: string
  /** What the old one was called when it was dropped. */
  readonly old: string
  /** What the new one was called then. */
  readonly next: string
  readonly drop: TracedStatement
}

/** Tables that the migration drops and that stand afterwards, with rows that were copied from the old one. */
export const rebuilds = remembered(rebuildsOf)

function rebuildsOf(chapter: Chapter): readonly Rebuild[] {
  if (!chapter.complete || chapter.migration.rows === null) return []
  const found = texts(chapter, 'drop-table').flatMap(([{ table: old }, step]): Rebuild[] => {
    const table = step.liveTable(old) === null ? null : step.origin(old)
    if (table === null || !wasMeasured(step.traced) || isGone(chapter, table)) return []
    if (!holdsItsRows(chapter, table)) return []
    return [{ table, old, next: nextName(chapter, step, table), drop: step.traced }]
  })
  return [...new Map(found.map(it => [it.table, it])).values()]
}

function isGone({ migration }: Chapter, table: string): boolean {
  return migration.changes.some(
    ({ action, object, name, detail }) =>
      (action === 'drop' && object === 'table' && name === table) ||
      (action === 'rename' && object === 'table' && detail === `was ${table}`),
  )
}

/** The table that takes over the name, under the name that it bears when the old one goes. */
function nextName(chapter: Chapter, drop: Step, table: string): string {
  const renames = renamedTo(chapter).get(table)
  return renames?.find(([, step]) => placeIn(step) >= placeIn(drop))?.[0].table ?? table
}

/** A table that is given another name so that a new one can be made under its own. */
export interface RenamedFirst {
  readonly table: string
  readonly to: string
  readonly rename: TracedStatement
}

/** Tables of which the original is renamed away before the new one is made. */
export const renamedFirst = remembered((chapter: Chapter): readonly RenamedFirst[] =>
  texts(chapter, 'rename-table').flatMap(([{ table, to }, step]): RenamedFirst[] => {
    const last = [made(chapter).get(table)?.at(-1), renamedTo(chapter).get(table)?.at(-1)]
    const isMade = last.some(anew => anew !== undefined && placeIn(anew[1]) > placeIn(step))
    return isMade ? [{ table, to, rename: step.traced }] : []
  }),
)

const made = textsBy('create-table', ({ table }) => table)
const renamedTo = textsBy('rename-table', ({ to }) => to)
