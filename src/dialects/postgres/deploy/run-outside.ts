import type { Segment } from '../../../model/deploy.ts'
import type { Statement } from '../../../model/statement.ts'
import type { SegmentStep } from '../../deploy-target.ts'
import { observe } from './interrupted.ts'
import { inlined, migrationIs, statementsAre } from './journal.ts'
import { failed, numbered, requireCount, StatementFailed, scriptOf, write } from './script.ts'
import type { DeploySession, Runner } from './session.ts'

/** A statement that no transaction can hold: its intent is written before it, its outcome after. */
export async function alone(runner: Runner, step: SegmentStep, statement: Statement): Promise<void> {
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

/** A file whose own transactions cannot be followed: nobody can tell from outside how far it came. */
export async function asAuthored(
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
export class JournalRefused extends Error {}

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

function setsLockTimeout(sql: string): boolean {
  return /^\s*set\s+(?:session\s+)?lock_timeout\b/i.test(sql)
}

function setsStatementTimeout(sql: string): boolean {
  return /^\s*set\s+(?:session\s+)?statement_timeout\b/i.test(sql)
}
