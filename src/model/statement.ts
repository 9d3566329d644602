import type { Operation } from './operation.ts'

/** A part of a text: offsets in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A piece of a migration with its span in the file. */
export interface Statement extends Span {
  /** Place in the file, from 0. */
  readonly index: number
  /** Lines of the first and the last character, from 1. */
  readonly line: number
  readonly endLine: number
  /** The text between `start` and `end`, without the closing semicolon. */
  readonly sql: string
  readonly operations: readonly Operation[]
  /** Why the parser refused it; such a statement is never run. */
  readonly syntaxError: { readonly message: string; readonly line: number } | null
  /** The dialect's own parse tree; only that dialect looks at it. */
  readonly tree: unknown
}
