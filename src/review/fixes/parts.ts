import type { Finding } from '../../model/finding.ts'
import { nextMigration } from '../../rules/support/sql.ts'

/** SQL that takes the place of a statement, or goes into a migration behind it. */
export interface FixPart {
  readonly sql: string
  /** True where it cannot run inside a transaction. */
  readonly alone: boolean
  /** A setting stands before the statement, which stays; all else takes its place. */
  readonly stands: 'before' | 'instead'
}

const outside =
  /^\s*(?:create\s+(?:unique\s+)?index\s+concurrently|drop\s+index\s+concurrently|reindex\b.*\bconcurrently|vacuum)\b/is

/**
 * The migrations of a fix, the first in the place of the statement; `null` where somebody has to think first: a
 * sentence, or SQL with a remark on what to do by hand.
 */
export function partsOf(fix: string | null): readonly FixPart[] | null {
  if (fix === null || !fix.trimEnd().endsWith(';')) return null
  const parts = fix.split(nextMigration).map(part => part.trim())
  if (parts.some(sql => sql === '' || /^\s*--/m.test(sql))) return null
  return parts.map(sql => ({
    sql,
    alone: outside.test(sql),
    stands: /^set\s/i.test(sql) ? 'before' : 'instead',
  }))
}

/** Nobody rewrites a migration for what is only worth knowing, or what the team accepted. */
export function isMechanical({ suppressed, severity, statement, fix }: Finding): boolean {
  return suppressed === null && severity !== 'notice' && statement !== null && partsOf(fix) !== null
}
