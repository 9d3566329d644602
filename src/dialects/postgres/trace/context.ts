import type { Statement } from '../../../model/statement.ts'
import type { RecordContext } from '../../support/trace-record.ts'
import type { DatabaseError } from '../session.ts'

/** A word of ours or a SQLSTATE, and a sentence. */
export interface Reason {
  readonly code: string
  readonly message: string
}

/** How values of synthetic rows are kept from deciding what a statement does. */
export interface RerunContext {
  /** Whether the rows of the shadow, and not any rows, are the cause of a failure. */
  isDecidedByRows(statement: Statement, error: DatabaseError): boolean
  /** Takes these rows away, so that nothing is decided by them any more. */
  takeRows(): Promise<void>
}

/** What the runner must know beyond the session. */
export interface TraceContext
  extends Omit<RecordContext<DatabaseError>, 'inferLocks' | 'standing' | 'syntaxError' | 'runsAgain'> {
  /** A reason not to run the statement at all; `null` lets it run. */
  refuse(statement: Statement): Reason | null
  /** Why what is measured of a statement is not to be believed; `null` where it is. */
  distrust(statement: Statement, notices: readonly string[]): Reason | null
}
