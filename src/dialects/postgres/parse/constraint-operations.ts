import type { ColumnDef, Constraint, Node } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import { clauseText, withoutName } from './clause-text.ts'
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

/** A constraint of a table; `column` and where its text ends are given for one that is written behind a column. */
export function constraintOperation(
  table: string,
  constraint: Constraint,
  column: string | null,
  { schema, source }: Context,
  limit?: number,
): AddConstraint | null {
  const type = types[constraint.contype ?? '']
  if (type === undefined) return null
  return {
    kind: 'add-constraint',
    table,
    constraint: constraint.conname ?? null,
    type,
    columns: column === null ? constrainedColumns(constraint) : [column],
    references: constraint.pktable === undefined ? null : relationName(constraint.pktable, schema),
    definition: withoutName(clauseText(source.text, source.offsetOf(constraint.location ?? 0), limit)),
    validated: constraint.skip_validation !== true && constraint.is_enforced !== false,
    usingIndex: constraint.indexname !== undefined,
  }
}

/** The constraints written behind a column, NOT NULL apart: that one is a property of the column. */
export function columnConstraints(
  table: string,
  { colname = '', constraints, collClause }: ColumnDef,
  context: Context,
): readonly Operation[] {
  const written = nodesAs(constraints, 'Constraint')
  const startOf = (clause: { location?: number }) => context.source.offsetOf(clause.location ?? 0)
  // DEFERRABLE and its kin are nodes of their own, and belong to the constraint before them.
  const clauses = written.filter(({ contype }) => !contype?.startsWith('CONSTR_ATTR_'))
  const starts = [...clauses, ...(collClause === undefined ? [] : [collClause])]
    .map(startOf)
    .sort((a, b) => a - b)
  const nextStart = new Map(starts.map((start, place) => [start, starts[place + 1]]))
  const unenforced = unenforcedOf(written)
  return clauses
    .filter(({ contype }) => contype !== 'CONSTR_NOTNULL')
    .flatMap(constraint => {
      const limit = nextStart.get(startOf(constraint))
      const operation = constraintOperation(table, constraint, colname, context, limit)
      if (operation === null) return []
      return { ...operation, validated: operation.validated && !unenforced.has(constraint) }
    })
}

/** The constraints behind a column that NOT ENFORCED follows. */
function unenforcedOf(written: readonly Constraint[]): ReadonlySet<Constraint> {
  const found = new Set<Constraint>()
  let last: Constraint | null = null
  for (const constraint of written) {
    if (constraint.contype === 'CONSTR_ATTR_NOT_ENFORCED' && last !== null) found.add(last)
    if (!constraint.contype?.startsWith('CONSTR_ATTR_')) last = constraint
  }
  return found
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
