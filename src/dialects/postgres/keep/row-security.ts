import type { Schema } from '../../../model/schema.ts'
import { quoteLiteral } from '../parse/names.ts'

/**
 * With forced row security lifted meanwhile: it holds for the owner too, who would copy or write only some rows. The
 * lock on the table lets nobody else near it until the transaction ends.
 */
export function unforced(before: Schema, table: string, statements: readonly string[]): readonly string[] {
  const { attributes = {} } = before.objects.get(`table ${table}`) ?? {}
  if (!('row security forced' in attributes)) return statements
  return [
    `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`,
    ...statements,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
  ]
}

/** Fails, and takes all back, where policies still hide rows from the role: those would be lost without a word. */
export function seesAllRows(table: string): string {
  const told = `${quoteLiteral(`row security hides rows of ${table} from `)} || current_user`
  return `SELECT CASE WHEN pg_catalog.row_security_active(${quoteLiteral(table)}::pg_catalog.text) THEN (${told})::pg_catalog.int4 END`
}
