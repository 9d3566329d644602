import { ShadowGone } from '../../../model/errors.ts'
import type { TracedStatement } from '../../../model/replay.ts'
import type { Clock, DownFailure, DownResult, ParsedMigration } from '../../dialect.ts'
import { startAfresh } from '../fresh-session.ts'
import type { Session } from '../session.ts'
import { type TraceContext, traceMigration } from '../trace/runner.ts'

/** SQLite keeps definitions as they were written: no clock is folded into them. */
const noClock: Clock = { from: 0, to: 0, offset: 0 }

/**
 * Runs downs for good, one after the other, each as its runner sends it, looks where they led, and puts the database
 * back to what it was.
 */
export async function tryDowns(
  session: Session,
  downs: readonly ParsedMigration[],
  context: TraceContext,
  look: () => Promise<Pick<DownResult, 'schema' | 'rows'>>,
): Promise<DownResult | DownFailure> {
  const image = await session.image()
  try {
    for (const [place, down] of downs.entries()) {
      const failure = failureIn(await traceMigration(session, down, context))
      if (failure !== null) return { ...failure, place }
    }
    return { kind: 'ran', ...(await look()), clock: noClock }
  } finally {
    await putBack(session, image, context.foreignKeys)
  }
}

/** Where the session is gone, the failure is what there is to tell. */
async function putBack(session: Session, image: Uint8Array, foreignKeys: boolean): Promise<void> {
  try {
    await session.restore(image)
    await startAfresh(session, foreignKeys)
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error
  }
}

function failureIn(traced: readonly TracedStatement[]): Omit<DownFailure, 'place'> | null {
  const stopped = traced.find(({ trace }) => trace.outcome !== 'ran')
  if (stopped === undefined) return null
  const { statement, trace } = stopped
  return {
    kind: trace.outcome === 'unverified' ? 'unverified' : 'failed',
    code: trace.error?.code ?? '',
    message: trace.error?.message ?? 'it did not run',
    line: statement.line,
  }
}
