import { ShadowGone } from '../../../model/errors.ts'
import type { TracedStatement } from '../../../model/replay.ts'
import type { Clock, DownFailure, DownResult, ParsedMigration, UpAgain } from '../../dialect.ts'
import { startAfresh } from '../fresh-session.ts'
import type { Session } from '../session.ts'
import { type TraceContext, traceMigration } from '../trace/runner.ts'

/** SQLite keeps definitions as they were written: no clock is folded into them. */
const noClock: Clock = { from: 0, to: 0, offset: 0 }

/**
 * Runs downs for good, one after the other, each as its runner sends it, looks where they led, runs the `up` that came
 * with them once more, and puts the database back to what it was.
 */
export async function tryDowns(
  session: Session,
  downs: readonly ParsedMigration[],
  up: ParsedMigration | null,
  context: TraceContext,
  look: () => Promise<Pick<DownResult, 'schema' | 'rows'>>,
): Promise<DownResult | DownFailure> {
  const image = await session.image()
  try {
    const traced: TracedStatement[] = []
    for (const [place, down] of downs.entries()) {
      const statements = await traceMigration(session, down, context)
      const failure = failureIn(statements)
      if (failure !== null) return { ...failure, place }
      traced.push(...statements)
    }
    const found = { kind: 'ran', ...(await look()), clock: noClock } as const
    if (up === null) return { ...found, traced: [], again: null }
    return { ...found, traced, again: await tryAgain(session, up, downs.length, context, look) }
  } finally {
    await putBack(session, image, context.foreignKeys)
  }
}

async function tryAgain(
  session: Session,
  up: ParsedMigration,
  place: number,
  context: TraceContext,
  look: () => Promise<Pick<DownResult, 'schema'>>,
): Promise<UpAgain | DownFailure> {
  const failure = failureIn(await traceMigration(session, up, context))
  if (failure !== null) return { ...failure, place }
  return { kind: 'ran', schema: (await look()).schema, clock: noClock }
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
