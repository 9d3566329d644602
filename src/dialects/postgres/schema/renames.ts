import type { SchemaObject } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import { ownerOf, partKinds, wholeKinds } from './names.ts'

/** One object at two moments. */
export interface Pair {
  readonly before: SchemaObject
  readonly after: SchemaObject
}

/** What the server itself rewrites in every definition when objects are renamed. */
export interface Renames {
  /** True where the object has a new name of its own, not only that of its table or schema. */
  isRename(pair: Pair): boolean
  /** True where two texts differ by nothing but renamed objects. */
  sameText(before: string, after: string): boolean
  /** True where two bodies of a function, under the same `head`, are not worth telling apart. */
  sameBody(head: string, before: string, after: string): boolean
}

/** Objects whose name says how they were made: a cast, a setting. They have no name to change. */
const unnamed: ReadonlySet<string> = new Set([
  'cast',
  'transform',
  'user mapping',
  'default privileges',
  'setting',
])

/** Learns the renames from objects that kept their identity. */
export function renamesOf(pairs: readonly Pair[]): Renames {
  const schemas = new Map<string, string>()
  const relations = new Map<string, string>()
  const words = new Map<string, Set<string>>()
  for (const { before, after } of pairs) {
    if (before.name === after.name) continue
    if (before.kind === 'schema') schemas.set(before.name, after.name)
    if (wholeKinds.has(before.kind)) relations.set(before.name, after.name)
    learnWords(words, before, after)
  }

  const expectedName = (before: SchemaObject): string => {
    const { parent, local } = splitLast(head(before.name))
    if (partKinds.has(before.kind)) return `${relations.get(parent) ?? inSchema(parent)}.${local}`
    const moved = relations.get(ownerOf(before) ?? '')
    if (moved !== undefined && splitLast(ownerOf(before) ?? '').parent === parent)
      return `${splitLast(moved).parent}.${local}`
    return parent === '' ? local : `${schemas.get(parent) ?? parent}.${local}`
  }
  const inSchema = (relation: string): string => {
    const { parent, local } = splitLast(relation)
    return `${schemas.get(parent) ?? parent}.${local}`
  }

  return {
    isRename({ before, after }) {
      if (before.name === after.name || unnamed.has(before.kind)) return false
      return expectedName(before) !== head(after.name)
    },
    sameText: (before, after) => before === after || sameWords(tokens(before), tokens(after), words),
    sameBody: () => false,
  }
}

/** A function without its arguments, an operator class without its method. */
function head(name: string): string {
  return /^((?:"(?:[^"]|"")*"|[^"( ])*)/.exec(name)?.[0] ?? name
}

function learnWords(words: Map<string, Set<string>>, before: SchemaObject, after: SchemaObject): void {
  const learn = (from: string, to: string) => {
    if (from !== to) words.set(from, (words.get(from) ?? new Set()).add(to))
  }
  const [from, to] = [splitLast(head(before.name)), splitLast(head(after.name))]
  learn(from.local, to.local)
  if (!partKinds.has(before.kind)) learn(from.parent, to.parent)
}

function tokens(text: string): readonly string[] {
  return text.match(/"(?:[^"]|"")*"|[\w$\u0080-\uffff]+|[^\s]/g) ?? []
}

/**
 * Compares word by word. A view keeps its own names over a rename, so the server writes `mail AS email` where
 * it wrote `email`, and `public.people users` where it wrote `public.users`: an old name may follow the new one.
 */
function sameWords(
  before: readonly string[],
  after: readonly string[],
  words: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const skipAlias = (list: readonly string[], at: number, old: string) => {
    const name = list[at]?.toLowerCase() === 'as' ? at + 1 : at
    return list[name] === old ? name + 1 : at
  }
  let [i, j] = [0, 0]
  while (i < before.length && j < after.length) {
    const [old, now] = [before[i] ?? '', after[j] ?? '']
    const renamed = words.get(old)?.has(now) === true
    if (old !== now && !renamed) return false
    i += 1
    j += 1
    if (!renamed) continue
    if (before[i]?.toLowerCase() !== 'as' && before[i] !== old) j = skipAlias(after, j, old)
    if (after[j]?.toLowerCase() !== 'as' && after[j] !== now) i = skipAlias(before, i, now)
  }
  return i === before.length && j === after.length
}
