import { ShadowGone } from '../../../model/errors.ts'
import type { TracedStatement } from '../../../model/replay.ts'
import type { Statement } from '../../../model/statement.ts'
import type { Lock, Trace } from '../../../model/trace.ts'
import type { ParsedMigration } from '../../dialect.ts'
import { startAfresh } from '../fresh-session.ts'
import { cannotRunInTransaction, endsTransactionInside, isTransactionControl } from '../parse/facts.ts'
import { DatabaseError, type Session, type TransactionStatus } from '../session.ts'
import { inferLocks } from './infer-locks.ts'
import { heldLocks, measure } from './measure.ts'
import { type Probe, probe, type Relation, readRelations } from './probe.ts'
import { blockAround, setsIsolation } from './transactions.ts'

/** What the runner must know beyond the session. */
export interface TraceContext {
  /** A reason not to run the statement at all; `null` lets it run. */
  refuse(statement: Statement): { readonly code: string; readonly message: string } | null
  /** Why what is measured of a statement is not to be believed; `null` where it is. */
  distrust(statement: Statement, notices: readonly string[]): string | null
  /** Told of each statement that had its effect. */
  learn(statement: Statement): void
  /** Told of each statement that had none: what it would have built is missing. */
  lose(statement: Statement): void
  /** What had to be made so that the statement could run, in a sentence; `null` where nothing had to. */
  provided(statement: Statement): string | null
  /** Why a failure is not the statement's own fault; `null` where it is. */
  excuse(statement: Statement, error: DatabaseError): string | null
}

/** SQLSTATE of a COMMIT or ROLLBACK in code that was called inside a transaction block. */
const invalidTermination = '2D000'

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

