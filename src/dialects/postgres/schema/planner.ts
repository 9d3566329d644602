import type { FactBase, Plan } from '@supabase/pg-delta'
import type { Change } from '../../../model/schema.ts'
import type { Session } from '../session.ts'
import { dropUnmodeled } from './drop-unmodeled.ts'
import { freeForeignKeys } from './free-foreign-keys.ts'
import { dropHistoryTables, type HistoryTable } from './history-tables.ts'
import { plannedSql } from './planned-sql.ts'
import { undoRenames } from './undo-renames.ts'

/** A database as the planning library reads it. Opaque: only {@link planDown} looks inside. */
export interface Facts {
  readonly base: FactBase
  /** What was undone before reading; the plan begins with it. */
  readonly undone: readonly string[]
  /** Kinds of objects that stand in the database and that the library does not model. */
  readonly unmodeled: readonly string[]
  readonly applier: {
    readonly role: string
    readonly isSuperuser: boolean
    readonly memberOf: readonly string[]
  }
}

export interface PlannedStatement {
  readonly sql: string
  /** True where rows or values go that nothing can bring back. */
  readonly losesData: boolean
  /** False where the server refuses it in a transaction, or where what follows needs it committed. */
  readonly inTransaction: boolean
}

export type DownPlan =
  | {
      readonly kind: 'planned'
      readonly statements: readonly PlannedStatement[]
      /** Kinds that the plan is blind to; a proof by the schema reader is the only word on them. */
      readonly unmodeled: readonly string[]
    }
  | { readonly kind: 'impossible'; readonly reason: string }

/**
 * Reads the database for planning. With the `changes` of an up (measured by `diffSchemas`) it is read as it stands
 * once some of them are undone. Renames: the library knows objects by name, and would drop and make again every
 * definition that mentions a renamed one; here the server itself rewrites them. Additions of kinds that the library
 * does not model. And foreign keys that would be in the way of a change of types. History tables are taken away first. All in a transaction that is rolled back, or a savepoint of the open one.
 */
export async function captureFacts(
  session: Session,
  changes: readonly Change[] = [],
  historyTables: readonly HistoryTable[] = [],
): Promise<Facts> {
  const { rows, transaction } = await session.query('select current_user::pg_catalog.text as role')
  const open = transaction === 'open'
  await session.script(open ? 'SAVEPOINT capture_facts' : 'BEGIN ISOLATION LEVEL REPEATABLE READ')
  try {
    await dropHistoryTables(session, historyTables)
    const undone = [
      ...(await freeForeignKeys(session, changes)),
      ...(await dropUnmodeled(session, changes)),
      ...(await undoRenames(session, changes)),
    ]
    const { extract } = await import('@supabase/pg-delta/extract')
    const { factBase, diagnostics } = await extract(poolOver(session))
    const unmodeled = diagnostics
      .filter(({ code }) => code === 'unmodeled_kind')
      .map(({ context, message }) => (typeof context?.kind === 'string' ? context.kind : message))
    // Whether it may set an owner is for the server to say, when the plan is tried.
    const applier = { role: String(rows[0]?.role), isSuperuser: true, memberOf: [] }
    return { base: factBase, undone, unmodeled: [...new Set(unmodeled)].sort(), applier }
  } finally {
    await session.script(
      open ? 'ROLLBACK TO SAVEPOINT capture_facts; RELEASE SAVEPOINT capture_facts' : 'ROLLBACK',
    )
  }
}

/**
 * The statements that lead from one database to the other; none where nothing differs. Never to be trusted
 * before it was run and judged by `compareSchemas`. What is made again belongs to whoever runs the plan, unless
 * it had another owner.
 */
export async function planDown(from: Facts, to: Facts): Promise<DownPlan> {
  const { plan } = await import('@supabase/pg-delta/plan')
  let planned: Plan
  try {
    planned = plan(from.base, to.base, { capability: to.applier })
  } catch (error) {
    return { kind: 'impossible', reason: error instanceof Error ? error.message : String(error) }
  }
  // The library would also set the search path; but every name it writes is qualified, and the tool that runs
  // the way back may go on in the same transaction with names that are not.
  const bodies = planned.preamble.some(({ name }) => name === 'check_function_bodies')
  return {
    kind: 'planned',
    statements: [
      ...from.undone.map(plain),
      ...(bodies ? [plain('SET LOCAL check_function_bodies = off')] : []),
      ...planned.actions.map(action => ({
        sql: plannedSql(action.sql),
        losesData: action.dataLoss === 'destructive',
        inTransaction: action.transactionality === 'transactional',
      })),
    ],
    unmodeled: [...new Set([...from.unmodeled, ...to.unmodeled])].sort(),
  }
}

function plain(sql: string): PlannedStatement {
  return { sql, losesData: false, inTransaction: true }
}

/** Loads the library ahead of its use: this process has nothing else to do while the engine boots. */
export function preloadPlanner(): void {
  // A failure shows where the library is used.
  import('@supabase/pg-delta/extract').catch(() => {})
  import('@supabase/pg-delta/plan').catch(() => {})
}

type Pool = Parameters<typeof import('@supabase/pg-delta/extract')['extract']>[0]

/** The library opens its own transaction; it gets the one that is open, so BEGIN and its end are not passed on. */
function poolOver(session: Session): Pool {
  const client = {
    async query(
      query: string | { readonly text: string; readonly values?: readonly unknown[] },
      values?: readonly unknown[],
    ) {
      const text = typeof query === 'string' ? query : query.text
      const parameters = typeof query === 'string' ? values : query.values
      if (/^\s*(BEGIN|COMMIT|ROLLBACK)\b/i.test(text)) return { rows: [] }
      return session.query(text, parameters)
    },
    release() {},
  }
  // The library's type is node-postgres's Pool, of which it uses these three methods.
  return { connect: async () => client } as unknown as Pool
}
