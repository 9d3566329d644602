import type { Span } from '../../../model/statement.ts'
import { around, commentsBetween } from '../../support/comments.ts'
import * as lexer from './lexer.ts'
import { isShellLine, splitPieces } from './split.ts'

/** The comments of a file. What looks like one in a string or in a line for the shell is none. */
export function commentsOf(text: string): readonly Span[] {
  if (text.includes('\0')) return []
  const shellLines = splitPieces(text).filter(({ start }) => isShellLine(text, start))
  return around(text, 0, shellLines).flatMap(span => commentsBetween(lexer, text, span))
}
