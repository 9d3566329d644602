import type { Segment } from '../../../model/deploy.ts'
import type { Statement } from '../../../model/statement.ts'
import type { SegmentStep } from '../../deploy-target.ts'
import { DatabaseError } from '../session.ts'
import { archived, archiveIs } from './archive.ts'
import { inlined, migrationIs, statementsAre } from './journal.ts'
import { asOurselves, failed, numbered, openingFailed, otherCount, requireCount, scriptOf } from './script.ts'
import type { DeploySession, Runner } from './session.ts'
import { type Sent, sentOf } from './set-aside.ts'

/** A transaction that its runner left open, because it was stopped, is ended by the server after so long, in ms. */
const idleInTransaction = 60_000

/** Work of more than a second is worth the wait for the disk. */
const waitsOnlyIfLong = `SELECT pg_catalog.set_config('synchronous_commit', 'off', true)
  WHERE pg_catalog.clock_timestamp() < pg_catalog.transaction_timestamp() + interval '1 second'`

/**
 * In one message where the server reads it as our parser did: nobody waits for an answer under the locks, and a message
 * runs to its end or takes all of itself back. Else the server's count is compared before the COMMIT. Where another
 * COMMIT follows this one it need not wait for the disk: the log is written in its order, so what a crash takes away
 * are the newest ones, each with its words in the journal and in the history, and the next run finds them missing.
 */
export async function inTransaction(
  { session, runId }: Runner,
  step: SegmentStep,
  { begin, statements }: Extract<Segment, { kind: 'transaction' }>,
  opening: readonly string[],
): Promise<void> {
  const { timeouts, migration, history, settings, followed } = step
  const before = [
    ...opening,
    ...settings,
    begin,
    `SET LOCAL lock_timeout = ${timeouts.lock}`,
    `SET LOCAL statement_timeout = ${timeouts.statement}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${idleInTransaction}`,
  ]
  const sent = sentOf(statements, migration)
  const written = numbered(statements)
  const end = [
    // What is deferred to the COMMIT belongs to the migration: it runs under its role and search path, not under ours.
    'SET CONSTRAINTS ALL IMMEDIATE',
    ...asOurselves,
    ...(followed ? [waitsOnlyIfLong] : []),
    ...(written.length === 0
      ? []
      : [statementsAre(written, { runId, migration, kind: 'transaction', state: 'applied' })]),
    migrationIs(runId, migration, null),
    ...archiveWords(runId, step, statements),
    ...history.map(inlined),
    'COMMIT',
  ]
  const body = [...before, ...sent.map(({ sql }) => sql)]
  const sentAt = (place: number) => (place < opening.length ? 'opening' : sent[place - before.length])
  if (session.readsAsParsed()) {
    await send(session, [...body, ...end], sentAt)
    return
  }
  await send(session, body, sentAt)
  await send(session, end)
}

/** One message to the server. */
async function send(
  session: DeploySession,
  script: readonly string[],
  sentAt: (place: number) => Sent | 'opening' | undefined = () => undefined,
): Promise<void> {
  try {
    await session.script(scriptOf(script))
    const completed = session.completed()
    // What is committed cannot be taken back any more: nothing that is known leads there.
    if (session.isIdle() && completed !== script.length) throw new Error(otherCount(completed, script.length))
    requireCount(completed, script.length)
  } catch (error) {
    const at = sentAt(session.completed())
    if (at === 'opening') throw await openingFailed(session, error)
    const { statement = null, isOurs = false } = at ?? {}
    throw await failed(session, isOurs ? asOurs(error) : error, statement)
  }
}

/** What the journal says of what this part sets aside, or brings back. */
function archiveWords(
  runId: string,
  { migration, restored }: SegmentStep,
  statements: readonly Statement[],
): readonly string[] {
  if (migration.direction === 'down')
    return restored.length > 0 && migration.state === 'reverted' ? [archiveIs(restored, 'restored')] : []
  const { kept } = migration
  const own = (kept?.objects ?? []).filter(object =>
    statements.some(({ index }) => index === object.statement),
  )
  return kept === null || own.length === 0 ? [] : [archived(runId, migration, kept, own)]
}

function asOurs(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error
  const { message, code, position, transaction } = error
  return new DatabaseError(`what it drops could not be set aside: ${message}`, code, position, transaction)
}
