import type { ReplayedMigration } from '../../../model/replay.ts'
import { inMigrations } from '../sql.ts'

/** Statements that must run outside a transaction, as the migration's runner would have them. */
export function outsideTransaction(
  { transaction }: ReplayedMigration,
  statements: readonly string[],
): string {
  // Two statements in one string would be one transaction.
  if (transaction === 'single-string') return inMigrations(...statements.map(one => [one]))
  const head = transaction === 'authored' ? ['-- in a file of its own, without BEGIN and COMMIT:'] : []
  return [...head, ...statements].join('\n')
}
