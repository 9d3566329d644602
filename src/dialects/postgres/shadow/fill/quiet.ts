import type { Session } from '../../session.ts'
import type { Table } from './facts.ts'

/**
 * Does some work in a transaction in which no trigger and no rule of these tables fires, and foreign keys hold. All
 * is taken back where the work throws, or where what was put out of the way cannot be put back.
 */
export async function quietly<Result>(
  session: Session,
  tables: readonly Table[],
  work: () => Promise<Result>,
): Promise<Result> {
  await session.script('BEGIN; SET LOCAL search_path = pg_catalog, pg_temp')
  try {
    const result = await withoutFiring(session, tables, work)
    await session.script('COMMIT')
    return result
  } catch (error) {
    // Where the session died there is nothing to take back.
    await session.script('ROLLBACK').catch(() => {})
    throw error
  }
}

/** The same in a transaction of the caller's; where it throws, that transaction must be taken back. */
export async function withoutFiring<Result>(
  session: Session,
  tables: readonly Table[],
  work: () => Promise<Result>,
): Promise<Result> {
  // Only a superuser makes event triggers; an older server has no such setting.
  if (session.kind === 'embedded') await session.script('SET LOCAL event_triggers = off')
  const alter = (change: 'enable' | 'disable') =>
    tables
      .filter(({ firing }) => firing.length > 0)
      .map(({ name, firing }) => {
        const actions = firing.map(it => `${change.toUpperCase()} ${it[change]}`)
        return `ALTER TABLE ONLY ${name} ${actions.join(', ')}`
      })
      .join('; ')
  await session.script(alter('disable'))
  const result = await work()
  await session.script('SET CONSTRAINTS ALL IMMEDIATE')
  await session.script(alter('enable'))
  return result
}
