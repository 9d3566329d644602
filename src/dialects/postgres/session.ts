/** One row, by column name. Values are as the driver gives them. */
export type Row = Record<string, unknown>

/** ReadyForQuery: idle, in a transaction, in a failed transaction. */
export type TransactionStatus = 'idle' | 'open' | 'failed'

/** What the server said to one query. */
export interface QueryResult {
  readonly rows: readonly Row[]
  /** `UPDATE 3` → 3; 0 where the command counts nothing. */
  readonly rowsAffected: number
  readonly transaction: TransactionStatus
}

/** What the server said to one statement under review. */
export interface RunResult extends Omit<QueryResult, 'rows'> {
  /** Its notices, as far as the engine hands them on. */
  readonly notices: readonly string[]
}

/**
 * One connection to a throwaway PostgreSQL, embedded or a server.
 * Errors of the database are {@link DatabaseError}; a dead engine is `ShadowGone`.
 */
export interface Session {
  readonly kind: 'embedded' | 'server'
  /** Runs a query of ours and gives its rows. */
  query(sql: string, parameters?: readonly unknown[]): Promise<QueryResult>
  /** Runs a script of ours or of the base (simple protocol, several statements); rows of the last query with any. */
  script(sql: string): Promise<QueryResult>
  /**
   * Runs one statement under review and drops its rows. The extended protocol takes exactly one
   * statement, so a text that the server splits otherwise than our parser is refused, not half measured.
   */
  run(sql: string): Promise<RunResult>
  /** For each query why it cannot be parsed here, `null` where it can: nothing is run. Only where it is embedded. */
  parseOnly?(queries: readonly string[]): Promise<readonly (string | null)[]>
  /** The whole engine as it stands, to boot from; only where it is embedded. */
  image?(): Promise<Uint8Array>
  /** Ends the engine, or drops the throwaway database. Never throws. */
  close(): Promise<void>
}

/** An error that the database reported. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  /** SQLSTATE. */
  readonly code: string
  /** Character offset in the statement, from 1; 0 where the server gave none. */
  readonly position: number
  readonly transaction: TransactionStatus

  constructor(message: string, code: string, position: number, transaction: TransactionStatus) {
    super(message)
    this.code = code
    this.position = position
    this.transaction = transaction
  }
}
