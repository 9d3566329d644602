/** One row, by column name. Values are as the driver gives them; ask for text and JSON to stay portable. */
export type Row = Record<string, unknown>

/** What the server said to one query. */
export interface QueryResult {
  readonly rows: readonly Row[]
  /** `UPDATE 3` → 3; 0 where the command counts nothing. */
  readonly rowsAffected: number
  /** ReadyForQuery: idle, in a transaction, in a failed transaction. */
  readonly transaction: 'idle' | 'open' | 'failed'
}

/**
 * One connection to a throwaway PostgreSQL, embedded or a server.
 * Errors of the database are {@link DatabaseError}; a dead engine is `ShadowGone`.
 */
export interface Session {
  readonly kind: 'embedded' | 'server'
  /** Runs one statement (extended protocol, so that one text can never smuggle in a second). */
  query(sql: string, parameters?: readonly unknown[]): Promise<QueryResult>
  /** Runs a trusted script of ours (simple protocol, several statements); the result is the last one's. */
  script(sql: string): Promise<QueryResult>
  /** Ends the engine or drops the throwaway database. */
  close(): Promise<void>
}

/** An error that the database reported. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  /** SQLSTATE. */
  readonly code: string
  /** Character offset in the statement, from 1; 0 where the server gave none. */
  readonly position: number
  readonly transaction: 'idle' | 'open' | 'failed'
  constructor(message: string, code: string, position: number, transaction: 'idle' | 'open' | 'failed') {
    super(message)
    this.code = code
    this.position = position
    this.transaction = transaction
  }
}
