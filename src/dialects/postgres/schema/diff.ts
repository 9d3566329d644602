import type { Change, Schema, SchemaComparison, SchemaObject } from '../../../model/schema.ts'
import type { Made } from '../../dialect.ts'
import { splitLast } from '../../support/object-names.ts'
import { describe, describeChange } from './describe.ts'
import { sameButClock } from './folded-clock.ts'
import { sameButLayout } from './layout.ts'
import { inOrder, ownerOf, wholeKinds } from './names.ts'
import { type Pair, type Renames, renamesOf } from './renames.ts'

/**
 * What happened to one database between two moments. An object that kept its identity under another name was
 * renamed; what the server rewrote because of that (an index's table, a view's text) is no change of its own.
 * Dropped and made again under the same name: altered where the text differs, unchanged where it does not, but
 * for tables and columns, whose data went with them.
 */
export function diffSchemas(before: Schema, after: Schema): readonly Change[] {
  const match = matchObjects(before, after, 'identity')
  return changes(before, after, match, renamesOf(match.pairs), madeAgain(match.pairs))
}

/**
 * Whether a database has come back to what it was, by names and texts alone. What is left behind is an `add`,
 * what was lost a `drop`. The order of columns is its own answer, given only where all else is equal. How the body
 * of a function is indented is no difference: it was written anew, and runs as before.
 */
export function compareSchemas(expected: Schema, actual: Schema, made?: Made): SchemaComparison {
  const match = matchObjects(expected, actual, 'name')
  const sameText = made === undefined ? nothingRenamed.sameText : sameButFor(made)
  const difference = changes(expected, actual, match, { ...nothingRenamed, sameText }, new Set())
  if (difference.length > 0) return { verdict: 'unequal', difference }
  const reordered = orderChanges(expected, actual)
  return { verdict: reordered.length > 0 ? 'equal-except-order' : 'equal', difference: reordered }
}

const nothingRenamed: Renames = {
  isRename: () => false,
  sameText: (before, after) => before === after,
  sameBody: sameButLayout,
}

function sameButFor(made: Made): Renames['sameText'] {
  return (before, after) => before === after || sameButClock(before, after, made)
}

interface Match {
  readonly pairs: readonly Pair[]
  readonly dropped: readonly SchemaObject[]
  readonly added: readonly SchemaObject[]
}

/** By identity first, where it may be used; what is left, by kind and name. */
function matchObjects(before: Schema, after: Schema, by: 'identity' | 'name'): Match {
  const left = new Map(after.objects)
  const key = ({ kind, identity }: SchemaObject) => `${kind} ${identity}`
  const identities = new Map([...left].map(([name, object]) => [key(object), { name, object }]))
  const pairs: Pair[] = []
  const unmatched: SchemaObject[] = []
  for (const object of before.objects.values()) {
    const same = by === 'identity' && object.identity !== '' ? identities.get(key(object)) : undefined
    if (same === undefined) unmatched.push(object)
    else {
      pairs.push({ before: object, after: same.object })
      left.delete(same.name)
    }
  }
  const dropped: SchemaObject[] = []
  for (const object of unmatched) {
    const name = `${object.kind} ${object.name}`
    const same = left.get(name)
    if (same === undefined) dropped.push(object)
    else {
      pairs.push({ before: object, after: same })
      left.delete(name)
    }
  }
  return { pairs, dropped, added: [...left.values()] }
}

/** Tables and columns that are others than before. A column that went with its table is told with it. */
function madeAgain(pairs: readonly Pair[]): ReadonlySet<Pair> {
  const others = pairs.filter(({ before, after }) => before.identity !== after.identity)
  const tables = others.filter(({ after }) => after.kind === 'table' || after.kind === 'foreign table')
  const names = new Set(tables.map(({ after }) => after.name))
  const columns = others.filter(
    ({ after }) => after.kind === 'column' && !names.has(splitLast(after.name).parent),
  )
  return new Set([...tables, ...columns])
}

