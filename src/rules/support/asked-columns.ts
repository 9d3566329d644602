import type { Schema } from '../../model/schema.ts'
import { lastPart, qualifier } from './names.ts'

/** Columns whose default asks a sequence that starts with the first number: serial and identity by default. */
export function askedColumns({ objects, columnOrder }: Schema, table: string): readonly string[] {
  return (columnOrder.get(table) ?? []).filter(column => {
    const attributes = objects.get(`column ${table}.${column}`)?.attributes ?? {}
    if (attributes.identity !== undefined) return startsFirst(attributes['identity options'])
    const sequence = /^nextval\('((?:[^']|'')+)'::regclass\)$/.exec(attributes.default ?? '')?.[1]
    if (sequence === undefined) return false
    const found = objects.get(`sequence ${sequence.replaceAll("''", "'")}`)
    return found === undefined || startsFirst(found.attributes.options)
  })
}

/** A sequence that somebody let start elsewhere leaves room for ids that are given by hand. */
function startsFirst(options: string | undefined): boolean {
  return !/ (?:start|minvalue) /.test(options ?? '')
}

/** Columns that alone are a primary key or unique. */
export function keysOf({ objects }: Schema, table: string): readonly string[] {
  return [...objects.values()].flatMap(({ kind, name, attributes: { definition = '' } }) => {
    if (kind !== 'constraint' || name !== `${table}.${lastPart(name)}` || qualifier(name) !== table) return []
    const columns = /^(?:PRIMARY KEY|UNIQUE) \(((?:"(?:[^"]|"")*"|[^,)])+)\)/.exec(definition)?.[1]
    return columns === undefined ? [] : [columns]
  })
}
