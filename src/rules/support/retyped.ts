import type { Change } from '../../model/schema.ts'
import type { Chapter, Step } from './chapters.ts'
import { lastPart, qualifier } from './names.ts'
import { changedByCode } from './opaque.ts'
import { operations } from './traced.ts'
import { isTypeChange } from './type-changes.ts'

/** A column of a live table that has another type after the migration than before it. */
export interface RetypedColumn {
  readonly step: Step
  readonly table: string
  readonly column: string
  /** As the catalog writes it: `character varying(20)`, `timestamp without time zone`. */
  readonly from: string
  readonly to: string
  /** How the text makes the new values; `null` where the old ones are taken as they are, or nobody knows. */
  readonly using: 'cast' | 'expression' | null
}

/**
 * By the schemas before and after, so that blocks of code are seen as well. Partitions follow their parent,
 * and are not told apart.
 */
export function retypedColumns(chapter: Chapter): readonly RetypedColumn[] {
  const changes = chapter.migration.changes.filter(isTypeChange)
  const { objects } = chapter.context.schemaBefore ?? {}
  const isOfPartition = ({ name }: Change) => {
    const parent = objects?.get(`table ${qualifier(name)}`)?.attributes['partition of']
    return parent !== undefined && changes.some(it => it.name === `${parent}.${lastPart(name)}`)
  }
  const own = changes.filter(it => !isOfPartition(it))
  return own.flatMap((change): RetypedColumn[] => {
    const table = qualifier(change.name)
    const column = lastPart(change.name)
    const [before = '', after = ''] = (change.detail.split('; ')[0] ?? '').split(' → ')
    const types = { from: typeIn(before), to: typeIn(after) }
    const step = chapter.steps.findLast(it => changesIt(it, table, column))
    if (step !== undefined) {
      const [own] = operations(step.traced, 'change-column-type').filter(it => it.column === column)
      return [{ step, table, column, ...types, using: own?.using ?? null }]
    }
    const code = chapter.steps.findLast(it => changedByCode(it, 'alter', 'column').includes(change))
    return code === undefined ? [] : [{ step: code, table, column, ...types, using: 'expression' }]
  })
}

function changesIt(step: Step, table: string, column: string): boolean {
  return operations(step.traced, 'change-column-type').some(
    change => change.column === column && step.liveTable(change.table) === table,
  )
}

/** `text collate "C" not null` → `text`. */
function typeIn(text: string): string {
  return text.replace(/ (?:collate|not null)(?: .*)?$/, '')
}
