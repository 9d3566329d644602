import type { Schema, SchemaObject } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import { giveDefaultRights } from './give-default-rights.ts'
import { makers } from './make-again.ts'
import { restore } from './restore-attributes.ts'

/**
 * What a planned down still lacks, where the planning library has no word for it: storage, compression and
 * statistics of columns, extended statistics, defaults of view columns, the index to cluster on, a materialised
 * view without its rows, settings of the database, rights that default privileges give or take. `actual` is the schema
 * after the planned down has run. Goes at its end, and is proven like all of it.
 */
export function completeDown(expected: Schema, actual: Schema): readonly string[] {
  const lacking = [...expected.objects]
    .sort(([, a], [, b]) => place(a) - place(b))
    .flatMap(([key, object]) => {
      const now = actual.objects.get(key)
      return now === undefined ? makeAgain(object) : restore(object, now.attributes)
    })
  const surplus = [...actual.objects].flatMap(([key, object]) =>
    expected.objects.has(key) ? [] : takeAway(object),
  )
  return [...lacking, ...surplus]
}

/** What is made again for others to stand on comes first. */
function place({ kind }: SchemaObject): number {
  return Object.keys(makers).indexOf(kind)
}

/** Some kinds are there only where they have something to say: without it they are gone. */
function takeAway(object: SchemaObject): readonly string[] {
  switch (object.kind) {
    case 'view column':
    case 'privileges':
    case 'parameter':
    case 'setting':
      return restore({ ...object, attributes: {} }, object.attributes)
    case 'default privileges':
      return giveDefaultRights(object, null, object.attributes.privileges)
    default:
      return []
  }
}

function makeAgain(object: SchemaObject): readonly string[] {
  const maker = makers[object.kind]
  if (maker !== undefined) {
    const made = maker(object.name, object.attributes)
    return [made, ...restore(object, { ...object.attributes, comment: undefined, mappings: undefined })]
  }
  switch (object.kind) {
    case 'statistics':
      return createStatistics(object)
    case 'index':
      return attachIndex(object)
    case 'constraint':
      return addConstraint(object)
    case 'default privileges':
      return giveDefaultRights(object, object.attributes.privileges, null)
    case 'view column':
    case 'privileges':
    case 'parameter':
    case 'setting':
      return restore(object, {})
    default:
      return []
  }
}

/** The index of a partition comes with that of its table, but not where the library writes that one ON ONLY. */
function attachIndex({ name, attributes }: SchemaObject): readonly string[] {
  const { definition, 'attached to': parent } = attributes
  return definition === undefined || parent === undefined
    ? []
    : [definition, `ALTER INDEX ${parent} ATTACH PARTITION ${name}`]
}

/** In CREATE TABLE the server drops a UNIQUE that says no more than the primary key; the library writes it there. */
function addConstraint({ name, attributes }: SchemaObject): readonly string[] {
  const { definition, of: parent, inherited } = attributes
  if (definition === undefined || parent !== undefined || inherited !== undefined) return []
  const { parent: table, local } = splitLast(name)
  return [`ALTER TABLE ${table} ADD CONSTRAINT ${local} ${definition}`]
}

function createStatistics(object: SchemaObject): readonly string[] {
  const { name, attributes } = object
  const kinds = (attributes.kinds ?? '').split(', ').filter(kind => kind !== 'e' && kind !== '')
  const on = [attributes.columns, attributes.expressions].filter(list => list !== undefined).join(', ')
  // One expression alone has no kinds to choose from.
  const chosen = kinds.length > 0 ? ` (${kinds.join(', ')})` : ''
  return [
    `CREATE STATISTICS ${name}${chosen} ON ${on} FROM ${attributes.table}`,
    ...restore(object, ownedBy(object)),
  ]
}

/** What is made belongs to whoever makes it; another owner shows as a difference of its own. */
function ownedBy({ attributes: { owner } }: SchemaObject): SchemaObject['attributes'] {
  return owner === undefined ? {} : { owner }
}
