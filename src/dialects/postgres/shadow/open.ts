import type { ParsedMigration, Shadow, ShadowOptions } from '../../dialect.ts'
import { wantedExtensions } from '../parse/facts.ts'
import { embeddedExtensions, openEmbedded } from './embedded.ts'
import { openServer } from './server.ts'
import { shadowOver } from './shadow.ts'

/** Starts the shadow with the extensions that the migrations ask for, as far as the embedded engine has them. */
export async function openShadow(
  migrations: readonly ParsedMigration[],
  options: ShadowOptions,
): Promise<Shadow> {
  if (options.url !== null) return shadowOver(await openServer(options.url, options.limits), new Set())
  const available = embeddedExtensions()
  const wanted = wantedExtensions(migrations.flatMap(({ up, down }) => [...up, ...(down ?? [])]))
  const loaded = wanted.filter(name => available.has(name) && name !== 'plpgsql')
  const missing = wanted.filter(name => !available.has(name))
  return shadowOver(await openEmbedded(loaded, options.limits), new Set(missing))
}
