import type { RowsAround } from '../../../model/rows.ts'
import { texts } from '../attribution.ts'
import type { Chapter, Step } from '../chapters.ts'
import { leavesRowsOut } from '../copies.ts'
import { bareName } from '../names.ts'
import { identifierIn } from '../spelled.ts'
import { operations } from '../traced.ts'
import { cascadedDrops } from './cascades.ts'
import type { Rebuild } from './rebuilds.ts'

/** What the copy of a rebuild leaves behind. */
export interface LostRows {
  readonly rebuild: Rebuild
  /** Rows before and after, as seen in the shadow. */
  readonly before: number
  readonly after: number
  /** Columns that hold nothing but NULL now. */
  readonly emptied: readonly string[]
  /** Columns that hold one and the same value in every row now, which the copy did not make of theirs. */
  readonly levelled: readonly string[]
  /** Columns that hold none of their values any more, as ids that are given anew. */
  readonly replaced: readonly string[]
  /** Columns that hold what another one held. */
  readonly mixed: RowsAround['mixed']
  /** By its text the copy chooses rows, though it chose all that were there. */
  readonly chooses: boolean
}

export function lostRows(chapter: Chapter, all: readonly Rebuild[]): readonly LostRows[] {
  // What fell because its parent was dropped is told as that.
  const fell = new Set(
    cascadedDrops(chapter).flatMap(({ step, touched }) =>
      touched.map(({ table }) => step.origin(table) ?? table),
    ),
  )
  return all.flatMap(rebuild => {
    const rows = chapter.migration.rows?.find(({ table }) => table === rebuild.table)
    if (
      rows === undefined ||
      isWeeded(chapter, rebuild) ||
      [rebuild.table, rebuild.next].some(it => fell.has(it))
    )
      return []
    const { before, after } = rows
    const spelled = (column: string) => identifierIn(chapter.context.dialect, column)
    const isCopied = (column: string) => !isWritten(chapter, rebuild, column)
    const copies = copiesOf(chapter, rebuild)
    // What an expression makes of values that the shadow made up says nothing of others.
    const isForgotten = (column: string) => isCopied(column) && !copies.some(copy => selects(copy, column))
    const lost: LostRows = {
      rebuild,
      before,
      after,
      emptied: rows.emptied.map(spelled).filter(isForgotten),
      levelled: rows.levelled.map(spelled).filter(isForgotten),
      replaced: rows.replaced
        .filter(column => !rows.mixed.some(it => it.column === column))
        .map(spelled)
        .filter(column => isForgotten(column) && !copies.some(selectsAll)),
      mixed: rows.mixed
        .map(({ column, from }) => ({ column: spelled(column), from: spelled(from) }))
        .filter(({ column }) => isCopied(column)),
      chooses:
        [...copies, ...detoursOf(chapter, rebuild)].some(leavesRowsOut) || mayRefuseRows(chapter, rebuild),
    }
    return isLoss(lost) || lost.chooses ? [lost] : []
  })
}

/** Whether rows or values are seen to be gone. */
export function isLoss({ before, after, emptied, levelled, replaced, mixed }: LostRows): boolean {
  return after < before || [emptied, levelled, replaced, mixed].some(columns => columns.length > 0)
}

/** A constraint or a trigger of the new table passes over rows that the copy chose, or gives them other values. */
function mayRefuseRows({ steps }: Chapter, { next }: Rebuild): boolean {
  return steps.some(({ traced }) => {
    const { sql } = traced.statement
    const makes = operations(traced, 'create-table').some(({ table }) => table === next)
    if (makes) return /\bon\s+conflict\s+(?:ignore|replace)\b/i.test(sql)
    const isTrigger = operations(traced, 'create').some(({ object }) => object === 'trigger')
    return isTrigger && /\braise\s*\(\s*ignore\b/i.test(sql) && sql.includes(bareName(next))
  })
}

/** What is copied by position may only have got another type. */
function selectsAll({ traced }: Step): boolean {
  const { sql } = traced.statement
  const start = sql.search(/\bselect\b/i)
  return start !== -1 && sql.includes('*', start)
}

/** Whether what a copy selects makes use of the column; a name that it gives to something else is no use. */
function selects({ traced }: Step, column: string): boolean {
  const [, selected = ''] = /\bselect\b([\s\S]*)/i.exec(traced.statement.sql) ?? []
  const used = selected.replaceAll(/\bas\s+(?:"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|\w+)/gi, ' ')
  return used.toLowerCase().includes(bareName(column).toLowerCase())
}

/** The author deletes rows by a statement of its own, and means it. */
function isWeeded(chapter: Chapter, { table, old, next }: Rebuild): boolean {
  return texts(chapter, 'write-rows').some(
    ([write]) => write.verb === 'delete' && [table, old, next].includes(write.table),
  )
}

function isWritten(chapter: Chapter, { table, old, next }: Rebuild, column: string): boolean {
  return texts(chapter, 'write-rows').some(
    ([write]) =>
      write.verb === 'update' && [table, old, next].includes(write.table) && write.columns.includes(column),
  )
}

/** The statements that fill the new table from the old one. */
function copiesOf(chapter: Chapter, { table, old, next }: Rebuild): readonly Step[] {
  return fillersOf(chapter, [next, table]).filter(step => reads(step, [old, table]))
}

/** Those that set the old one's rows aside, in a table from which the new one is filled. */
function detoursOf(chapter: Chapter, { table, old, next }: Rebuild): readonly Step[] {
  const aside = fillersOf(chapter, [next, table]).flatMap(({ traced }) => traced.trace.scans)
  return fillersOf(
    chapter,
    aside.filter(name => ![table, old, next].includes(name)),
  ).filter(step => reads(step, [old, table]))
}

function fillersOf({ steps }: Chapter, tables: readonly string[]): readonly Step[] {
  return steps.filter(({ traced }) =>
    [
      ...operations(traced, 'write-rows').filter(({ verb }) => verb === 'insert'),
      ...operations(traced, 'create-table'),
    ].some(write => tables.includes(write.table)),
  )
}

function reads({ traced }: Step, tables: readonly string[]): boolean {
  return tables.some(table => traced.trace.scans.includes(table))
}
