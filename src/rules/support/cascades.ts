import type { Operation } from '../../model/operation.ts'
import type { Change } from '../../model/schema.ts'
import { locks } from './attribution.ts'
import type { Chapter, Step } from './chapters.ts'
import { bareName, lastPart, qualifier } from './names.ts'
import { runsHiddenCode, textOfCode } from './opaque.ts'
import { spelled, wasMeasured } from './traced.ts'

/** DROP … CASCADE takes more than it names; these functions tell what. */

type Cascading = Extract<Operation, { cascade: boolean }>

/** On these nothing can depend, or what CASCADE takes is no object. */
const alone: ReadonlySet<string> = new Set([
  'cast',
  'event-trigger',
  'policy',
  'privilege',
  'publication',
  'role',
  'role-membership',
  'rule',
  'statistics',
  'subscription',
  'trigger',
  'user-mapping',
])

/** The operations that drop with CASCADE by the text of the statement. */
export function cascadesOf({ traced }: Step): readonly Cascading[] {
  return traced.statement.operations
    .filter((it): it is Cascading => 'cascade' in it && it.cascade && it.kind !== 'truncate')
    .filter(it => it.kind !== 'drop' || !alone.has(it.object))
    .map(spelled)
}

/** `ON DELETE CASCADE` drops nothing. */
const dropCascade = /\bdrop\b[^;]*(?<!\bon\s+(?:delete|update)\s+)\bcascade\b/i

/** True where the statement drops with CASCADE, itself or in the code that it runs. */
export function cascades(step: Step): boolean {
  if (step.traced.trace.outcome === 'failed') return false
  return cascadesOf(step).length > 0 || (runsHiddenCode(step) && dropCascade.test(textOfCode(step)))
}

/** True where the code of a statement names the object, so that it did not only go along. */
export function isNamedInCode(step: Step, name: string): boolean {
  if (!runsHiddenCode(step)) return false
  const words = textOfCode(step).match(/[\w$\u0080-\uffff]+/g) ?? []
  const parts = bareName(head(name)).match(/[\w$\u0080-\uffff]+/g) ?? []
  return parts.every(part => words.some(word => word.toLowerCase() === part.toLowerCase()))
}

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
        step.traced.statement.operations.map(spelled).some(it => names(it, change, step))),
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
      return means(operation.name, head(change.name))
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

/** A function without its arguments. */
function head(name: string): string {
  return /^(?:"(?:[^"]|"")*"|[^"( ])*/.exec(name)?.[0] ?? name
}

/** Live targets of CASCADE in a statement that was not run: what depends on them is not known. */
export function unseenTargets(step: Step, made: ReadonlySet<string>): readonly string[] {
  if (step.traced.trace.outcome === 'failed' || wasMeasured(step.traced)) return []
  return cascadesOf(step).flatMap(it => targetOf(step, it, made) ?? [])
}

function targetOf(step: Step, operation: Cascading, made: ReadonlySet<string>): string | null {
  switch (operation.kind) {
    case 'drop-table':
      return step.liveTable(operation.table)
    case 'drop-column':
      return step.isLiveColumn(operation.table, operation.column)
        ? `${operation.table}.${operation.column}`
        : null
    case 'drop-constraint': {
      const name = `${operation.table}.${operation.constraint}`
      return step.liveTable(operation.table) === null || made.has(name) ? null : name
    }
    case 'drop-index':
      return made.has(operation.index) ? null : operation.index
    case 'drop':
      return made.has(operation.name) ? null : targetName(operation)
    default:
      return null
  }
}

function targetName({ object, name }: Extract<Operation, { kind: 'drop' }>): string {
  if (object === 'schema') return `the schema ${name}, everything in it`
  return object === 'owned-objects' ? `what ${name} owns` : name
}

/** What a statement creates, by name. */
export function madeBy({ traced }: Step): readonly string[] {
  return traced.statement.operations.map(spelled).flatMap((it): readonly string[] => {
    switch (it.kind) {
      case 'create':
      case 'create-extension':
        return [it.name]
      case 'create-index':
        return it.index === null ? [] : [it.index]
      case 'add-constraint':
        return [`${it.table}.${it.constraint}`]
      default:
        return []
    }
  })
}
