import type { ColumnDef, Constraint } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import { columnConstraints } from './constraint-operations.ts'
import type { Context } from './context.ts'
import { nextToken } from './lexer.ts'
import { nodeAs, nodesAs } from './tree.ts'
import { typeText } from './type-text.ts'

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
    },
    ...columnConstraints(table, column, definition.constraints, context),
  ]
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
  const given = constraints.find(({ contype }) =>
    ['CONSTR_DEFAULT', 'CONSTR_GENERATED', 'CONSTR_IDENTITY'].includes(contype ?? ''),
  )
  if (given === undefined || nodeAs(given.raw_expr, 'A_Const')?.isnull === true) return null
  const from = context.source.offsetOf(given.location ?? 0)
  const others = [...constraints.map(({ location }) => location), definition.collClause?.location]
  const stops = others.map(location => context.source.offsetOf(location ?? 0)).filter(offset => offset > from)
  const text = clauseText(context.source.text, from, Math.min(context.source.text.length, ...stops))
  return given.contype === 'CONSTR_DEFAULT' ? withoutKeyword(text) : text
}

/** The text from `from` to the next comma or closing parenthesis on the same level, or to `limit`. */
function clauseText(text: string, from: number, limit: number): string {
  let depth = 0
  let end = from
  for (
    let token = nextToken(text, from);
    token !== null && token.end <= limit;
    token = nextToken(text, token.end)
  ) {
    const symbol = token.kind === 'symbol' ? text[token.start] : ''
    if (symbol === '(' || symbol === '[') depth++
    if (symbol === ')' || symbol === ']') depth--
    if (depth < 0 || (depth === 0 && symbol === ',')) break
    end = token.end
  }
  return text.slice(from, end)
}

/** The text behind its first word (DEFAULT). */
function withoutKeyword(text: string): string {
  const keyword = nextToken(text, 0)
  const rest = keyword === null ? null : nextToken(text, keyword.end)
  return rest === null ? text : text.slice(rest.start)
}
