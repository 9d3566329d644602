import type { Schema, SchemaObject } from '../../../model/schema.ts'
import { qualifier } from '../names.ts'

/** An index as the catalog's own text tells it. */
export interface IndexShape {
  /** The index's own name; of one behind a constraint that of its constraint, which is the same. */
  readonly name: string
  /** Survives a rename within one database; empty where there is none. */
  readonly identity: string
  readonly table: string
  /** The constraint that owns it, as the table's part: `public.orders.orders_pkey`. */
  readonly constraint: string | null
  readonly unique: boolean
  readonly method: string
  /** Its keys in their order, each with collation, operator class and direction: `lower(email)`, `day DESC`. */
  readonly keys: readonly string[]
  /** What stands behind the keys: INCLUDE, NULLS NOT DISTINCT, WITH, WHERE. */
  readonly rest: string
  /** Built, or attached, not to the end: no query uses it. */
  readonly invalid: boolean
}

/** Every index of a schema, also those behind constraints. */
export function indexesOf(schema: Schema): readonly IndexShape[] {
  const known = read.get(schema)
  if (known !== undefined) return known
  const found = [...schema.objects.values()].flatMap(object => shapeOf(object) ?? [])
  read.set(schema, found)
  return found
}

/** Several rules ask, and a schema never changes. */
const read = new WeakMap<Schema, readonly IndexShape[]>()

function shapeOf({ kind, name, identity, attributes }: SchemaObject): IndexShape | null {
  const { definition = '', index } = attributes
  const invalid = attributes.invalid === 'yes'
  if (kind === 'index') {
    const table = attributes.table ?? ''
    return { name, identity, table, constraint: null, invalid, ...parsed(definition) }
  }
  if (kind !== 'constraint') return null
  const table = qualifier(name)
  const ownName = `${qualifier(table)}.${name.slice(table.length + 1)}`
  if (index !== undefined)
    return { name: ownName, identity, table, constraint: name, invalid, ...parsed(index) }
  // SQLite has no text for the index of a key, but its columns. The rowid needs none.
  const keys = /^(?:UNIQUE|PRIMARY KEY) \(/.test(definition) && attributes.rowid !== 'yes'
  return keys
    ? { name: ownName, identity, table, constraint: name, invalid, ...parsed(`UNIQUE ${definition}`) }
    : null
}

/** What the text of CREATE INDEX says; the catalog writes it in one form. */
function parsed(definition: string): Pick<IndexShape, 'unique' | 'method' | 'keys' | 'rest'> {
  const open = openingOf(definition)
  const { parts, end } = partsOf(definition, open)
  return {
    unique: /^(?:CREATE )?UNIQUE\b/.test(definition),
    method: /\bUSING (\S+) $/.exec(definition.slice(0, open))?.[1] ?? 'btree',
    keys: parts,
    rest: definition.slice(end).trim(),
  }
}

/** Where the list of keys begins: the first parenthesis outside quotes. */
function openingOf(definition: string): number {
  const place = definition.replaceAll(quoted, text => ' '.repeat(text.length)).indexOf('(')
  return place === -1 ? definition.length : place
}

const quoted = /"(?:[^"]|"")*"|'(?:[^']|'')*'/g

/** Splits a list at its own commas. */
function partsOf(text: string, open: number): { readonly parts: readonly string[]; readonly end: number } {
  const masked = text.replaceAll(quoted, found => ' '.repeat(found.length))
  const parts: string[] = []
  let depth = 0
  let start = open + 1
  for (let at = open; at < text.length; at++) {
    const symbol = masked[at]
    if (symbol === '(' || symbol === '[') depth++
    if (symbol === ')' || symbol === ']') depth--
    if (depth > 1 || (depth === 1 && symbol !== ',')) continue
    if (depth === 1 || depth === 0) parts.push(text.slice(start, at).trim())
    start = at + 1
    if (depth === 0) return { parts, end: at + 1 }
  }
  return { parts, end: text.length }
}

/** The column that a key is, as SQL spells it; `null` for an expression. */
export function columnOf(key: string): string | null {
  const [name] = /^(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)(?=$|\s)/u.exec(key) ?? []
  return name ?? null
}

/** The columns that are keys by themselves. */
export function columnsOf({ keys }: IndexShape): readonly string[] {
  return keys.flatMap(key => columnOf(key) ?? [])
}

/** Of a key that is no column the operations tell only that it is an expression. */
export function isExpression(column: string | undefined): boolean {
  return column !== undefined && /^"?\(expression\)"?$/.test(column)
}
