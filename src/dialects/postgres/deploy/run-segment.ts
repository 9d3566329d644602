import type { SegmentResult, SegmentStep } from '../../deploy-target.ts'
import { ConnectionLost } from '../target/connect.ts'
import { watch } from './blockers.ts'
import { holdLock, LockLost } from './lock.ts'
import { alone, asAuthored, JournalRefused } from './run-outside.ts'
import { inTransaction } from './run-transaction.ts'
import { openingFailed, StatementFailed, scriptOf } from './script.ts'
import type { Runner } from './session.ts'

/** One try at a part of a migration. */
export async function runSegment(runner: Runner, step: SegmentStep): Promise<SegmentResult> {
  const started = performance.now()
  const watching = watch(runner.observer, runner.session.pid, step.waiting)
  const durationMs = () => performance.now() - started
  try {
    await attempt(runner, step)
    return { kind: 'applied', durationMs: durationMs() }
  } catch (error) {
    if (error instanceof ConnectionLost || error instanceof JournalRefused || error instanceof LockLost)
      return { kind: 'lost', message: error.message, durationMs: durationMs() }
    if (!(error instanceof StatementFailed)) throw error
    return { ...error.failure(watching.blockers), durationMs: durationMs() }
  } finally {
    watching.stop()
  }
}

async function attempt(runner: Runner, step: SegmentStep): Promise<void> {
  const { segment, first } = step
  const { session } = runner
  const opening = first ? freshSession(runner) : ['BEGIN', ...holdLock, 'COMMIT']
  if (segment.statements.some(({ sql }) => /search_path/i.test(sql))) runner.spokeOfPath = true
  const isOneMessage = segment.kind === 'transaction' && session.readsAsParsed()
  if (!isOneMessage)
    await session.script(scriptOf(opening)).catch(async error => {
      throw await openingFailed(session, error)
    })
  switch (segment.kind) {
    case 'transaction':
      return inTransaction(runner, step, segment, isOneMessage ? opening : [])
    case 'alone':
      return alone(runner, step, segment.statements[0])
    case 'as-authored':
      return asAuthored(runner, step, segment.statements)
  }
}

/**
 * What an earlier migration left in the session is taken away, also by code that nobody sees in its text. A transaction
 * of its own: no transaction that follows in the same script has asked anything yet.
 */
function freshSession({ session, name, spokeOfPath }: Runner): readonly string[] {
  return [
    ...(session.isIdle() ? [] : ['ROLLBACK']),
    'BEGIN',
    'CLOSE ALL',
    'UNLISTEN *',
    'DEALLOCATE ALL',
    'RESET SESSION AUTHORIZATION',
    'RESET ROLE',
    'RESET ALL',
    'DISCARD TEMP',
    'DISCARD SEQUENCES',
    `SET application_name = '${name}'`,
    ...session.settings,
    ...(spokeOfPath ? session.ownPath : []),
    ...holdLock,
    'COMMIT',
  ]
}
