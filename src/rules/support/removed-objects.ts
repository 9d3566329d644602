import type { SchemaObject } from '../../model/schema.ts'
import type { RuleContext } from '../rule.ts'
import { withoutArguments } from './names.ts'
import { courses } from './net-changes.ts'

/** A live view, routine, sequence, type or extension that running code finds no longer, or finds otherwise. */
export interface Removed {
  readonly kind: string
  /** Its name before. */
  readonly name: string
  /** `null` where all of it is gone. */
  readonly what:
    | null
    | { readonly columns: readonly string[] }
    | { readonly returns: string; readonly was: string }
  /** Of a routine: one of the same name that takes other arguments. Of a type: its name now. */
  readonly instead: string | null
}

const relations = ['table', 'view', 'materialized view', 'foreign table']
const routines = ['function', 'procedure', 'aggregate']

/** What the whole pull request takes away; tables are told by others. */
export function removedObjects(context: RuleContext): readonly Removed[] {
  return [
    ...removedViews(context),
    ...removedRoutines(context),
    ...removedSequences(context),
    ...renamedTypes(context),
    ...removedExtensions(context),
  ]
}

function removedViews(context: RuleContext): readonly Removed[] {
  const { schemaAfter } = context
  return courses(context, ['view', 'materialized view', 'foreign table']).flatMap(
    ({ before, after }): Removed[] => {
      const { kind, name } = before
      const answering = relations.some(it => schemaAfter?.objects.has(`${it} ${name}`))
      if (after === null && !answering) return [{ kind, name, what: null, instead: null }]
      // A table in its place, or another name: told as such.
      if (after === null || after.name !== name) return []
      const now = columnsOf(after)
      const columns = columnsOf(before).filter(column => !now.includes(column))
      return columns.length === 0 ? [] : [{ kind, name, what: { columns }, instead: null }]
    },
  )
}

/** The names in `id integer, "a b" numeric(10,2)`. */
function columnsOf({ attributes }: SchemaObject): readonly string[] {
  const column = /("(?:[^"]|"")*"|[^\s,()"]+) (?:\([^()]*\)|"(?:[^"]|"")*"|[^,("])+(?:, |$)/g
  return [...(attributes.columns ?? '').matchAll(column)].map(([, name = '']) => name)
}

function removedRoutines(context: RuleContext): readonly Removed[] {
  const now = [...(context.schemaAfter?.objects.values() ?? [])].filter(({ kind }) => routines.includes(kind))
  return courses(context, routines).flatMap(({ before, after }): Removed[] => {
    const { kind, name } = before
    const was = resultOf(before)
    // Only triggers call it, and they keep it from being dropped.
    if (was === 'trigger' || was === 'event_trigger') return []
    if (after !== null && after.name === name) {
      const returns = resultOf(after)
      return returns === was ? [] : [{ kind, name, what: { returns, was }, instead: null }]
    }
    if (now.some(it => takes(it, before))) return []
    const instead = now.find(it => withoutArguments(it.name) === withoutArguments(name))?.name ?? null
    return [{ kind, name, what: null, instead }]
  })
}

function resultOf({ attributes }: SchemaObject): string {
  return attributes.returns ?? /\n RETURNS (.*)\n/.exec(attributes.definition ?? '')?.[1] ?? 'nothing'
}

/** True where a call with the arguments of the old routine finds this one: what it takes more has defaults. */
function takes(now: SchemaObject, old: SchemaObject): boolean {
  if (withoutArguments(now.name) !== withoutArguments(old.name)) return false
  const [has, wants] = [argumentsOf(now), argumentsOf(old)]
  const head = (now.attributes.definition ?? '').split('\n')[0] ?? ''
  const defaults = head.split(/ DEFAULT /).length - 1
  return wants.every((type, place) => has[place] === type) && has.length - wants.length <= defaults
}

function argumentsOf({ name }: SchemaObject): readonly string[] {
  const list = name.slice(withoutArguments(name).length + 1, -1)
  return list === '' ? [] : list.split(', ')
}

/** Those of a column come and go with it. */
function removedSequences(context: RuleContext): readonly Removed[] {
  return courses(context, ['sequence']).flatMap(({ before, after }): Removed[] => {
    const { kind, name, attributes } = before
    const isFree = attributes['owned by'] === undefined
    return isFree &&
      (after === null || after.name !== name) &&
      !context.schemaAfter?.objects.has(`${kind} ${name}`)
      ? [{ kind, name, what: null, instead: null }]
      : []
  })
}

const types = ['type', 'domain']

/** Columns follow a type to its new name; the casts in running code do not. A dropped one no column had any more. */
function renamedTypes(context: RuleContext): readonly Removed[] {
  const { schemaAfter } = context
  return courses(context, types).flatMap(({ before: { kind, name }, after }): Removed[] => {
    const answering = types.some(it => schemaAfter?.objects.has(`${it} ${name}`))
    return after === null || answering ? [] : [{ kind, name, what: null, instead: after.name }]
  })
}

function removedExtensions(context: RuleContext): readonly Removed[] {
  return courses(context, ['extension']).flatMap(({ before: { kind, name }, after }): Removed[] =>
    after === null ? [{ kind, name, what: null, instead: null }] : [],
  )
}
