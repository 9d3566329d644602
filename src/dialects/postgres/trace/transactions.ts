import type { TransactionForm } from '../../../model/migration.ts'
import type { Statement } from '../../../model/statement.ts'
import { cannotRunInTransaction, hasOwnTransaction } from '../parse/facts.ts'

/** What the author wrote beats the format; a file of nothing but lone statements has no transaction to speak of. */
export function transactionForm(
  byFormat: TransactionForm,
  statements: readonly Statement[],
): TransactionForm {
  if (hasOwnTransaction(statements)) return 'authored'
  const lone =
    statements.length > 0 && statements.every(statement => cannotRunInTransaction(statement) !== null)
  return byFormat === 'wrapped' && lone ? 'none' : byFormat
}

/** For each statement whether it runs inside a transaction block, by the text alone. */
export function inTransaction(statements: readonly Statement[], form: TransactionForm): readonly boolean[] {
  let authored = false
  return statements.map(statement => {
    const verbs = statement.operations.flatMap(operation =>
      operation.kind === 'transaction' ? [operation.verb] : [],
    )
    if (verbs.includes('begin')) authored = true
    const inside = authored || insideByForm(statement, form, statements.length)
    if (verbs.includes('commit') || verbs.includes('rollback')) authored = false
    return inside
  })
}

function insideByForm(statement: Statement, form: TransactionForm, statements: number): boolean {
  switch (form) {
    case 'wrapped':
      return cannotRunInTransaction(statement) === null
    case 'single-string':
      return statements > 1
    case 'none':
    case 'authored':
      return false
  }
}
