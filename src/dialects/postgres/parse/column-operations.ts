import type { ColumnDef, Constraint } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import { clauseText, withoutKeyword } from './clause-text.ts'
import { columnConstraints } from './constraint-operations.ts'
import type { Context } from './context.ts'
import { calledFunctions, nodeAs, nodesAs } from './tree.ts'
import { typeText } from './type-text.ts'

type AddColumn = Extract<Operation, { kind: 'add-column' }>
type DefinedColumn = NonNullable<Extract<Operation, { kind: 'create-table' }>['defines']>[number]

const serials: ReadonlySet<string> = new Set(['smallserial', 'serial', 'bigserial'])

/** ADD COLUMN, and the constraints written behind it. */
export function addColumn(table: string, definition: ColumnDef, context: Context): readonly Operation[] {
  const column = definition.colname ?? ''
  const type = typeText(definition.typeName)
  const constraints = nodesAs(definition.constraints, 'Constraint')
  return [
    {
      kind: 'add-column',
      table,
      column,
      type,
      notNull: serials.has(type) || constraints.some(impliesNotNull),
      default: defaultText(definition, type, constraints, context),
      values: valuesOf(type, constraints),
      calls: calledByDefault(constraints),
    },
    ...columnConstraints(table, definition, context),
  ]
}

/** What a CREATE TABLE says of a column, but for its constraints. */
export function definedColumn(definition: ColumnDef): DefinedColumn {
  const type = typeText(definition.typeName)
  const values = valuesOf(type, nodesAs(definition.constraints, 'Constraint'))
  return { column: definition.colname ?? '', type, values }
}

function valuesOf(type: string, constraints: readonly Constraint[]): AddColumn['values'] {
  if (serials.has(type)) return 'serial'
  const given = constraints.find(isValueSource)
  if (given === undefined || isNull(given)) return 'null'
  if (given.contype === 'CONSTR_IDENTITY') return 'identity'
  if (given.contype === 'CONSTR_DEFAULT') return 'default'
  return given.generated_kind === 'v' ? 'virtual' : 'stored'
}

function isValueSource({ contype }: Constraint): boolean {
  return contype === 'CONSTR_DEFAULT' || contype === 'CONSTR_GENERATED' || contype === 'CONSTR_IDENTITY'
}

function isNull({ raw_expr }: Constraint): boolean {
  return nodeAs(raw_expr, 'A_Const')?.isnull === true
}

function calledByDefault(constraints: readonly Constraint[]): readonly string[] {
  const value = constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')
  return calledFunctions(value?.raw_expr).map(parts => parts.at(-1) ?? '')
}

function impliesNotNull({ contype }: Constraint): boolean {
  return contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_IDENTITY'
}

function defaultText(
  definition: ColumnDef,
  type: string,
  constraints: readonly Constraint[],
  context: Context,
): string | null {
  if (serials.has(type)) return `nextval (${type})`
  const given = constraints.find(isValueSource)
  if (given === undefined || isNull(given)) return null
  const from = context.source.offsetOf(given.location ?? 0)
  const others = [...constraints.map(({ location }) => location), definition.collClause?.location]
  const stops = others.map(location => context.source.offsetOf(location ?? 0)).filter(offset => offset > from)
  const text = clauseText(context.source.text, from, Math.min(context.source.text.length, ...stops))
  return given.contype === 'CONSTR_DEFAULT' ? withoutKeyword(text) : text
}
