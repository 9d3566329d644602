import { doubtful, type TraceRecord } from '../../support/trace-record.ts'
import {
  DatabaseError,
  type QueryResult,
  type RunResult,
  type Session,
  type TransactionStatus,
} from '../session.ts'
import { measure } from './measure.ts'
import { type Probe, probe, type Relation, readRelations } from './probe.ts'

/** The course of the session's transactions while a migration runs in it, and what stands meanwhile. */
export class Course {
  readonly #session: Session
  /** Its runner sends each statement alone, so that a transaction of ours ends with it. */
  readonly sendsAlone: boolean
  #status: TransactionStatus = 'idle'
  /** The transaction was begun by us, not by the author. */
  #ours = false
  /** The last look inside the transaction, where nothing was run since. */
  #last: Probe | null = null
  #commits = 0
  /** Relations that stand, by OID. */
  #known = new Map<number, Relation>()

  constructor(session: Session, sendsAlone: boolean) {
    this.#session = session
    this.sendsAlone = sendsAlone
  }

  get status(): TransactionStatus {
    return this.#status
  }

  get ours(): boolean {
    return this.#ours
  }

  get known(): ReadonlyMap<number, Relation> {
    return this.#known
  }

  /** How many of our transactions ended. */
  get commits(): number {
    return this.#commits
  }

  /** The next query is the transaction's first. */
  get untouched(): boolean {
    return this.#last === null
  }

  async begin(): Promise<void> {
    await this.#session.script('BEGIN')
    this.#status = 'open'
    this.#ours = true
    this.#last = null
  }

  /** Sends one statement under review, and gives what the database says. */
  send(sql: string): Promise<RunResult | DatabaseError> {
    return this.#attempt(() => this.#session.run(sql))
  }

  async #attempt<T extends QueryResult | RunResult>(work: () => Promise<T>): Promise<T | DatabaseError> {
    try {
      const result = await work()
      this.#status = result.transaction
      return result
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      this.#status = error.transaction
      return error
    }
  }

  /** How it stands before the next statement. */
  async lookBefore(): Promise<Probe> {
    return this.#last ?? (await probe(this.#session, 0n))
  }

  /** How it stands after a statement. */
  async lookAfter(before: Probe): Promise<Probe> {
    const after = await probe(this.#session, before.nextTransactionId)
    if (!after.counting) await this.#session.script('SET track_counts = on')
    return after
  }

  /** What was seen is what the next statement may find: names, files, and nothing that is dropped. */
  remember(after: Probe): void {
    for (const oid of after.locks.keys()) if (!after.relations.has(oid)) this.#known.delete(oid)
    for (const [oid, relation] of after.relations) this.#known.set(oid, relation)
    this.#last = after
  }

  /** Reads all that stands, where no look tells it. */
  async readAll(last: Probe | null = null): Promise<void> {
    this.#known = await readRelations(this.#session)
    this.#last = last
  }

  /** Something ran that nobody looked at from inside. */
  forgetLook(): void {
    this.#last = null
  }

  /** Takes our transaction back. */
  async takeBack(): Promise<void> {
    this.#status = (await this.#session.script('ROLLBACK')).transaction
    this.#ours = false
    this.#last = null
  }

  /**
   * Deferred constraints and triggers do their work now, while it can be seen, and not at the COMMIT. Gives what
   * fails.
   */
  async settle(record: TraceRecord<DatabaseError>): Promise<DatabaseError | null> {
    const trace = record.last?.trace
    const before = this.#last
    if (before === null || trace?.evidence !== 'measured') return null
    const settled = await this.#attempt(() => this.#session.script('SET CONSTRAINTS ALL IMMEDIATE'))
    if (settled instanceof DatabaseError) return settled
    const after = await probe(this.#session, before.nextTransactionId)
    const { doubt, ...late } = measure({ operations: [], sql: '' }, [], this.#known, before, after)
    this.remember(after)
    record.amendLast({
      locks: [...trace.locks, ...late.locks],
      rewrites: [...trace.rewrites, ...late.rewrites],
      scans: [...trace.scans, ...late.scans],
      ...(doubt === null ? {} : doubtful(doubt)),
    })
    return null
  }

  /** Ends our transaction. What only fails now (a deferred constraint) is the last statement's failure. */
  async commit(record: TraceRecord<DatabaseError>): Promise<void> {
    if (!this.#ours || this.#status === 'idle') return
    this.#ours = false
    const unsettled = await this.settle(record)
    const ended = unsettled ?? (await this.#attempt(() => this.#session.script('COMMIT')))
    this.#last = null
    if (!(ended instanceof DatabaseError)) {
      this.#commits += 1
      return
    }
    await this.takeBack()
    record.failLast(ended)
  }
}
