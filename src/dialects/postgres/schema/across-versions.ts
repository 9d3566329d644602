import type { Schema, SchemaObject } from '../../../model/schema.ts'

/**
 * Two schemas without what no rebuild can make alike: who installed an extension, and its version, of which an engine
 * has one alone. `version` is the server's from which the first was read, `16.4`.
 */
export function alike(expected: Schema, actual: Schema, _version: string): [Schema, Schema] {
  return [withoutUnlike(expected), withoutUnlike(actual)]
}

function withoutUnlike(schema: Schema): Schema {
  return {
    ...schema,
    objects: new Map([...schema.objects].map(([key, object]) => [key, comparable(object)])),
  }
}

function comparable(object: SchemaObject): SchemaObject {
  if (object.kind !== 'extension') return object
  const { owner: _owner, version: _version, ...attributes } = object.attributes
  return { ...object, attributes }
}
