import { ShadowGone } from '../../../model/errors.ts'
import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import type { Shadow } from '../../dialect.ts'
import { startAfresh } from '../fresh-session.ts'
import { compareSchemas } from '../schema/compare.ts'
import { follow, type Lineage, lineageFrom } from '../schema/lineage.ts'
import { planDown } from '../schema/plan.ts'
import { capturePlan, type PlanFacts } from '../schema/plan-facts.ts'
import { readSchema } from '../schema/read.ts'
import type { Session } from '../session.ts'
import { type TraceContext, traceMigration } from '../trace/runner.ts'
import { replayBase } from './base-replay.ts'
import { readDamage } from './damage.ts'
import { fillTables } from './fill.ts'
import { type KeptFacts, keep } from './kept.ts'
import { Lost } from './lost.ts'
import { readRows } from './rows.ts'
import { StandIns } from './stand-ins.ts'
import { tryDowns } from './try-downs.ts'

export interface ShadowSettings {
  /** What belongs to the base that the session already holds; `null` where it holds nothing. */
  readonly kept: KeptFacts | null
  /** Tables that migration tools keep for themselves. */
  readonly historyTables: readonly string[]
  /** Whether a connection begins with foreign keys enforced. */
  readonly foreignKeys: boolean
}

/** Builds the shadow over the engine's own session. */
export async function shadowOver(engine: Session, settings: ShadowSettings): Promise<Shadow> {
  const { kept, historyTables, foreignKeys } = settings
  const lost = new Lost(kept?.losses)
  const standIns = new StandIns()
  const session = standIns.over(engine)
  const notices = [...(kept?.notices ?? [])]
  for (const { name } of notices) await standIns.make(engine, name)
  await startAfresh(session, foreignKeys)
  const schemaWith = (from?: Lineage) =>
    readable(session, readSchema(session, { historyTables, lineage: from }))
  const rows = () => readable(session, readRows(session, historyTables))
  let lineage = lineageFrom(await schemaWith())
  const [row] = await session.query('SELECT sqlite_version() AS version')

  function contextOf(path: string, ran: (operations: readonly Operation[]) => void): TraceContext {
    return {
      foreignKeys,
      learn(statement) {
        lost.find(statement)
        ran(statement.operations)
      },
      lose: (statement: Statement) => lost.lose(statement, `${path}:${statement.line}`),
      provided: () => null,
      distrust: (statement, actions) => lost.distrust(statement) ?? standIns.distrust(statement, actions),
      excuse: (statement, error) => lost.excuse(statement, error),
    }
  }

  return {
    engine: { version: String(row?.version), kind: 'embedded' },
    replay: migration => replayBase({ session, lost, standIns, notices, foreignKeys }, migration),
    async settle(target) {
      const { verdict, difference } = compareSchemas(target.schema, await schemaWith())
      return { added: [], difference: verdict === 'equal' ? [] : difference }
    },
    notices: () => notices,
    keep: () => keep(session, { losses: lost.losses(), notices }),
    provide: async () => false,
    async trace(migration) {
      const { path } = migration.migration.up
      lineage = await schemaWith(lineage).then(
        schema => lineageFrom(schema, lineage),
        // What cannot be read any more, the trace says of each statement.
        () => lineage,
      )
      const context = contextOf(path, operations => {
        lineage = follow(lineage, operations)
      })
      const traced = await traceMigration(session, migration, context)
      // One failure takes the whole transaction with it, also what ran before.
      const failed = traced.some(({ trace }) => trace.outcome === 'failed' || trace.outcome === 'not-run')
      if (failed) for (const { statement } of traced) lost.lose(statement, `${path}:${statement.line}`)
      return traced
    },
    readSchema: () => schemaWith(lineage),
    fillTables: ahead => readable(session, fillTables(session, historyTables, ahead)),
    readRows: rows,
    readDamage: () => readable(session, readDamage(session)),
    prepare: queries => readable(session, session.prepare(queries)),
    async capturePlan() {
      const planState = await readable(session, capturePlan(session, { historyTables, lineage }))
      return { planState, asItStands: true }
    },
    planDown: async (from, to) => planDown(from.planState as PlanFacts, to.planState as PlanFacts),
    async tryDown(downs, up) {
      // What a down makes again under a name that the up dropped is another object.
      let back = lineageFrom(await schemaWith(lineage), lineage)
      const known = new Lost(lost.losses())
      const context: TraceContext = {
        ...contextOf('', () => {}),
        learn: ({ operations }) => {
          back = follow(back, operations)
        },
        lose: () => {},
        excuse: (statement, error) => known.excuse(statement, error),
      }
      return tryDowns(session, downs, up ?? null, context, async () => ({
        schema: await schemaWith(back),
        rows: await rows(),
      }))
    },
    close: () => session.close(),
  }
}

/** A database that we cannot read is as good as none: that is told statement by statement. @throws ShadowGone */
async function readable<T>(session: Session, reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (cause) {
    if (cause instanceof ShadowGone) throw cause
    await session.close()
    throw new ShadowGone(`the shadow cannot be read: ${(cause as Error).message}`, { cause })
  }
}
