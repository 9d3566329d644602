import type { Dialect, ParsedMigration } from '../dialects/dialect.ts'
import { ownDelivery } from '../migrations/formats/plain.ts'
import type { Migration } from '../model/migration.ts'
import type { Statement } from '../model/statement.ts'

/** Statements as the runner of a migration sends its up. */
export function scriptOf(
  dialect: Dialect,
  migration: Migration,
  statements: readonly Statement[],
): ParsedMigration {
  return {
    migration,
    transaction: dialect.transactionForm(migration, statements),
    up: statements,
    down: null,
  }
}

/** SQL in place of a migration's up that no tool of the team's knows: our own runner sends it. */
export async function ownScript(
  dialect: Dialect,
  { migration }: ParsedMigration,
  sql: string,
): Promise<ParsedMigration> {
  const own = { ...migration, ...ownDelivery, up: { ...migration.up, text: sql }, down: null }
  return scriptOf(dialect, own, await dialect.parse(sql))
}
