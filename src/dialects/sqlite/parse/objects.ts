import type { Cursor } from './cursor.ts'
import { folded, qualified, sameName } from './names.ts'

/** A table, view, index or trigger in its schema. */
export interface ObjectName {
  readonly schema: string
  readonly name: string
}

/**
 * Temporary objects that the file made so far, by their folded qualified names: a name without a schema means one of
 * them before it means one of `main`.
 */
export type Temporary = ReadonlySet<string>

/** A name that stands for something which is there. */
export function takeObject(cursor: Cursor, temporary: Temporary): ObjectName {
  const { schema, name } = takeWritten(cursor)
  return { schema: schema ?? schemaOf(name, temporary), name }
}

/** A name for something new. */
export function takeNewObject(cursor: Cursor, isTemporary: boolean): ObjectName {
  const { schema, name } = takeWritten(cursor)
  return { schema: schema ?? (isTemporary ? 'temp' : 'main'), name }
}

/** A name for an index, and the table behind ON, which is always in the same schema. */
export function takeIndexOn(cursor: Cursor, temporary: Temporary): { index: ObjectName; table: ObjectName } {
  const index = takeWritten(cursor)
  cursor.skipWords('on')
  const name = cursor.takeName()
  const schema = index.schema ?? schemaOf(name, temporary)
  return { index: { schema, name: index.name }, table: { schema, name } }
}

export function nameText({ schema, name }: ObjectName): string {
  return qualified(schema, name)
}

function schemaOf(name: string, temporary: Temporary): string {
  return temporary.has(folded(qualified('temp', name))) ? 'temp' : 'main'
}

function takeWritten(cursor: Cursor): { readonly schema: string | null; readonly name: string } {
  const first = cursor.takeName()
  if (!cursor.skipSymbol('.')) return { schema: null, name: first }
  const known = ['main', 'temp'].find(schema => sameName(schema, first))
  return { schema: known ?? first, name: cursor.takeName() }
}
