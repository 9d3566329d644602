import type { Schema, SchemaObject } from '../../model/schema.ts'
import { compareText, splitLast } from './object-names.ts'

/** What a dialect says of its kinds of objects. */
export interface Kinds {
  /** In the order in which they are told; a kind that is not named comes last. */
  readonly order: readonly string[]
  /** Kinds whose parts come and go with them. */
  readonly wholes: ReadonlySet<string>
  /** The name of the whole that an object comes and goes with; null where it stands alone. */
  ownerOf(object: SchemaObject): string | null
}

/** An order of objects by name alone: a table or another whole, then its columns in their order, then its other parts. */
export function objectOrder(kinds: Kinds, schema: Schema): (a: SchemaObject, b: SchemaObject) => number {
  const rank = (kind: string) => {
    const place = kinds.order.indexOf(kind)
    return place < 0 ? kinds.order.length : place
  }
  const wholes = new Map(
    [...schema.objects.values()]
      .filter(({ kind }) => kinds.wholes.has(kind))
      .map(({ kind, name }) => [name, kind]),
  )
  const key = (object: SchemaObject) => {
    const whole = kinds.wholes.has(object.kind) ? object.name : kinds.ownerOf(object)
    const group = whole === null ? object.kind : (wholes.get(whole) ?? 'table')
    const columns = object.kind === 'column' ? schema.columnOrder.get(whole ?? '') : undefined
    return {
      group: rank(group),
      whole: whole ?? '',
      part: whole === object.name ? -1 : rank(object.kind),
      place: columns?.indexOf(splitLast(object.name).local) ?? 0,
    }
  }
  return (a, b) => {
    const [x, y] = [key(a), key(b)]
    return (
      x.group - y.group ||
      compareText(x.whole, y.whole) ||
      x.part - y.part ||
      compareText(a.kind, b.kind) ||
      x.place - y.place ||
      compareText(a.name, b.name)
    )
  }
}
