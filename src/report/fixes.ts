import type { Finding } from '../model/finding.ts'

/**
 * A fix that ends in a semicolon is SQL made of the user's own names; any other is a sentence.
 * SQL too long for a table cell is told once, under a number, for all findings that share it.
 */
export interface NumberedFix {
  readonly number: number
  readonly sql: string
  readonly findings: readonly Finding[]
}

export function isSql(fix: string): boolean {
  return fix.trimEnd().endsWith(';')
}

const longestInCell = 80

export function fitsACell(fix: string): boolean {
  const text = fix.trim()
  return !isSql(text) || (text.length <= longestInCell && !text.includes('\n'))
}

/** In the order in which the findings are listed. */
export function numberedFixes(findings: readonly Finding[]): readonly NumberedFix[] {
  const long = findings.filter(({ fix }) => fix !== null && !fitsACell(fix))
  const bySql = Map.groupBy(long, ({ fix }) => fix ?? '')
  return [...bySql].map(([sql, sharing], index) => ({ number: index + 1, sql, findings: sharing }))
}
