import type { Constraint, Node } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import type { Context } from './context.ts'
import { nodeAs, nodesAs, relationName, stringsOf, walk } from './tree.ts'

type AddConstraint = Extract<Operation, { kind: 'add-constraint' }>

const types: Readonly<Record<string, AddConstraint['type']>> = {
  CONSTR_PRIMARY: 'primary-key',
  CONSTR_UNIQUE: 'unique',
  CONSTR_CHECK: 'check',
  CONSTR_FOREIGN: 'foreign-key',
  CONSTR_EXCLUSION: 'exclusion',
  CONSTR_NOTNULL: 'not-null',
}

/** A constraint of a table; `column` is given for one that is written behind a column. */
export function constraintOperation(
  table: string,
  constraint: Constraint,
  column: string | null,
  context: Context,
): AddConstraint | null {
  const type = types[constraint.contype ?? '']
  if (type === undefined) return null
  return {
    kind: 'add-constraint',
    table,
    constraint: constraint.conname ?? null,
    type,
    columns: column === null ? constrainedColumns(constraint) : [column],
    references: constraint.pktable === undefined ? null : relationName(constraint.pktable, context.schema),
    validated: constraint.skip_validation !== true,
    usingIndex: constraint.indexname !== undefined,
  }
}

/** The constraints written behind a column, NOT NULL apart: that one is a property of the column. */
export function columnConstraints(
  table: string,
  column: string,
  constraints: readonly Node[] | undefined,
  context: Context,
): readonly Operation[] {
  return nodesAs(constraints, 'Constraint')
    .filter(({ contype }) => contype !== 'CONSTR_NOTNULL')
    .flatMap(constraint => constraintOperation(table, constraint, column, context) ?? [])
}

function constrainedColumns(constraint: Constraint): readonly string[] {
  if (constraint.fk_attrs !== undefined) return stringsOf(constraint.fk_attrs)
  if (constraint.keys !== undefined) return stringsOf(constraint.keys)
  if (constraint.exclusions !== undefined) return excludedColumns(constraint.exclusions)
  return constraint.raw_expr === undefined ? [] : columnsIn(constraint.raw_expr)
}

function excludedColumns(exclusions: readonly Node[]): readonly string[] {
  return nodesAs(exclusions, 'List').flatMap(({ items }) => nodeAs(items?.[0], 'IndexElem')?.name ?? [])
}

/** The columns that an expression names, each once. */
function columnsIn(expression: Node): readonly string[] {
  const columns = new Set<string>()
  walk(expression, ({ key, fields }) => {
    const name = key === 'ColumnRef' ? stringsOf(fields.fields as Node[] | undefined).at(-1) : undefined
    if (name !== undefined) columns.add(name)
  })
  return [...columns]
}
