import type { Schema, SchemaObject } from '../../../model/schema.ts'
import { lastPart, qualifier } from '../names.ts'

/** A foreign key as the catalog's own text tells it. */
export interface ForeignKey {
  readonly object: SchemaObject
  readonly table: string
  readonly columns: readonly string[]
  readonly parent: string
  /** Empty where the text leaves them out and means the parent's primary key. */
  readonly parentColumns: readonly string[]
  readonly onDelete: DeleteAction
  /** The columns that SET NULL or SET DEFAULT writes: all of the key unless said. */
  readonly setColumns: readonly string[]
}

export type DeleteAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default'

/** Every foreign key that somebody wrote: what a partition has of its parent's is not told again. */
export function foreignKeysOf(schema: Schema): readonly ForeignKey[] {
  const known = read.get(schema)
  if (known !== undefined) return known
  const found = [...schema.objects.values()].flatMap(object => foreignKeyOf(schema, object) ?? [])
  read.set(schema, found)
  return found
}

/** Several rules ask, and a schema never changes. */
const read = new WeakMap<Schema, readonly ForeignKey[]>()

const list = '(?:"(?:[^"]|"")*"|[^")])*'
const written = new RegExp(
  String.raw`^FOREIGN KEY \((?<columns>${list})\) REFERENCES (?<parent>(?:"(?:[^"]|"")*"|[^"( ])+) ?(?:\((?<parentColumns>${list})\))?(?<rest>.*)$`,
  's',
)

function foreignKeyOf(schema: Schema, object: SchemaObject): ForeignKey | null {
  const { kind, name, attributes } = object
  const groups = kind === 'constraint' ? written.exec(attributes.definition ?? '')?.groups : undefined
  if (groups === undefined || attributes.of !== undefined) return null
  const table = qualifier(name)
  const columns = identifiersIn(groups.columns)
  const { action, columns: some } = deleteAction(groups.rest ?? '')
  return {
    object,
    table,
    columns,
    parent: parentNamed(schema, table, groups.parent ?? ''),
    parentColumns: identifiersIn(groups.parentColumns),
    onDelete: action,
    setColumns: some.length > 0 ? some : columns,
  }
}

/** The identifiers of a list, each as SQL spells it. PERIOD before one is a word of the key, not a column. */
export function identifiersIn(text = ''): readonly string[] {
  return text.replaceAll(/\bPERIOD (?=["\w])/g, '').match(/"(?:[^"]|"")*"|[^", ]+/g) ?? []
}

/** SQLite leaves the schema out, and tells no case apart. */
function parentNamed(schema: Schema, child: string, parent: string): string {
  if (qualifier(parent) !== '') return parent
  const name = `${qualifier(child)}.${parent}`
  if (schema.objects.has(`table ${name}`)) return name
  const alike = [...schema.objects.values()].find(
    it => it.kind === 'table' && it.name.toLowerCase() === name.toLowerCase(),
  )
  return alike?.name ?? name
}

const quotedOrComment = /"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g

/** What the clause behind a foreign key says of ON DELETE; also as an author writes it. */
export function deleteAction(clause: string): {
  readonly action: DeleteAction
  readonly isStated: boolean
  readonly columns: readonly string[]
} {
  const plain = clause.replaceAll(quotedOrComment, text => (text.startsWith('"') ? text : ' '))
  const found =
    /\bon\s+delete\s+(?<action>cascade|restrict|no\s+action|set\s+null|set\s+default)(?:\s*\((?<some>[^)]*)\))?/i.exec(
      plain,
    )
  const action = (found?.groups?.action ?? 'no action').toLowerCase().replaceAll(/\s+/g, ' ')
  return {
    action: action as DeleteAction,
    isStated: found !== null,
    columns: identifiersIn(found?.groups?.some),
  }
}

/** The columns that a key points to; `null` where they cannot be told. */
export function parentColumnsOf(schema: Schema, key: ForeignKey): readonly string[] | null {
  if (key.parentColumns.length > 0) return key.parentColumns
  const primary = [...schema.objects.values()].find(
    ({ kind, name, attributes }) =>
      kind === 'constraint' &&
      qualifier(name) === key.parent &&
      attributes.definition?.startsWith('PRIMARY KEY (') === true,
  )
  const columns = /^PRIMARY KEY \(([^)]*)\)/.exec(primary?.attributes.definition ?? '')?.[1]
  return columns === undefined ? null : identifiersIn(columns)
}

/** `customer_id`, as the column of that table in a schema. */
export function columnIn(schema: Schema, table: string, column: string): SchemaObject | undefined {
  return schema.objects.get(`column ${table}.${lastPart(column)}`)
}
