import type { Dialect } from '../../dialects/dialect.ts'
import type { Finding } from '../../model/finding.ts'
import { nearest } from '../../model/nearest.ts'
import { ruleIds } from '../../rules/ids.ts'
import { type Claim, type Claims, isDate, problem, problemSeverity } from './claim.ts'
import { type Directive, directivesIn, type Unreadable } from './directive.ts'
import { placedComments } from './placed-comments.ts'
import type { ReviewedFile } from './places.ts'

const form = 'Write `-- migration-gate: allow <rule> because <reason>`, maybe with `until <date>` behind it.'

/** What the comments of a file accept. */
export function inlineClaims(dialect: Dialect, file: ReviewedFile): Claims {
  const claims: Claim[] = []
  const problems: Finding[] = []
  let guesses = 0
  for (const { comment, place } of placedComments(dialect, file)) {
    const first = file.lineAt(comment.start)
    for (const directive of directivesIn(file.text.slice(comment.start, comment.end))) {
      const at = { path: file.path, line: first + directive.line }
      const fault = faultOf(directive)
      if (fault !== null) problems.push(problem('invalid-acceptance', at, fault.message, fault.fix))
      if (fault !== null || directive.scope === 'unreadable') continue
      const names = directive.rules.filter(name => !isAcceptable(name))
      const unknown = unknownRules(names, guesses < mostGuesses)
      if (unknown !== null) guesses += 1
      if (unknown !== null) problems.push(problem('invalid-acceptance', at, unknown.message, unknown.fix))
      for (const name of directive.rules.filter(isAcceptable))
        claims.push(claimOf(file, place, at, directive, name))
    }
  }
  return { claims, problems }
}

function claimOf(
  file: ReviewedFile,
  place: number | null,
  at: Pick<Claim, 'path' | 'line'>,
  { scope, reason, until }: Directive,
  rule: string,
): Claim {
  const common = { by: 'inline', ...at, rule, reason, until, refused: null } as const
  if (scope === 'file') return { ...common, target: { kind: 'file', path: file.path }, judged: file.judged }
  // Behind the last statement it is about none, which needs no run to be known.
  const judged = place === null || file.places[place]?.judged === true
  return { ...common, target: { kind: 'statement', path: file.path, place: place ?? -1 }, judged }
}

type Fault = Pick<Finding, 'message'> & { readonly fix: string }

function faultOf(directive: Directive | Unreadable): Fault | null {
  if (directive.scope === 'unreadable')
    return { message: `This accepts nothing: ${quoted(directive.text)} is not understood.`, fix: form }
  if (directive.rules.length === 0) return { message: 'This accepts nothing: it names no rule.', fix: form }
  if (directive.reason === '')
    return {
      message: `${listed(directive.rules)} is not accepted: there is no reason.`,
      fix: 'Say why behind `because`.',
    }
  if (directive.until !== null && !isDate(directive.until))
    return {
      message: `${listed(directive.rules)} is not accepted: ${quoted(directive.until)} is no date.`,
      fix: 'Write the last day as `until 2030-01-31`.',
    }
  return null
}

/** A rule that speaks of migrations; those that speak of acceptances cannot be accepted themselves. */
function isAcceptable(name: string): boolean {
  return (ruleIds as readonly string[]).includes(name) && !(name in problemSeverity)
}

/** Names in a file for which the rule that may be meant is looked up: a name is compared with each there is. */
const mostGuesses = 100

/** What is wrong with names that nobody can accept; `null` where there are none. */
function unknownRules(names: readonly string[], guesses: boolean): Fault | null {
  const [first] = names
  if (first === undefined) return null
  if (first in problemSeverity) {
    const message = `${quoted(first)} speaks of acceptances, and cannot be accepted itself.`
    return { message, fix: 'Remove it.' }
  }
  const meant = guesses ? nearest(first.slice(0, 100), ruleIds) : null
  const fix = meant === null ? '`migration-gate rules` lists them.' : `Did you mean \`${meant}\`?`
  return { message: `Nothing is accepted by ${listed(names)}: there is no such rule.`, fix }
}

/** Somebody's words, short and in quotes. */
function quoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return `\`${short.replaceAll('`', "'")}\``
}

function listed(rules: readonly string[]): string {
  return rules.slice(0, 5).map(quoted).join(', ')
}
