import type { ReplayedMigration } from '../../model/replay.ts'
import { deriveName, lastPart, qualifier } from './names.ts'
import { inMigrations } from './sql.ts'

/**
 * SQL that makes columns NOT NULL without a scan under a strong lock: the CHECK is instant when NOT VALID,
 * VALIDATE lets reads and writes through, and the valid CHECK spares SET NOT NULL its scan.
 */
export function requireColumns(table: string, columns: readonly string[]): string {
  const checks = columns.map(column => ({ column, name: deriveName([table, column], '_not_null') }))
  return inMigrations(
    checks.map(
      ({ column, name }) =>
        `ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${column} IS NOT NULL) NOT VALID;`,
    ),
    [
      // First all that reads: SET NOT NULL takes a strong lock, which is kept until the transaction ends.
      ...checks.map(({ name }) => `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`),
      ...checks.map(({ column }) => `ALTER TABLE ${table} ALTER COLUMN ${lastPart(column)} SET NOT NULL;`),
      ...checks.map(({ name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name};`),
    ],
  )
}

/** Of a changed column: `integer → integer not null`. */
export function becomesRequired(detail: string): boolean {
  return / not null(?:;|$)/.test(detail) && !/ not null →/.test(detail)
}

/** The columns of a table that may hold nulls before the migration and none after it. */
export function columnsMadeRequired({ changes }: ReplayedMigration, table: string): readonly string[] {
  return changes
    .filter(({ action, object }) => action === 'alter' && object === 'column')
    .filter(({ name, detail }) => qualifier(name) === table && becomesRequired(detail))
    .map(({ name }) => lastPart(name))
}
