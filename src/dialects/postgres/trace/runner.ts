import { ShadowGone } from '../../../model/errors.ts'
import type { TracedStatement } from '../../../model/replay.ts'
import type { Statement } from '../../../model/statement.ts'
import type { ParsedMigration } from '../../dialect.ts'
import { whenAsked } from '../../support/standing.ts'
import { RunAgain, TraceRecord } from '../../support/trace-record.ts'
import { startAfresh } from '../fresh-session.ts'
import { cannotRunInTransaction, endsTransactionInside, isTransactionControl } from '../parse/facts.ts'
import type { DatabaseError, Session } from '../session.ts'
import { syntaxError } from '../syntax-error.ts'
import type { RerunContext, TraceContext } from './context.ts'
import { Course } from './course.ts'
import { inferLocks } from './infer-locks.ts'
import { runAlone, runControl, runMeasured } from './run-statement.ts'
import { standings } from './standings.ts'
import { blockAround, setsIsolation } from './transactions.ts'

/**
 * Runs one migration as its runner would, in the mode that its text decides, and measures each statement. Where rows
 * of the shadow decide that one fails, its transaction is run again without them.
 */
export async function traceMigration(
  session: Session,
  parsed: ParsedMigration,
  context: TraceContext,
  rerun: RerunContext,
): Promise<readonly TracedStatement[]> {
  const { up, transaction } = parsed
  const runsAgain = (statement: Statement, error: DatabaseError) => rerun.isDecidedByRows(statement, error)
  const standing = whenAsked(parsed.up, () => standings(parsed))
  const record = new TraceRecord({ ...context, inferLocks, standing, syntaxError, runsAgain })
  const course = new Course(session, transaction === 'none' || transaction === 'authored')
  try {
    await course.readAll()
    for (let place = 0, begun = beginsAt(course, 0); place <= up.length; place++) {
      if (course.status === 'idle' || course.commits !== begun.commits) begun = beginsAt(course, place)
      try {
        if (place < up.length) await sendOne(course, record, context, parsed, up[place] as Statement)
        else if (!record.stopped) await course.commit(record)
      } catch (error) {
        if (!(error instanceof RunAgain)) throw error
        if (course.commits !== begun.commits) begun = beginsAt(course, place)
        await course.takeBack()
        await rerun.takeRows()
        await course.readAll()
        record.forgetFrom(begun.place)
        place = begun.place - 1
      }
    }
    if (!record.stopped && course.status !== 'idle') record.leftOpen()
    await startAfresh(session)
  } catch (error) {
    record.goneAt(up, error)
    if (!(error instanceof ShadowGone)) await session.close()
  }
  return record.traced
}

/** Where a transaction begins: at which statement, and after how many others. */
function beginsAt({ commits }: Course, place: number) {
  return { place, commits }
}

async function sendOne(
  course: Course,
  record: TraceRecord<DatabaseError>,
  context: TraceContext,
  parsed: ParsedMigration,
  statement: Statement,
): Promise<void> {
  const refusal = statement.syntaxError === null ? context.refuse(statement) : null
  if (statement.syntaxError !== null) record.unparsed(statement, statement.syntaxError.message)
  else if (record.stopped) record.skip(statement)
  else if (refusal !== null) record.unverified(statement, refusal)
  else await runOne(course, record, context, parsed, statement)
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
