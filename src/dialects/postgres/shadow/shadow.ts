import { ShadowGone } from '../../../model/errors.ts'
import type { TracedStatement } from '../../../model/replay.ts'
import type { RowsInTheWay } from '../../../model/trace.ts'
import type { BaseNotice, ParsedMigration, Shadow, ShadowOptions } from '../../dialect.ts'
import { startAfresh } from '../fresh-session.ts'
import { historyTable } from '../schema/history-tables.ts'
import { captureFacts, type Facts, planDown } from '../schema/planner.ts'
import { readSchema } from '../schema/read.ts'
import { DatabaseError, type Session } from '../session.ts'
import type { TraceContext } from '../trace/context.ts'
import { traceMigration } from '../trace/runner.ts'
import { replayBase } from './base-replay.ts'
import { Seeds } from './fill/seeds.ts'
import { type KeptFacts, keep } from './kept.ts'
import { prepareQueries } from './prepare.ts'
import { Provision } from './provision.ts'
import { Rerun } from './rerun.ts'
import { RowDoubt } from './row-doubt.ts'
import { readRows } from './rows.ts'
import { trySomeRows } from './second-pass/second-pass.ts'
import { settle, telling } from './settle.ts'
import { Suspicion } from './suspicion.ts'
import { type DownContext, tryDowns } from './try-downs.ts'

/** Builds the shadow over a session, whichever engine is behind it. */
export async function shadowOver(
  session: Session,
  missingExtensions: ReadonlySet<string>,
  kept: KeptFacts | null = null,
  ownTables: readonly string[] = [],
  limits: ShadowOptions['limits'] = { statement: 10_000, check: 40_000, memory: 0 },
): Promise<Shadow> {
  const historyTables = ownTables.map(historyTable)
  const suspicion = new Suspicion(session.kind, missingExtensions, kept?.knowledge)
  const provision = new Provision(session, kept?.made)
  const notices = [...(kept?.notices ?? [])]
  /** Of what is in review: no part of a base that is kept. */
  const ofReview: BaseNotice[] = []
  const base: ParsedMigration[] = []
  const seeds = new Seeds(session, historyTables, limits.check / partForRows)
  let doubt = new RowDoubt()
  await startAfresh(session)
  const { rows } = await session.query(`SELECT pg_catalog.current_setting('server_version') AS version`)
  const version = String(rows[0]?.version).split(' ')[0] as string
  return {
    engine: { version, kind: session.kind },
    replay(migration) {
      base.push(migration)
      // Of the review that comes upon it nothing has run.
      doubt = new RowDoubt()
      return replayBase({ session, suspicion, provision, notices }, migration)
    },
    settle: target =>
      answering(session, async () => {
        const settled = await settle(session, target, historyTables)
        suspicion.loseObjects(telling(settled.difference))
        return settled
      }),
    notices: () => [...notices, ...ofReview],
    keep: () =>
      keep(session, base, kept, { knowledge: suspicion.knowledge(), made: [...provision.made], notices }),
    provide: migrations =>
      answering(session, async () => {
        const { isChanged, notices: made } = await provision.forReview(migrations, name =>
          suspicion.hasLost(name),
        )
        ofReview.push(...made)
        return isChanged
      }),
    async trace(migration) {
      const { path } = migration.migration.up
      const whole = base.length === 0 && kept === null
      const stopped = await trySomeRows(session, migration, seeds, it => suspicion.refuse(it) !== null)
      const rerun = new Rerun(seeds, migration, doubt)
      const context = contextOf(suspicion, provision, path, whole, rerun)
      const seen = await traceMigration(session, migration, context, rerun)
      await seeds.follow(migration)
      const traced = seen.map(it => withRows(it, stopped.get(it.statement.index)))
      // One failure takes the whole transaction with it, also what ran before.
      const failed = traced.some(({ trace }) => trace.outcome === 'failed' || trace.outcome === 'not-run')
      if (failed) {
        for (const { statement } of traced) suspicion.lose(statement, '', `${path}:${statement.line}`)
        doubt.missRowsOf(path)
      }
      return traced
    },
    readSchema: () =>
      answering(session, () => inTransaction(session, () => readSchema(session, historyTables))),
    async capturePlan(changes) {
      const facts = await answering(session, () => captureFacts(session, changes, historyTables))
      return { planState: facts, asItStands: facts.undone.length === 0 }
    },
    async planDown(from, to) {
      const plan = await planDown(from.planState as Facts, to.planState as Facts)
      if (plan.kind === 'impossible') return plan
      return { kind: 'planned', sql: plan.statements.map(({ sql }) => `${sql};\n`).join('') }
    },
    async fillTables([next]) {
      if (next === undefined) return
      await answering(session, () => seeds.fill(next))
      const { path } = next.migration.up
      for (const { table: name } of seeds.unfilled)
        if (!ofReview.some(it => it.name === name))
          ofReview.push({ kind: 'empty-table', name, path, line: 1 })
    },
    readRows: () => answering(session, () => inTransaction(session, () => readRows(session, seeds))),
    readDamage: async () => [],
    prepare: queries => answering(session, () => prepareQueries(session, queries)),
    tryDown: (downs, up) =>
      answering(session, () =>
        inTransaction(session, () =>
          tryDowns(session, downs, up ?? null, judgeOf(suspicion, provision), { historyTables, seeds }),
        ),
      ),
    close: () => session.close(),
  }
}

/** The part of the time for a check that making rows may take. */
const partForRows = 10

function withRows(traced: TracedStatement, stoppedBy: RowsInTheWay | undefined): TracedStatement {
  return stoppedBy === undefined ? traced : { ...traced, trace: { ...traced.trace, stoppedBy } }
}

function judgeOf(suspicion: Suspicion, provision: Provision): DownContext {
  return {
    refuse: statement => suspicion.refuseToRun(statement),
    distrust: (statement, notices) => suspicion.distrust(statement, notices),
    excuse: (statement, error) => provision.excuse(statement, error) ?? suspicion.excuse(statement, error),
  }
}

/** With `whole`, the migrations in review are the history from its beginning. */
function contextOf(
  suspicion: Suspicion,
  provision: Provision,
  path: string,
  whole: boolean,
  rerun: Rerun,
): TraceContext {
  return {
    refuse: statement => suspicion.refuse(statement),
    distrust: (statement, notices) => suspicion.distrust(statement, notices),
    learn: statement => suspicion.learn(statement),
    lose(statement, message) {
      const place = `${path}:${statement.line}`
      if (whole) suspicion.missBeginning(message, place)
      suspicion.lose(statement, message, message === '' ? '' : place)
    },
    excuse: (statement, error) =>
      provision.excuse(statement, error) ??
      suspicion.excuse(statement, error) ??
      rerun.excuse(statement, error),
    provided: statement => provision.told(statement),
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
