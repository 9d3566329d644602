import { DatabaseError, type Session } from '../../session.ts'
import type { Demand } from './demand.ts'

/** The catalog writes out the schema of what is not on the path. */
export const qualifiedNames = 'SET LOCAL search_path = pg_catalog, pg_temp'

/** What is made on trial is called so: no name that a migration would choose. */
export const trial = 'migration_gate_trial'

/** Does something in the open transaction, looks, and takes it back; nothing where it cannot be done. */
export async function onTrial(
  session: Session,
  statements: readonly string[],
  look: () => Promise<readonly Demand[]>,
): Promise<readonly Demand[]> {
  await session.script(`SAVEPOINT ${trial}`)
  try {
    for (const sql of statements) await session.run(sql)
    return await look()
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return []
  } finally {
    await session.script(`ROLLBACK TO SAVEPOINT ${trial}; RELEASE SAVEPOINT ${trial}`).catch(() => {})
  }
}
