import type { Statement } from '../../../model/statement.ts'
import type { RecordContext } from '../../support/trace-record.ts'
import type { DatabaseError } from '../session.ts'

/** What the runner must know beyond the session. */
export interface TraceContext extends Omit<RecordContext<DatabaseError>, 'inferLocks'> {
  /** A reason not to run the statement at all; `null` lets it run. */
  refuse(statement: Statement): { readonly code: string; readonly message: string } | null
  /** Why what is measured of a statement is not to be believed; `null` where it is. */
  distrust(statement: Statement, notices: readonly string[]): string | null
}
