import { ShadowGone } from '../../model/errors.ts'
import type { TracedStatement } from '../../model/replay.ts'
import type { Statement } from '../../model/statement.ts'
import { type Lock, nothingSeen, type Trace } from '../../model/trace.ts'
import { alone, type Standing } from './standing.ts'

/** What a database says when it refuses a statement. */
export interface DatabaseRefusal extends Error {
  readonly code: string
}

/** What a dialect's shadow knows of statements beyond what running them shows. */
export interface RecordContext<Refusal extends DatabaseRefusal> {
  /** Told of each statement that had its effect. */
  learn(statement: Statement): void
  /** Told of each statement that had none, and of what the database said: what it would have built is missing. */
  lose(statement: Statement, message: string): void
  /** What had to be made so that the statement could run, in a sentence; `null` where nothing had to. */
  provided(statement: Statement): string | null
  /** Why a failure is not the statement's own fault; `null` where it is. */
  excuse(statement: Statement, error: Refusal): string | null
  /**
   * Whether the failure is to be tried again under other conditions rather than recorded: then {@link RunAgain} is
   * thrown. Nothing is unless said.
   */
  runsAgain?(statement: Statement, error: Refusal): boolean
  /** The database's code for a text that is not SQL. */
  readonly syntaxError: string
  /** Locks of a statement that is not run, from its text and the manual. */
  inferLocks(statement: Statement): readonly Lock[]
  /** How a statement that is not run stands to its transaction, by the text. */
  standing(statement: Statement): Standing
}

/** Thrown where what failed is run again, and is not recorded. */
export class RunAgain extends Error {}

/** What is known of the statements of one migration so far, in their order. */
export class TraceRecord<Refusal extends DatabaseRefusal> {
  readonly #traced: TracedStatement[] = []
  readonly #context: RecordContext<Refusal>
  /** What every further statement is: one that did not run, for the one that failed. `null` where none did. */
  #stopped: Pick<Trace, 'outcome' | 'error'> | null = null

  constructor(context: RecordContext<Refusal>) {
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
    else this.#context.lose(statement, '')
    const made = trace.outcome === undefined ? this.#context.provided(statement) : null
    const unsure = made === null ? {} : doubtful(made, 'provided')
    this.#traced.push({
      statement,
      trace: { ...nothingSeen, outcome: 'ran', ...trace, ...unsure },
      ...standing,
    })
  }

  /** A statement that the database refused: by its own fault it failed, else it is not verified. */
  fail(statement: Statement, error: Refusal, standing = alone): void {
    if (this.#context.runsAgain?.(statement, error) === true) throw new RunAgain()
    const { code, message } = error
    const excuse = this.#context.excuse(statement, error)
    if (excuse === null)
      this.add(statement, { outcome: 'failed', error: { code, message }, evidence: 'measured' }, standing)
    else this.unverified(statement, { code, message: excuse }, standing)
    this.#context.lose(statement, message)
    const reason = { code: 'stopped', message: `line ${statement.line} did not run` }
    this.#stopped = { outcome: 'not-run', error: reason }
  }

  /** The last statement is what fails: only after it was it seen. */
  failLast(error: Refusal): void {
    const last = this.#traced.at(-1)
    if (last === undefined) throw error
    const { statement, heldBefore, inTransaction } = last
    if (this.#context.runsAgain?.(statement, error) === true) throw new RunAgain()
    this.#traced.pop()
    this.fail(statement, error, { heldBefore, inTransaction })
  }

  /** Forgets all statements from the one at `place`: they are run again. */
  forgetFrom(place: number): void {
    this.#traced.length = place
  }

  /** A statement after the one that failed: where that is mended it runs, and takes the locks of the manual. */
  skip(statement: Statement): void {
    const { inferLocks, standing } = this.#context
    this.add(statement, { ...this.#stopped, locks: inferLocks(statement) }, standing(statement))
  }

  /** A statement that did not run, or not to an end that tells anything: its locks are those of the manual. */
  unverified(
    statement: Statement,
    error: NonNullable<Trace['error']>,
    standing = this.#context.standing(statement),
  ): void {
    this.add(
      statement,
      { outcome: 'unverified', error, locks: this.#context.inferLocks(statement) },
      standing,
    )
  }

  /** A text that is not SQL. */
  unparsed(statement: Statement, message: string): void {
    const error = { code: this.#context.syntaxError, message }
    this.add(statement, { outcome: 'unparsed', error }, this.#context.standing(statement))
  }

  /** The file ends inside its own transaction: the connection closes and all of it is rolled back. */
  leftOpen(): void {
    const message =
      'the file ends inside its own transaction, which is rolled back when the connection closes'
    this.amendLast({
      outcome: 'unverified',
      error: { code: 'left-open', message },
      evidence: 'inferred',
    })
  }

  /** From here on our own questions are no longer answered: what stands cannot be told any more. */
  goneAt(up: readonly Statement[], error: unknown): void {
    const message =
      error instanceof ShadowGone
        ? error.message
        : `the engine no longer answers: ${(error as Error).message}`
    const rest = up.slice(this.#traced.length)
    for (const [place, statement] of rest.entries()) {
      const reason = place === 0 ? message : `the shadow had stopped at line ${rest[0]?.line}: ${message}`
      if (statement.syntaxError !== null) this.unparsed(statement, reason)
      else this.unverified(statement, { code: 'shadow-gone', message: reason })
    }
  }

  /** More that was seen of the last statement. */
  amendLast(more: Partial<Trace>): void {
    const last = this.#traced.pop()
    if (last !== undefined) this.#traced.push({ ...last, trace: { ...last.trace, ...more } })
  }
}

/** It had its effect, but what was seen of it is not to be believed. */
export function doubtful(message: string, code = 'doubtful') {
  return { outcome: 'unverified', error: { code, message }, evidence: 'inferred' } as const
}
