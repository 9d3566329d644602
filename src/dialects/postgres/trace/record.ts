import type { TracedStatement } from '../../../model/replay.ts'
import type { Statement } from '../../../model/statement.ts'
import type { Trace } from '../../../model/trace.ts'
import type { DatabaseError } from '../session.ts'
import type { TraceContext } from './context.ts'
import { inferLocks } from './infer-locks.ts'

const nothing = {
  error: null,
  durationMs: 0,
  locks: [],
  rewrites: [],
  scans: [],
  rowsChanged: 0,
  rows: [],
  evidence: 'inferred',
} as const satisfies Partial<Trace>

/** How a statement stands to the transaction in which it begins. */
export type Standing = Pick<TracedStatement, 'heldBefore' | 'inTransaction'>

const alone: Standing = { heldBefore: [], inTransaction: false }

/** What is known of the statements of one migration so far, in their order. */
export class TraceRecord {
  readonly #traced: TracedStatement[] = []
  readonly #context: TraceContext
  /** What every further statement is: one that did not run, for the one that failed. `null` where none did. */
  #stopped: Pick<Trace, 'outcome' | 'error'> | null = null

  constructor(context: TraceContext) {
    this.#context = context
  }

  get traced(): readonly TracedStatement[] {
    return this.#traced
  }

  /** A statement failed: its runner sends none of the rest. */
  get stopped(): boolean {
    return this.#stopped !== null
  }

  get last(): TracedStatement | undefined {
    return this.#traced.at(-1)
  }

  /** A statement with what is known of it. One whose outcome is not said had its effect. */
  add(statement: Statement, trace: Partial<Trace>, standing = alone): void {
    if (trace.outcome === undefined) this.#context.learn(statement)
    else this.#context.lose(statement)
    const made = trace.outcome === undefined ? this.#context.provided(statement) : null
    const unsure = made === null ? {} : { ...doubtful(made), error: { code: 'provided', message: made } }
    this.#traced.push({
      statement,
      trace: { ...nothing, outcome: 'ran', ...trace, ...unsure },
      ...standing,
    })
  }

  /** A statement that the database refused: by its own fault it failed, else it is not verified. */
  fail(statement: Statement, error: DatabaseError, standing = alone): void {
    const { code, message } = error
    const excuse = this.#context.excuse(statement, error)
    if (excuse === null)
      this.add(statement, { outcome: 'failed', error: { code, message }, evidence: 'measured' }, standing)
    else this.unverified(statement, { code, message: excuse }, standing)
    const reason = { code: 'stopped', message: `line ${statement.line} did not run` }
    this.#stopped = { outcome: 'not-run', error: reason }
  }

  /** The last statement is what fails: only after it was it seen. */
  failLast(error: DatabaseError): void {
    const last = this.#traced.pop()
    if (last === undefined) throw error
    const { statement, heldBefore, inTransaction } = last
    this.fail(statement, error, { heldBefore, inTransaction })
  }

  /** A statement after the one that failed. */
  skip(statement: Statement): void {
    this.add(statement, this.#stopped ?? {})
  }

  /** A statement that did not run, or not to an end that tells anything: its locks are those of the manual. */
  unverified(statement: Statement, error: NonNullable<Trace['error']>, standing = alone): void {
    this.add(statement, { outcome: 'unverified', error, locks: inferLocks(statement) }, standing)
  }

  /** A text that is not SQL. */
  unparsed(statement: Statement, message: string): void {
    this.add(statement, { outcome: 'unparsed', error: { code: '42601', message } })
  }

  /** More that was seen of the last statement. */
  amendLast(more: Partial<Trace>): void {
    const last = this.#traced.pop()
    if (last !== undefined) this.#traced.push({ ...last, trace: { ...last.trace, ...more } })
  }
}

/** It had its effect, but what was seen of it is not to be believed. */
export function doubtful(message: string) {
  return { outcome: 'unverified', error: { code: 'doubtful', message }, evidence: 'inferred' } as const
}
