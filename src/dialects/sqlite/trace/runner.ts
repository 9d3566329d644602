import { ShadowGone } from '../../../model/errors.ts'
import type { TracedStatement } from '../../../model/replay.ts'
import type { Statement } from '../../../model/statement.ts'
import type { ParsedMigration } from '../../dialect.ts'
import { whenAsked } from '../../support/standing.ts'
import { type RecordContext, TraceRecord } from '../../support/trace-record.ts'
import { startAfresh } from '../fresh-session.ts'
import { standsOutside } from '../parse/facts.ts'
import type { Action, DatabaseError, Session } from '../session.ts'
import { syntaxError } from '../syntax-error.ts'
import { Course } from './course.ts'
import { inferLocks } from './infer-locks.ts'
import { runMeasured } from './run-statement.ts'
import { standings } from './standings.ts'

export interface TraceContext
  extends Omit<RecordContext<DatabaseError>, 'inferLocks' | 'standing' | 'syntaxError'> {
  /** Whether the connection enforces foreign keys when the migration begins. */
  readonly foreignKeys: boolean
  /** Why what is measured of a statement is not to be believed; `null` where it is. */
  distrust(statement: Statement, actions: readonly Action[]): string | null
}

/** Runs one migration as its runner would, and measures each statement. */
export async function traceMigration(
  session: Session,
  parsed: ParsedMigration,
  context: TraceContext,
): Promise<readonly TracedStatement[]> {
  const record = new TraceRecord<DatabaseError>({
    ...context,
    inferLocks,
    standing: whenAsked(parsed.up, () => standings(parsed)),
    syntaxError,
  })
  const course = new Course(session)
  const outside = standsOutside(parsed)
  const wraps = parsed.transaction === 'wrapped' ? parsed.migration.runner : null
  try {
    await startAfresh(session, context.foreignKeys)
    if (wraps === 'theirs') await course.begin()
    for (const [place, statement] of parsed.up.entries()) {
      if (statement.syntaxError !== null) record.unparsed(statement, statement.syntaxError.message)
      else if (record.stopped) record.skip(statement)
      else {
        if (outside[place] === true) await course.commit(record)
        else if (wraps === 'ours' && !course.inTransaction) await course.begin()
        if (record.stopped) record.skip(statement)
        else await runMeasured(session, course, record, context, statement)
      }
    }
    if (!record.stopped) await (wraps === 'theirs' ? course.commitWhatever(record) : course.commit(record))
    if (!record.stopped && course.inTransaction) record.leftOpen()
    await startAfresh(session, context.foreignKeys)
  } catch (error) {
    record.goneAt(parsed.up, error)
    if (!(error instanceof ShadowGone)) await session.close()
  }
  return record.traced
}
