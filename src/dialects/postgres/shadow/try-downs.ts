import { ShadowGone } from '../../../model/errors.ts'
import type { Statement } from '../../../model/statement.ts'
import type { Clock, DownFailure, DownResult, ParsedMigration, UpAgain } from '../../dialect.ts'
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
import { InsideTrace } from '../trace/inside.ts'
import { blockAround, inTransaction, setsIsolation } from '../trace/transactions.ts'
import type { Seeds } from './fill/seeds.ts'
import { readRows } from './rows.ts'
import { checkDeferred, TransactionInside } from './transaction-inside.ts'

/** What must be known of a statement beyond the session: as {@link TraceContext} of an up. */
export type DownContext = Pick<TraceContext, 'refuse' | 'excuse' | 'distrust'>

type Failure = Omit<DownFailure, 'place'>

/** What is read once all ran, and of which nothing is told. */
export interface DownGround {
  readonly historyTables: readonly HistoryTable[]
  readonly seeds: Seeds
}

/**
 * Runs downs inside the open transaction, which the caller takes back, and reads where they led. With its `up`, the
 * statements of a down are measured, and the up is run once more.
 */
export async function tryDowns(
  session: Session,
  downs: readonly ParsedMigration[],
  up: ParsedMigration | null,
  context: DownContext,
  { historyTables, seeds }: DownGround,
): Promise<DownResult | DownFailure> {
  const trace = up === null ? null : await InsideTrace.begin(session, context)
  for (const [place, down] of downs.entries()) {
    const failure = await tryDown(session, down, place, context, trace)
    if (failure !== null) return { ...failure, place }
  }
  const { schema, clock } = await look(session, historyTables)
  const rows = await readRows(session, seeds)
  const again = up === null ? null : await tryAgain(session, up, downs.length, context, historyTables)
  return { kind: 'ran', schema, rows, clock, traced: trace?.traced ?? [], again }
}

async function look(session: Session, historyTables: readonly HistoryTable[]) {
  await session.script('SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL ROLE NONE')
  const clock = await readClock(session)
  return { clock, schema: await readSchema(session, historyTables) }
}

async function tryAgain(
  session: Session,
  up: ParsedMigration,
  place: number,
  context: DownContext,
  historyTables: readonly HistoryTable[],
): Promise<UpAgain | DownFailure> {
  const failure = await tryDown(session, up, place, context, null)
  return failure === null ? { kind: 'ran', ...(await look(session, historyTables)) } : { ...failure, place }
}

async function tryDown(
  session: Session,
  down: ParsedMigration,
  place: number,
  context: DownContext,
  trace: InsideTrace | null,
): Promise<Failure | null> {
  // What a file sets holds for that file.
  await session.script('RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL')
  await useOwnSearchPath(session, 'transaction')
  const inside = inTransaction(down)
  const alone = down.up.some(endsTransactionInside) && blockAround(down) !== 'always'
  const alike = place === 0 && inside.every(Boolean) && blockAround(down) !== 'never' && !alone
  const transaction = new TransactionInside(session)
  for (const [index, statement] of down.up.entries()) {
    const isInside = inside[index] === true
    const control = () => transaction.run(statement)
    const failure = isTransactionControl(statement)
      ? await failureOf(statement, () => trace?.control(statement, isInside, control) ?? control())
      : await tryStatement(session, statement, isInside, context, trace)
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
  trace: InsideTrace | null,
): Promise<Failure | null> {
  const { line, syntaxError } = statement
  // Our own look at the schema came before it, and it says nothing about the schema.
  if (setsIsolation(statement)) {
    await trace?.control(statement, inside, async () => {})
    return null
  }
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
    const sent = await session.run(sql)
    if (sent.transaction !== 'open') throw new ShadowGone('it ended the transaction of the proof')
    return sent
  }
  const work = () =>
    lone === null ? trace?.measured(statement, inside, run) : trace?.byManual(statement, run)
  return failureOf(
    statement,
    () => work() ?? run(),
    error => context.excuse(statement, error),
  )
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
