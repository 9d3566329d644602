import { ShadowGone } from '../../../model/errors.ts'
import type { TracedStatement } from '../../../model/replay.ts'
import type { Statement } from '../../../model/statement.ts'
import type { ParsedMigration } from '../../dialect.ts'
import { TraceRecord } from '../../support/trace-record.ts'
import { startAfresh } from '../fresh-session.ts'
import { cannotRunInTransaction, endsTransactionInside, isTransactionControl } from '../parse/facts.ts'
import type { DatabaseError, Session } from '../session.ts'
import { syntaxError } from '../syntax-error.ts'
import type { TraceContext } from './context.ts'
import { Course } from './course.ts'
import { inferLocks } from './infer-locks.ts'
import { runAlone, runControl, runMeasured } from './run-statement.ts'
import { blockAround, setsIsolation } from './transactions.ts'

/** Runs one migration as its runner would, in the mode that its text decides, and measures each statement. */
export async function traceMigration(
  session: Session,
  parsed: ParsedMigration,
  context: TraceContext,
): Promise<readonly TracedStatement[]> {
  const { up, transaction } = parsed
  const record = new TraceRecord({ ...context, inferLocks, syntaxError })
  const course = new Course(session, transaction === 'none' || transaction === 'authored')
  try {
    await course.readAll()
    for (const statement of up) {
      const refusal = statement.syntaxError === null ? context.refuse(statement) : null
      if (statement.syntaxError !== null) record.unparsed(statement, statement.syntaxError.message)
      else if (record.stopped) record.skip(statement)
      else if (refusal !== null) record.unverified(statement, refusal)
      else await runOne(course, record, context, parsed, statement)
    }
    if (!record.stopped) await course.commit(record)
    if (!record.stopped && course.status !== 'idle') record.leftOpen()
    await startAfresh(session)
  } catch (error) {
    record.goneAt(up, error)
    if (!(error instanceof ShadowGone)) await session.close()
  }
  return record.traced
}

/** Where it runs: alone, in the author's transaction, or in ours. */
async function runOne(
  course: Course,
  record: TraceRecord<DatabaseError>,
  context: TraceContext,
  parsed: ParsedMigration,
  statement: Statement,
): Promise<void> {
  if (parsed.transaction === 'authored' && isTransactionControl(statement))
    return runControl(course, record, statement)
  const inAuthored = course.status !== 'idle' && !course.ours
  const endsItself = endsTransactionInside(statement)
  const alone = cannotRunInTransaction(statement) !== null || endsItself
  const forced = inAuthored || blockAround(parsed) === 'always'
  if (alone && !forced) {
    await course.commit(record)
    return record.stopped ? record.skip(statement) : runAlone(course, record, statement, endsItself)
  }
  if (course.status === 'idle') await course.begin()
  // A look at the session would be the transaction's first query.
  if (course.untouched && setsIsolation(statement)) await runControl(course, record, statement)
  else await runMeasured(course, record, context, statement)
  if (course.ours && course.sendsAlone) await course.commit(record)
}
