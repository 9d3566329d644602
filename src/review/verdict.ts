import type { Config } from '../config/config.ts'
import type { Finding, Severity } from '../model/finding.ts'
import type { Review, ReviewedMigration } from '../model/review.ts'

/** Findings that say "we do not know". A repository may acknowledge them; it cannot make them green by accident. */
const unknowns = new Set(['could-not-verify', 'unparsed-statement'])

/** Whether the change may be merged. What could not be checked never passes unless the repository said so. */
export function verdict(findings: readonly Finding[], config: Config): Review['verdict'] {
  if (config['fail-on'] === 'never') return 'pass'
  const blocking: readonly Severity[] = config['fail-on'] === 'warning' ? ['error', 'warning'] : ['error']
  const open = findings.filter(
    ({ suppressed, rule }) =>
      suppressed === null && !(config.unverifiable === 'acknowledge' && unknowns.has(rule)),
  )
  return open.some(({ severity }) => blocking.includes(severity)) ? 'block' : 'pass'
}

/** What a reader wants to see in one look. */
export function countReview(
  migrations: readonly ReviewedMigration[],
  findings: readonly Finding[],
): Review['counts'] {
  const statements = migrations.flatMap(migration => migration.statements)
  const open = findings.filter(({ suppressed }) => suppressed === null)
  const ofSeverity = (severity: Severity) => open.filter(finding => finding.severity === severity).length
  return {
    error: ofSeverity('error'),
    warning: ofSeverity('warning'),
    notice: ofSeverity('notice'),
    suppressed: findings.length - open.length,
    statements: statements.length,
    measured: statements.filter(
      ({ evidence, outcome }) => evidence === 'measured' && outcome !== 'unverified',
    ).length,
    unparsed: statements.filter(({ outcome }) => outcome === 'unparsed').length,
    unverified: statements.filter(({ outcome }) => outcome === 'unverified').length,
  }
}
