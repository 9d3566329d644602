import type { Schema, SchemaObject } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import { objectOrder } from '../../support/object-order.ts'

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

/** An order of objects by name alone: a relation or type, then its columns in their order, then its other parts. */
export function inOrder(schema: Schema): (a: SchemaObject, b: SchemaObject) => number {
  return objectOrder({ order: kindOrder, wholes: wholeKinds, ownerOf }, schema)
}
