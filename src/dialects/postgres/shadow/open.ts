import type { ParsedMigration, Shadow, ShadowOptions } from '../../dialect.ts'
import { wantedExtensions } from '../parse/facts.ts'
import { preloadPlanner } from '../schema/planner.ts'
import { embeddedExtensions, openEmbedded } from './embedded.ts'
import { openServer } from './server.ts'
import { shadowOver } from './shadow.ts'

/** Starts the shadow with the extensions that the migrations ask for, as far as the embedded engine has them. */
export async function openShadow(
  migrations: readonly ParsedMigration[] | Promise<readonly ParsedMigration[]>,
  { url, limits }: ShadowOptions,
): Promise<Shadow> {
  if (url !== null) return shadowOver(await openServer(url, limits), new Set())
  const wanted = Promise.resolve(migrations).then(extensionsOf)
  wanted.then(preloadPlanner, () => {})
  const session = await openEmbedded(
    wanted.then(({ present }) => present),
    limits,
  )
  return shadowOver(session, (await wanted).missing)
}

function extensionsOf(migrations: readonly ParsedMigration[]): {
  present: string[]
  missing: ReadonlySet<string>
} {
  const available = embeddedExtensions()
  const wanted = wantedExtensions(migrations.flatMap(({ up, down }) => [...up, ...(down ?? [])]))
  return {
    present: wanted.filter(name => available.has(name) && name !== 'plpgsql'),
    missing: new Set(wanted.filter(name => !available.has(name))),
  }
}
