import type { ParsedMigration } from '../../../../src/dialects/dialect.ts'
import { transactionForm } from '../../../../src/dialects/sqlite/parse/facts.ts'
import { parseStatements } from '../../../../src/dialects/sqlite/parse/parse.ts'
import { ownDelivery } from '../../../../src/migrations/formats/plain.ts'
import type { Migration, TransactionForm } from '../../../../src/model/migration.ts'

/** A migration from its text alone. */
export async function parsed(
  text: string,
  form: TransactionForm = 'wrapped',
  runner: Migration['runner'] = 'ours',
): Promise<ParsedMigration> {
  const up = await parseStatements(text)
  const migration = {
    id: 'test',
    format: 'plain',
    up: { path: 'migrations/test.sql', text },
    down: null,
    ...ownDelivery,
    transaction: form,
    runner,
  }
  return { migration, transaction: transactionForm(migration, up), up, down: null }
}