function changes(
  before: Schema,
  after: Schema,
  match: Match,
  renames: Renames,
  again: ReadonlySet<Pair>,
): readonly Change[] {
  const drops = fold(match.dropped, 'drop', before)
  const order = inOrder(after)
  const told = typesToldByValue(match)
  const kept = match.pairs
    .map(pair => ({ pair, found: [...rename(pair, renames), ...alteration(pair, renames, told, again)] }))
    .filter(({ found }) => found.length > 0)
    .sort((a, b) => order(a.pair.after, b.pair.after))
    .flatMap(({ found }) => found)
  return [...drops, ...kept, ...fold(match.added, 'add', after)]
}

function rename(pair: Pair, renames: Renames): readonly Change[] {
  if (!renames.isRename(pair)) return []
  const { kind, name } = pair.after
  return [{ action: 'rename', object: kind, name, detail: `was ${pair.before.name}` }]
}

function alteration(
  pair: Pair,
  renames: Renames,
  told: ReadonlySet<string>,
  again: ReadonlySet<Pair>,
): readonly Change[] {
  const { before, after } = pair
  const names = [...new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])]
  const differing = names.filter(name => {
    const [old, now] = [before.attributes[name], after.attributes[name]]
    if (name === 'labels' && told.has(after.name)) return false
    if (old === undefined || now === undefined) return old !== now
    return !sameAttribute(name, old, now, renames)
  })
  const details = [
    ...(again.has(pair) ? ['dropped and made again'] : []),
    ...(differing.length === 0
      ? []
      : [describeChange(after.kind, before.attributes, after.attributes, differing, renames)]),
  ]
  return details.length === 0
    ? []
    : [{ action: 'alter', object: after.kind, name: after.name, detail: details.join('; ') }]
}

/** The server rewrites names in every definition, but never in the body of a function that is kept as a string. */
function sameAttribute(name: string, before: string, after: string, renames: Renames): boolean {
  if (before === after) return true
  if (name === 'comment' || name === 'labels') return false
  if (name.endsWith('options') && sameButSecrets(before, after)) return true
  const body = (text: string) => {
    const at = text.search(/\nAS [$']/)
    return at < 0 ? { head: text, body: '' } : { head: text.slice(0, at), body: text.slice(at) }
  }
  const [old, now] = [body(before), body(after)]
  if (!renames.sameText(old.head, now.head)) return false
  return old.body === now.body || renames.sameBody(now.head, old.body, now.body)
}

/** Where one of two readers did not tell passwords apart, they are no difference: nobody knows. */
function sameButSecrets(before: string, after: string): boolean {
  const untold = (text: string) => text.replaceAll(/=\(hidden [0-9a-f]{8}\)/g, '=(hidden)')
  return (untold(before) === before || untold(after) === after) && untold(before) === untold(after)
}

/** Enums whose values were added, dropped or renamed: said once, by value. What is left to say is another order. */
function typesToldByValue({ pairs, added, dropped }: Match): ReadonlySet<string> {
  const renamed = pairs.filter(
    ({ before, after }) => splitLast(before.name).local !== splitLast(after.name).local,
  )
  return new Set(
    [...added, ...dropped, ...renamed.map(({ after }) => after)]
      .filter(({ kind }) => kind === 'enum value')
      .map(({ name }) => splitLast(name).parent),
  )
}

/** What came or went with its table or type is told with it. */
function fold(objects: readonly SchemaObject[], action: 'add' | 'drop', schema: Schema): readonly Change[] {
  const wholes = new Set(objects.filter(({ kind }) => wholeKinds.has(kind)).map(({ name }) => name))
  const parts = Map.groupBy(objects, object => {
    const whole = wholeKinds.has(object.kind) ? null : ownerOf(object)
    return whole !== null && wholes.has(whole) ? whole : ''
  })
  return [...(parts.get('') ?? [])].sort(inOrder(schema)).map(object => ({
    action,
    object: object.kind,
    name: object.name,
    detail: describe(object, parts.get(object.name) ?? [], schema),
  }))
}

function orderChanges(expected: Schema, actual: Schema): readonly Change[] {
  return [...expected.columnOrder].flatMap(([name, columns]) => {
    const now = actual.columnOrder.get(name) ?? []
    if (columns.join() === now.join()) return []
    return [
      {
        action: 'alter' as const,
        object: 'table',
        name,
        detail: `columns ${columns.join(', ')} → ${now.join(', ')}`,
      },
    ]
  })
}
