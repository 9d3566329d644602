import type { Log, Notification, ReportingDescriptor, Result } from 'sarif'
import type { Finding } from '../model/finding.ts'
import type { Review } from '../model/review.ts'
import { fingerprintsOf } from './fingerprints.ts'
import { acceptedFindings, openFindings } from './reading.ts'
import { sarifResult } from './sarif-result.ts'
import { type SarifTool, sarifRules } from './sarif-rules.ts'
import { count } from './words.ts'

/**
 * GitHub refuses a run with more results, and a file with more bytes after gzip, which makes no file longer; it
 * shows so many, the most severe first. https://docs.github.com/en/code-security/reference/code-scanning/sarif-files
 */
const limits = { results: 25_000, shown: 5_000, bytes: 10_000_000 }

/** Bytes kept for what stands around rules and results. */
const frame = 10_000

/** The review as SARIF 2.1.0 for GitHub's code scanning: worst first, and what is accepted last. */
export function renderSarif(review: Review, tool: SarifTool): string {
  const findings = [...openFindings(review), ...acceptedFindings(review)]
  const rules = sarifRules(review, tool)
  const room = limits.bytes - frame - bytesOf(rules)
  const results = fitting(resultsOf(review, findings, rules), room)
  return `${JSON.stringify(logOf(tool, rules, results, shortcomings(findings, results.length)))}\n`
}

function* resultsOf(
  review: Review,
  findings: readonly Finding[],
  rules: readonly ReportingDescriptor[],
): Iterable<Result> {
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]))
  const fingerprints = fingerprintsOf(review)
  for (const finding of findings.slice(0, limits.results)) {
    const fingerprint = fingerprints.get(finding) ?? ''
    yield sarifResult(finding, { ruleIndex: ruleIndex.get(finding.rule) ?? -1, fingerprint })
  }
}

/** As many as fit, from the first on. */
function fitting(results: Iterable<Result>, room: number): Result[] {
  const fit: Result[] = []
  let left = room
  for (const result of results) {
    left -= bytesOf(result) + 1
    if (left < 0) break
    fit.push(result)
  }
  return fit
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value))
}

/** What a reader of the file, or of GitHub's page, would otherwise miss in silence. */
function shortcomings(findings: readonly Finding[], written: number): Notification[] {
  const missing = findings.length - written
  const unseen = written - limits.shown
  return [
    ...(missing > 0
      ? [`${count(missing, 'finding')} left out for length, the least severe. The JSON report has them all.`]
      : []),
    ...(unseen > 0 ? [`GitHub shows the ${count(limits.shown, 'most severe result')}.`] : []),
  ].map(text => ({ level: 'warning', message: { text } }))
}

function logOf(
  { version, homepage }: SarifTool,
  rules: ReportingDescriptor[],
  results: Result[],
  toolExecutionNotifications: Notification[],
): Log {
  const driver = {
    name: 'Migration Gate',
    version,
    semanticVersion: version,
    informationUri: homepage,
    rules,
  }
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications }],
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  }
}
