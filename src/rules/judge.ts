import type { Finding, Severity } from '../model/finding.ts'
import { rules as catalogue } from './registry.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { spelledContext } from './support/spelled.ts'

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 }

/**
 * What the rules say of a change: in the order of the migrations, up before down, then by line and severity.
 * The same context gives the same findings, and none twice.
 */
export function judge(asWritten: RuleContext, rules: readonly Rule[] = catalogue): readonly Finding[] {
  const context = spelledContext(asWritten)
  const spoken = rules.filter(rule => rule.dialects.includes(context.dialect))
  const placed = spoken.flatMap(rule =>
    [...rule.check(context)].map(match => ({
      finding: toFinding(rule, match),
      place: context.migrations.findIndex(it => it.migration === match.migration.migration),
      file: match.file === 'down' ? 1 : 0,
    })),
  )
  const ordered = placed.sort(
    (a, b) =>
      a.place - b.place ||
      a.file - b.file ||
      a.finding.line - b.finding.line ||
      rank[a.finding.severity] - rank[b.finding.severity] ||
      compareText(a.finding.rule, b.finding.rule) ||
      compareText(a.finding.message, b.finding.message),
  )
  return [...new Map(ordered.map(({ finding }) => [keyOf(finding), finding])).values()]
}

function toFinding(rule: Rule, match: RuleMatch): Finding {
  const { migration } = match.migration
  const statement = match.statement?.statement
  const line = match.line ?? statement?.line ?? 1
  const downPath = match.migration.down.path ?? migration.down?.path
  return {
    rule: rule.id,
    severity: match.severity ?? rule.severity,
    path: match.file === 'down' && downPath !== undefined ? downPath : migration.up.path,
    line,
    endLine: Math.max(line, match.endLine ?? statement?.endLine ?? line),
    message: match.message,
    fix: match.fix,
    evidence: match.evidence,
    suppressed: null,
  }
}

function keyOf({ rule, path, line, endLine, message }: Finding): string {
  return JSON.stringify([rule, path, line, endLine, message])
}

/** By code unit: the order must not depend on the machine's language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
