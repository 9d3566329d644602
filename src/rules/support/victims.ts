import type { Operation } from '../../model/operation.ts'
import type { Change } from '../../model/schema.ts'
import { locks } from './attribution.ts'
import { cascades, isNamedInCode } from './cascades.ts'
import type { Chapter, Step } from './chapters.ts'
import { bareName, lastPart, qualifier, withoutArguments } from './names.ts'
import { wasMeasured } from './traced.ts'

/** Something live that went because something else was dropped. */
export interface Victim {
  /** `view public.open_orders`, `foreign key public.lines.order`. */
  readonly name: string
  readonly step: Step
}

/** What went along, tables and columns left out: those are told of by what was in them. */
export function victims(chapter: Chapter): readonly Victim[] {
  const dropping = chapter.steps.filter(step => wasMeasured(step.traced) && cascades(step))
  if (dropping.length === 0) return []
  return chapter.migration.changes.flatMap((change): Victim[] => {
    const name = nameOf(change)
    if (name === null || !isLive(chapter, change) || isNamed(chapter, change)) return []
    const place = placeOf(change)
    const step = place === null ? dropping[0] : dropping.find(it => locks(it, place))
    return step === undefined ? [] : [{ name, step }]
  })
}

const withRows: ReadonlySet<string> = new Set(['table', 'column'])

function nameOf({ action, object, name, detail }: Change): string | null {
  if (action === 'alter' && object === 'column' && /(?:^|; )default .* → no default(?:;|$)/.test(detail))
    return `the default of ${name}`
  if (action !== 'drop' || withRows.has(object)) return null
  return `${object === 'constraint' && detail.startsWith('FOREIGN KEY') ? 'foreign key' : object} ${name}`
}

const parts: ReadonlySet<string> = new Set([
  'column',
  'constraint',
  'trigger',
  'rule',
  'policy',
  'view column',
])

/** The relation that is locked when the object goes; `null` for what is no part of one. */
function placeOf({ object, name, detail }: Change): string | null {
  if (parts.has(object)) return qualifier(name)
  if (object === 'index' || object === 'statistics')
    return /\bon (?:ONLY )?((?:"(?:[^"]|"")*"|[^" ])+)/.exec(detail)?.[1] ?? null
  return ['view', 'materialized view', 'foreign table', 'sequence'].includes(object) ? name : null
}

function isLive({ start }: Chapter, change: Change): boolean {
  const place = placeOf(change)
  return start.liveTable(change.name) !== null && (place === null || start.liveTable(place) !== null)
}

/** A statement says that it drops this, or something that the object always goes with. */
function isNamed(chapter: Chapter, change: Change): boolean {
  return chapter.steps.some(
    step =>
      step.traced.trace.outcome !== 'failed' &&
      (isNamedInCode(step, change.name) ||
        step.traced.statement.operations.some(it => names(it, change, step))),
  )
}

function names(operation: Operation, change: Change, step: Step): boolean {
  const place = placeOf(change)
  switch (operation.kind) {
    case 'drop-table':
      return means(operation.table, change.name) || (place !== null && means(operation.table, place))
    case 'drop-column': {
      const part = ['index', 'constraint', 'statistics'].includes(change.object)
      const sequence = change.object === 'sequence' && change.name.includes(`_${bareName(operation.column)}_`)
      return sequence || (part && place !== null && means(operation.table, place))
    }
    case 'drop-constraint':
      // Partitions lose theirs with it.
      return (
        change.object === 'constraint' &&
        place !== null &&
        ((means(operation.table, place) && lastPart(change.name) === operation.constraint) ||
          (!change.detail.startsWith('FOREIGN KEY') && locks(step, place)))
      )
    case 'drop-index':
      return change.object === 'index' && means(operation.index, change.name)
    case 'drop':
      return means(operation.name, withoutArguments(change.name))
    case 'drop-default':
    case 'set-default':
    case 'change-column-type':
      return change.action === 'alter' && change.name.endsWith(`.${operation.column}`)
    default:
      return false
  }
}

/** A text without a schema is given as public, and may mean another. */
function means(text: string, name: string): boolean {
  return text === name || (qualifier(text) === 'public' && lastPart(text) === lastPart(name))
}
