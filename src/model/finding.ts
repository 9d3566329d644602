export type Severity = 'error' | 'warning' | 'notice'

/** Where a danger was accepted. */
export interface AcceptedBy {
  /** By a comment in the migration, or by the file of accepted dangers. */
  readonly kind: 'inline' | 'file'
  readonly path: string
  readonly line: number
  /** The last day on which it counts, `2030-01-31`; `null` without an end. */
  readonly until: string | null
}

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
  /** Who says so; only where somebody does. */
  readonly acceptedBy?: AcceptedBy
}
