import type { Finding } from '../model/finding.ts'
import type { Review, ReviewedMigration, ReviewedStatement } from '../model/review.ts'
import { remembered } from '../rules/support/remembered.ts'
import { lockStrength, lockWords } from './words.ts'

/** What every report reads out of a review, said once. */

const severities = ['error', 'warning', 'notice'] as const

/** Findings that nobody accepted, worst first, else in the order of the review. */
export function openFindings(review: Review): readonly Finding[] {
  const open = review.findings.filter(finding => finding.suppressed === null)
  return severities.flatMap(severity => open.filter(finding => finding.severity === severity))
}

export function acceptedFindings(review: Review): readonly Finding[] {
  return review.findings.filter(finding => finding.suppressed !== null)
}

export function reviewed(review: Review): readonly ReviewedMigration[] {
  return review.migrations.filter(migration => migration.inReview)
}

/** How many statements ended in each way; `measured` and `inferred` say how we know. */
export interface Tally {
  readonly statements: number
  readonly measured: number
  readonly failed: number
  readonly notRun: number
  readonly unparsed: number
  readonly unverified: number
}

export function tally(review: Review): Tally {
  const statements = reviewed(review).flatMap(migration => migration.statements)
  const ended = (outcome: ReviewedStatement['outcome']): number =>
    statements.filter(statement => statement.outcome === outcome).length
  return {
    statements: statements.length,
    measured: statements.filter(wasMeasured).length,
    failed: ended('failed'),
    notRun: ended('not-run'),
    unparsed: ended('unparsed'),
    unverified: ended('unverified'),
  }
}

/** What was seen can be trusted; a trace in doubt is none. */
function wasMeasured({ evidence, outcome }: ReviewedStatement): boolean {
  return evidence === 'measured' && outcome !== 'unverified'
}

/** Something seen while a statement ran, in words, with the names it speaks of: `full scan` of `orders`. */
export interface Fact {
  readonly words: string
  readonly names: readonly string[]
}

/** What the trace of the finding's own statement says; nothing where it is not plain which one that is. */
export function factsOf(review: Review, finding: Finding): readonly Fact[] {
  const statement = statementOf(review, finding)
  if (finding.evidence === 'inferred' || statement === null || !wasMeasured(statement)) return []
  const strongest = Math.max(0, ...statement.locks.map(lock => lockStrength(lock.mode)))
  const locks = statement.locks.filter(lock => lockStrength(lock.mode) === strongest)
  const mode = locks[0] && lockWords(locks[0].mode)
  const locked = locks.map(({ relation }) => relation)
  const facts: readonly (Fact | false | undefined)[] = [
    statement.outcome === 'failed' && {
      words: `fails with ${statement.error?.code || 'an error'}`,
      names: [],
    },
    mode !== undefined && { words: mode, names: locked },
    statement.scans.length > 0 && { words: 'full scan', names: unless(locked, statement.scans) },
    statement.rewrites.length > 0 && { words: 'rewrite', names: unless(locked, statement.rewrites) },
    statement.scans.length > 0 && statement.rewrites.length === 0 && { words: 'no rewrite', names: [] },
  ]
  return facts.filter(fact => typeof fact === 'object')
}

/** Names are not told again right after they were told. */
function unless(told: readonly string[], names: readonly string[]): readonly string[] {
  return told.length === names.length && names.every(name => told.includes(name)) ? [] : names
}

/** The statement of which the finding speaks; of one on a whole file, the only one that stands on its line. */
export function statementOf(review: Review, finding: Finding): ReviewedStatement | null {
  const statements = statementsOf(review).get(finding.path) ?? []
  if (finding.statement !== null) return statementAt(statements, finding.statement)
  const around = statementsAround(statements, finding.line)
  const exact = around.filter(({ line, endLine }) => line === finding.line && endLine === finding.endLine)
  const [first, second] = exact.length > 0 ? exact : around
  return first !== undefined && second === undefined ? first : null
}

/** By the path of their migration; of two with one path the first. */
const statementsOf = remembered(
  ({ migrations }: Review) =>
    new Map(migrations.toReversed().map(({ path, statements }) => [path, statements])),
)

/** Those that stand on a line. They are in the order of the file, so the first is found by halves. */
function statementsAround(
  statements: readonly ReviewedStatement[],
  line: number,
): readonly ReviewedStatement[] {
  let [before, first] = [-1, statements.length]
  while (first - before > 1) {
    const middle = (before + first) >> 1
    if ((statements[middle]?.endLine ?? 0) < line) before = middle
    else first = middle
  }
  let end = first
  while ((statements[end]?.line ?? Number.POSITIVE_INFINITY) <= line) end++
  return statements.slice(first, end)
}

/** The statement with that `index`, which is its place in the list where none was left out. */
export function statementAt(
  statements: readonly ReviewedStatement[],
  index: number,
): ReviewedStatement | null {
  const here = statements[index]
  return here?.index === index ? here : (statements.find(statement => statement.index === index) ?? null)
}

/** The way back holds: proven, with all data, without a danger of its own, and the way on from it too. */
export function comesBack({ down }: ReviewedMigration): boolean {
  const isQuiet = down.findings.every(({ severity }) => severity === 'notice')
  return down.restoresSchema && down.restoresData === 'yes' && isQuiet && down.again !== 'unequal'
}

const badness = ['equal', 'equal-except-order', 'unverified', 'unequal', 'impossible'] as const

/** The verdict on all downs in one go, where it is news after those on each. */
export function surprisingBatch(review: Review): Review['batchDown'] {
  const batch = review.batchDown
  const migrations = reviewed(review)
  if (batch === null || migrations.length === 0) return null
  const worst = Math.max(...migrations.map(({ down }) => badness.indexOf(down.schema)))
  const rank = badness.indexOf(batch.schema)
  const bothRestore = rank < 2 && worst < 2
  return bothRestore || rank === worst ? null : batch
}

/** The verdict on all downs in one go; of a lone migration it is the one on its down. */
export function batchOf(review: Review): Review['batchDown'] {
  return reviewed(review).length > 1 ? review.batchDown : null
}

/** Nothing to say but that it is well: every statement measured, every way back proven, no data lost. */
export function allProven(review: Review): boolean {
  const { statements, measured } = tally(review)
  return (
    nothingToTell(review) &&
    statements === measured &&
    reviewed(review).every(comesBack) &&
    surprisingBatch(review) === null
  )
}

/** Nobody asked for a run, and reading alone found nothing. */
export function onlyRead(review: Review): boolean {
  const { statements, notRun } = tally(review)
  return review.engine.kind === 'none' && nothingToTell(review) && statements === notRun
}

function nothingToTell(review: Review): boolean {
  return (
    review.verdict === 'pass' &&
    openFindings(review).every(({ severity }) => severity === 'notice') &&
    acceptedFindings(review).length === 0 &&
    review.drift.length === 0 &&
    review.baseProblems.length === 0
  )
}
