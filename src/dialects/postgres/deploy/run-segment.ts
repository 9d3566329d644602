import type { Segment } from '../../../model/deploy.ts'
import type { Statement } from '../../../model/statement.ts'
import { statementChecksum } from '../../../model/statement-checksum.ts'
import type { Blocker, SegmentResult, SegmentStep } from '../../deploy-target.ts'
import { DatabaseError, type Session } from '../session.ts'
import { ConnectionLost } from '../target/connect.ts'
import { archived, archiveIs } from './archive.ts'
import { watch } from './blockers.ts'
import { observe } from './interrupted.ts'
import { inlined, migrationIs, statementsAre } from './journal.ts'
import type { DeploySession } from './session.ts'
import { type Sent, sentOf } from './set-aside.ts'

/** What a run works with. */
export interface Runner {
  readonly runId: string
  /** What the session calls itself, `migration-gate apply 1f3a`. */
  readonly name: string
  readonly session: DeploySession
  /** Looks on while the other works; `null` where the server lets nobody else in. */
  readonly observer: Session | null
}

/** A transaction that its runner left open, because it was stopped, is ended by the server after so long, in ms. */
const idleInTransaction = 60_000

/** Somebody else was in the way: lock not available, deadlock, serialization failure. */
const transient: readonly string[] = ['55P03', '40P01', '40001']

/** Not what the migration left of role and search path: the journal is written as who we are. */
const asOurselves = [
  'SET LOCAL SESSION AUTHORIZATION DEFAULT',
  'SET LOCAL ROLE NONE',
  'SET LOCAL search_path = pg_catalog',
]

/** One try at a part of a migration. */
export async function runSegment(runner: Runner, step: SegmentStep): Promise<SegmentResult> {
  const started = performance.now()
  const watching = watch(runner.observer, runner.session.pid, step.waiting)
  const durationMs = () => performance.now() - started
  try {
    await attempt(runner, step)
    return { kind: 'applied', durationMs: durationMs() }
  } catch (error) {
    if (error instanceof ConnectionLost || error instanceof JournalRefused)
      return { kind: 'lost', message: error.message, durationMs: durationMs() }
    if (!(error instanceof StatementFailed)) throw error
    return { ...error.failure(watching.blockers), durationMs: durationMs() }
  } finally {
    watching.stop()
  }
}

