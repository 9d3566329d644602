import type { Schema, SchemaObject } from '../../../model/schema.ts'

/**
 * Two schemas without what no rebuild can make alike: who installed an extension, and its version, of which an engine
 * has one alone. `version` is the server's from which the first was read, `16.4`.
 */
export function alike(expected: Schema, actual: Schema, _version: string): [Schema, Schema] {
  return [withoutUnlike(expected), withoutUnlike(actual)]
}

/**
 * What migrations built in a throwaway database, and a target, without what the two never share: there whoever runs the
 * migrations owns what they make, here `role` does.
 */
export function alikeBut(built: Schema, target: Schema, role: string): [Schema, Schema] {
  const owners = new Map(
    [...built.objects].map(([key, { attributes }]) => [
      key,
      attributes.owner === role ? target.objects.get(key)?.attributes.owner : attributes.owner,
    ]),
  )
  const objects = [...built.objects].map(([key, object]): [string, SchemaObject] => {
    const owner = owners.get(key)
    return [key, owner === undefined ? object : { ...object, attributes: { ...object.attributes, owner } }]
  })
  return alike({ ...built, objects: new Map(objects) }, target, '')
}

function withoutUnlike(schema: Schema): Schema {
  return {
    ...schema,
    objects: new Map([...schema.objects].map(([key, object]) => [key, comparable(object)])),
  }
}

function comparable(object: SchemaObject): SchemaObject {
  if (object.kind === 'extension') {
    const { owner: _owner, version: _version, ...attributes } = object.attributes
    return { ...object, attributes }
  }
  // Nobody hands out a password: what was built holds another one.
  const secret = Object.entries(object.attributes).filter(([, value]) => value.includes('=('))
  if (secret.length === 0) return object
  const attributes = Object.fromEntries(
    secret.map(([name, value]) => [name, value.replaceAll(hidden, '=(hidden)')]),
  )
  return { ...object, attributes: { ...object.attributes, ...attributes } }
}

const hidden = /=\((?:hidden[^)]*|unknown)\)/g
