import { DatabaseError, type Session } from '../session.ts'

/** SQLSTATEs of a name that is taken: table, column, object, function, schema, and an enum's label. */
const taken: ReadonlySet<string> = new Set(['42P07', '42701', '42710', '42723', '42P06'])

/**
 * Tries a statement inside the open transaction: done, or as if it had never been sent. `occupied`: an object
 * of that name stands there; `no schema`: there is no such schema.
 */
export async function attempt(
  session: Session,
  sql: string,
): Promise<'done' | 'occupied' | 'no schema' | 'refused'> {
  await session.script('SAVEPOINT attempt')
  try {
    await session.script(sql)
    await session.script('RELEASE SAVEPOINT attempt')
    return 'done'
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    await session.script('ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt')
    if (taken.has(error.code)) return 'occupied'
    return error.code === '3F000' ? 'no schema' : 'refused'
  }
}
