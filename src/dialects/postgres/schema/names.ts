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

/** Kinds that are named within their table. */
export const partKinds: ReadonlySet<string> = new Set(['column', 'constraint', 'trigger', 'rule', 'policy'])

/** Kinds that hold columns. */
export const relationKinds: ReadonlySet<string> = new Set([
  'table',
  'foreign table',
  'view',
  'materialized view',
])

/** The relation that an object comes and goes with; null where it stands alone. */
export function relationOf(object: SchemaObject): string | null {
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
  'domain',
  'table',
  'foreign table',
  'view',
  'materialized view',
  'column',
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

/** An order of objects that depends on names alone: a relation, then its columns in their order, then its other parts. */
export function inOrder(schema: Schema): (a: SchemaObject, b: SchemaObject) => number {
  const relations = new Map(
    [...schema.objects.values()]
      .filter(({ kind }) => relationKinds.has(kind))
      .map(({ kind, name }) => [name, kind]),
  )
  const key = (object: SchemaObject) => {
    const relation = relationKinds.has(object.kind) ? object.name : relationOf(object)
    const group = relation === null ? object.kind : (relations.get(relation) ?? 'table')
    const place =
      object.kind === 'column' && relation !== null
        ? (schema.columnOrder.get(relation) ?? []).indexOf(splitLast(object.name).local)
        : 0
    return {
      group: rank(group),
      relation: relation ?? '',
      part: relation === object.name ? -1 : rank(object.kind),
      place,
    }
  }
  return (a, b) => {
    const [x, y] = [key(a), key(b)]
    return (
      x.group - y.group ||
      compareText(x.relation, y.relation) ||
      x.part - y.part ||
      compareText(a.kind, b.kind) ||
      x.place - y.place ||
      compareText(a.name, b.name)
    )
  }
}
