import type { Operation } from '../../model/operation.ts'
import type { Step } from './chapters.ts'
import { bareName, withoutArguments } from './names.ts'
import { runsHiddenCode, textOfCode } from './opaque.ts'
import { wasMeasured } from './traced.ts'

/** DROP … CASCADE takes more than it names; these functions tell where it stands and what it points at. */

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
function cascadesOf({ traced }: Step): readonly Cascading[] {
  return traced.statement.operations
    .filter((it): it is Cascading => 'cascade' in it && it.cascade && it.kind !== 'truncate')
    .filter(it => it.kind !== 'drop' || !alone.has(it.object))
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
  const parts = bareName(withoutArguments(name)).match(/[\w$\u0080-\uffff]+/g) ?? []
  return parts.every(part => words.some(word => word.toLowerCase() === part.toLowerCase()))
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
  return traced.statement.operations.flatMap((it): readonly string[] => {
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
