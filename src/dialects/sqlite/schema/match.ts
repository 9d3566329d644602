import type { Schema, SchemaObject } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import { dotted, folded, unquote } from '../parse/names.ts'
import { canonical, keysOf } from './fragment.ts'
import { kinds } from './kinds.ts'

/** One object at two moments. */
export interface Pair {
  readonly before: SchemaObject
  readonly after: SchemaObject
}

export interface Match {
  readonly pairs: readonly Pair[]
  readonly dropped: readonly SchemaObject[]
  readonly added: readonly SchemaObject[]
}

/** Pairs by kind and name alone, the case of names aside. */
export function matchByName(before: Schema, after: Schema): Match {
  return match(before, after, [({ kind, name }) => [`${kind} ${folded(name)}`]])
}

/**
 * Pairs by name first, so that a table that was rebuilt is itself. Of what is left, tables and columns by identity:
 * they were renamed. Then what bears the name of a renamed table or column in its own.
 */
export function matchWithRenames(before: Schema, after: Schema): Match & { readonly words: Words } {
  const byName = ({ kind, name }: SchemaObject) => [`${kind} ${folded(name)}`]
  const byIdentity = ({ kind, identity }: SchemaObject) => (identity === '' ? [] : [`${kind} ${identity}`])
  const holders = match(before, after, [byName, byIdentity])
  const words = renamedWords(holders.pairs)
  const parts = match(rest(before, holders, 'before'), rest(after, holders, 'after'), [
    object => byName(carried(object, holders.pairs, words)),
  ])
  return { pairs: [...holders.pairs, ...parts.pairs], dropped: parts.dropped, added: parts.added, words }
}

/** What names became, folded; the same one may have become several. */
export type Words = ReadonlyMap<string, ReadonlySet<string>>

/** Whether two texts differ by nothing but renamed tables and columns, which the engine rewrites wherever they stand. */
export function sameButRenames(before: string, after: string, words: Words): boolean {
  const [old, now] = [keysOf(before), keysOf(after)]
  return old.length === now.length && old.every((key, at) => sameKey(key, now[at] ?? '', words))
}

function sameKey(old: string, now: string, words: Words): boolean {
  return old === now || words.get(folded(unquote(old)))?.has(folded(unquote(now))) === true
}

type Key = (object: SchemaObject) => readonly string[]

function match(before: Schema, after: Schema, keys: readonly Key[]): Match {
  const pairs: Pair[] = []
  let [dropped, added] = [[...before.objects.values()], [...after.objects.values()]]
  for (const key of keys) {
    const left = new Map(added.flatMap(object => key(object).map(name => [name, object] as const)))
    dropped = dropped.filter(object => {
      const [name = ''] = key(object)
      const same = left.get(name)
      if (same === undefined) return true
      pairs.push({ before: object, after: same })
      left.delete(name)
      return false
    })
    const taken = new Set(pairs.map(pair => pair.after))
    added = added.filter(object => !taken.has(object))
  }
  return { pairs, dropped, added }
}

function rest(schema: Schema, { pairs }: Match, side: keyof Pair): Schema {
  const taken = new Set(pairs.map(pair => pair[side]))
  return { ...schema, objects: new Map([...schema.objects].filter(([, object]) => !taken.has(object))) }
}

function renamedWords(pairs: readonly Pair[]): Words {
  const words = new Map<string, Set<string>>()
  for (const { before, after } of pairs) {
    const [old, now] = [localOf(before), localOf(after)]
    if (old !== now) words.set(old, (words.get(old) ?? new Set()).add(now))
  }
  return words
}

function localOf({ name }: SchemaObject): string {
  return folded(unquote(splitLast(name).local))
}

/** An object of before under the name that the renames gave it: constraints are called by table and columns. */
function carried(object: SchemaObject, pairs: readonly Pair[], words: Words): SchemaObject {
  if (object.kind !== 'constraint') return object
  const owner = kinds.ownerOf(object)
  const table = pairs.find(({ before }) => before.kind === 'table' && before.name === owner)
  const { parent, local } = splitLast(object.name)
  const name = unquote(local)
  const renamed = name.includes(' ') ? withNewNames(name, words) : name
  return { ...object, name: `${table?.after.name ?? parent}.${dotted([renamed])}` }
}

function withNewNames(text: string, words: Words): string {
  const [head = '', ...list] = text.split('(')
  const content = list.join('(')
  const keys = keysOf(content).map(key => {
    const [now] = words.get(folded(unquote(key))) ?? []
    return now === undefined ? key : dotted([now])
  })
  return content === '' ? text : `${head}(${canonical(keys.join(' '))}`
}
