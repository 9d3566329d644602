import type { Operation } from '../../model/operation.ts'
import type { Schema } from '../../model/schema.ts'
import { qualifier } from './names.ts'

type Write = Extract<Operation, { kind: 'write-rows' }>

interface ForeignKey {
  readonly table: string
  readonly columns: readonly string[]
  readonly references: string
  /** Columns of the parent that it points to. */
  readonly keys: readonly string[]
}

/**
 * True where a foreign key would look at the rows that are written: new rows and new keys of its table, keys and
 * rows of its parent that go. Without a schema, what brings or takes whole rows counts.
 */
export function wouldBeChecked(schema: Schema | null, table: string, { verb, columns }: Write): boolean {
  if (schema === null) return verb !== 'update'
  const keys = foreignKeys(schema)
  const own = keys.filter(key => key.table === table)
  const pointing = keys.filter(({ references }) => references === table)
  switch (verb) {
    case 'insert':
    case 'copy':
      return own.length > 0
    case 'delete':
      return pointing.length > 0
    case 'update':
      return (
        own.some(key => key.columns.some(it => columns.includes(it))) ||
        pointing.some(key => key.keys.some(it => columns.includes(it)))
      )
    case 'merge':
      return own.length + pointing.length > 0
  }
}

const list = String.raw`\(((?:"(?:[^"]|"")*"|[^"()])*)\)`
const definition = new RegExp(`^FOREIGN KEY ${list} REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+) ?${list}`)

function foreignKeys(schema: Schema): readonly ForeignKey[] {
  return [...schema.objects.values()].flatMap(({ kind, name, attributes }) => {
    const [, own, references, keys] =
      kind === 'constraint' ? (definition.exec(attributes.definition ?? '') ?? []) : []
    if (own === undefined || references === undefined || keys === undefined) return []
    return [{ table: qualifier(name), columns: own.split(', '), references, keys: keys.split(', ') }]
  })
}
