import type { RowsTouched } from './rows.ts'

/** What running one statement did. */
export interface Trace {
  readonly outcome: 'ran' | 'failed' | 'not-run' | 'unparsed' | 'unverified'
  readonly error: { readonly code: string; readonly message: string } | null
  /** Milliseconds in the engine; 0 where nothing ran. */
  readonly durationMs: number
  /** The strongest lock per relation, ACCESS SHARE left out, on relations that stood before the statement. */
  readonly locks: readonly Lock[]
  /** Relations (tables, indexes, materialised views) whose storage was written anew. */
  readonly rewrites: readonly string[]
  /** Relations that were read from end to end. */
  readonly scans: readonly string[]
  readonly rowsChanged: number
  /** Tables whose rows are others now; empty where the dialect does not look at rows. */
  readonly rows: readonly RowsTouched[]
  /** The engine took the statement and did nothing: a setting that counts elsewhere only. */
  readonly withoutEffect: boolean
  /** `measured`: the facts above were seen in the engine. `inferred`: they come from the text and the manual. */
  readonly evidence: 'measured' | 'inferred'
}

/** A trace of nothing: what is known of a statement before anything was seen. */
export const nothingSeen = {
  error: null,
  durationMs: 0,
  locks: [],
  rewrites: [],
  scans: [],
  rowsChanged: 0,
  rows: [],
  withoutEffect: false,
  evidence: 'inferred',
} as const satisfies Omit<Trace, 'outcome'>

export interface Lock {
  /** Schema-qualified, quoted where SQL needs it. */
  readonly relation: string
  /** As `pg_locks.mode` spells it: `AccessExclusiveLock`. */
  readonly mode: string
}
