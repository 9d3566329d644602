/** A value as the engine gives it; integers are always `bigint`, so that none is rounded. */
export type Value = null | number | bigint | string | Uint8Array
export type Row = Readonly<Record<string, Value>>

/** What the engine's compiler asked leave for, as `sqlite3_set_authorizer` names it: `read`, `drop_table`, `pragma`, … */
export interface Action {
  readonly code: string
  readonly first: string | null
  readonly second: string | null
  readonly schema: string | null
  /** The innermost trigger or view that is the reason for it. */
  readonly trigger: string | null
}

/** What running one statement under review gave. */
export interface RunResult {
  /** As the engine counts them: foreign key actions and triggers included (`total_changes()`). */
  readonly rowsChanged: number
  /** Whether a transaction is open now. */
  readonly inTransaction: boolean
  /** In the order in which they were asked for, each once. */
  readonly actions: readonly Action[]
}

/** The engine refused a statement. */
export class DatabaseError extends Error {
  /**
   * The engine's extended code by name: `SQLITE_CONSTRAINT_FOREIGNKEY`. Most mistakes are `SQLITE_ERROR` to it; the
   * common ones have words of ours (`no-such-table`, `syntax-error`, …), and `refused` comes from the sandbox.
   */
  readonly code: string
  readonly inTransaction: boolean

  constructor(message: string, code: string, inTransaction: boolean) {
    super(message)
    this.code = code
    this.inTransaction = inTransaction
  }
}

/** One connection to the engine in its child process. Each call ends with `ShadowGone` where the engine is lost. */
export interface Session {
  /** A question of ours. @throws DatabaseError */
  query(sql: string, parameters?: readonly Value[]): Promise<readonly Row[]>
  /** Statements of ours, without rows. @throws DatabaseError */
  script(sql: string): Promise<void>
  /** Exactly one statement under review, as far as the sandbox lets it. @throws DatabaseError */
  run(sql: string): Promise<RunResult>
  /** For each query why it cannot be compiled, `null` where it can: nothing is run. */
  prepare(queries: readonly string[]): Promise<readonly (string | null)[]>
  /** Makes a function that gives back its first argument, for this connection and those that follow it. */
  standIn(name: string): Promise<void>
  /** The whole database as the bytes of a file. */
  image(): Promise<Uint8Array>
  /** A new connection to what an image holds: what was open, set or temporary is gone. */
  restore(image: Uint8Array): Promise<void>
  /** A new connection to what is committed. */
  reconnect(): Promise<void>
  close(): Promise<void>
}
