import type { Statement } from '../../../model/statement.ts'
import type { RecordContext } from '../../support/trace-record.ts'
import type { DatabaseError } from '../session.ts'

/** A word of ours or a SQLSTATE, and a sentence. */
export interface Reason {
  readonly code: string
  readonly message: string
}

/** What the runner must know beyond the session. */
export interface TraceContext extends Omit<RecordContext<DatabaseError>, 'inferLocks' | 'syntaxError'> {
  /** A reason not to run the statement at all; `null` lets it run. */
  refuse(statement: Statement): Reason | null
  /** Why what is measured of a statement is not to be believed; `null` where it is. */
  distrust(statement: Statement, notices: readonly string[]): Reason | null
}
