import { expect } from 'vitest'
import {
  type Judgement,
  judgeInterrupted,
  type Observation,
} from '../../src/dialects/postgres/deploy/interrupted.ts'
import { parseStatements } from '../../src/dialects/postgres/parse/parse.ts'
import type { Session } from '../../src/dialects/postgres/session.ts'
import type { Statement } from '../../src/model/statement.ts'

/** The one statement of a text. */
export async function statementOf(sql: string): Promise<Statement> {
  const [statement, another] = await parseStatements(sql)
  if (statement === undefined || another !== undefined) throw new Error(`not one statement: ${sql}`)
  return statement
}

/** From what a journal would have kept. */
export function judgeAfterwards(
  session: Session,
  statement: Statement,
  before: Observation,
): Promise<Judgement> {
  return judgeInterrupted(session, statement, JSON.parse(JSON.stringify(before)))
}

/** Sends a statement, and ends its session as an administrator does, once the time has come. */
export async function terminateWhen(
  admin: Session,
  victim: Session,
  sql: string,
  come: (pid: number) => Promise<boolean>,
): Promise<void> {
  const { rows } = await victim.query('select pg_backend_pid() as pid')
  const pid = Number(rows[0]?.pid)
  const ended = expect(victim.script(sql)).rejects.toThrow()
  await expect.poll(() => come(pid), { interval: 20, timeout: 20_000 }).toBe(true)
  await admin.query('select pg_terminate_backend($1, 10000)', [pid])
  await ended
}

/** Whether a backend waits for a lock of another session. */
export async function waitsForLock(admin: Session, pid: number): Promise<boolean> {
  const { rows } = await admin.query('select wait_event_type from pg_stat_activity where pid = $1', [pid])
  return rows[0]?.wait_event_type === 'Lock'
}