/** Runs one migration as its runner would, in the mode that its text decides, and measures each statement. */
export async function traceMigration(
  session: Session,
  parsed: ParsedMigration,
  context: TraceContext,
): Promise<TracedStatement[]> {
  const { up, transaction } = parsed
  const traced: TracedStatement[] = []
  const commitsAlone = transaction === 'none' || transaction === 'authored'
  let known = new Map<number, Relation>()
  let status: TransactionStatus = 'idle'
  /** The transaction was begun by us, not by the author. */
  let ours = false
  let last: Probe | null = null
  let stopped: Pick<Trace, 'outcome' | 'error'> | null = null

  function record(
    statement: Statement,
    trace: Partial<Trace>,
    heldBefore: readonly Lock[],
    inTransaction: boolean,
  ) {
    if (trace.outcome === undefined) context.learn(statement)
    else context.lose(statement)
    const made = trace.outcome === undefined ? context.provided(statement) : null
    const unsure = made === null ? {} : { ...doubtful(made), error: { code: 'provided', message: made } }
    const whole: Trace = { ...nothing, outcome: 'ran', ...trace, ...unsure }
    traced.push({ statement, trace: whole, heldBefore, inTransaction })
  }

  async function begin(): Promise<void> {
    await session.script('BEGIN')
    status = 'open'
    ours = true
    last = null
  }

  /** Deferred constraints and triggers do their work now, while it can be seen, and not at the COMMIT. */
  async function settle(): Promise<void> {
    const final = traced.at(-1)
    if (last === null || final?.trace.evidence !== 'measured') return
    await session.script('SET CONSTRAINTS ALL IMMEDIATE')
    const after = await probe(session, last.nextTransactionId)
    const { doubt, ...late } = measure({ operations: [], sql: '' }, [], known, last, after)
    remember(known, after)
    last = after
    const trace = {
      ...final.trace,
      locks: [...final.trace.locks, ...late.locks],
      rewrites: [...final.trace.rewrites, ...late.rewrites],
      scans: [...final.trace.scans, ...late.scans],
    }
    traced[traced.length - 1] = { ...final, trace: doubt === null ? trace : { ...trace, ...doubtful(doubt) } }
  }

  /** Ends our transaction. What only fails now (a deferred constraint) is the last statement's failure. */
  async function commit(): Promise<void> {
    if (!ours || status === 'idle') return
    ours = false
    try {
      await settle()
      last = null
      status = (await session.script('COMMIT')).transaction
    } catch (error) {
      const final = traced.pop()
      if (final === undefined || !(error instanceof DatabaseError)) throw error
      await session.script('ROLLBACK')
      status = 'idle'
      last = null
      fail(final.statement, error, final.heldBefore, final.inTransaction)
    }
  }

  function fail(
    statement: Statement,
    error: DatabaseError,
    held: readonly Lock[],
    inTransaction: boolean,
  ): void {
    const excuse = context.excuse(statement, error)
    const trace =
      excuse === null
        ? ({
            outcome: 'failed',
            error: { code: error.code, message: error.message },
            evidence: 'measured',
          } as const)
        : ({
            outcome: 'unverified',
            error: { code: error.code, message: excuse },
            locks: inferLocks(statement),
          } as const)
    record(statement, trace, held, inTransaction)
    stopped = {
      outcome: 'not-run',
      error: { code: 'stopped', message: `line ${statement.line} did not run` },
    }
  }

  async function runMeasured(statement: Statement): Promise<void> {
    const before: Probe = last ?? (await probe(session, 0n))
    const held = heldLocks(known, before)
    // Where its runner sends it alone, only we have a transaction around it.
    const inTransaction = !(ours && commitsAlone)
    const started = performance.now()
    let notices: readonly string[]
    try {
      ;({ transaction: status, notices } = await session.run(statement.sql))
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      status = error.transaction
      if (error.code === invalidTermination && ours && commitsAlone) return rerunAlone(statement)
      return fail(statement, error, held, inTransaction)
    }
    const durationMs = performance.now() - started
    if (status !== 'open') {
      last = null
      const message = 'it ended the transaction that it ran in, so that its locks cannot be seen'
      return record(
        statement,
        { outcome: 'unverified', error: { code: 'own-commit', message }, durationMs },
        held,
        inTransaction,
      )
    }
    const after = await probe(session, before.nextTransactionId)
    const { doubt: seen, ...facts } = measure(statement, inferLocks(statement), known, before, after)
    const doubt = context.distrust(statement, notices) ?? takesBack(statement) ?? seen
    if (!after.counting) await session.script('SET track_counts = on')
    if (takesBack(statement) === null) remember(known, after)
    else known = await readRelations(session)
    last = after
    record(
      statement,
      doubt === null
        ? { ...facts, durationMs, evidence: 'measured' }
        : { ...facts, durationMs, ...doubtful(doubt) },
      held,
      inTransaction,
    )
  }

  /** It commits by itself, which it may where its runner sends it alone: our transaction around it was the fault. */
  async function rerunAlone(statement: Statement): Promise<void> {
    status = (await session.script('ROLLBACK')).transaction
    ours = false
    last = null
    return runAlone(statement, true)
  }

  /** A statement that cannot be looked at from inside: the manual tells its locks, the catalog its rewrites. */
  async function runAlone(
    statement: Statement,
    endsItself = endsTransactionInside(statement),
  ): Promise<void> {
    const started = performance.now()
    try {
      status = (await session.run(statement.sql)).transaction
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      status = error.transaction
      return fail(statement, error, [], false)
    }
    const durationMs = performance.now() - started
    const before = known
    known = await readRelations(session)
    const rewrites = [...before.values()].filter(
      was => was.file !== 0 && (known.get(was.oid)?.file ?? was.file) !== was.file,
    )
    const facts = { durationMs, rewrites: rewrites.map(({ name }) => name), locks: inferLocks(statement) }
    const message = 'it ends its own transaction, so that its locks cannot be seen'
    record(
      statement,
      endsItself ? { ...facts, outcome: 'unverified', error: { code: 'own-commit', message } } : facts,
      [],
      false,
    )
  }

  async function runControl(statement: Statement): Promise<void> {
    const doubt = takesBack(statement)
    try {
      if (status === 'open') await settle()
      status = (await session.run(statement.sql)).transaction
      if (doubt !== null) known = await readRelations(session)
      record(statement, doubt === null ? { evidence: 'measured' } : doubtful(doubt), [], status !== 'idle')
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      status = error.transaction
      fail(statement, error, [], false)
    }
    last = null
  }

  async function runOne(statement: Statement): Promise<void> {
    if (transaction === 'authored' && isTransactionControl(statement)) return runControl(statement)
    const inAuthored = status !== 'idle' && !ours
    const alone = cannotRunInTransaction(statement) !== null || endsTransactionInside(statement)
    const forced = inAuthored || blockAround(parsed) === 'always'
    if (alone && !forced) {
      await commit()
      return stopped === null ? runAlone(statement) : record(statement, stopped, [], false)
    }
    if (status === 'idle') await begin()
    // A look at the session would be the transaction's first query.
    await (last === null && setsIsolation(statement) ? runControl(statement) : runMeasured(statement))
    if (ours && commitsAlone) await commit()
  }

  try {
    known = await readRelations(session)
    for (const statement of up) {
      const refusal = statement.syntaxError === null ? context.refuse(statement) : null
      if (statement.syntaxError !== null) {
        const { message } = statement.syntaxError
        record(statement, { outcome: 'unparsed', error: { code: '42601', message } }, [], false)
      } else if (stopped !== null) record(statement, stopped, [], false)
      else if (refusal !== null)
        record(statement, { outcome: 'unverified', error: refusal, locks: inferLocks(statement) }, [], false)
      else await runOne(statement)
    }
    if (stopped === null) await commit()
    if (stopped === null && (status as TransactionStatus) !== 'idle') leftOpen(traced)
    await startAfresh(session)
  } catch (error) {
    // Our own questions are no longer answered: what stands cannot be told any more.
    const message =
      error instanceof ShadowGone
        ? error.message
        : `the engine no longer answers: ${(error as Error).message}`
    const rest = up.slice(traced.length)
    for (const [place, statement] of rest.entries()) {
      const reason = place === 0 ? message : `the shadow had stopped at line ${rest[0]?.line}: ${message}`
      const code = statement.syntaxError === null ? 'shadow-gone' : '42601'
      const outcome = code === '42601' ? 'unparsed' : 'unverified'
      record(
        statement,
        { outcome, error: { code, message: reason }, locks: inferLocks(statement) },
        [],
        false,
      )
    }
    if (!(error instanceof ShadowGone)) await session.close()
  }
  return traced
}

