import type { SchemaObject } from '../../../model/schema.ts'
import { dotted, quoteIdentifier, sameName, unquote } from '../parse/names.ts'
import type { Column, Table } from './catalog.ts'
import type { ConstraintText, KeyPart } from './constraint-text.ts'
import { canonical, laidOut } from './fragment.ts'

/**
 * The constraints of a table, those that stand with a column and those that stand alone. One without a name is
 * called by what it says: `main.users."check (age > 0)"`, `main.users."unique (email)"`.
 */
export function constraintsOf(table: Table): readonly SchemaObject[] {
  const taken = new Set<string>()
  return allConstraints(table).map(constraint => {
    const local = constraint.name ?? called(constraint, table)
    let unique = local
    for (let turn = 2; taken.has(unique); turn++) unique = `${local} #${turn}`
    taken.add(unique)
    const definition = definitionOf(constraint, table)
    return {
      kind: 'constraint',
      name: dotted(['main', table.name, unique]),
      identity: '',
      attributes: { definition, ...rowidOf(constraint, table), ...markOf(constraint) },
    }
  })
}

/** Those of its columns and its own. */
export function allConstraints(table: Pick<Table, 'columns' | 'constraints'>): readonly ConstraintText[] {
  return [...table.columns.flatMap(({ constraints }) => constraints), ...table.constraints]
}

function called(constraint: ConstraintText, table: Table): string {
  switch (constraint.type) {
    case 'PRIMARY KEY':
      return 'primary key'
    case 'UNIQUE':
      return `unique ${listOf(
        constraint.key.map(part => part.text),
        table,
      )}`
    case 'CHECK':
      return `check (${canonical(constraint.expression)})`
    case 'FOREIGN KEY':
      return `foreign key ${listOf(constraint.columns, table)}`
  }
}

/** Whether this key is the rowid itself: `INTEGER PRIMARY KEY DESC` looks like it, and is not. */
function rowidOf({ type }: ConstraintText, { rowid }: Table): Readonly<Record<string, string>> {
  return type === 'PRIMARY KEY' && rowid !== null ? { rowid: 'yes' } : {}
}

/** Whether `sqlite_sequence` keeps the highest rowid. */
function markOf(constraint: ConstraintText): Readonly<Record<string, string>> {
  return constraint.type === 'PRIMARY KEY' && constraint.autoincrement ? { autoincrement: 'yes' } : {}
}

/** From its keyword on, as SQL. */
export function definitionOf(constraint: ConstraintText, table: Table): string {
  switch (constraint.type) {
    case 'PRIMARY KEY':
    case 'UNIQUE': {
      const parts = constraint.key.map(part => keyPart(part, table)).join(', ')
      const conflict = constraint.onConflict === null ? '' : ` ON CONFLICT ${constraint.onConflict}`
      return `${constraint.type} (${parts})${conflict}`
    }
    case 'CHECK':
      return `CHECK (${laidOut(constraint.expression)})`
    case 'FOREIGN KEY': {
      const { columns, parent, parentColumns, clauses } = constraint
      const to = parentColumns.length === 0 ? '' : `(${parentColumns.map(quoteIdentifier).join(', ')})`
      const head = `FOREIGN KEY ${listOf(columns, table)} REFERENCES ${quoteIdentifier(parent)}${to}`
      return [head, ...clauses].join(' ')
    }
  }
}

function listOf(names: readonly string[], table: Table): string {
  return `(${names.map(name => quoteIdentifier(columnCalled(name, table)?.name ?? unquote(name))).join(', ')})`
}

/** One part of a key; the collation is said where it is not the column's own. */
export function keyPart(part: KeyPart, table: Table | undefined): string {
  const column = table === undefined ? undefined : columnCalled(part.text, table)
  const text = column === undefined ? laidOut(part.text) : quoteIdentifier(column.name)
  const own = column?.collation ?? 'binary'
  const collate =
    part.collation === null || (column !== undefined && sameName(part.collation, own))
      ? ''
      : ` COLLATE ${quoteIdentifier(part.collation)}`
  return `${text}${collate}${part.descending ? ' DESC' : ''}`
}

/** The column that a name means, in whatever way it is written. */
function columnCalled(written: string, table: Table): Column | undefined {
  const name = unquote(written)
  return table.columns.find(column => sameName(column.name, name))
}
