import { fateOf } from '../model/difference.ts'
import type { Review, ReviewedDown } from '../model/review.ts'
import { changeLines } from './change-lines.ts'
import type { Caps, MarkdownContext } from './markdown-context.ts'
import {
  type Block,
  details,
  fence,
  type Inline,
  link,
  md,
  paragraph,
  place,
  strong,
  table,
} from './markdown-writer.ts'
import { prose } from './names.ts'
import { cut } from './plain-text.ts'
import { reviewed } from './reading.ts'
import type { Part } from './shorten.ts'
import { count } from './words.ts'

/** What changes in the schema, over all migrations in review. */
export function changesPart(review: Review, caps: Caps): Part {
  return diffPart(
    strong(md`What changes`),
    changeLines(reviewed(review).flatMap(({ changes }) => changes)),
    caps,
  )
}

/** Where the target stands elsewhere than its migrations say; an apply stops there, but for the order of columns. */
export function driftPart(review: Review, caps: Caps): Part {
  const title = md`${strong(md`Drift`)}: the snapshot differs from what the migrations of the base build`
  return diffPart(title, changeLines(review.drift), caps)
}

function diffPart(title: Inline, lines: readonly string[], caps: Caps): Part {
  const total = Math.min(lines.length, caps.rows)
  return {
    total,
    build: shown => [
      paragraph(title),
      fence('diff', lines.slice(0, shown).join('\n')),
      ...(shown < lines.length ? [paragraph(md`… and ${count(lines.length - shown, 'more change')}.`)] : []),
    ],
  }
}

/** What is left behind, lost and changed after up and down; no more than a screen of it. */
export function differenceBlocks(
  { schema, difference }: Pick<ReviewedDown, 'schema' | 'difference'>,
  caps: Caps,
): readonly Block[] {
  const reordered = schema === 'equal-except-order'
  const title = reordered
    ? md`After up and down only the order of columns is another:`
    : md`After up and down, the schema differs from the one before:`
  const part = diffPart(title, changeLines(difference, reordered ? null : fateOf), caps)
  return part.total > 0 ? part.build(part.total) : []
}

/** What was made or left out so that the base could be replayed; a base without a beginning is said openly. */
export function baseNoticesPart(
  { baseNotices }: Review,
  context: MarkdownContext,
  names: ReadonlySet<string>,
): Part {
  const [start] = baseNotices.filter(({ kind }) => kind === 'no-empty-start')
  const rows = baseNotices
    .filter(notice => notice !== start)
    .map(({ path, line, message }) => [
      link(place(cut(path, 120), line), context.fileUrl(path, line)),
      prose(cut(message, 200), names),
    ])
  const summary = md`${count(rows.length, 'thing')} made, left out or passed over to replay the base`
  const open =
    start === undefined ? [] : [paragraph(md`${strong(md`Base`)}: ${prose(cut(start.message, 500), names)}.`)]
  return {
    total: baseNotices.length,
    build: shown => {
      const told = rows.slice(0, shown - open.length)
      return told.length === 0 ? open : [...open, details(summary, [table([md`Where`, md`What`], told)])]
    },
  }
}

/** Statements of the base that stand on nothing here; what builds on them cannot be measured. */
export function baseProblemsPart({ baseProblems }: Review, context: MarkdownContext): Part {
  const rows = baseProblems.map(({ path, line, code: errorCode, message }) => [
    link(place(cut(path, 120), line), context.fileUrl(path, line)),
    md`${cut(message, 200)}${errorCode === '' ? md`` : md` (${cut(errorCode, 20)})`}`,
  ])
  const summary = md`${count(rows.length, 'statement')} of the base could not be replayed; what builds on ${rows.length === 1 ? 'it' : 'them'} is not verified`
  return {
    total: rows.length,
    build: shown => [details(summary, [table([md`Where`, md`Error`], rows.slice(0, shown))])],
  }
}
