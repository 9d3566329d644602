import type { Schema, SchemaObject } from '../../../model/schema.ts'

/** `public."a.b".c` → `public."a.b"` and `c`; a name without a dot has no parent. */
export function splitLast(name: string): { readonly parent: string; readonly local: string } {
  const local = /(?:"(?:[^"]|"")*"|[^."]+)$/.exec(name)?.[0] ?? name
  return { parent: name.slice(0, Math.max(0, name.length - local.length - 1)), local }
}

/** By code unit: the same everywhere, whatever the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Kinds that are named within their table or type. */
export const partKinds: ReadonlySet<string> = new Set([
  'column',
  'view column',
  'constraint',
  'trigger',
  'rule',
  'policy',
  'enum value',
])

/** Kinds whose parts come and go with them. */
export const wholeKinds: ReadonlySet<string> = new Set([
  'type',
  'table',
  'foreign table',
  'view',
  'materialized view',
])

/** The relation or type that an object comes and goes with; null where it stands alone. */
export function ownerOf(object: SchemaObject): string | null {
  if (partKinds.has(object.kind)) return splitLast(object.name).parent
  if (object.kind === 'index' || object.kind === 'statistics') return object.attributes.table ?? null
  if (object.kind === 'sequence' && object.attributes['owned by'] !== undefined)
    return splitLast(object.attributes['owned by']).parent
  return null
}

/** The place of a kind in every list; a kind that is not named here comes last. */
const kindOrder = [
  'schema',
  'extension',
  'type',
  'enum value',
  'domain',
  'table',
  'foreign table',
  'view',
  'materialized view',
  'column',
  'view column',
  'constraint',
  'index',
  'statistics',
  'sequence',
  'trigger',
  'rule',
  'policy',
  'function',
  'procedure',
  'aggregate',
]

function rank(kind: string): number {
  const place = kindOrder.indexOf(kind)
  return place < 0 ? kindOrder.length : place
}

/** An order of objects by name alone: a relation or type, then its columns in their order, then its other parts. */
export function inOrder(schema: Schema): (a: SchemaObject, b: SchemaObject) => number {
  const wholes = new Map(
    [...schema.objects.values()]
      .filter(({ kind }) => wholeKinds.has(kind))
      .map(({ kind, name }) => [name, kind]),
  )
  const key = (object: SchemaObject) => {
    const whole = wholeKinds.has(object.kind) ? object.name : ownerOf(object)
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
