import { expect, test } from 'vitest'
import { alike } from '../../../../src/dialects/postgres/schema/across-versions.ts'
import { compareSchemas } from '../../../../src/dialects/postgres/schema/diff.ts'
import type { Schema, SchemaObject } from '../../../../src/model/schema.ts'

const database = (attributes: SchemaObject['attributes'] | null): Schema => ({
  objects: new Map(
    attributes === null
      ? []
      : [
          [
            'property of the database',
            { kind: 'property', name: 'of the database', identity: '', attributes },
          ],
        ],
  ),
  columnOrder: new Map(),
})

const rows: readonly (readonly [
  what: string,
  built: SchemaObject['attributes'] | null,
  target: SchemaObject['attributes'],
  verdict: string,
])[] = [
  ['rights on the database alone', null, { privileges: 'app: CREATE' }, 'equal'],
  ['rights beside a comment', { comment: 'a' }, { comment: 'a', privileges: 'app: CREATE' }, 'equal'],
  ['another comment', { comment: 'a' }, { comment: 'b', privileges: 'app: CREATE' }, 'unequal'],
  ['a limit that nobody built', null, { 'connection limit': '5' }, 'unequal'],
]

test.each(rows)('what belongs to the server is no difference: %s', (_, built, target, verdict) => {
  expect(compareSchemas(...alike(database(target), database(built), '18.4')).verdict).toBe(verdict)
})
