import type { Schema } from '../../model/schema.ts'
import { bareName, lastPart, qualifier, withoutArguments } from './names.ts'

/** True where a new row gets a value for the column without naming it: a default, an identity, a trigger, … */
export function fillsItself(schema: Schema, table: string, column: string): boolean {
  const attributes = schema.objects.get(`column ${table}.${column}`)?.attributes ?? {}
  const own = ['default', 'generated', 'identity'].some(name => attributes[name] !== undefined)
  const ofDomain = schema.objects.get(`domain ${attributes.type}`)?.attributes.default !== undefined
  return own || ofDomain || isFilledByTrigger(schema, table, column)
}

/** A trigger before INSERT whose function speaks of the column; what it does there is not read. */
function isFilledByTrigger({ objects }: Schema, table: string, column: string): boolean {
  return [...objects.values()].some(({ kind, name, attributes: { definition = '' } }) => {
    if (kind !== 'trigger' || qualifier(name) !== table || !/\bBEFORE INSERT\b/.test(definition)) return false
    const called = /\bEXECUTE FUNCTION (.+)\(/.exec(definition)?.[1]
    return called !== undefined && speaksOf(objects, called, column)
  })
}

function speaksOf(objects: Schema['objects'], called: string, column: string): boolean {
  return [...objects.values()].some(
    ({ kind, name, attributes: { definition = '' } }) =>
      kind === 'function' &&
      lastPart(withoutArguments(name)) === lastPart(called) &&
      definition.includes(bareName(column)),
  )
}
