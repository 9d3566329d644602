import type { Session } from './session.ts'

/** As a runner that connects anew; most drivers then turn the foreign keys on. */
export async function startAfresh(session: Session, foreignKeys: boolean): Promise<void> {
  await session.reconnect()
  await session.script(`PRAGMA foreign_keys = ${foreignKeys ? 'ON' : 'OFF'}`)
}
