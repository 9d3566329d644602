import type { Change, SchemaObject } from '../../model/schema.ts'
import type { RuleContext } from '../rule.ts'
import { type Chapter, chapters } from './chapters.ts'

/** An object that stood before the whole change, and what has become of it; `null` where it is gone. */
export interface Course {
  readonly before: SchemaObject
  readonly after: SchemaObject | null
}

/**
 * What became of the objects of some kinds by the whole pull request: what one file drops and a later one makes
 * again is not gone. None where nothing was run.
 */
export function courses(
  { schemaBefore, schemaAfter }: RuleContext,
  kinds: readonly string[],
): readonly Course[] {
  if (schemaBefore === null || schemaAfter === null) return []
  const ofKind = (objects: Iterable<SchemaObject>) => [...objects].filter(({ kind }) => kinds.includes(kind))
  const same = new Map(ofKind(schemaAfter.objects.values()).map(object => [object.identity, object]))
  return ofKind(schemaBefore.objects.values()).map(before => {
    const kept = before.identity === '' ? undefined : same.get(before.identity)
    return { before, after: kept ?? schemaAfter.objects.get(`${before.kind} ${before.name}`) ?? null }
  })
}

/** Objects of some kinds that stand after the pull request and did not before. */
export function newcomers(context: RuleContext, kinds: readonly string[]): readonly SchemaObject[] {
  const { schemaAfter } = context
  const old = new Set(courses(context, kinds).map(({ after }) => after))
  return [...(schemaAfter?.objects.values() ?? [])].filter(
    object => kinds.includes(object.kind) && !old.has(object),
  )
}

/** The last migration that changed an object, by what was seen. */
export function whereChanged(
  context: RuleContext,
  object: string,
  names: readonly (string | undefined)[],
  actions: readonly Change['action'][] = ['add', 'drop', 'alter', 'rename'],
): Chapter | null {
  const isMeant = (change: Change) =>
    change.object === object && names.includes(change.name) && actions.includes(change.action)
  return chapters(context).findLast(({ migration }) => migration.changes.some(isMeant)) ?? null
}
