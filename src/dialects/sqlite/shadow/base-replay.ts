import type { Statement } from '../../../model/statement.ts'
import type { BaseNotice, BaseProblem, ParsedMigration } from '../../dialect.ts'
import { startAfresh } from '../fresh-session.ts'
import { inTransaction, isTransactionControl } from '../parse/facts.ts'
import { DatabaseError, type Session } from '../session.ts'
import { broughtByApplication, missingObject } from './causes.ts'
import type { Lost } from './lost.ts'
import type { StandIns } from './stand-ins.ts'

/** What the replay of the base learns and works with. */
export interface BaseContext {
  readonly session: Session
  readonly lost: Lost
  readonly standIns: StandIns
  /** Grows while the base is replayed. */
  readonly notices: BaseNotice[]
  /** Whether a connection begins with foreign keys enforced. */
  readonly foreignKeys: boolean
}

/** Statements that stand or fall together: a transaction, or a statement by itself. */
interface Block {
  readonly statements: readonly Statement[]
  readonly inTransaction: boolean
  /** Whether the runner sends a BEGIN before it and a COMMIT behind it; the author's are among the statements. */
  readonly begins: boolean
  readonly commits: boolean
}

/** What may outlive the statement on its connection: settings, temporary objects, an open transaction. */
const changesConnection = /\b(?:pragma|temp|temporary|begin|savepoint)\b/i

/**
 * Replays a migration of the base tolerantly: as its runner would send it, but a failure costs one statement and no
 * more, also where it takes a transaction with it. The session is a fresh one before, and afterwards again.
 */
export async function replayBase(context: BaseContext, migration: ParsedMigration): Promise<BaseProblem[]> {
  const problems: BaseProblem[] = []
  for (const block of blocksOf(migration))
    problems.push(...(await replayBlock(context, block, migration.migration.up.path)))
  // With many tables a new connection takes milliseconds, and most migrations need none.
  if (migration.up.some(({ sql }) => changesConnection.test(sql)))
    await startAfresh(context.session, context.foreignKeys)
  return problems
}

function blocksOf(migration: ParsedMigration): readonly Block[] {
  const { up } = migration
  const wrapped = migration.transaction === 'wrapped'
  const ours = wrapped && migration.migration.runner === 'ours'
  const inside = inTransaction(migration)
  const blocks: Block[] = []
  for (let place = 0; place < up.length; ) {
    const isInside = inside[place] === true
    let end = place + 1
    while (isInside && inside[end] === true && (ours || !ends(up[end - 1]))) end++
    blocks.push({
      statements: up.slice(place, end),
      inTransaction: isInside,
      begins: isInside && (ours || (wrapped && place === 0)),
      commits: isInside && (ours || (wrapped && !ends(up[end - 1]))),
    })
    place = end
  }
  return blocks
}

/** The author's COMMIT or ROLLBACK. */
function ends(statement: Statement | undefined): boolean {
  return (
    statement?.operations.some(
      one => one.kind === 'transaction' && (one.verb === 'commit' || one.verb === 'rollback'),
    ) ?? false
  )
}

async function replayBlock(
  context: BaseContext,
  block: Block,
  path: string,
): Promise<readonly BaseProblem[]> {
  const { session } = context
  if (!block.inTransaction) return replayAlone(context, block.statements, path)
  if (block.begins) await session.script('BEGIN')
  const problems = await replayTogether(context, block, path)
  if (problems !== null) return problems
  // The transaction went with what failed in it, and takes all else along: so each statement alone.
  const inside = block.statements.filter(statement => !isTransactionControl(statement))
  return replayAlone(context, inside, path)
}

/** `null` where the transaction did not hold, which then is closed. */
async function replayTogether(
  context: BaseContext,
  { statements, commits }: Block,
  path: string,
): Promise<readonly BaseProblem[] | null> {
  const { session } = context
  const problems: BaseProblem[] = []
  for (const statement of statements) {
    const error = await attempt(session, statement)
    if (error !== null && (ends(statement) || !error.inTransaction)) return rolledBack(session, error)
    problems.push(...problemOf(context, statement, error, path))
  }
  if (!commits) return problems
  const error = await failureOf(() => session.script('COMMIT'))
  return error === null ? problems : rolledBack(session, error)
}

async function rolledBack(session: Session, { inTransaction }: DatabaseError): Promise<null> {
  if (inTransaction) await session.script('ROLLBACK')
  return null
}

async function replayAlone(
  context: BaseContext,
  statements: readonly Statement[],
  path: string,
): Promise<readonly BaseProblem[]> {
  const problems: BaseProblem[] = []
  for (const statement of statements)
    problems.push(...problemOf(context, statement, await attempt(context.session, statement), path))
  return problems
}

function attempt(session: Session, { sql, syntaxError }: Statement): Promise<DatabaseError | null> {
  return failureOf(async () => {
    if (syntaxError !== null) throw new DatabaseError(syntaxError.message, 'syntax-error', true)
    await session.run(sql)
  })
}

async function failureOf(work: () => Promise<unknown>): Promise<DatabaseError | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof DatabaseError) return error
    throw error
  }
}

function problemOf(
  { lost, standIns, notices }: BaseContext,
  statement: Statement,
  error: DatabaseError | null,
  path: string,
): readonly BaseProblem[] {
  const { line } = statement
  for (const name of standIns.names)
    if (!notices.some(notice => notice.name === name)) notices.push({ kind: 'function', name, path, line })
  const isGone = error !== null && missingObject.has(error.code) && dropsOnly(statement)
  const isFine = error === null || (isGone && lost.drops(statement))
  if (error === null || isGone) lost.find(statement)
  else if (error.code !== 'already-exists') lost.lose(statement, `${path}:${statement.line}`)
  if (isFine) return []
  const message = broughtByApplication(error) ?? error.message
  return [{ path, line: statement.line, code: error.code, message }]
}

function dropsOnly({ operations }: Statement): boolean {
  return operations.every(({ kind }) => kind === 'drop' || kind === 'drop-table' || kind === 'drop-index')
}
