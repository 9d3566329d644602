import type { SchemaObject } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import type { Kinds } from '../../support/object-order.ts'

/** The kinds of objects of SQLite. Indexes and triggers have names of their own in the schema, and come and go with their table. */
export const kinds: Kinds = {
  order: ['table', 'virtual table', 'view', 'column', 'constraint', 'index', 'trigger'],
  wholes: new Set(['table', 'view', 'virtual table']),
  ownerOf({ kind, name, attributes }: SchemaObject): string | null {
    if (kind === 'column' || kind === 'constraint') return splitLast(name).parent
    return attributes.table ?? null
  },
}
