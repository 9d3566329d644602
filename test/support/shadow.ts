import type { ParsedMigration, Shadow, ShadowOptions } from '../../src/dialects/dialect.ts'
import { postgres } from '../../src/dialects/postgres/dialect.ts'
import { ownDelivery } from '../../src/migrations/formats/plain.ts'
import type { TransactionForm } from '../../src/model/migration.ts'
import type { TracedStatement } from '../../src/model/replay.ts'

export const limits: ShadowOptions['limits'] = { statement: 10_000, check: 600_000, memory: 1_500_000_000 }

/** A migration from its text alone. */
export async function parsed(
  up: string,
  form: TransactionForm = 'wrapped',
  down?: string,
): Promise<ParsedMigration> {
  const statements = await postgres.parse(up)
  const migration = {
    id: 'test',
    format: 'plain',
    up: { path: 'migrations/test.sql', text: up },
    down: down === undefined ? null : { path: 'migrations/test.down.sql', text: down },
    ...ownDelivery,
    transaction: form,
  }
  return {
    migration,
    transaction: postgres.transactionForm(migration, statements),
    up: statements,
    down: down === undefined ? null : await postgres.parse(down),
  }
}

/** One embedded engine for many rows: each row finds an empty public schema. */
export async function openTestShadow(extensions = ''): Promise<Shadow> {
  return postgres.openShadow([await parsed(extensions)], { url: null, limits })
}

/** Replays `base`, then traces `up` as its runner would. Fails where the base itself does. */
export async function trace(
  shadow: Shadow,
  { base = '', up, form }: { base?: string; up: string; form?: TransactionForm },
): Promise<readonly TracedStatement[]> {
  const reset = 'DROP SCHEMA IF EXISTS public, app CASCADE; CREATE SCHEMA public;'
  const problems = await shadow.replay(await parsed(`${reset}\n${base}`))
  if (problems.length > 0) throw new Error(`the base of the test is broken: ${JSON.stringify(problems)}`)
  return shadow.trace(await parsed(up, form))
}
