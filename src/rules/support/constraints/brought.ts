import type { Operation } from '../../../model/operation.ts'
import type { ReplayedMigration, TracedStatement } from '../../../model/replay.ts'
import type { Schema, SchemaObject } from '../../../model/schema.ts'
import type { RuleContext } from '../../rule.ts'
import { texts } from '../attribution.ts'
import { type Chapter, chapters, type Step } from '../chapters.ts'
import { lastPart, qualifier } from '../names.ts'
import { isOpaque } from '../traced.ts'

export type AddConstraint = Extract<Operation, { kind: 'add-constraint' }>

/** Where in the change something came about. */
export interface Place {
  readonly migration: ReplayedMigration
  /** `null` where no statement can be named. */
  readonly statement: TracedStatement | null
  readonly step: Step | null
}

/** The same object before the change: by its identity where it has one, else by its name. */
export function before({ schemaBefore }: RuleContext, object: SchemaObject): SchemaObject | undefined {
  if (schemaBefore === null) return undefined
  const named = schemaBefore.objects.get(`${object.kind} ${object.name}`)
  return object.identity === '' ? (named ?? namesake(schemaBefore, object)) : byIdentity(schemaBefore, object)
}

/** A table that SQLite renamed brings its constraints along under names that begin with its own. */
function namesake(schema: Schema, { kind, name, attributes }: SchemaObject): SchemaObject | undefined {
  return [...schema.objects.values()].find(
    it =>
      it.kind === kind &&
      lastPart(it.name) === lastPart(name) &&
      it.attributes.definition === attributes.definition,
  )
}

function byIdentity(schema: Schema, { kind, identity }: SchemaObject): SchemaObject | undefined {
  let known = identities.get(schema)
  if (known === undefined) {
    known = new Map([...schema.objects.values()].map(it => [`${it.kind} ${it.identity}`, it]))
    identities.set(schema, known)
  }
  return known.get(`${kind} ${identity}`)
}

const identities = new WeakMap<Schema, ReadonlyMap<string, SchemaObject>>()

/** The statement that brought a constraint: by its name, else by its columns, else the code that ran in its migration. */
export function placeOfConstraint(
  context: RuleContext,
  { name }: SchemaObject,
  type: AddConstraint['type'],
  columns: readonly string[],
): Place | null {
  const written = chapters(context)
    .flatMap(chapter => texts(chapter, 'add-constraint'))
    .filter(([it]) => it.type === type)
  const ofTable = written.filter(([it]) => lastPart(it.table) === lastPart(qualifier(name)))
  const isNamed = ([it]: (typeof written)[number]) => it.constraint === lastPart(name)
  const isAlike = ([it]: (typeof written)[number]) =>
    it.constraint === null && it.columns.join() === columns.join()
  // A rebuild in SQLite writes them for a table of another name.
  const found =
    ofTable.findLast(isNamed) ??
    ofTable.findLast(isAlike) ??
    written.findLast(isNamed) ??
    written.findLast(isAlike)
  return found === undefined ? placeOfChange(context, name) : placeOf(found[1])
}

export function placeOf(step: Step): Place {
  return { migration: step.migration, statement: step.traced, step }
}

/** The migration whose changes name the object or its table, and the code in it, where there is any. */
export function placeOfChange(context: RuleContext, name: string): Place | null {
  const all = chapters(context)
  const isTouched = ({ migration }: Chapter) =>
    migration.changes.some(it => it.name === name || it.name === qualifier(name))
  const chapter = all.findLast(isTouched) ?? all.at(-1)
  if (chapter === undefined) return null
  const code = chapter.steps.filter(({ traced }) => isOpaque(traced) && traced.trace.outcome === 'ran')
  const [step = null] = code
  return { migration: chapter.migration, statement: step?.traced ?? null, step }
}

/** Constraints by the text of statements that were not run, and that nothing takes away again. */
export function unseenConstraints(
  context: RuleContext,
  type: AddConstraint['type'],
): readonly (readonly [AddConstraint, Step])[] {
  const all = chapters(context)
  const nameOf = (table: string, constraint: string | null) => JSON.stringify([table, constraint])
  const dropped = new Set(
    all.flatMap(chapter => texts(chapter, 'drop-constraint')).map(([it]) => nameOf(it.table, it.constraint)),
  )
  const gone = new Set(all.flatMap(chapter => texts(chapter, 'drop-table')).map(([it]) => it.table))
  return all
    .flatMap(chapter => texts(chapter, 'add-constraint'))
    .filter(([it, { traced }]) => it.type === type && isUnseen(traced))
    .filter(([it]) => !gone.has(it.table) && !dropped.has(nameOf(it.table, it.constraint)))
}

export function isUnseen({ trace }: TracedStatement): boolean {
  return trace.outcome === 'not-run' || trace.outcome === 'unverified'
}
