import { ShadowGone } from '../../../model/errors.ts'
import type { KeptShadow, ParsedMigration, Shadow, ShadowOptions } from '../../dialect.ts'
import { preloadPlanner } from '../schema/planner.ts'
import { embeddedExtensions, openEmbedded } from './embedded.ts'
import { extensionsIn, factsOf, type KeptFacts } from './kept.ts'
import { openServer } from './server.ts'
import { shadowOver } from './shadow.ts'

/** Starts the shadow with the extensions that the migrations ask for, as far as the embedded engine has them. */
export async function openShadow(
  migrations: readonly ParsedMigration[] | Promise<readonly ParsedMigration[]>,
  { url, limits, historyTables }: ShadowOptions,
  from: Promise<KeptShadow | null> = Promise.resolve(null),
): Promise<Shadow> {
  if (url !== null) return shadowOver(await openServer(url, limits), new Set(), null, historyTables, limits)
  const start = Promise.all([migrations, from]).then(([parsed, kept]) => startOf(parsed, kept))
  start.then(preloadPlanner, () => {})
  const session = await openEmbedded(start, limits)
  const { missing, facts } = await start
  return shadowOver(session, missing, facts, historyTables, limits)
}

interface Start {
  readonly extensions: readonly string[]
  readonly missing: ReadonlySet<string>
  readonly image: Uint8Array | null
  readonly facts: KeptFacts | null
}

function startOf(migrations: readonly ParsedMigration[], kept: KeptShadow | null): Start {
  const facts = kept === null ? null : factsOf(kept)
  if (kept !== null && facts === null) throw new ShadowGone('the kept base is of another form')
  const available = embeddedExtensions()
  const wanted = [...new Set([...(facts?.extensions ?? []), ...extensionsIn(migrations)])]
  return {
    extensions: wanted.filter(name => available.has(name) && name !== 'plpgsql'),
    missing: new Set(wanted.filter(name => !available.has(name))),
    image: kept?.image ?? null,
    facts,
  }
}
