import type { Finding } from '../model/finding.ts'
import type { Review } from '../model/review.ts'
import { numberedFixes } from './fixes.ts'
import { baseNoticesPart, baseProblemsPart, changesPart, driftPart } from './markdown-changes.ts'
import type { Caps, MarkdownContext } from './markdown-context.ts'
import { acceptedPart, findingsPart, noticesPart } from './markdown-findings.ts'
import { fixesPart } from './markdown-fixes.ts'
import { allWell, contextLine, footer, needsOneLine, verdictLine } from './markdown-frame.ts'
import { placeMigrations } from './markdown-migrations.ts'
import { picturePart } from './markdown-picture.ts'
import { queriesPart } from './markdown-queries.ts'
import { wayBackPart } from './markdown-way-back.ts'
import { type Block, link, md, paragraph, written } from './markdown-writer.ts'
import { namesIn } from './names.ts'
import { acceptedFindings, openFindings, reviewed } from './reading.ts'
import { type Fitted, fitInto, type Part } from './shorten.ts'
import { count } from './words.ts'

/** UTF-16 units of a whole comment, marker included; GitHub refuses more than 65,536. */
export const markdownBudget = 60_000
/** Room in the budget for the hidden marker by which a comment is found again. */
export const markerRoom = 200

const commentCaps: Caps = { rows: 100, lines: 120, length: 8_000 }

/** The pull request comment: may I merge, what hurts, what changes, can I go back? */
export function renderMarkdown(review: Review, context: MarkdownContext): string {
  const limit = context.limit ?? markdownBudget - markerRoom
  return asText(compose(review, context, { limit, measure: text => text.length, caps: commentCaps }))
}

/** A composed report as Markdown. */
export function asText(blocks: readonly Block[]): string {
  return `${written(blocks)}\n`
}

export interface Space {
  readonly limit: number
  readonly measure: (text: string) => number
  readonly caps: Caps
  /** All of it, also where one line would say that all is well. */
  readonly whole?: true
}

/** Room kept for the line that says what was left out, without the address in it. */
const noteRoom = 500

/**
 * Fills the space in order of importance, and lays the parts out in order of reading. A part that could push
 * out all others has a share that it may not pass; findings take what the shares leave.
 */
export function compose(
  review: Review,
  context: MarkdownContext,
  { limit, measure, caps, whole }: Space,
): readonly Block[] {
  const open = openFindings(review)
  const notices = open.filter(({ severity }) => severity === 'notice')
  const names = namesIn(review)
  const short = !whole && needsOneLine(review)
  const head = short
    ? [verdictLine(review), allWell(review, context)]
    : [verdictLine(review), contextLine(review, context)]
  const foot = short ? [] : [paragraph(footer(review, context, 'run'))]

  let room = limit - noteRoom - 3 * (context.runUrl ?? '').length - measure(written([...head, ...foot])) - 2
  const place = (part: Part, share = 1): Fitted => {
    const fitted = fitInto(part, Math.min(room, limit * share), measure)
    room -= fitted.size
    return fitted
  }
  const wayBack = place(short ? nothing : wayBackPart(review), 0.12)
  const changes = place(short ? nothing : changesPart(review, caps), 0.12)
  const drift = place(driftPart(review, caps), 0.06)
  const notedBase = place(short ? nothing : baseNoticesPart(review, context, names), 0.06)
  const baseProblems = place(baseProblemsPart(review, context), 0.06)
  const accepted = place(acceptedPart(context, acceptedFindings(review), names), 0.06)
  const queries = place(short ? nothing : queriesPart(review, context), 0.06)
  const picture = place(short ? nothing : picturePart(review), 0.12)
  const listed = numberedFixes(open)
  const fixes = place(fixesPart(context, listed, caps), 0.16)
  const shownFixes = new Map(listed.slice(0, fixes.shown).map(fix => [fix.sql, fix]))
  const table = (of: readonly Finding[]): Part => findingsPart(review, context, of, names, shownFixes)
  const findings = place(table(open.filter(({ severity }) => severity !== 'notice')))
  const folded = place(noticesPart(notices, table(notices)))
  const migrations = placeMigrations(review, short ? [] : reviewed(review), context, { room, measure, caps })

  const note = leftOut(context, [
    [findings.missing + folded.missing, 'finding'],
    [changes.missing, 'change'],
    [picture.missing, 'picture'],
    [queries.missing, 'query', 'queries'],
    [wayBack.missing, 'row of the way back', 'rows of the way back'],
    [drift.missing, 'drift'],
    [notedBase.missing, 'notice on the base', 'notices on the base'],
    [baseProblems.missing, 'problem of the base', 'problems of the base'],
    [accepted.missing, 'accepted danger'],
    [fixes.missing, 'fix as SQL', 'fixes as SQL'],
    [migrations.withoutTable, 'migration in detail', 'migrations in detail'],
    [migrations.withoutSql, 'migration as SQL', 'migrations as SQL'],
  ])
  const body = [
    findings,
    fixes,
    changes,
    wayBack,
    drift,
    notedBase,
    baseProblems,
    folded,
    accepted,
    queries,
    picture,
  ].flatMap(({ blocks }) => blocks)
  return [...head, ...body, ...migrations.blocks, ...note, ...foot]
}

const nothing: Part = { total: 0, build: () => [] }

/** What did not fit, counted, and where all of it is. */
function leftOut(
  context: MarkdownContext,
  missing: readonly (readonly [number, string, string?])[],
): readonly Block[] {
  const parts = missing
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => count(number, one, many))
  if (parts.length === 0) return []
  const where = link(md`full report`, context.runUrl)
  return [
    paragraph(md`Left out for length: ${parts.join(', ')}. The ${where} has them, as does the JSON report.`),
  ]
}
