import type { ShadowOptions } from '../dialects/dialect.ts'
import { loadDialect } from '../dialects/registry.ts'
import { appliedOn } from '../migrations/applied.ts'
import { environmentOf, historyTablesOf } from '../migrations/environment.ts'
import { readMigrations } from '../migrations/read.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { snapshotDigest } from '../model/snapshot-digest.ts'
import { snapshotStep, targetOf } from '../model/snapshot-schema.ts'
import { standOf } from '../replay/stand.ts'
import { unlessGone } from '../replay/unless-gone.ts'
import { type Drift, driftOf, unlessUnbuilt } from '../review/drift.ts'
import { type Ran, withDrift } from '../review/recorded-drift.ts'
import { select } from '../review/select.ts'
import type { Checkout } from './checkout.ts'
import { limitsOf } from './snapshot.ts'

/** The snapshot with how its target differs from what the migrations build that it has run. Builds both. */
export async function recordDrift(snapshot: Snapshot, checkout: Checkout): Promise<Snapshot> {
  const { schema, serverVersion = '', history = [] } = snapshot
  if (schema === undefined || snapshot.dialect !== checkout.dialect) return snapshot
  const dialect = await loadDialect(checkout.dialect)
  const ran = ranOn(snapshot, checkout)
  const options: ShadowOptions = {
    url: null,
    limits: limitsOf(checkout.config),
    historyTables: [...ran.toolTables, ...history.map(({ table }) => table.replaceAll('"', ''))],
  }
  const target = targetOf(schema, serverVersion)
  const built = standOf(dialect, { steps: ran.steps, target: null }, options)
  // Who waits for it comes later.
  built.catch(() => {})
  const ground = { steps: [snapshotStep(schema, 'the target')], target }
  const stand = await unlessGone(standOf(dialect, ground, options))
  await stand?.shadow.close()
  const drift = await driftOf(dialect, built, stand?.schema ?? null, target.redacted)
  return recorded(snapshot, ran, unlessUnbuilt(drift, stand?.problems.length ?? 0))
}

/** The snapshot of a target of which it is known that it is what its migrations build. */
export function recordNoDrift(snapshot: Snapshot, checkout: Checkout): Snapshot {
  return recorded(snapshot, ranOn(snapshot, checkout), { verdict: 'equal', changes: [] })
}

function recorded(snapshot: Snapshot, ran: Ran, drift: Pick<Drift, 'verdict' | 'changes'>): Snapshot {
  const told = withDrift(snapshot, ran, drift)
  return { ...told, digest: snapshotDigest(told) }
}

/** What stands before the first migration, and the migrations that the target has run; all where nobody knows. */
function ranOn({ history = [] }: Snapshot, { folders, dialect, files, config }: Checkout): Ran {
  const apart = new Set([...config.baseline, ...config.setup])
  const { migrations } = readMigrations(folders, files, dialect, apart, config.variables)
  const applied = appliedOn(history, migrations)
  const { supplied, historyTables } = environmentOf(
    config,
    folders,
    { base: null, head: files, baseRef: null },
    select(migrations, migrations),
    dialect,
  )
  const ran = migrations.filter(migration => applied === null || applied.has(migration))
  return {
    steps: [...supplied, ...historyTables, ...ran],
    historyTables,
    toolTables: historyTablesOf(folders, dialect),
  }
}
