import type { Rows } from '../../../model/rows.ts'
import type { Lock } from '../../../model/trace.ts'
import type { TraceRecord } from '../../support/trace-record.ts'
import { DatabaseError, type RunResult, type Session } from '../session.ts'
import { readRows } from '../shadow/rows.ts'
import { writeLock } from './infer-locks.ts'

interface Seen {
  readonly rows: Rows | null
  readonly added: ReadonlyMap<string, number>
}

/** The course of the session's transactions while a migration runs in it, and the rows that stand meanwhile. */
export class Course {
  readonly #session: Session
  #inTransaction = false
  /** The transaction was begun by us, not by the author. */
  #ours = false
  /** The open transaction has written. */
  #wrote = false
  /** The rows as they were seen last, where nothing but `#added` ran since. */
  #rows: Rows | null = null
  /** Rows that were added since, by table. */
  #added: ReadonlyMap<string, number> = new Map()

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
    this.#added = new Map()
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

  /** What is known of the rows, to be given back where the next statement leaves it true. */
  get seen(): Seen {
    return { rows: this.#rows, added: this.#added }
  }

  /** The last statement only read, or only added rows to one table: what was seen before it still holds. */
  keep({ rows, added }: Seen, table: string | null = null, count = 0): void {
    this.#rows = rows
    this.#added = table === null ? added : new Map([...added, [table, (added.get(table) ?? 0) + count]])
  }

  async countOf(table: string): Promise<number> {
    const rows = this.#rows ?? (await this.rows())
    return (rows.get(table)?.count ?? 0) + (this.#added.get(table) ?? 0)
  }

  async rows(): Promise<Rows> {
    const known = this.#added.size === 0 ? this.#rows : null
    const rows = known ?? (await readRows(this.#session))
    this.#rows = rows
    this.#added = new Map()
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
