import type { Statement } from '../../../model/statement.ts'
import type { BaseNotice, BaseProblem, ParsedMigration } from '../../dialect.ts'
import { startAfresh } from '../fresh-session.ts'
import {
  cannotRunInTransaction,
  isOneTransaction,
  isTransactionControl,
  withoutConcurrently,
} from '../parse/facts.ts'
import { DatabaseError, type Session, type TransactionStatus } from '../session.ts'
import { isSkipped } from './dump.ts'
import type { Provision } from './provision.ts'
import type { Suspicion } from './suspicion.ts'

/** What the replay of the base learns and works with. */
export interface BaseContext {
  readonly session: Session
  readonly suspicion: Suspicion
  readonly provision: Provision
  /** Grows while the base is replayed. */
  readonly notices: BaseNotice[]
}

/** What happened to one statement; `null` where it stands as it should. */
type Problem = Pick<BaseProblem, 'code' | 'message'> | null

/** More than the roles and schemas that one piece of code can be missing in good faith. */
const mostRetries = 20

/**
 * Replays a migration of the base tolerantly: as one script, and statement by statement where that fails, so that
 * one failure costs one statement and no more.
 */
export async function replayBase(context: BaseContext, migration: ParsedMigration): Promise<BaseProblem[]> {
  try {
    const problems: BaseProblem[] = []
    for (const part of partsOf(migration)) problems.push(...(await replayPart(context, part)))
    return problems
  } finally {
    // What a file sets holds for that file. Where the session died there is nothing to reset.
    await startAfresh(context.session).catch(() => {})
  }
}

/** More than this at once would look like one statement that takes too long. */
const mostAtOnce = 500

/** A snapshot's build has no transaction that anybody relies on, and it may be of any length. */
function partsOf(migration: ParsedMigration): readonly ParsedMigration[] {
  const { up } = migration
  if (migration.migration.format !== 'snapshot' || up.length <= mostAtOnce) return [migration]
  return Array.from({ length: Math.ceil(up.length / mostAtOnce) }, (_, place) => ({
    ...migration,
    up: up.slice(place * mostAtOnce, (place + 1) * mostAtOnce),
  }))
}

async function replayPart(context: BaseContext, migration: ParsedMigration): Promise<BaseProblem[]> {
  const { session, suspicion } = context
  const { up } = migration
  const simple = isOneTransaction(up) && up.every(statement => canBeInScript(statement, suspicion))
  if (simple && up.length > 0) {
    try {
      await session.script(up.map(({ sql }) => sql).join(';\n'))
      for (const statement of up) suspicion.learnInBase(statement)
      return []
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      await session.script('ROLLBACK')
    }
  }
  return replayOneByOne(context, migration)
}

function canBeInScript(statement: Statement, suspicion: Suspicion): boolean {
  return (
    statement.syntaxError === null &&
    cannotRunInTransaction(statement) === null &&
    suspicion.refuseInBase(statement) === null
  )
}

async function replayOneByOne(
  context: BaseContext,
  { migration, up }: ParsedMigration,
): Promise<BaseProblem[]> {
  const { suspicion } = context
  const { path } = migration.up
  const run = statementRunner(context, path)
  const problems: BaseProblem[] = []
  for (const [place, statement] of up.entries()) {
    if (isSkipped(up, place)) continue
    const problem = await run(statement)
    if (problem === null) {
      suspicion.learnInBase(statement)
      continue
    }
    const at = `${path}:${statement.line}`
    suspicion.missBeginning(problem.message, at)
    suspicion.lose(statement, problem.message, at)
    problems.push({ path, line: statement.line, ...problem })
  }
  return problems
}

/** Runs statements one after the other; the author's BEGIN and COMMIT hold, and a failure inside costs one statement. */
function statementRunner(
  { session, suspicion, provision, notices }: BaseContext,
  path: string,
): (statement: Statement) => Promise<Problem> {
  let status: TransactionStatus = 'idle'

  return async statement => {
    if (statement.syntaxError !== null) return { code: '42601', message: statement.syntaxError.message }
    const refusal = suspicion.refuseInBase(statement)
    if (refusal?.code === 'extension-missing') {
      leaveOut(statement)
      return null
    }
    if (refusal !== null) return (await provision.stands(statement)) ? null : refusal
    if (isTransactionControl(statement)) return control(statement)
    notices.push(...(await provision.forBase(statement, path)))
    return tolerate(statement, await withRetries(statement))
  }

  /** Which extensions the engine lacks is told once; what depends on them fails on its own. */
  function leaveOut(statement: Statement): void {
    const { line } = statement
    for (const operation of statement.operations)
      if (operation.kind === 'create-extension' && !notices.some(({ name }) => name === operation.name))
        notices.push({ kind: 'extension', name: operation.name, path, line })
    suspicion.lose(statement, '', `${path}:${line}`)
  }

  function tolerate(statement: Statement, error: DatabaseError | null): Problem {
    if (error === null || provision.stoodBefore(statement, error)) return null
    if (suspicion.lacks(statement, error)) {
      leaveOut(statement)
      return null
    }
    if (suspicion.describesMissingExtension(statement)) return null
    return { code: error.code, message: suspicion.excuse(statement, error) ?? error.message }
  }

  async function withRetries(statement: Statement): Promise<DatabaseError | null> {
    let error = await attempt(statement.sql)
    for (let tries = 0; error !== null && tries < mostRetries; tries++) {
      const made = await provision.afterFailure(statement, error, path)
      if (made.length === 0) break
      notices.push(...made)
      error = await attempt(statement.sql)
    }
    // The same index, built in another way.
    const plain = error?.code === '25001' ? withoutConcurrently(statement) : statement.sql
    return plain === statement.sql ? error : attempt(plain)
  }

  /** A failure takes nothing with it but its own statement. */
  async function attempt(sql: string): Promise<DatabaseError | null> {
    const guarded = status === 'open'
    if (guarded) await session.script('SAVEPOINT migration_gate')
    try {
      status = (await session.run(sql)).transaction
      if (guarded && status === 'open') await session.script('RELEASE SAVEPOINT migration_gate')
      return null
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      const end = guarded
        ? 'ROLLBACK TO SAVEPOINT migration_gate; RELEASE SAVEPOINT migration_gate'
        : 'ROLLBACK'
      status = (await session.script(end)).transaction
      return error
    }
  }

  async function control(statement: Statement): Promise<Problem> {
    try {
      status = (await session.run(statement.sql)).transaction
      return null
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      status = (await session.script('ROLLBACK')).transaction
      return { code: error.code, message: error.message }
    }
  }
}
