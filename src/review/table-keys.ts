import { splitLast } from '../dialects/support/object-names.ts'
import type { Schema } from '../model/schema.ts'
import { remembered } from '../rules/support/remembered.ts'

/** A foreign key as a line between two tables. Columns as the constraint writes them. */
export interface Reference {
  readonly child: string
  readonly columns: readonly string[]
  /** As the constraint writes it. */
  readonly parent: string
  /** What becomes of it when the parent changes, and whether it is checked: `ON DELETE CASCADE`. */
  readonly clauses: string
}

/** A PRIMARY KEY or UNIQUE of a table. */
export interface Key {
  readonly table: string
  readonly type: 'primary' | 'unique'
  readonly columns: readonly string[]
}

const identifiers = String.raw`\(((?:"(?:[^"]|"")*"|[^"()])*)\)`
const name = `(?:"(?:[^"]|"")*"|[^"( ])+`
const reference = new RegExp(
  `^FOREIGN KEY ${identifiers} REFERENCES (${name})(?: ?${identifiers})?(.*)$`,
  's',
)
const key = new RegExp(`^(PRIMARY KEY|UNIQUE)(?: NULLS NOT DISTINCT)? ${identifiers}`)

/** The foreign keys of a schema, whichever dialect read it. */
export const referencesOf = remembered((schema: Schema): readonly Reference[] =>
  constraintsOf(schema).flatMap(([child, definition]) => {
    const [, columns, parent, , clauses = ''] = reference.exec(definition) ?? []
    if (columns === undefined || parent === undefined) return []
    return [{ child, columns: listed(columns), parent, clauses: clauses.trim() }]
  }),
)

/** The primary and unique keys of a schema. */
export const keysOf = remembered((schema: Schema): readonly Key[] =>
  constraintsOf(schema).flatMap(([table, definition]) => {
    const [, type, columns] = key.exec(definition) ?? []
    if (type === undefined || columns === undefined) return []
    return [{ table, type: type === 'UNIQUE' ? 'unique' : 'primary', columns: listed(columns) }]
  }),
)

/** Each constraint's table and definition. */
function constraintsOf({ objects }: Schema): readonly (readonly [string, string])[] {
  return [...objects.values()].flatMap(({ kind, name, attributes: { definition } }) =>
    kind === 'constraint' && definition !== undefined ? [[splitLast(name).parent, definition] as const] : [],
  )
}

/** The names in a list; what stands behind one (COLLATE, DESC) is left out. */
function listed(columns: string): readonly string[] {
  const parts = columns.match(/(?:"(?:[^"]|"")*"|[^",])+/g) ?? []
  return parts.flatMap(part => /"(?:[^"]|"")*"|[^\s"]+/.exec(part)?.[0] ?? [])
}
