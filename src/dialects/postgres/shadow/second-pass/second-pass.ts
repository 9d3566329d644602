import { ShadowGone } from '../../../../model/errors.ts'
import type { Operation } from '../../../../model/operation.ts'
import type { Statement } from '../../../../model/statement.ts'
import type { RowsInTheWay } from '../../../../model/trace.ts'
import type { ParsedMigration } from '../../../dialect.ts'
import { startAfresh, useOwnSearchPath } from '../../fresh-session.ts'
import { isTransactionControl, withoutConcurrently } from '../../parse/facts.ts'
import { DatabaseError, type Session } from '../../session.ts'
import { withoutFiring } from '../fill/quiet.ts'
import type { Seeds } from '../fill/seeds.ts'
import { insertAwkward } from './awkward-rows.ts'
import type { Demand, Lifted } from './demand.ts'
import { demandsOf } from './demands.ts'
import { GivenColumns } from './parent-demand.ts'

/** How often a migration is run, each time with the rows that nothing stopped at yet. */
const mostTurns = 6

/** What can ask something of rows that stood before. */
const demanding = new Set(['set-not-null', 'add-constraint', 'validate-constraint', 'create-index'])

/** Whether a statement can ask something of rows that stood before. */
function demands(operation: Operation, seeds: Seeds): boolean {
  if (operation.kind === 'alter') return operation.checksRows === true
  if (operation.kind === 'alter-table') return operation.detail === 'attach partition'
  return demanding.has(operation.kind) && 'table' in operation && seeds.standing(operation.table) !== null
}

/** What stopped, by the statement's place in the file. */
export type Stopped = ReadonlyMap<number, RowsInTheWay>

/**
 * Tries a migration on rows that may stand in production and not in the shadow: without a value, twice the same,
 * pointing nowhere, or against a new condition. All of it is taken back; nothing reaches what is measured. Whatever
 * runs code is not run here, since it could not be told afterwards where it hung.
 */
export async function trySomeRows(
  session: Session,
  { up }: ParsedMigration,
  seeds: Seeds,
  refuses: (statement: Statement) => boolean,
): Promise<Stopped> {
  const stopped = new Map<number, RowsInTheWay>()
  const tame = up.slice(0, firstWild(up, refuses))
  const isAsked = tame.some(({ operations }) => operations.some(it => demands(it, seeds)))
  if (!isAsked) return stopped
  const met = new Set<string>()
  try {
    for (let turn = 0; turn < mostTurns; turn++) {
      await session.script('BEGIN; SET LOCAL search_path = pg_catalog, pg_temp')
      const all = await demandsIn(session, tame, seeds)
      const open = all.filter(demand => !met.has(keyOf(demand)))
      const found =
        open.length === 0 ? null : await firstStop(session, tame, open, seeds, new Set(stopped.keys()))
      await session.script('ROLLBACK')
      if (found === null) break
      const { demand, index, code } = found
      const { table, what, count } = demand
      if (!stopped.has(index)) stopped.set(index, { table, what, count, code })
      met.add(keyOf(demand))
    }
  } catch (error) {
    if (!(error instanceof DatabaseError) && !(error instanceof ShadowGone)) throw error
  }
  // Where the shadow is gone, the run that is measured says so.
  await startAfresh(session).catch(() => {})
  return stopped
}

function keyOf({ index, count }: Demand): string {
  return `${index} ${count}`
}

function firstWild(up: readonly Statement[], refuses: (statement: Statement) => boolean): number {
  const found = up.findIndex(
    statement =>
      statement.syntaxError !== null ||
      statement.operations.some(({ kind }) => kind === 'run-code') ||
      refuses(statement),
  )
  return found === -1 ? up.length : found
}

async function demandsIn(
  session: Session,
  up: readonly Statement[],
  seeds: Seeds,
): Promise<readonly Demand[]> {
  const demands: Demand[] = []
  const given = new GivenColumns()
  for (const statement of up) {
    await session.script('RESET search_path')
    await useOwnSearchPath(session, 'transaction')
    given.learn(statement)
    demands.push(...(await demandsOf(session, statement, seeds, given)))
  }
  await session.script('SET LOCAL search_path = pg_catalog, pg_temp')
  return demands
}

interface Stop {
  readonly demand: Demand
  readonly index: number
  readonly code: string
}

/** Puts the awkward rows in, runs the statements, and says at which of them rows were in the way. */
async function firstStop(
  session: Session,
  up: readonly Statement[],
  demands: readonly Demand[],
  seeds: Seeds,
  known: ReadonlySet<number>,
): Promise<Stop | null> {
  const tables = [...new Set(demands.map(({ on }) => on))]
  const lifted = new Map(demands.flatMap(({ lifted: it }) => (it === undefined ? [] : [[it.drop, it]])))
  await withoutFiring(session, tables, async () => {
    await session.script('SET CONSTRAINTS ALL IMMEDIATE')
    const away: Lifted[] = []
    for (const it of lifted.values()) if ((await failureOf(session, it.drop)) === null) away.push(it)
    for (const [place, demand] of demands.entries())
      await insertAwkward(session, demand, seeds.recipe(demand.on), place)
    for (const { restore } of away) await session.script(restore)
  })
  await session.script('RESET ALL')
  await useOwnSearchPath(session, 'transaction')
  for (const statement of up) {
    if (isTransactionControl(statement)) continue
    const error = await failureOf(session, withoutConcurrently(statement))
    if (error === null) continue
    const isOfRows = /^2[23]/.test(error.code)
    const demand = isOfRows ? await brokenDemand(session, statement, demands) : null
    if (demand !== null) return { demand, index: statement.index, code: error.code }
    // The rows that every table was given may be in the way as well: that is told, and the rest goes on without it.
    if (!isOfRows || !known.has(statement.index)) return null
  }
  return null
}

async function failureOf(session: Session, sql: string): Promise<DatabaseError | null> {
  await session.script('SAVEPOINT migration_gate_try')
  try {
    await session.run(sql)
    await session.script('RELEASE SAVEPOINT migration_gate_try')
    return null
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    await session.script('ROLLBACK TO SAVEPOINT migration_gate_try')
    return error
  }
}

/** The demand whose own query counts rows where the statement stopped: its own, or that of what it validates. */
async function brokenDemand(
  session: Session,
  statement: Statement,
  demands: readonly Demand[],
): Promise<Demand | null> {
  const validated = statement.operations.flatMap(it =>
    it.kind === 'validate-constraint' ? [it.constraint] : [],
  )
  const own = demands.filter(
    ({ index, constraint }) =>
      index === statement.index || (constraint !== null && validated.includes(constraint)),
  )
  for (const demand of own) {
    try {
      const { rows } = await session.query(demand.count)
      if (Number(rows[0]?.count) > 0) return demand
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      await session.script('ROLLBACK TO SAVEPOINT migration_gate_try')
    }
  }
  return null
}
