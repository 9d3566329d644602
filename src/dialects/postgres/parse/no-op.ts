import type { Node } from 'libpg-query'
import type { Statement } from '../../../model/statement.ts'
import { nodeAs, nodesAs, treeOf } from './tree.ts'

/**
 * Whether a statement changes nothing that outlasts its session: `SELECT 1`, a setting, a BEGIN or COMMIT. Some
 * tools refuse an empty file, and this is what people write there.
 */
export function isNoOp(statement: Statement): boolean {
  const { operations } = statement
  if (operations.length > 0 && operations.every(({ kind }) => kind === 'transaction' || kind === 'set'))
    return true
  const select = nodeAs(treeOf(statement) ?? undefined, 'SelectStmt')
  if (select === null || select.op !== 'SETOP_NONE') return false
  const { fromClause, whereClause, intoClause, valuesLists, withClause } = select
  const more = [fromClause, whereClause, intoClause, valuesLists, withClause].some(part => part !== undefined)
  return !more && nodesAs(select.targetList, 'ResTarget').every(({ val }) => isConstant(val))
}

function isConstant(node: Node | undefined): boolean {
  return nodeAs(nodeAs(node, 'TypeCast')?.arg ?? node, 'A_Const') !== null
}
