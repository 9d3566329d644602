/** A query that runs in production: recorded in a snapshot, or named by the configuration. */
export interface RecordedQuery {
  /** One statement, with or without placeholders. */
  readonly sql: string
  /** `null` where nobody counted. */
  readonly callsPerDay: number | null
  /** The file that has it; `null` for one that the target recorded. */
  readonly path: string | null
}

/** A query that could be prepared before the change, and cannot after it. */
export interface BrokenQuery {
  readonly query: RecordedQuery
  /** What the database says. */
  readonly message: string
  /** The `id` of the migration after which it failed first. */
  readonly migration: string
}

/** What became of the recorded queries. */
export interface WatchedQueries {
  readonly asked: number
  /** Those that could not be prepared before the change: nothing is known of them. */
  readonly refused: readonly { readonly query: RecordedQuery; readonly message: string }[]
  readonly broken: readonly BrokenQuery[]
}
