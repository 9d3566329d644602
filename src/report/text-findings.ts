import type { Finding } from '../model/finding.ts'
import type { Review } from '../model/review.ts'
import { cut, excerpt } from './plain-text.ts'
import { type Fact, factsOf, statementOf } from './reading.ts'
import { type Paint, severityColors } from './style.ts'

/** One finding as a compiler tells it: where, what, the line itself, how we know, what to do instead. */
export function findingText(review: Review, finding: Finding, paint: Paint): string {
  const { severity, path, line, rule, message, fix } = finding
  const place = paint('bold', `${cut(path, 200)}:${line}`)
  const lines = [
    `${place}: ${paint(severityColors[severity], severity)}: ${cut(message, 500)} ${paint('dim', `[${cut(rule, 80)}]`)}`,
    ...sourceLine(review, finding, paint),
    `  ${paint('dim', evidence(finding, factsOf(review, finding)))}`,
    ...(fix === null ? [] : instead(fix, paint)),
  ]
  return lines.join('\n')
}

/** The line of the file that the finding stands on. */
function sourceLine(review: Review, finding: Finding, paint: Paint): readonly string[] {
  const statement = statementOf(review, finding)
  const source = statement?.sql.split('\n')[finding.line - statement.line]
  return source === undefined || source.trim() === ''
    ? []
    : [`  ${paint('dim', `${finding.line} |`)} ${cut(source, 120)}`]
}

function evidence({ evidence }: Finding, facts: readonly Fact[]): string {
  if (evidence === 'inferred') return 'from the text'
  const told = facts.map(({ words, names }) =>
    cut(names.length > 0 ? `${words} on ${names.join(', ')}` : words, 160),
  )
  return told.length > 0 ? `measured: ${told.join(', ')}` : 'measured'
}

function instead(fix: string, paint: Paint): readonly string[] {
  const { text, missing } = excerpt(fix.trim(), { lines: 20, length: 2_000 })
  const more = missing > 0 ? [`… ${missing} more lines`] : []
  const [first = '', ...others] = [...text.split('\n'), ...more]
  const label = paint('green', 'instead:')
  if (others.length === 0) return [`  ${label} ${first}`]
  return [`  ${label}`, ...[first, ...others].map(line => `    ${line}`.trimEnd())]
}

/** What the team takes on purpose, one line each. */
export function acceptedText({ path, line, rule, suppressed, acceptedBy }: Finding, paint: Paint): string {
  const reason = cut(suppressed ?? '', 200)
  const told = `${cut(path, 200)}:${line}: ${paint('dim', 'accepted')}: ${cut(rule, 80)}, because ${reason}`
  if (acceptedBy === undefined) return told
  const until = acceptedBy.until === null ? '' : `, until ${cut(acceptedBy.until, 20)}`
  return `${told}${until}, by ${cut(acceptedBy.path, 200)}:${acceptedBy.line}`
}
