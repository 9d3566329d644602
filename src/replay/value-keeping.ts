import { splitLast } from '../dialects/support/object-names.ts'
import type { Schema, SchemaObject } from '../model/schema.ts'

/** The objects of a schema by kind and name; names are {@link key}s, their last part {@link bare}. */
export type Objects = ReadonlyMap<string, SchemaObject>

export function objectsOf({ objects }: Schema): Objects {
  return new Map(
    [...objects.values()].map(object => {
      const { parent, local } = splitLast(object.name)
      const name = object.kind === 'table' ? key(object.name) : `${key(parent)}.${bare(local)}`
      return [`${object.kind} ${name}`, object]
    }),
  )
}

interface Place {
  readonly objects: Objects
  readonly table: string
}

/** Whether a value can become another one on its way from a table to another with these pairs of columns. */
export function takesOtherValues(
  was: Place,
  is: Place,
  columns: readonly (readonly [was: string, is: string])[],
): boolean {
  const changes = columns.some(([from, to]) =>
    mayDiffer(was.objects.get(`column ${was.table}.${from}`), is.objects.get(`column ${is.table}.${to}`)),
  )
  // Without STRICT, ANY is a type like others; and where a key is the rowid, NULL becomes a number.
  return changes || isStrict(was) !== isStrict(is) || (hasRowidKey(is) && !hasRowidKey(was))
}

/** A virtual table's columns are not known, and are as they are. */
function mayDiffer(was: SchemaObject | undefined, is: SchemaObject | undefined): boolean {
  if (was === undefined) return false
  if (is === undefined) return true
  return is.attributes.type !== was.attributes.type || is.attributes.generated !== was.attributes.generated
}

function isStrict({ objects, table }: Place): boolean {
  return objects.get(`table ${table}`)?.attributes.strict === 'yes'
}

function hasRowidKey({ objects, table }: Place): boolean {
  return objects.get(`constraint ${table}.primary key`)?.attributes.rowid === 'yes'
}

/** Foreign keys of other tables whose rows go, or let go, with the rows of `parent`. */
export function keysThatReach({ objects }: Schema, parent: string): readonly SchemaObject[] {
  const name = bare(splitLast(parent).local)
  return [...objects.values()].filter(object => {
    const { definition = '' } = object.attributes
    const goesAlong = /^FOREIGN KEY .*\bON DELETE (?:CASCADE|SET)\b/is.test(definition)
    const isOther = key(splitLast(object.name).parent) !== parent
    return object.kind === 'constraint' && goesAlong && isOther && definition.toLowerCase().includes(name)
  })
}

/** Names are compared without case, which at worst gives up too early. */
export function key(name: string): string {
  return name.toLowerCase()
}

/** A name without its quotes, and without case. */
export function bare(name: string): string {
  const unquoted = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
  return unquoted.toLowerCase()
}
