import type { Span } from '../../../model/statement.ts'
import { around, commentsBetween } from '../../support/comments.ts'
import * as lexer from './lexer.ts'
import { splitPieces } from './split.ts'

/** The comments of a file. What looks like one in a string, a function's body or the rows of a COPY is none. */
export function commentsOf(text: string): readonly Span[] {
  if (text.includes('\0')) return []
  const from = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const notSql = splitPieces(text, from).filter(({ kind }) => kind !== 'sql')
  return around(text, from, notSql).flatMap(span => commentsBetween(lexer, text, span))
}
