import { ShadowGone } from '../../../model/errors.ts'
import type { TracedStatement } from '../../../model/replay.ts'
import type { Statement } from '../../../model/statement.ts'
import { nothingSeen, type Trace } from '../../../model/trace.ts'
import { doubtful } from '../../support/trace-record.ts'
import type { RunResult, Session } from '../session.ts'
import type { TraceContext } from './context.ts'
import { Course } from './course.ts'
import { inferLocks } from './infer-locks.ts'
import { heldLocks, measure } from './measure.ts'

/** What the statements of a way back do while they are tried inside one transaction, which somebody takes back. */
export class InsideTrace {
  readonly #course: Course
  readonly #context: Pick<TraceContext, 'distrust'>
  readonly #traced: TracedStatement[] = []

  private constructor(course: Course, context: Pick<TraceContext, 'distrust'>) {
    this.#course = course
    this.#context = context
  }

  static async begin(session: Session, context: Pick<TraceContext, 'distrust'>): Promise<InsideTrace> {
    const course = new Course(session, false)
    await course.readAll()
    return new InsideTrace(course, context)
  }

  get traced(): readonly TracedStatement[] {
    return this.#traced
  }

  /** Runs a statement with a look before and one after. What its transaction would not hold is told without. */
  async measured(statement: Statement, inTransaction: boolean, run: () => Promise<RunResult>): Promise<void> {
    const course = this.#course
    const before = await answered(() => course.lookBefore())
    const heldBefore = inTransaction ? heldLocks(course.known, before) : []
    const started = performance.now()
    const { notices } = await run()
    const durationMs = performance.now() - started
    const after = await answered(() => course.lookAfter(before))
    const { doubt, ...facts } = measure(statement, inferLocks(statement), course.known, before, after)
    course.remember(after)
    const distrusted = this.#context.distrust(statement, notices)
    const doubted = distrusted?.message ?? doubt
    const trust = doubted === null ? ({ evidence: 'measured' } as const) : doubtful(doubted, distrusted?.code)
    this.#add(statement, { ...facts, durationMs, ...trust }, { heldBefore, inTransaction })
  }

  /** Runs a statement in another form than its runner sends it: the manual tells its locks. */
  async byManual(statement: Statement, run: () => Promise<RunResult>): Promise<void> {
    const started = performance.now()
    await run()
    const durationMs = performance.now() - started
    await answered(() => this.#course.readAll())
    this.#add(
      statement,
      { durationMs, locks: inferLocks(statement) },
      { heldBefore: [], inTransaction: false },
    )
  }

  /** Runs what steers a transaction and touches nothing itself. */
  async control(statement: Statement, inTransaction: boolean, run: () => Promise<void>): Promise<void> {
    await run()
    await answered(() => this.#course.readAll())
    this.#add(statement, { evidence: 'measured' }, { heldBefore: [], inTransaction })
  }

  #add(
    statement: Statement,
    trace: Partial<Trace>,
    standing: Pick<TracedStatement, 'heldBefore' | 'inTransaction'>,
  ): void {
    this.#traced.push({ statement, trace: { ...nothingSeen, outcome: 'ran', ...trace }, ...standing })
  }
}

/** An answer that is none of the engine's own must not pass for a failure of the statement. */
async function answered<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof ShadowGone) throw error
    throw new ShadowGone(`the engine no longer answers: ${(error as Error).message}`, { cause: error })
  }
}
