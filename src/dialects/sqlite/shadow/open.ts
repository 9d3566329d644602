import { ShadowGone, UserError } from '../../../model/errors.ts'
import type { KeptShadow, ParsedMigration, Shadow, ShadowOptions } from '../../dialect.ts'
import { openEmbedded } from './embedded.ts'
import { factsOf, imageIn } from './kept.ts'
import { shadowOver } from './shadow.ts'

/** Starts the shadow, empty or from a kept base. @throws ShadowGone where what was kept cannot be used */
export async function openShadow(
  _migrations: readonly ParsedMigration[] | Promise<readonly ParsedMigration[]>,
  { url, limits, historyTables = [], foreignKeys = true }: ShadowOptions,
  from: Promise<KeptShadow | null> = Promise.resolve(null),
): Promise<Shadow> {
  if (url !== null)
    throw new UserError('SQLite is checked in its own engine: --shadow takes "embedded" or "none".')
  // What is awaited first must not leave the other without anybody who hears of its failure.
  from.catch(() => {})
  const session = await openEmbedded(limits)
  try {
    const state = await from
    const kept = state === null ? null : factsOf(state)
    if (state !== null && kept === null) throw new ShadowGone('the kept base is of another form')
    if (state !== null) await session.restore(await unpacked(state))
    return await shadowOver(session, { kept, historyTables, foreignKeys })
  } catch (error) {
    await session.close()
    throw error
  }
}

async function unpacked(state: KeptShadow): Promise<Uint8Array> {
  try {
    return await imageIn(state)
  } catch (cause) {
    throw new ShadowGone(`the kept base is damaged: ${(cause as Error).message}`)
  }
}
