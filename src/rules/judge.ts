import type { Finding, Severity } from '../model/finding.ts'
import { rules as catalogue } from './registry.ts'
import type { Rule, RuleContext, RuleMatch, Told } from './rule.ts'
import { emptiedBefore, type NoRows } from './support/emptied.ts'
import { metEmpty } from './support/met-empty.ts'
import { spelledContext } from './support/spelled.ts'

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 }

/**
 * What the rules say of a change: in the order of the migrations, up before down, then by line and severity.
 * The same context gives the same findings, and none twice.
 */
export function judge(asWritten: RuleContext, rules: readonly Rule[] = catalogue): readonly Finding[] {
  const context = spelledContext(asWritten)
  const places = new Map(context.migrations.map(({ migration }, place) => [migration, place]))
  const emptied = emptiedBefore(context)
  const noRowsAt = ({ statement, file }: RuleMatch) =>
    statement === null || file === 'down' ? undefined : emptied.get(statement)
  const heard = listen(context, rules).filter(({ match }) => !needsRows(match, noRowsAt(match)))
  const isEmpty = metEmpty(
    context,
    heard.map(({ rule, match }) => ({ rule: rule.id, match })),
  )
  const isHarmless = (match: RuleMatch) => (table: string) =>
    context.isSmall(table) || isEmpty(match, table) || noRowsAt(match)?.truncated.has(table) === true
  const placed = heard.map(({ rule, match }) => ({
    finding: toFinding(rule, match, weighed(rule, match, isHarmless(match))),
    place: places.get(match.migration.migration) ?? -1,
    file: match.file === 'down' ? 1 : 0,
  }))
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

interface Heard {
  readonly rule: Rule
  readonly match: RuleMatch
}

/** What each rule found; those that speak last hear the others first. */
function listen(context: RuleContext, rules: readonly Rule[]): readonly Heard[] {
  const spoken = rules.filter(rule => rule.dialects.includes(context.dialect))
  const hear = (some: readonly Rule[], told: readonly Told[]) =>
    some.flatMap(rule => [...rule.check(context, told)].map(match => ({ rule, match })))
  const first = hear(
    spoken.filter(rule => !rule.speaksLast),
    [],
  )
  const last = spoken.filter(rule => rule.speaksLast)
  return [
    ...first,
    ...hear(
      last,
      first.map(({ rule, match }) => ({ rule: rule.id, match })),
    ),
  ]
}

/** It stops at the first row of tables that are known to have none. */
function needsRows({ stopsAtRowsOf = [] }: RuleMatch, { truncated, deleted }: Partial<NoRows> = {}): boolean {
  const isGone = (table: string) => truncated?.has(table) === true || deleted?.has(table) === true
  return stopsAtRowsOf.length > 0 && stopsAtRowsOf.every(isGone)
}

/** On small and empty tables no lock lasts: what waits for them is worth knowing, and no more. */
function weighed(
  rule: Rule,
  { severity, tables = [] }: RuleMatch,
  isHarmless: (table: string) => boolean,
): Severity {
  return tables.length > 0 && tables.every(isHarmless) ? 'notice' : (severity ?? rule.severity)
}

function toFinding(rule: Rule, match: RuleMatch, severity: Severity): Finding {
  const { migration } = match.migration
  const statement = match.statement?.statement
  const line = match.line ?? statement?.line ?? 1
  const downPath = match.migration.down.path ?? migration.down?.path
  return {
    rule: rule.id,
    severity,
    path: match.file === 'down' && downPath !== undefined ? downPath : migration.up.path,
    line,
    endLine: Math.max(line, match.endLine ?? statement?.endLine ?? line),
    statement: match.file === 'down' ? null : (statement?.index ?? null),
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
