import type { Review } from '../../src/model/review.ts'
import { per100, table } from './tables.ts'

/** One migration, reviewed as a pull request of its own. */
export interface Alone {
  readonly history: string
  readonly id: string
  readonly review: Review
}

/** What a team would have seen, by rule and by history, as markdown. */
export function renderLoudness(rows: readonly Alone[], drawnFrom: number, command: string): string {
  const blocked = rows.filter(({ review }) => review.verdict === 'block')
  const silent = rows.filter(({ review }) => review.findings.length === 0)
  const rules = [...new Set(rows.flatMap(({ review }) => review.findings.map(({ rule }) => rule)))].sort()
  const found = (rule: string, severity: string) =>
    rows.flatMap(({ review }) =>
      review.findings.filter(finding => finding.rule === rule && finding.severity === severity),
    ).length
  const touched = (rule: string) =>
    rows.filter(({ review }) => review.findings.some(finding => finding.rule === rule)).length
  const byHistory = Map.groupBy(rows, ({ history }) => history)
  return `\`${command}\`: ${rows.length} of ${drawnFrom} migrations, each upon those before it.

${blocked.length} would have been blocked (${per100(blocked.length, rows.length) || '0'} %), ${silent.length} got no finding at all (${per100(silent.length, rows.length) || '0'} %).

Findings per 100 migrations:

${table(
  ['rule', 'migrations', 'errors', 'warnings', 'notices'],
  rules.map(rule => [
    `\`${rule}\``,
    per100(touched(rule), rows.length),
    ...['error', 'warning', 'notice'].map(severity => per100(found(rule, severity), rows.length)),
  ]),
)}

${table(
  ['history', 'drawn', 'blocked', 'without a finding'],
  [...byHistory]
    .sort()
    .map(([history, own]) => [
      history,
      `${own.length}`,
      `${own.filter(({ review }) => review.verdict === 'block').length}`,
      `${own.filter(({ review }) => review.findings.length === 0).length}`,
    ]),
)}
`
}
