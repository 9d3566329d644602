import type { Node, RangeVar, WithClause } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import { nodeAs, nodesAs, relationName, stringsOf } from './tree.ts'

type Condition = NonNullable<Extract<Operation, { kind: 'write-rows' }>['condition']>

/** The fields of an UPDATE or DELETE that say which rows it means. */
interface Clauses {
  readonly relation?: RangeVar
  readonly whereClause?: Node
  readonly fromClause?: readonly Node[]
  readonly usingClause?: readonly Node[]
  readonly withClause?: WithClause
}

/** A WHERE that is nothing but `column IS NULL` and equal columns of two tables; `null` where it is more, or none. */
export function plainCondition(fields: Readonly<Record<string, unknown>>, schema: string): Condition | null {
  const { relation, whereClause, fromClause, usingClause, withClause } = fields as Clauses
  if (whereClause === undefined) return null
  const own = new Set([relation?.alias?.aliasname ?? relation?.relname ?? ''])
  const inQuery = new Set(nodesAs(withClause?.ctes, 'CommonTableExpr').map(({ ctename }) => ctename))
  const others = new Map(
    nodesAs(fromClause ?? usingClause, 'RangeVar')
      .filter(({ relname, schemaname }) => schemaname !== undefined || !inQuery.has(relname))
      .map(table => [table.alias?.aliasname ?? table.relname ?? '', relationName(table, schema)]),
  )
  const parts = conjuncts(whereClause).map(part => partOf(part, own, others))
  return parts.every(part => part !== null) ? parts : null
}

function conjuncts(node: Node): readonly Node[] {
  const both = nodeAs(node, 'BoolExpr')
  return both?.boolop === 'AND_EXPR' ? (both.args ?? []).flatMap(conjuncts) : [node]
}

function partOf(
  node: Node,
  own: ReadonlySet<string>,
  others: ReadonlyMap<string, string>,
): Condition[number] | null {
  const test = nodeAs(node, 'NullTest')
  if (test?.nulltesttype === 'IS_NULL') {
    const { table, column } = columnIn(test.arg)
    return column !== '' && (table === null || own.has(table)) ? { kind: 'null', column } : null
  }
  const equal = nodeAs(node, 'A_Expr')
  const operator = stringsOf(equal?.name).join('.')
  if (equal?.kind !== 'AEXPR_OP' || operator !== '=') return null
  const sides = [columnIn(equal.lexpr).table, columnIn(equal.rexpr).table]
  const other = sides.find(side => side !== null && others.has(side))
  const joined = other === undefined || other === null ? undefined : others.get(other)
  return joined !== undefined && sides.some(side => side !== null && own.has(side))
    ? { kind: 'join', table: joined }
    : null
}

/** `t.a` → table t, column a; without names where it is no column. */
function columnIn(node: Node | undefined): { readonly table: string | null; readonly column: string } {
  const parts = stringsOf(nodeAs(node, 'ColumnRef')?.fields)
  return { table: parts.at(-2) ?? null, column: parts.at(-1) ?? '' }
}
