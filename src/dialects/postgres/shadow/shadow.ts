import { ShadowGone } from '../../../model/errors.ts'
import type { Schema } from '../../../model/schema.ts'
import type { Statement } from '../../../model/statement.ts'
import type { BaseProblem, DownFailure, ParsedMigration, Shadow } from '../../dialect.ts'
import {
  cannotRunInTransaction,
  hasOwnTransaction,
  isTransactionControl,
  withoutConcurrently,
} from '../parse/facts.ts'
import { captureFacts, type Facts, planDown } from '../schema/planner.ts'
import { readSchema } from '../schema/read.ts'
import { DatabaseError, type Session } from '../session.ts'
import { traceMigration } from '../trace/runner.ts'
import { type KeptFacts, keep } from './kept.ts'
import { Suspicion } from './suspicion.ts'

/** Builds the shadow over a session, whichever engine is behind it. */
export async function shadowOver(
  session: Session,
  missingExtensions: ReadonlySet<string>,
  kept: KeptFacts | null = null,
): Promise<Shadow> {
  const suspicion = new Suspicion(session.kind, missingExtensions, kept?.knowledge)
  const base: ParsedMigration[] = []
  const { rows } = await session.query(`SELECT pg_catalog.current_setting('server_version') AS version`)
  const version = String(rows[0]?.version).split(' ')[0] as string
  return {
    engine: { version, kind: session.kind },
    replay(migration) {
      base.push(migration)
      return replayBase(session, migration, suspicion)
    },
    keep: () => keep(session, base, kept, suspicion),
    async trace(migration) {
      const traced = await traceMigration(session, migration, suspicion)
      // One failure takes the whole transaction with it, also what ran before.
      const failed = traced.some(({ trace }) => trace.outcome === 'failed' || trace.outcome === 'not-run')
      if (failed) for (const { statement } of traced) suspicion.lose(statement)
      return traced
    },
    readSchema: () => answering(session, () => inTransaction(session, () => readSchema(session))),
    capturePlan: async changes => ({
      planState: await answering(session, () => captureFacts(session, changes)),
    }),
    async planDown(from, to) {
      const plan = await planDown(from.planState as Facts, to.planState as Facts)
      if (plan.kind === 'impossible') return plan
      return { kind: 'planned', sql: plan.statements.map(({ sql }) => `${sql};\n`).join('') }
    },
    tryDown: downs =>
      answering(session, () => inTransaction(session, () => runDowns(session, downs, suspicion))),
    close: () => session.close(),
  }
}

/** Where our own questions are refused, SQL under review took the catalogs from us: nothing can be told any more. */
async function answering<T>(session: Session, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    await session.close()
    throw new ShadowGone(`the engine no longer answers our questions: ${error.message}`)
  }
}

/** Does some work in a transaction that is rolled back. */
async function inTransaction<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.script('BEGIN')
  try {
    return await work()
  } finally {
    await session.script('ROLLBACK').catch(error => {
      if (!(error instanceof ShadowGone)) throw error
    })
  }
}

/** One file at a time as one script; statement by statement where that fails, so that one failure costs one statement. */
async function replayBase(
  session: Session,
  migration: ParsedMigration,
  suspicion: Suspicion,
): Promise<BaseProblem[]> {
  const { up } = migration
  const simple = !hasOwnTransaction(up) && up.every(statement => canBeInScript(statement, suspicion))
  try {
    if (simple && up.length > 0) {
      try {
        await session.script(up.map(({ sql }) => sql).join(';\n'))
        return []
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error
        await session.script('ROLLBACK')
      }
    }
    return await replayOneByOne(session, migration, suspicion)
  } finally {
    // What a file sets holds for that file. Where the session died there is nothing to reset.
    await session.script('ROLLBACK').catch(() => {})
    await session.script('DISCARD ALL').catch(() => {})
  }
}

function canBeInScript(statement: Statement, suspicion: Suspicion): boolean {
  return (
    statement.syntaxError === null &&
    cannotRunInTransaction(statement) === null &&
    suspicion.refuseToRun(statement) === null
  )
}

async function replayOneByOne(
  session: Session,
  { migration, up }: ParsedMigration,
  suspicion: Suspicion,
): Promise<BaseProblem[]> {
  const problems: BaseProblem[] = []
  for (const statement of up) {
    const problem = await replayStatement(session, statement, suspicion)
    if (problem === null) continue
    suspicion.lose(statement, problem.message)
    problems.push({ path: migration.up.path, line: statement.line, ...problem })
  }
  return problems
}

async function replayStatement(
  session: Session,
  statement: Statement,
  suspicion: Suspicion,
): Promise<Pick<BaseProblem, 'code' | 'message'> | null> {
  if (statement.syntaxError !== null) return { code: '42601', message: statement.syntaxError.message }
  // An author's own BEGIN and COMMIT would turn one failure into the loss of all that follows.
  if (isTransactionControl(statement)) return null
  const refusal = suspicion.refuseToRun(statement)
  if (refusal !== null) return refusal
  try {
    await session.run(statement.sql)
    return null
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return { code: error.code, message: error.message }
  }
}

async function runDowns(
  session: Session,
  downs: readonly (readonly Statement[])[],
  suspicion: Suspicion,
): Promise<Schema | DownFailure> {
  for (const down of downs) {
    await session.script('SET LOCAL search_path = DEFAULT')
    for (const statement of down) {
      const failure = await runDownStatement(session, statement, suspicion)
      if (failure !== null) return failure
    }
  }
  try {
    await session.run('SET CONSTRAINTS ALL IMMEDIATE')
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return { kind: 'failed', code: error.code, message: error.message, line: 1 }
  }
  await session.script('SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL ROLE NONE')
  return readSchema(session)
}

async function runDownStatement(
  session: Session,
  statement: Statement,
  suspicion: Suspicion,
): Promise<DownFailure | null> {
  const { line } = statement
  if (statement.syntaxError !== null) {
    return {
      kind: 'failed',
      code: '42601',
      message: statement.syntaxError.message,
      line: statement.syntaxError.line,
    }
  }
  if (isTransactionControl(statement)) return null
  const refusal = suspicion.refuseToRun(statement)
  if (refusal !== null) return { kind: 'unverified', ...refusal, line }
  // The proof runs in a transaction that is taken back; CONCURRENTLY builds the same index in another way.
  const sql = withoutConcurrently(statement)
  try {
    const { transaction } = await session.run(sql)
    if (transaction === 'open') return null
    return { kind: 'unverified', code: 'own-commit', message: 'it ends the transaction of the proof', line }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    const excuse = suspicion.excuse(statement, error)
    if (error.code === '25001') {
      const message = `cannot be tried in a transaction: ${error.message}`
      return { kind: 'unverified', code: error.code, message, line }
    }
    return {
      kind: excuse === null ? 'failed' : 'unverified',
      code: error.code,
      message: excuse ?? error.message,
      line,
    }
  }
}
