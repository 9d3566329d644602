import type { Operation } from './operation.ts'

/** A piece of a migration with its span in the file. */
export interface Statement {
  /** Place in the file, from 0. */
  readonly index: number
  /** Offsets in characters (UTF-16 units) of the file's text; `end` is exclusive. */
  readonly start: number
  readonly end: number
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
