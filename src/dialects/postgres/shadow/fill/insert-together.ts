import { DatabaseError, type Session } from '../../session.ts'

/** Holds the number of the insertion that is tried; what is set before a savepoint outlives going back to it. */
const place = 'migration_gate.fill'

/**
 * Runs insertions in one round trip up to the first that fails, which is taken back alone. Gives how many ran.
 * In an open transaction.
 */
export async function insertTogether(session: Session, insertions: readonly string[]): Promise<number> {
  const steps = insertions.map(
    (sql, at) => `SET LOCAL ${place} = ${at}; SAVEPOINT migration_gate_fill; ${sql}`,
  )
  try {
    await session.script(
      `SAVEPOINT migration_gate_all; ${steps.join('; ')}; RELEASE SAVEPOINT migration_gate_all`,
    )
    return insertions.length
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    const { rows } = await session.script(
      `ROLLBACK TO SAVEPOINT migration_gate_fill; SELECT current_setting('${place}') AS place`,
    )
    await session.script('RELEASE SAVEPOINT migration_gate_all')
    return Number(rows[0]?.place)
  }
}
