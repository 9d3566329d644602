import type { Finding, Severity } from '../../model/finding.ts'

/** Which findings an acceptance is about. */
export type Target =
  /** One statement of a file, by its place among all statements there. */
  | { readonly kind: 'statement'; readonly path: string; readonly place: number }
  | { readonly kind: 'file'; readonly path: string }
  /** All files of a migration; with a line, only what stands there. */
  | { readonly kind: 'migration'; readonly paths: readonly string[]; readonly line: number | null }

/** What somebody accepts, with a rule that is known and a reason. Whether it counts is another question. */
export interface Claim {
  readonly by: 'inline' | 'file'
  /** Where the acceptance itself stands. */
  readonly path: string
  readonly line: number
  readonly rule: string
  readonly reason: string
  /** The last day on which it counts, `2030-01-31`; `null` without an end. */
  readonly until: string | null
  readonly target: Target
  /** True where all of it was run and judged: a danger that was not found there is none. */
  readonly judged: boolean
  /** Why it does not count, though it is about something; `null` where nothing is wrong with itself. */
  readonly refused: { readonly message: string; readonly fix: string } | null
}

/** Acceptances, and what is to be said of those that are none. */
export interface Claims {
  readonly claims: readonly Claim[]
  readonly problems: readonly Finding[]
}

type ProblemRule = 'invalid-acceptance' | 'expired-acceptance' | 'unused-acceptance'

/** The rules that speak of acceptances, and how severe each is. */
export const problemSeverity: Readonly<Record<ProblemRule, Severity>> = {
  'invalid-acceptance': 'error',
  'expired-acceptance': 'warning',
  'unused-acceptance': 'warning',
}

/** What is wrong with an acceptance, told where it stands. */
export function problem(
  rule: ProblemRule,
  { path, line }: Pick<Claim, 'path' | 'line'>,
  message: string,
  fix: string,
): Finding {
  return {
    rule,
    severity: problemSeverity[rule],
    path,
    line,
    endLine: line,
    statement: null,
    message,
    fix,
    evidence: 'inferred',
    suppressed: null,
  }
}

/** Whether a text is a day of the calendar, `2030-01-31`. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && sameDay(text)
}

/** The 31st of February is read as a day of March. */
function sameDay(text: string): boolean {
  return new Date(text).toISOString().startsWith(text)
}
