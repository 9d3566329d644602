import type { RuleContext } from '../rule.ts'

/** What the database calls itself. */
export const databaseName: Readonly<Record<RuleContext['dialect'], string>> = {
  postgres: 'PostgreSQL',
  sqlite: 'SQLite',
  mysql: 'MySQL',
  surrealdb: 'SurrealDB',
}

/** A code of the SQL standard, as PostgreSQL gives them. */
export function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code)
}

/** The database's own code for a failure, as a reader looks it up: ` (SQLSTATE 23502)`; empty where it says nothing. */
export function codeNote(code: string): string {
  if (isSqlState(code)) return ` (SQLSTATE ${code})`
  return code.startsWith('SQLITE_') && code !== 'SQLITE_ERROR' ? ` (${code})` : ''
}
