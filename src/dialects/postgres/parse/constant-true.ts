import type { Node } from 'libpg-query'
import { nodeAs, stringsOf } from './tree.ts'

/** A condition is looked into this deep; what lies deeper counts as a real condition. */
const deepest = 50

/** Whether a condition is true whatever the row is: `true`, `1 = 1`, `NOT false`, `'t'::boolean`. */
export function isConstantTrue(condition: Node): boolean {
  return constantValue(condition, deepest) === true
}

function constantValue(node: Node, depth: number): boolean | null {
  if (depth === 0) return null
  const constant = nodeAs(node, 'A_Const')
  if (constant !== null) return constant.boolval === undefined ? null : (constant.boolval.boolval ?? false)
  const cast = nodeAs(node, 'TypeCast')
  if (cast !== null && stringsOf(cast.typeName?.names).at(-1) === 'bool') return booleanWord(cast.arg)
  const comparison = nodeAs(node, 'A_Expr')
  if (comparison !== null) return comparedConstants(comparison)
  const logic = nodeAs(node, 'BoolExpr')
  if (logic === null) return null
  const values = (logic.args ?? []).map(argument => constantValue(argument, depth - 1))
  if (logic.boolop === 'NOT_EXPR') return values[0] === null || values[0] === undefined ? null : !values[0]
  if (logic.boolop === 'AND_EXPR')
    return values.includes(false) ? false : values.every(value => value === true) || null
  return values.includes(true) ? true : values.every(value => value === false) ? false : null
}

function booleanWord(node: Node | undefined): boolean | null {
  const constant = nodeAs(node, 'A_Const')
  if (constant?.boolval !== undefined) return constant.boolval.boolval ?? false
  const word = constant?.sval?.sval?.trim().toLowerCase()
  if (word === undefined || word === '') return null
  if (['true', 'yes', 'on', '1'].some(full => full.startsWith(word) && word !== 'o')) return true
  return ['false', 'no', 'off', '0'].some(full => full.startsWith(word) && word !== 'o') ? false : null
}

type Comparison = NonNullable<ReturnType<typeof nodeAs<'A_Expr'>>>

function comparedConstants(comparison: Comparison): boolean | null {
  const left = constantText(comparison.lexpr)
  const right = constantText(comparison.rexpr)
  if (left === null || right === null) return null
  const operator = stringsOf(comparison.name).at(-1)
  if (operator === '=') return left === right
  return operator === '<>' ? left !== right : null
}

function constantText(node: Node | undefined): string | null {
  const constant = nodeAs(node, 'A_Const')
  if (constant === null || constant.isnull === true) return null
  const { location: _, ...value } = constant
  return JSON.stringify(value)
}
