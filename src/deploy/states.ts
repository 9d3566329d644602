import type { Journal } from '../dialects/deploy-target.ts'
import { appliedOn, changedOn, unfinishedOn, unknownOn } from '../migrations/applied.ts'
import { migrationChecksum } from '../migrations/digest.ts'
import type { JournaledMigration, JournalKey } from '../model/deploy.ts'
import type { Migration } from '../model/migration.ts'
import type { HistoryRows } from '../model/snapshot.ts'
import { journaled, keyOf, sameKey } from './plan.ts'

/** How a migration stands on a target. */
export interface MigrationStatus {
  readonly key: JournalKey
  /** `null` where a target has run something of which there is no file. */
  readonly migration: Migration | null
  /**
   * `changed`: applied, and its file says something else now. `interrupted`: begun, and nobody wrote how it ended, or
   * the team's own tool did, and its table says that it is not through.
   * `failed`: the database refused a part of it. `unknown`: the target says it ran, and there is no file.
   */
  readonly state: 'applied' | 'pending' | 'failed' | 'interrupted' | 'changed' | 'unknown'
  readonly journaled: JournaledMigration | null
}

/** How all migrations stand, those of the folders in their order first. */
export function statesOf(
  migrations: readonly Migration[],
  history: readonly HistoryRows[],
  journal: Journal,
): readonly MigrationStatus[] {
  const applied = appliedOn(history, migrations) ?? new Set()
  const changed = new Set(changedOn(history, migrations))
  const unfinished = new Set(unfinishedOn(history, migrations))
  const known = migrations.map((migration): MigrationStatus => {
    const key = keyOf(migration)
    const inJournal = journaled(journal, key) ?? null
    const state = unfinished.has(migration) ? 'interrupted' : stateOf(applied.has(migration), inJournal)
    const differs = state === 'applied' && (changed.has(migration) || wasOther(migration, inJournal))
    return { key, migration, state: differs ? 'changed' : state, journaled: inJournal }
  })
  const gone = journal.migrations.filter(
    one => one.state !== 'reverted' && !known.some(({ key }) => sameKey(key, one)),
  )
  const inTables = unknownOn(history, migrations).filter(id => !gone.some(one => one.id === id))
  return [
    ...known,
    ...gone.map(
      (one): MigrationStatus => ({
        key: { folder: one.folder, id: one.id },
        migration: null,
        state: 'unknown',
        journaled: one,
      }),
    ),
    ...inTables.map(
      (id): MigrationStatus => ({
        key: { folder: '', id },
        migration: null,
        state: 'unknown',
        journaled: null,
      }),
    ),
  ]
}

function stateOf(isApplied: boolean, inJournal: JournaledMigration | null): MigrationStatus['state'] {
  if (inJournal?.state === 'running') return 'interrupted'
  // A way back that stopped after a part of it: neither up nor down.
  if (inJournal?.state === 'failed' && inJournal.direction === 'down') return 'interrupted'
  if (isApplied) return 'applied'
  return inJournal?.state === 'failed' ? 'failed' : 'pending'
}

function wasOther(migration: Migration, inJournal: JournaledMigration | null): boolean {
  return inJournal?.state === 'applied' && inJournal.checksum !== migrationChecksum(migration)
}
