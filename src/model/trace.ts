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
  /** Rows at which it stops, though it runs without them; `null` where none were found or none were tried. */
  readonly stoppedBy: RowsInTheWay | null
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
  stoppedBy: null,
  evidence: 'inferred',
} as const satisfies Omit<Trace, 'outcome'>

/** Rows that may stand in production, and at which a statement was seen to stop. */
export interface RowsInTheWay {
  /** Schema-qualified, quoted where SQL needs it. */
  readonly table: string
  /** What such a row is like, behind "a row of the table": `has no email`. */
  readonly what: string
  /** SQL that counts them on any database with the schema before the migration. */
  readonly count: string
  /** The database's own code for the failure. */
  readonly code: string
}

export interface Lock {
  /** Schema-qualified, quoted where SQL needs it. */
  readonly relation: string
  /** As `pg_locks.mode` spells it: `AccessExclusiveLock`. */
  readonly mode: string
}