async function attempt(runner: Runner, step: SegmentStep): Promise<void> {
  const { segment } = step
  const { session } = runner
  const isOneMessage = segment.kind === 'transaction' && session.readsAsParsed()
  if (step.first && !isOneMessage) await session.script(scriptOf(freshSession(runner)))
  switch (segment.kind) {
    case 'transaction':
      return inTransaction(runner, step, segment, isOneMessage && step.first ? freshSession(runner) : [])
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
function freshSession({ session, name }: Runner): readonly string[] {
  return [
    ...(session.isIdle() ? [] : ['ROLLBACK']),
    'BEGIN',
    'CLOSE ALL',
    'UNLISTEN *',
    'RESET SESSION AUTHORIZATION',
    'RESET ROLE',
    'RESET ALL',
    'DISCARD TEMP',
    `SET application_name = '${name}'`,
    ...session.settings,
    'COMMIT',
  ]
}

/**
 * In one message where the server reads it as our parser did: nobody waits for an answer under the locks, and a message
 * runs to its end or takes all of itself back. Else the server's count is compared before the COMMIT.
 */
async function inTransaction(
  { session, runId }: Runner,
  step: SegmentStep,
  { begin, statements }: Extract<Segment, { kind: 'transaction' }>,
  fresh: readonly string[],
): Promise<void> {
  const { timeouts, migration, history, settings } = step
  const before = [
    ...fresh,
    ...settings,
    begin,
    `SET LOCAL lock_timeout = ${timeouts.lock}`,
    `SET LOCAL statement_timeout = ${timeouts.statement}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${idleInTransaction}`,
  ]
  const sent = sentOf(statements, migration)
  const written = numbered(statements)
  const end = [
    ...asOurselves,
    ...(written.length === 0
      ? []
      : [statementsAre(written, { runId, migration, kind: 'transaction', state: 'applied' })]),
    migrationIs(runId, migration, null),
    ...archiveWords(runId, step, statements),
    ...history.map(inlined),
    'COMMIT',
  ]
  const body = [...before, ...sent.map(({ sql }) => sql)]
  const sentAt = (place: number) => sent[place - before.length]
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
  sentAt: (place: number) => Sent | undefined = () => undefined,
): Promise<void> {
  try {
    await session.script(scriptOf(script))
    const completed = session.completed()
    // What is committed cannot be taken back any more: nothing that is known leads there.
    if (session.isIdle() && completed !== script.length) throw new Error(otherCount(completed, script.length))
    requireCount(completed, script.length)
  } catch (error) {
    const { statement = null, isOurs = false } = sentAt(session.completed()) ?? {}
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

/** The server read the text otherwise than our parser: nothing of it is kept. */
function requireCount(completed: number, expected: number): void {
  if (completed === expected) return
  throw new DatabaseError(otherCount(completed, expected), 'XX000', 0, 'open')
}

function otherCount(completed: number, expected: number): string {
  return `the server counted ${completed} statements where the parser counted ${expected}`
}

async function alone(runner: Runner, step: SegmentStep, statement: Statement): Promise<void> {
  const { session, runId } = runner
  const { timeouts, settings, migration } = step
  const set = [
    ...(settings.some(setsLockTimeout) ? [] : [`SET lock_timeout = ${timeouts.concurrentLock}`]),
    ...(settings.some(setsStatementTimeout)
      ? []
      : [`SET statement_timeout = ${timeouts.concurrentStatement}`]),
    ...settings,
  ]
  const observation = await session
    .script(scriptOf(set))
    .then(() => observe(session, statement))
    .catch(async error => {
      // Before its intent is written: nothing of it ran.
      throw await failed(session, error, null)
    })
  const words = { runId, migration, kind: 'alone' } as const
  await note(session, [
    statementsAre(numbered([statement]), { ...words, state: 'running', observation }),
    migrationIs(runId, { ...migration, state: 'running' }, null),
  ])
  try {
    await session.script(statement.sql)
    requireCount(session.completed(), 1)
  } catch (error) {
    const failure = await failed(session, error, statement)
    if (failure instanceof StatementFailed)
      await note(session, [
        statementsAre(numbered([statement]), {
          ...words,
          state: 'failed',
          observation,
          error: failure.message,
        }),
      ])
    throw failure
  }
  await outcome(session, step, numbered([statement]), words)
}

async function asAuthored(
  runner: Runner,
  step: SegmentStep,
  statements: readonly Statement[],
): Promise<void> {
  const { session, runId } = runner
  const { migration } = step
  const words = { runId, migration, kind: 'as-authored' } as const
  await note(session, [
    statementsAre(numbered(statements), { ...words, state: 'running' }),
    migrationIs(runId, { ...migration, state: 'running' }, null),
  ])
  for (const statement of statements) {
    try {
      await session.script(statement.sql)
    } catch (error) {
      throw await failed(session, error, statement)
    }
  }
  await outcome(session, step, numbered(statements), words)
}

async function outcome(
  session: DeploySession,
  { migration, history }: SegmentStep,
  statements: ReturnType<typeof numbered>,
  words: {
    readonly runId: string
    readonly migration: SegmentStep['migration']
    readonly kind: Segment['kind']
  },
): Promise<void> {
  await note(session, [
    statementsAre(statements, { ...words, state: 'applied' }),
    migrationIs(words.runId, migration, null),
    ...history.map(inlined),
  ])
}

/** The journal is full, locked or gone: what took effect meanwhile is found out by the next run. */
class JournalRefused extends Error {}

/** Words on what runs outside of our transactions. @throws JournalRefused */
async function note(session: DeploySession, statements: readonly string[]): Promise<void> {
  try {
    await write(session, statements)
  } catch (error) {
    const failure = await failed(session, error, null)
    if (!(failure instanceof StatementFailed)) throw failure
    throw new JournalRefused(`the journal could not be written: ${failure.message}`, { cause: error })
  }
}

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

function scriptOf(statements: readonly string[]): string {
  // A comment at the end of one must not swallow the next.
  return statements.map(sql => `${sql}\n;\n`).join('')
}

function numbered(statements: readonly Statement[]) {
  return statements.map(statement => ({ number: statement.index, checksum: statementChecksum(statement) }))
}

function setsLockTimeout(sql: string): boolean {
  return /^\s*set\s+(?:session\s+)?lock_timeout\b/i.test(sql)
}

function setsStatementTimeout(sql: string): boolean {
  return /^\s*set\s+(?:session\s+)?statement_timeout\b/i.test(sql)
}

/** What the database said of one statement, with its transaction taken back. */
class StatementFailed extends Error {
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
async function failed(session: Session, error: unknown, statement: Statement | null): Promise<Error> {
  if (!(error instanceof DatabaseError)) return error as Error
  if (endsSession(error)) return new ConnectionLost(error.message)
  await session.script('ROLLBACK')
  return new StatementFailed(error, statement)
}
