import { ShadowGone } from '../../../model/errors.ts'
import type { Statement } from '../../../model/statement.ts'
import type { Clock, DownFailure, DownResult, ParsedMigration } from '../../dialect.ts'
import { useOwnSearchPath } from '../fresh-session.ts'
import {
  cannotRunInTransaction,
  endsTransactionInside,
  isTransactionControl,
  withoutConcurrently,
} from '../parse/facts.ts'
import type { HistoryTable } from '../schema/history-tables.ts'
import { readSchema } from '../schema/read.ts'
import { DatabaseError, type Session } from '../session.ts'
import type { TraceContext } from '../trace/context.ts'
import { blockAround, inTransaction, setsIsolation } from '../trace/transactions.ts'
import type { Seeds } from './fill/seeds.ts'
import { readRows } from './rows.ts'
import { checkDeferred, TransactionInside } from './transaction-inside.ts'

/** What must be known of a statement beyond the session: as {@link TraceContext} of an up. */
export type DownContext = Pick<TraceContext, 'refuse' | 'excuse'>

type Failure = Omit<DownFailure, 'place'>

/** Runs downs inside the open transaction, which the caller takes back, and reads where they led. */
export async function tryDowns(
  session: Session,
  downs: readonly ParsedMigration[],
  context: DownContext,
  historyTables: readonly HistoryTable[],
  seeds: Seeds,
): Promise<DownResult | DownFailure> {
  for (const [place, down] of downs.entries()) {
    const failure = await tryDown(session, down, place, context)
    if (failure !== null) return { ...failure, place }
  }
  await session.script('SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL ROLE NONE')
  const clock = await readClock(session)
  const schema = await readSchema(session, historyTables)
  return { kind: 'ran', schema, rows: await readRows(session, seeds), clock }
}

async function tryDown(
  session: Session,
  down: ParsedMigration,
  place: number,
  context: DownContext,
): Promise<Failure | null> {
  // What a file sets holds for that file.
  await session.script('RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL')
  await useOwnSearchPath(session, 'transaction')
  const inside = inTransaction(down)
  const alone = down.up.some(endsTransactionInside) && blockAround(down) !== 'always'
  const alike = place === 0 && inside.every(Boolean) && blockAround(down) !== 'never' && !alone
  const transaction = new TransactionInside(session)
  for (const [index, statement] of down.up.entries()) {
    const failure = isTransactionControl(statement)
      ? await failureOf(statement, () => transaction.run(statement))
      : await tryStatement(session, statement, inside[index] === true, context)
    if (failure !== null) return alike ? failure : withoutArtefact(failure)
  }
  const last = down.up.at(-1)
  if (last === undefined) return null
  await transaction.end()
  return failureOf(last, () => checkDeferred(session))
}

async function tryStatement(
  session: Session,
  statement: Statement,
  inside: boolean,
  context: DownContext,
): Promise<Failure | null> {
  const { line, syntaxError } = statement
  // Our own look at the schema came before it, and it says nothing about the schema.
  if (setsIsolation(statement)) return null
  if (syntaxError !== null)
    return { kind: 'failed', code: '42601', message: syntaxError.message, line: syntaxError.line }
  const refusal = context.refuse(statement)
  if (refusal !== null) return { kind: 'unverified', ...refusal, line }
  const lone = inside ? null : cannotRunInTransaction(statement)
  // CONCURRENTLY builds the same index in another way.
  const sql = lone === null ? statement.sql : withoutConcurrently(statement)
  if (lone !== null && (sql === statement.sql || lone.startsWith('DETACH')))
    return { kind: 'outside', code: '25001', message: `${lone} cannot run inside a transaction block`, line }
  const run = async () => {
    const { transaction } = await session.run(sql)
    if (transaction !== 'open') throw new ShadowGone('it ended the transaction of the proof')
  }
  return failureOf(statement, run, error => context.excuse(statement, error))
}

/** What a statement fails with; where the engine dies of it, that is this statement's doing. */
async function failureOf(
  { line }: Statement,
  work: () => Promise<unknown>,
  excuse: (error: DatabaseError) => string | null = () => null,
): Promise<Failure | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof ShadowGone)
      return { kind: 'unverified', code: 'shadow-gone', message: error.message, line }
    if (!(error instanceof DatabaseError)) throw error
    const { code, message } = error
    const excused = excuse(error)
    if (excused !== null) return { kind: 'unverified', code, message: excused, line }
    return { kind: 'failed', code, message, line }
  }
}

/**
 * What only the one transaction around all can be the cause of: "not inside a transaction block", its end in code,
 * an enum value that was not committed, events that a COMMIT would have settled.
 */
const artefacts: ReadonlySet<string> = new Set(['25001', '2D000', '55P04', '55006'])

function withoutArtefact(failure: Failure): Failure {
  return failure.kind === 'failed' && artefacts.has(failure.code) ? { ...failure, kind: 'outside' } : failure
}

async function readClock(session: Session): Promise<Clock> {
  const { rows } = await session.query(
    `SELECT pg_catalog.date_part('epoch', pg_catalog.now()) AS start,
      pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()) AS finish,
      pg_catalog.date_part('timezone', pg_catalog.now()) AS zone`,
  )
  const ms = (name: string) => Number(rows[0]?.[name]) * 1000
  return { from: ms('start'), to: ms('finish'), offset: ms('zone') }
}
