import type { Schema, SchemaObject } from '../../../model/schema.ts'
import { nextToken } from '../parse/lexer.ts'
import { withArrayCastsPushed } from './array-casts.ts'

/**
 * Two schemas without what no rebuild can make alike: roles, which are the server's; who installed an extension, and
 * its version, of which an engine has one alone; passwords; how a definition is written that was made of its own text;
 * and how the older server writes what both mean. `version` is that of the server from which the first was read,
 * `15.4`; the second was read from the embedded one.
 */
export function alike(expected: Schema, actual: Schema, version: string): [Schema, Schema] {
  const [one, other] = sameCasts(withoutUnlike(expected), withoutUnlike(actual))
  return Number.parseInt(version, 10) < 16 ? [withoutQualifiers(one, other), other] : [one, other]
}

/**
 * Two schemas, either of which may have been built from what a server writes: where definitions differ, both with the
 * casts of array constructors where the server puts them when it reads its own text.
 */
export function sameCasts(expected: Schema, actual: Schema): [Schema, Schema] {
  // Somebody's own cast between arrays need not do what the casts of the elements do.
  if ([expected, actual].some(castsArrays)) return [expected, actual]
  return [pushedWhereOther(expected, actual), pushedWhereOther(actual, expected)]
}

function castsArrays({ objects }: Schema): boolean {
  return [...objects.values()].some(({ kind, name }) => kind === 'cast' && name.includes('[]'))
}

/** What the server prints of an expression that it keeps as a tree. All else is text that somebody wrote. */
const definitions: ReadonlySet<string> = new Set([
  'definition',
  'index',
  'default',
  'generated',
  'using',
  'check',
  'constraints',
  'expressions',
  'tables',
  'arguments',
  'partition key',
])

function pushedWhereOther(schema: Schema, other: Schema): Schema {
  const objects = [...schema.objects].map(([key, object]): [string, SchemaObject] => {
    const there = other.objects.get(key)?.attributes
    if (there === undefined) return [key, object]
    const differing = Object.entries(object.attributes).filter(
      ([name, value]) => definitions.has(name) && there[name] !== undefined && there[name] !== value,
    )
    if (differing.length === 0) return [key, object]
    const pushed = Object.fromEntries(differing.map(([name, value]) => [name, withArrayCastsPushed(value)]))
    return [key, { ...object, attributes: { ...object.attributes, ...pushed } }]
  })
  return { ...schema, objects: new Map(objects) }
}

/** Until PostgreSQL 15 a query of a single relation says whose its columns are; from 16 on it does not. */
function withoutQualifiers(expected: Schema, actual: Schema): Schema {
  const objects = [...expected.objects].map(([key, object]): [string, SchemaObject] => {
    const now = actual.objects.get(key)?.attributes ?? {}
    const attributes = Object.entries(object.attributes).map(([name, value]) => {
      const other = now[name]
      return [name, other !== undefined && isQualified(value, other) ? other : value]
    })
    return [key, { ...object, attributes: Object.fromEntries(attributes) }]
  })
  return { ...expected, objects: new Map(objects) }
}

/** Whether a text is the other one, but for qualifiers before some of its names. */
function isQualified(text: string, other: string): boolean {
  if (text === other) return true
  const [words, plain] = [wordsOf(text), wordsOf(other)]
  let at = 0
  for (const word of plain) {
    if (words[at] !== word && words[at + 1] === '.' && words[at + 2] === word) at += 2
    if (words[at] !== word) return false
    at++
  }
  return at === words.length
}

function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  for (let token = nextToken(text, 0); token !== null; token = nextToken(text, token.end))
    words.push(text.slice(token.start, token.end))
  return words
}

/**
 * What migrations built in a throwaway database, and a target, without what the two never share: there whoever runs the
 * migrations owns what they make, here `role` does; and the schema `public` came with the database.
 */
export function alikeBut(built: Schema, target: Schema, role: string): [Schema, Schema] {
  const owners = new Map(
    [...built.objects].map(([key, { attributes }]) => [
      key,
      attributes.owner === role ? target.objects.get(key)?.attributes.owner : attributes.owner,
    ]),
  )
  const objects = [...built.objects].map(([key, object]): [string, SchemaObject] => {
    const there = target.objects.get(key)
    if (there !== undefined && isUntouched(object)) return [key, there]
    const owner = owners.get(key)
    return [key, owner === undefined ? object : { ...object, attributes: { ...object.attributes, owner } }]
  })
  return alike({ ...built, objects: new Map(objects) }, target, '')
}

/**
 * The schema that every database begins with, as the engine makes it. Another version makes it otherwise, and as long
 * as no migration says who may do what there, who sets up the server does.
 */
function isUntouched({ kind, name, attributes: { owner, privileges, ...more } }: SchemaObject): boolean {
  return (
    kind === 'schema' &&
    name === 'public' &&
    owner === 'pg_database_owner' &&
    privileges === 'PUBLIC: USAGE' &&
    Object.keys(more).every(attribute => attribute === 'comment')
  )
}

function withoutUnlike(schema: Schema): Schema {
  return {
    ...schema,
    objects: new Map(
      [...schema.objects].flatMap(([key, object]) =>
        object.kind === 'role' || isOfServer(object) ? [] : [[key, comparable(object)]],
      ),
    ),
  }
}

/** Who may do what with the database as a whole is the affair of its server, as its name and its owner are. */
function isOfServer({ kind, attributes }: SchemaObject): boolean {
  return kind === 'property' && Object.keys(attributes).every(name => name === 'privileges')
}

function comparable(object: SchemaObject): SchemaObject {
  if (object.kind === 'property') {
    const { privileges: _privileges, ...attributes } = object.attributes
    return { ...object, attributes }
  }
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
