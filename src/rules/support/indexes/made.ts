import type { RuleContext } from '../../rule.ts'
import { find } from '../attribution.ts'
import { type Chapter, chapters, type Step } from '../chapters.ts'
import { lastPart } from '../names.ts'
import { type IndexShape, indexesOf } from './definitions.ts'

/** The migration that made it, with its statement where one names it or could have hidden it. */
export function makerOf(
  context: RuleContext,
  { name, constraint }: IndexShape,
): { readonly migration: Chapter['migration']; readonly step: Step | null } | null {
  const all = chapters(context)
  const chapter =
    all.find(({ migration }) =>
      migration.changes.some(it => it.action === 'add' && it.name === (constraint ?? name)),
    ) ?? all.at(-1)
  if (chapter === undefined) return null
  const step =
    find(chapter, 'create-index', ({ index }) => index !== null && lastPart(index) === lastPart(name)) ??
    find(chapter, 'add-constraint', it => it.constraint === lastPart(name)) ??
    find(chapter, 'create-index', ({ only }) => only) ??
    find(chapter, 'run-code', () => true)
  return { migration: chapter.migration, step: step ?? null }
}

/** Indexes that the change made; none where nothing was run. One that it renamed stood before. */
export function newIndexes({ schemaBefore, schemaAfter }: RuleContext): readonly IndexShape[] {
  if (schemaBefore === null || schemaAfter === null) return []
  const before = indexesOf(schemaBefore)
  const known = new Set([...before.map(({ name }) => name), ...before.map(({ identity }) => identity)])
  return indexesOf(schemaAfter).filter(
    ({ name, identity }) => !known.has(name) && (identity === '' || !known.has(identity)),
  )
}
