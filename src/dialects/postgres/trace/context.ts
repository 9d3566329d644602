import type { Statement } from '../../../model/statement.ts'
import type { DatabaseError } from '../session.ts'

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
