import type { Dialect } from '../../dialects/dialect.ts'
import type { Span } from '../../model/statement.ts'
import type { Place, ReviewedFile, Section } from './places.ts'

/** A comment that may be meant for the gate. */
export interface PlacedComment {
  readonly comment: Span
  /** The statement that it belongs to, by its place in the file; `null` where none follows. */
  readonly place: number | null
}

/** True where a text may hold a directive; few do, and the rest need no closer look. */
export function mayHaveDirectives(text: string): boolean {
  return /migration-gate/i.test(text)
}

/** Comments of all sections, and those in front of them, which belong to the first statement. */
export function placedComments(dialect: Dialect, file: ReviewedFile): readonly PlacedComment[] {
  const numbers = new Map(file.places.map((place, number) => [place, number]))
  const inSections = file.sections.filter(({ isHistory }) => !isHistory)
  const inside = inSections.flatMap(section =>
    inSection(section, dialect.comments(section.text), file.lineAt).map(({ comment, place }) => ({
      comment,
      place: place === null ? null : (numbers.get(place) ?? null),
    })),
  )
  const first = file.places.length > 0 ? 0 : null
  const before = dialect
    .comments(file.text.slice(0, startOf(file)))
    .map(comment => ({ comment, place: first }))
  return [...before, ...inside].filter(({ comment: { start, end } }) =>
    mayHaveDirectives(file.text.slice(start, end)),
  )
}

/** Where the first section begins: what stands before is in none, such as the lines above `-- +goose Up`. */
function startOf({ sections, text }: ReviewedFile): number {
  const starts = sections.flatMap(section =>
    section.text.trim() === '' ? [] : [section.text.length - section.text.trimStart().length],
  )
  return Math.min(...starts, text.length)
}

/**
 * Each comment with its statement: the one around it; the one that ends on its line, where no other begins there;
 * else the next. A statement goes on behind a comment up to its semicolon. One pass over all.
 */
function inSection(
  { text, places }: Section,
  comments: readonly Span[],
  lineAt: (offset: number) => number,
): readonly { readonly comment: Span; readonly place: Place | null }[] {
  let number = 0
  let at = 0
  /** A semicolon was met behind the statement before. */
  let ended = true
  return comments.map(comment => {
    for (; (places[number]?.end ?? Number.POSITIVE_INFINITY) <= comment.start; number++) {
      at = places[number]?.end ?? at
      ended = false
    }
    const next = places[number] ?? null
    const before = places[number - 1] ?? null
    ended ||= text.slice(at, Math.max(at, comment.start)).includes(';')
    at = Math.max(at, comment.end)
    if (before === null || (next !== null && next.start < comment.start)) return { comment, place: next }
    const beside = lineAt(before.end - 1) === lineAt(comment.start)
    const alone = next === null || lineAt(comment.end - 1) < next.line
    const goesOn = before.parsed && !ended
    return { comment, place: (beside && alone) || goesOn ? before : next }
  })
}
