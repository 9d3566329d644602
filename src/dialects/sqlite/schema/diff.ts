import type { Change, Schema, SchemaObject } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import { objectOrder } from '../../support/object-order.ts'
import { sameName, unquote } from '../parse/names.ts'
import { describe, describeChange } from './describe.ts'
import { sameFragment } from './fragment.ts'
import { kinds } from './kinds.ts'
import { type Match, matchWithRenames, type Pair, sameButRenames, type Words } from './match.ts'

/**
 * What happened to one database between two moments. A table that was rebuilt under its name is at most altered;
 * one whose identity stands under another name was renamed, and what the engine rewrote because of that is no
 * change of its own. What became of rows is not seen here.
 */
export function diffSchemas(before: Schema, after: Schema): readonly Change[] {
  const match = matchWithRenames(before, after)
  return changesOf(before, after, match, sameUnder(match.words))
}

export type SameText = (a: string, b: string) => boolean

/** Whether two texts are the same once these names were changed. */
export function sameUnder(words: Words): SameText {
  return (a, b) => sameFragment(a, b) || sameButRenames(a, b, words)
}

/** Changes in the order of the lists: what is gone, what is another, what came. */
export function changesOf(before: Schema, after: Schema, match: Match, same: SameText): readonly Change[] {
  const order = objectOrder(kinds, after)
  const kept = match.pairs
    .map(pair => ({ pair, found: [...rename(pair), ...alteration(pair, same)] }))
    .filter(({ found }) => found.length > 0)
    .sort((a, b) => order(a.pair.after, b.pair.after))
    .flatMap(({ found }) => found)
  return [...fold(match.dropped, 'drop', before), ...kept, ...fold(match.added, 'add', after)]
}

/** Only what has a new name of its own: a column does not change its name with its table. */
function rename({ before, after }: Pair): readonly Change[] {
  const [old = '', now = ''] = [before, after].map(({ name }) => unquote(splitLast(name).local))
  if (sameName(old, now) || before.kind === 'constraint') return []
  return [{ action: 'rename', object: after.kind, name: after.name, detail: `was ${before.name}` }]
}

/** The attributes that are another at the second moment. */
export function differing({ before, after }: Pair, same: SameText): readonly string[] {
  const names = [...new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])]
  return names.filter(name => {
    const [old, now] = [before.attributes[name], after.attributes[name]]
    return old === undefined || now === undefined ? old !== now : !same(old, now)
  })
}

function alteration(pair: Pair, same: SameText): readonly Change[] {
  const { before, after } = pair
  const names = differing(pair, same)
  if (names.length === 0) return []
  const detail = describeChange(after.kind, before.attributes, after.attributes, names)
  return [{ action: 'alter', object: after.kind, name: after.name, detail }]
}

/** What came or went with its table or view is told with it. */
function fold(objects: readonly SchemaObject[], action: 'add' | 'drop', schema: Schema): readonly Change[] {
  const wholes = new Set(objects.filter(({ kind }) => kinds.wholes.has(kind)).map(({ name }) => name))
  const parts = Map.groupBy(objects, object => {
    const whole = kinds.wholes.has(object.kind) ? null : kinds.ownerOf(object)
    return whole !== null && wholes.has(whole) ? whole : ''
  })
  return [...(parts.get('') ?? [])].sort(objectOrder(kinds, schema)).map(object => ({
    action,
    object: object.kind,
    name: object.name,
    detail: describe(object, parts.get(object.name) ?? []),
  }))
}
