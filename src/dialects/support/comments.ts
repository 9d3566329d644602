import type { Span } from '../../model/statement.ts'

/** What a dialect's lexer knows of one place in a text. */
interface Lexer {
  /** Where the comment that begins here ends; -1 where none does. */
  readonly commentEnd: (text: string, position: number) => number
  /** The token that begins at or after a place, `null` at the end. */
  readonly nextToken: (text: string, position: number) => Span | null
}

/** The comments of a text between two places: between tokens stands nothing but them and white space. */
export function commentsBetween(
  { commentEnd, nextToken }: Lexer,
  text: string,
  { start, end }: Span,
): Span[] {
  const comments: Span[] = []
  let at = start
  while (at < end) {
    const token = nextToken(text, at)
    const blankEnd = Math.min(token?.start ?? text.length, end)
    while (at < blankEnd) {
      const behind = commentEnd(text, at)
      if (behind !== -1) comments.push({ start: at, end: behind })
      at = behind === -1 ? at + 1 : behind
    }
    at = Math.max(at, token?.end ?? end)
  }
  return comments
}

/** What is left of a text, behind `from`, around some spans of it, in order. */
export function around(text: string, from: number, spans: readonly Span[]): readonly Span[] {
  const starts = [from, ...spans.map(({ end }) => end)]
  const ends = [...spans.map(({ start }) => start), text.length]
  return starts.map((start, place) => ({ start, end: ends[place] ?? text.length }))
}
