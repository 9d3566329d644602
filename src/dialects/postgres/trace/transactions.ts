import type { Migration, TransactionForm } from '../../../model/migration.ts'
import type { Statement } from '../../../model/statement.ts'
import type { ParsedMigration } from '../../dialect.ts'
import { cannotRunInTransaction, hasOwnTransaction } from '../parse/facts.ts'

/**
 * What the author wrote beats the format. Our own runner opens no transaction for a file of nothing but lone
 * statements; a tool that sends no transaction but the whole text at once gets one from the server all the same.
 */
export function transactionForm(
  { transaction, oneString, runner }: Migration,
  statements: readonly Statement[],
): TransactionForm {
  if (hasOwnTransaction(statements)) return 'authored'
  if (transaction === 'none' && oneString && statements.length > 1) return 'single-string'
  const lone =
    statements.length > 0 && statements.every(statement => cannotRunInTransaction(statement) !== null)
  return transaction === 'wrapped' && runner === 'ours' && lone ? 'none' : transaction
}

/** For each statement whether it runs inside a transaction block, by the text alone. */
export function inTransaction(parsed: ParsedMigration): readonly boolean[] {
  let authored = false
  return parsed.up.map(statement => {
    const verbs = statement.operations.flatMap(operation =>
      operation.kind === 'transaction' ? [operation.verb] : [],
    )
    if (verbs.includes('begin')) authored = true
    const inside = authored || blockAround(parsed) === 'always' || isWrapped(parsed, statement)
    if (verbs.includes('commit') || verbs.includes('rollback')) authored = false
    return inside
  })
}

/** Whether the runner's way of sending puts a block around every statement, whatever it is. */
export function blockAround({
  migration,
  transaction,
  up,
}: ParsedMigration): 'always' | 'where-possible' | 'never' {
  switch (transaction) {
    case 'wrapped':
      return migration.runner === 'ours' ? 'where-possible' : 'always'
    case 'single-string':
      return up.length > 1 ? 'always' : 'never'
    case 'none':
    case 'authored':
      return 'never'
  }
}

function isWrapped(parsed: ParsedMigration, statement: Statement): boolean {
  return blockAround(parsed) === 'where-possible' && cannotRunInTransaction(statement) === null
}

/** SET TRANSACTION ISOLATION LEVEL, which a server takes only before the first query of a transaction. */
export function setsIsolation({ operations }: Statement): boolean {
  const [first] = operations
  return first?.kind === 'set' && first.local && first.name === 'transaction_isolation'
}