function doubtful(message: string) {
  return { outcome: 'unverified', error: { code: 'doubtful', message }, evidence: 'inferred' } as const
}

/** What a file takes back, its later statements no longer find: their text says one thing, the schema another. */
function takesBack({ operations }: Statement): string | null {
  const verbs = operations.flatMap(operation => (operation.kind === 'transaction' ? [operation.verb] : []))
  const back = verbs.includes('rollback') || verbs.includes('rollback-to')
  return back
    ? 'it takes back work of its own file, so that what the rest does cannot be told from the text'
    : null
}

/** The file ends inside its own transaction: the connection closes and all of it is rolled back. */
function leftOpen(traced: TracedStatement[]): void {
  const final = traced.pop()
  if (final === undefined) return
  const message = 'the file ends inside its own transaction, which is rolled back when the connection closes'
  const error = { code: 'left-open', message }
  traced.push({ ...final, trace: { ...final.trace, outcome: 'unverified', error, evidence: 'inferred' } })
}

/** What stands now is what the next statement may find: names, files, and nothing that is dropped. */
function remember(known: Map<number, Relation>, after: Probe): void {
  for (const oid of after.locks.keys()) if (!after.relations.has(oid)) known.delete(oid)
  for (const [oid, relation] of after.relations) known.set(oid, relation)
}
