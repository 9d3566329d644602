import { deriveName, lastPart } from './names.ts'
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
    checks.flatMap(({ column, name }) => [
      `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`,
      `ALTER TABLE ${table} ALTER COLUMN ${lastPart(column)} SET NOT NULL;`,
      `ALTER TABLE ${table} DROP CONSTRAINT ${name};`,
    ]),
  )
}
