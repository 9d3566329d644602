import type { Operation } from '../../model/operation.ts'
import { deriveName, qualifier } from './names.ts'
import { isFilledRowByRow } from './row-values.ts'

type AddColumn = Extract<Operation, { kind: 'add-column' }>
type AddConstraint = Extract<Operation, { kind: 'add-constraint' }>

/** Parts of a column's definition that the operations do not tell. */
const untold = /\b(?:collate|compression|storage|interval\s+(?:year|month|day|hour|minute|second))\b/i

/** True where the operations tell the whole text of new columns, and each has a form that is instant. */
export function canBeAddedAtOnce(columns: readonly AddColumn[], sql: string): boolean {
  const isPlain = columns.every(({ values }) => values !== 'identity' && values !== 'stored')
  return isPlain && (columns.length === 0 || !untold.test(sql))
}

/** A reference behind a new column that holds only nulls reads nothing. */
export function isFreeReference(
  { definition, columns: own }: AddConstraint,
  columns: readonly AddColumn[],
): boolean {
  return (
    /^references\b/i.test(definition) &&
    columns.some(({ column, values }) => own.includes(column) && values === 'null')
  )
}

/** ADD COLUMN without what would touch the rows; `references` are written behind it. */
export function addColumn(column: AddColumn, references: readonly AddConstraint[], sql: string): string {
  const { table, column: name, default: text, values } = column
  const isInstant = !isFilledRowByRow(column) && text !== null
  const own = references.filter(({ columns }) => columns.includes(name))
  return [
    `ALTER TABLE ${table} ADD COLUMN`,
    ...(/\badd\s+(?:column\s+)?if\s+not\s+exists\b/i.test(sql) ? ['IF NOT EXISTS'] : []),
    `${name} ${storedType(column)}`,
    ...(isInstant ? [values === 'virtual' ? text : `DEFAULT ${text}`] : []),
    ...(isInstant && column.notNull ? ['NOT NULL'] : []),
    ...own.map(({ constraint, definition }) =>
      constraint === null ? definition : `CONSTRAINT ${constraint} ${definition}`,
    ),
  ]
    .join(' ')
    .concat(';')
}

const integers: Readonly<Record<string, string>> = {
  smallserial: 'smallint',
  serial: 'integer',
  bigserial: 'bigint',
}

function storedType({ type, values }: AddColumn): string {
  return values === 'serial' ? (integers[type] ?? type) : type
}

/** The default that only new rows get, where each row has a value of its own; a serial asks a sequence. */
export function defaultForNewRows(column: AddColumn): readonly string[] {
  if (!isFilledRowByRow(column)) return []
  const { table, column: name } = column
  const sequence = `${qualifier(table)}.${deriveName([table, name], '_seq')}`
  const isSerial = column.values === 'serial'
  const value = isSerial ? `nextval('${sequence.replaceAll("'", "''")}')` : column.default
  return [
    ...(isSerial ? [`CREATE SEQUENCE ${sequence} AS ${storedType(column)} OWNED BY ${table}.${name};`] : []),
    '-- from here on new rows get a value; give the old ones theirs in batches',
    `ALTER TABLE ${table} ALTER COLUMN ${name} SET DEFAULT ${value};`,
  ]
}
