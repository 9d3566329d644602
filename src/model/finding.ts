export type Severity = 'error' | 'warning' | 'notice'

/** A rule's verdict on a statement. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly path: string
  readonly line: number
  readonly endLine: number
  /** Which statement of the up it speaks of, by its place from 0; `null` for the file as a whole and for a down. */
  readonly statement: number | null
  /** One line: what happens in production. Plain text; reporters escape it. */
  readonly message: string
  /** What to do instead: a sentence, or SQL made of the user's own names. */
  readonly fix: string | null
  readonly evidence: 'measured' | 'inferred'
  /** Why the team accepts it; `null` where nobody does. */
  readonly suppressed: string | null
}
