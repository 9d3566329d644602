import { folded } from '../parse/names.ts'
import type { TextObject } from './catalog.ts'
import { wordsIn } from './fragment.ts'
import type { PlanFacts } from './plan-facts.ts'

/**
 * Views and triggers that must be out of the way while tables are renamed or rebuilt: the engine reads them all
 * again at each rename, and fails where one mentions what is not there at that moment. Those that mention one of
 * what is `changing`, be it through other views, or views that change; those on them, which go with them; and those that are broken already.
 */
export function inTheWay(
  { catalog, broken }: PlanFacts,
  changing: readonly string[],
): ReadonlySet<TextObject> {
  const names = new Set([...changing.map(folded), ...broken])
  const texts = new Map([...catalog.views, ...catalog.triggers].map(object => [object, wordsIn(object.sql)]))
  const found = new Set<TextObject>()
  for (let grown = true; grown; ) {
    grown = false
    for (const [object, words] of texts) {
      if (found.has(object) || ![...words].some(word => names.has(word))) continue
      found.add(object)
      names.add(folded(object.name))
      grown = true
    }
  }
  return found
}
