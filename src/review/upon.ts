import type { Target } from '../dialects/dialect.ts'
import { appliedOn } from '../migrations/applied.ts'
import type { Migration } from '../model/migration.ts'
import type { Snapshot, SnapshotSchema } from '../model/snapshot.ts'
import { snapshotStep, targetOf } from '../model/snapshot-schema.ts'
import type { Selected, Selection } from './select.ts'

/** A snapshot on which a change comes. */
export interface Upon {
  readonly step: Migration
  readonly target: Target
  /** Migrations of the base that the target has not run. */
  readonly pending: readonly Selected[]
  /** Those in review that it has run already. */
  readonly alreadyRun: ReadonlySet<Migration>
  /** The tables of migration tools that it knows. */
  readonly historyTables: readonly string[]
  /** False where the snapshot does not say what its target has run. */
  readonly knowsHistory: boolean
}

/**
 * The snapshot as the ground of a check; `null` where there is none with a schema, or where a down that the change
 * touches must be tried right behind its up, which the target ran long ago.
 */
export function uponSnapshot(snapshot: Snapshot | null, path: string, selection: Selection): Upon | null {
  const schema: SnapshotSchema | undefined = snapshot?.schema
  if (snapshot === null || schema === undefined) return null
  if (selection.base.some(({ state }) => state === 'down-changed')) return null
  const applied = appliedOn(
    snapshot.history ?? [],
    [...selection.base, ...selection.review].map(({ migration }) => migration),
  )
  const added = selection.review.filter(({ state }) => state === 'added')
  return {
    step: snapshotStep(schema, path),
    target: targetOf(schema, snapshot.serverVersion ?? ''),
    pending: applied === null ? [] : selection.base.filter(({ migration }) => !applied.has(migration)),
    alreadyRun: new Set(added.flatMap(({ migration }) => (applied?.has(migration) ? [migration] : []))),
    historyTables: (snapshot.history ?? []).map(({ table }) => table.replaceAll('"', '')),
    knowsHistory: applied !== null,
  }
}
