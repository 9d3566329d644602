import type { Node } from 'libpg-query'
import type { Statement } from '../../../model/statement.ts'
import { tokensOf } from './lexer.ts'
import { wordOf } from './token-text.ts'
import { hasOption, nodeAs, nodesAs, treeOf } from './tree.ts'

/** Whether the statement works CONCURRENTLY: an index, a partition, a materialized view. */
export function isConcurrent(tree: Node): boolean {
  const reindex = nodeAs(tree, 'ReindexStmt')
  if (reindex !== null) return hasOption(reindex.params, 'concurrently')
  return (
    nodeAs(tree, 'IndexStmt')?.concurrent === true ||
    nodeAs(tree, 'DropStmt')?.concurrent === true ||
    nodeAs(tree, 'RefreshMatViewStmt')?.concurrent === true ||
    detachesConcurrently(tree)
  )
}

/** ALTER TABLE … DETACH PARTITION … CONCURRENTLY. */
export function detachesConcurrently(tree: Node): boolean {
  return nodesAs(nodeAs(tree, 'AlterTableStmt')?.cmds, 'AlterTableCmd').some(
    ({ subtype, def }) =>
      subtype === 'AT_DetachPartition' && nodeAs(def, 'PartitionCmd')?.concurrent === true,
  )
}

/**
 * The statement's SQL without its CONCURRENTLY, so that it can be tried inside a transaction;
 * the SQL as it is where nothing is concurrent.
 */
export function withoutConcurrently(statement: Statement): string {
  const { sql } = statement
  const tree = treeOf(statement)
  if (tree === null || !isConcurrent(tree)) return sql
  const tokens = tokensOf(sql)
  const found = tokens.findIndex(token => wordOf(sql, token) === 'concurrently')
  const keyword = tokens[found]
  if (keyword === undefined) return sql
  const symbol = (at: number) => sql.slice(tokens[at]?.start, tokens[at]?.end)
  // REINDEX (VERBOSE, CONCURRENTLY on) TABLE t: an option goes with its value and one comma, or with its parentheses.
  let first = found
  let last = found
  if (nodeAs(tree, 'ReindexStmt') !== null && ['(', ','].includes(symbol(found - 1))) {
    if (![',', ')'].includes(symbol(found + 1))) last++
    if (symbol(found - 1) === ',') first--
    else if (symbol(last + 1) === ',') last++
    else {
      first--
      last++
    }
  }
  const from = tokens[first]?.start ?? keyword.start
  const to = tokens[last + 1]?.start ?? sql.length
  return (sql.slice(0, from) + sql.slice(to)).trimEnd()
}
