import type { Statement } from '../../../model/statement.ts'
import type { Standing } from '../../support/standing.ts'
import { doubtful, type TraceRecord } from '../../support/trace-record.ts'
import { DatabaseError } from '../session.ts'
import type { TraceContext } from './context.ts'
import type { Course } from './course.ts'
import { inferLocks } from './infer-locks.ts'
import { heldLocks, measure } from './measure.ts'

/** SQLSTATE of a COMMIT or ROLLBACK in code that was called inside a transaction block. */
const invalidTermination = '2D000'

/** Runs a statement inside the open transaction, with a look before and one after. */
export async function runMeasured(
  course: Course,
  record: TraceRecord<DatabaseError>,
  context: TraceContext,
  statement: Statement,
): Promise<void> {
  const before = await course.lookBefore()
  // Where its runner sends it alone, only we have a transaction around it.
  const lone = course.ours && course.sendsAlone
  const standing: Standing = { heldBefore: heldLocks(course.known, before), inTransaction: !lone }
  const started = performance.now()
  const sent = await course.send(statement.sql)
  const durationMs = performance.now() - started
  if (sent instanceof DatabaseError) {
    if (sent.code !== invalidTermination || !lone) return record.fail(statement, sent, standing)
    // It commits by itself, which it may where its runner sends it alone: our transaction around it was the fault.
    await course.takeBack()
    return runAlone(course, record, statement, true)
  }
  if (course.status !== 'open') {
    course.forgetLook()
    const message = 'it ended the transaction that it ran in, so that its locks cannot be seen'
    const error = { code: 'own-commit', message }
    return record.add(statement, { outcome: 'unverified', error, durationMs }, standing)
  }
  const after = await course.lookAfter(before)
  const { doubt, ...facts } = measure(statement, inferLocks(statement), course.known, before, after)
  const back = takesBack(statement)
  if (back === null) course.remember(after)
  else await course.readAll(after)
  const distrusted = context.distrust(statement, sent.notices)
  const doubted = distrusted?.message ?? back ?? doubt
  const trust = doubted === null ? ({ evidence: 'measured' } as const) : doubtful(doubted, distrusted?.code)
  record.add(statement, { ...facts, durationMs, ...trust }, standing)
}

/**
 * Runs a statement that cannot be looked at from inside: the manual tells its locks, the catalog its rewrites.
 * With `endsItself` it ends transactions of its own, and not even that is sure.
 */
export async function runAlone(
  course: Course,
  record: TraceRecord<DatabaseError>,
  statement: Statement,
  endsItself: boolean,
): Promise<void> {
  const started = performance.now()
  const sent = await course.send(statement.sql)
  if (sent instanceof DatabaseError) return record.fail(statement, sent)
  const durationMs = performance.now() - started
  const before = course.known
  await course.readAll()
  const rewrites = [...before.values()]
    .filter(({ oid, file }) => file !== 0 && (course.known.get(oid)?.file ?? file) !== file)
    .map(({ name }) => name)
  const facts = { durationMs, rewrites, locks: inferLocks(statement) }
  const message = 'it ends its own transaction, so that its locks cannot be seen'
  const unseen = { outcome: 'unverified', error: { code: 'own-commit', message } } as const
  record.add(statement, endsItself ? { ...facts, ...unseen } : facts)
}

/** Runs the author's BEGIN, COMMIT and the like, which touch nothing themselves. */
export async function runControl(
  course: Course,
  record: TraceRecord<DatabaseError>,
  statement: Statement,
): Promise<void> {
  const unsettled = course.status === 'open' ? await course.settle(record) : null
  const sent = unsettled ?? (await course.send(statement.sql))
  course.forgetLook()
  if (sent instanceof DatabaseError) return record.fail(statement, sent)
  const back = takesBack(statement)
  if (back !== null) await course.readAll()
  const trust = back === null ? ({ evidence: 'measured' } as const) : doubtful(back)
  record.add(statement, trust, { heldBefore: [], inTransaction: course.status !== 'idle' })
}

/** What a file takes back, its later statements no longer find: their text says one thing, the schema another. */
function takesBack({ operations }: Statement): string | null {
  const verbs = operations.flatMap(operation => (operation.kind === 'transaction' ? [operation.verb] : []))
  const back = verbs.includes('rollback') || verbs.includes('rollback-to')
  return back
    ? 'it takes back work of its own file, so that what the rest does cannot be told from the text'
    : null
}
