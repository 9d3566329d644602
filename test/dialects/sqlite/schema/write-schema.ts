import { splitLast } from '../../../../src/dialects/support/object-names.ts'
import type { Schema, SchemaObject } from '../../../../src/model/schema.ts'

/**
 * CREATE statements from nothing but what the reader told. That a fresh database made with them reads the same
 * proves that it tells all.
 */
export function writeSchema(schema: Schema): string {
  const all = [...schema.objects.values()]
  const statements = [
    ...all.filter(({ kind }) => kind === 'table').map(table => createTable(table, schema)),
    ...all.flatMap(({ kind, attributes }) => (kind === 'index' ? [attributes.definition ?? ''] : [])),
    ...all.filter(({ kind }) => kind === 'virtual table').map(createVirtual),
    ...all.flatMap(({ kind, name, attributes }) =>
      kind === 'view' ? [`CREATE VIEW ${splitLast(name).local} ${attributes.definition}`] : [],
    ),
    ...all.flatMap(({ kind, name, attributes }) =>
      kind === 'trigger' ? [`CREATE TRIGGER ${splitLast(name).local} ${attributes.definition}`] : [],
    ),
  ]
  return statements.map(statement => `${statement};\n`).join('')
}

function createTable(table: SchemaObject, schema: Schema): string {
  const parts = [...schema.objects.values()].filter(({ name }) => splitLast(name).parent === table.name)
  const constraints = parts.filter(({ kind }) => kind === 'constraint')
  const key = constraints.find(({ attributes }) => attributes.definition?.startsWith('PRIMARY KEY') === true)
  const columns = (schema.columnOrder.get(table.name) ?? []).map(local => {
    const column = schema.objects.get(`column ${table.name}.${local}`) as SchemaObject
    return `${local} ${columnText(column)}${inlineKey(column, key, table)}`
  })
  const inline = key !== undefined && columns.some(text => text.includes(' PRIMARY KEY DESC'))
  const rest = constraints.filter(constraint => constraint !== key || !inline).map(constraintText)
  const options = Object.keys(table.attributes).map(name => name.toUpperCase())
  return `CREATE TABLE ${splitLast(table.name).local} (${[...columns, ...rest].join(', ')}) ${options.join(', ')}`
}

function columnText({ attributes }: SchemaObject): string {
  const { type = '', collation, default: value, generated, 'not null': notNull } = attributes
  const [, kind = '', expression = ''] = /^(stored|virtual) (.*)$/s.exec(generated ?? '') ?? []
  const name = attributes['not null constraint']
  return [
    /^[\w ]*(?:\([\d, ]*\))?$/.test(type) ? type : `"${type.replaceAll('"', '""')}"`,
    ...(collation === undefined ? [] : [`COLLATE ${collation}`]),
    ...(name === undefined ? [] : [`CONSTRAINT ${name}`]),
    ...(notNull === undefined ? [] : [notNull.replace(/^yes/, 'NOT NULL')]),
    ...(value === undefined ? [] : [`DEFAULT ${/^[\w"]+$/.test(value) ? value : `(${value})`}`]),
    ...(generated === undefined ? [] : [`GENERATED ALWAYS AS (${expression}) ${kind}`]),
  ].join(' ')
}

/** An INTEGER key that is not the rowid can only be written so. */
function inlineKey(column: SchemaObject, key: SchemaObject | undefined, table: SchemaObject): string {
  const { local } = splitLast(column.name)
  if (key?.attributes.definition !== `PRIMARY KEY (${local} DESC)` || key.attributes.rowid === 'yes')
    return ''
  if (table.attributes['without rowid'] === 'yes' || column.attributes.type !== 'INTEGER') return ''
  return ' PRIMARY KEY DESC'
}

function constraintText({ name, attributes }: SchemaObject): string {
  const { local } = splitLast(name)
  const definition = attributes.definition ?? ''
  const written =
    attributes.autoincrement === 'yes' ? definition.replace(/\)$/, ' AUTOINCREMENT)') : definition
  // A name with a space is the reader's own, for a constraint that has none.
  return local.includes(' ') ? written : `CONSTRAINT ${local} ${written}`
}

function createVirtual({ name, attributes }: SchemaObject): string {
  const given = attributes.arguments === undefined ? '' : `(${attributes.arguments})`
  return `CREATE VIRTUAL TABLE ${splitLast(name).local} USING ${attributes.module}${given}`
}
