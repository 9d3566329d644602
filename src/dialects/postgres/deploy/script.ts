import type { Statement } from '../../../model/statement.ts'
import { statementChecksum } from '../../../model/statement-checksum.ts'
import type { Blocker, SegmentResult } from '../../deploy-target.ts'
import { DatabaseError, type Session } from '../session.ts'
import { ConnectionLost } from '../target/connect.ts'
import { LockLost, lockIsGone } from './lock.ts'

/** Not what the migration left of role, search path and care: the journal is written as who we are. */
export const asOurselves = [
  'SET LOCAL SESSION AUTHORIZATION DEFAULT',
  'SET LOCAL ROLE NONE',
  'SET LOCAL search_path = pg_catalog',
  'SET LOCAL synchronous_commit TO DEFAULT',
]

/** Somebody else was in the way: lock not available, deadlock, serialization failure. */
const transient: readonly string[] = ['55P03', '40P01', '40001']

/** Statements of ours in one transaction, as who we are and in nobody's way; all or nothing of them. */
export async function write(session: Session, statements: readonly string[]): Promise<void> {
  const script = scriptOf([
    'BEGIN',
    ...asOurselves,
    'SET LOCAL lock_timeout = 10000',
    'SET LOCAL statement_timeout = 60000',
    ...statements,
    'COMMIT',
  ])
  await session.script(script).catch(async error => {
    // A transaction that is left open would take no word on how the run ended.
    if (error instanceof DatabaseError && !endsSession(error))
      await session.script('ROLLBACK').catch(() => {})
    throw error
  })
}

/** Several statements as one message. */
export function scriptOf(statements: readonly string[]): string {
  // A comment at the end of one must not swallow the next.
  return statements.map(sql => `${sql}\n;\n`).join('')
}

/** Statements as the journal names them. */
export function numbered(statements: readonly Statement[]) {
  return statements.map(statement => ({ number: statement.index, checksum: statementChecksum(statement) }))
}

/** The server read the text otherwise than our parser: nothing of it is kept. */
export function requireCount(completed: number, expected: number): void {
  if (completed === expected) return
  throw new DatabaseError(otherCount(completed, expected), 'XX000', 0, 'open')
}

export function otherCount(completed: number, expected: number): string {
  return `the server counted ${completed} statements where the parser counted ${expected}`
}

/** What the database said of one statement, with its transaction taken back. */
export class StatementFailed extends Error {
  readonly code: string
  readonly number: number | null

  constructor(error: DatabaseError, statement: Statement | null) {
    super(error.message, { cause: error })
    this.code = error.code
    this.number = statement?.index ?? null
  }

  failure(blockers: readonly Blocker[]): Omit<Extract<SegmentResult, { kind: 'failed' }>, 'durationMs'> {
    const { code, message, number } = this
    return { kind: 'failed', number, code, message, transient: transient.includes(code), blockers }
  }
}

/** The server ended the session: shut down, told to by somebody, or idle in a transaction for too long. */
export function endsSession({ code }: DatabaseError): boolean {
  return /^(?:57P0[1-5]|25P03)$/.test(code)
}

/** Takes the transaction back. A session that the server ended, on purpose or not, is a lost one. */
export async function failed(session: Session, error: unknown, statement: Statement | null): Promise<Error> {
  if (!(error instanceof DatabaseError)) return error as Error
  if (endsSession(error)) return new ConnectionLost(error.message)
  await session.script('ROLLBACK')
  return new StatementFailed(error, statement)
}

/** Before anything of a part ran. */
export async function openingFailed(session: Session, error: unknown): Promise<Error> {
  const failure = await failed(session, error, null)
  return failure instanceof StatementFailed && failure.code === lockIsGone ? new LockLost() : failure
}
