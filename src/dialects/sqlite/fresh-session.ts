import type { Session } from './session.ts'

/** As a runner that connects anew; most drivers then turn the foreign keys on. */
export async function startAfresh(session: Session, foreignKeys: boolean): Promise<void> {
  await session.reconnect()
  await enforceForeignKeys(session, foreignKeys)
}

/** Does nothing inside a transaction, as in production. */
export async function enforceForeignKeys(session: Session, on: boolean): Promise<void> {
  await session.script(`PRAGMA foreign_keys = ${on ? 'ON' : 'OFF'}`)
}
