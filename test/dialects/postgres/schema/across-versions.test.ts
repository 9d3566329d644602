import { expect, test } from 'vitest'
import { alike, alikeBut } from '../../../../src/dialects/postgres/schema/across-versions.ts'
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

const publicSchema = (attributes: SchemaObject['attributes']): Schema => ({
  objects: new Map([['schema public', { kind: 'schema', name: 'public', identity: '', attributes }]]),
  columnOrder: new Map(),
})
const fresh = { owner: 'pg_database_owner', privileges: 'PUBLIC: USAGE' }

const publicRows: typeof rows = [
  ['rights that somebody was given', fresh, { ...fresh, privileges: 'PUBLIC: USAGE; app: CREATE' }, 'equal'],
  ['as PostgreSQL 14 makes it', fresh, { owner: 'postgres', privileges: 'PUBLIC: CREATE, USAGE' }, 'equal'],
  [
    'rights that a migration gave, and that are gone',
    { ...fresh, privileges: 'PUBLIC: USAGE; app: CREATE' },
    fresh,
    'unequal',
  ],
]

test.each(publicRows)('the schema that came with the database: %s', (_, built, target, verdict) => {
  const [one, other] = alikeBut(publicSchema(built ?? {}), publicSchema(target), 'postgres')
  expect(compareSchemas(one, other).verdict).toBe(verdict)
})
