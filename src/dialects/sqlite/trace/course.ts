import type { Rows } from '../../../model/rows.ts'
import type { Lock } from '../../../model/trace.ts'
import type { TraceRecord } from '../../support/trace-record.ts'
import { DatabaseError, type RunResult, type Session } from '../session.ts'
import { readRows } from '../shadow/rows.ts'
import { writeLock } from './infer-locks.ts'

/** The course of the session's transactions while a migration runs in it, and the rows that stand meanwhile. */
export class Course {
  readonly #session: Session
  #inTransaction = false
  /** The transaction was begun by us, not by the author. */
  #ours = false
  /** The open transaction has written. */
  #wrote = false
  /** The rows as they were seen last, where nothing ran since. */
  #rows: Rows | null = null

  constructor(session: Session) {
    this.#session = session
  }

  get inTransaction(): boolean {
    return this.#inTransaction
  }

  get held(): readonly Lock[] {
    return this.#inTransaction && this.#wrote ? [writeLock] : []
  }

  async begin(): Promise<void> {
    await this.#session.script('BEGIN')
    this.#inTransaction = true
    this.#ours = true
    this.#wrote = false
  }

  /** Sends one statement under review, and gives what the database says. */
  async send(sql: string): Promise<RunResult | DatabaseError> {
    this.#rows = null
    try {
      return this.#follow(await this.#session.run(sql))
    } catch (error) {
      if (error instanceof DatabaseError) return this.#follow(error)
      throw error
    }
  }

  /** A failure may end the transaction, as ON CONFLICT ROLLBACK does. */
  #follow<T extends { readonly inTransaction: boolean }>(result: T): T {
    this.#inTransaction = result.inTransaction
    if (!result.inTransaction) {
      this.#ours = false
      this.#wrote = false
    }
    return result
  }

  /** The last statement took the lock. */
  noteWrite(): void {
    this.#wrote = true
  }

  /** The last statement only read: what was seen before it still holds. */
  keepRows(rows: Rows): void {
    this.#rows = rows
  }

  async rows(): Promise<Rows> {
    const rows = this.#rows ?? (await readRows(this.#session))
    this.#rows = rows
    return rows
  }

  /** Ends our transaction. What only fails now (a deferred foreign key) is the last statement's failure. */
  async commit(record: TraceRecord<DatabaseError>): Promise<void> {
    if (this.#ours) await this.commitWhatever(record)
  }

  /** Sends COMMIT as another tool does at the end of a file: it does not look whether its transaction still stands. */
  async commitWhatever(record: TraceRecord<DatabaseError>): Promise<void> {
    this.#ours = false
    try {
      await this.#session.script('COMMIT')
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      if (error.inTransaction) await this.#session.script('ROLLBACK')
      this.#rows = null
      record.failLast(error)
    }
    this.#inTransaction = false
    this.#wrote = false
  }
}
