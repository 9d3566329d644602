import type { Review } from '../../src/model/review.ts'
import { snapshotFormat } from '../../src/model/snapshot.ts'
import type { BaseStore } from '../../src/replay/base-store.ts'
import type { Case } from './alone.ts'

/**
 * The review of a migration in front of a database in which each table has so many rows. Reviewed twice: the first
 * tells which relations it meets, of which the second is given a snapshot.
 */
export async function reviewWithRows({ migration, review }: Case, rows: number): Promise<Review> {
  const baseStore = storeOfOne()
  const unsized = await review({ baseStore })
  const tables = Object.fromEntries(relationsOf(unsized).map(name => [name, { rows }]))
  const { dialect } = unsized.engine
  const snapshot = { format: snapshotFormat, dialect, statistics: { tables } }
  const path = `${migration.id}.snapshot.json`
  return review({ baseStore, snapshot: { path, text: JSON.stringify(snapshot) } })
}

function relationsOf({ migrations }: Review): readonly string[] {
  const statements = migrations.flatMap(it => it.statements)
  const names = statements.flatMap(({ locks, scans }) => [...locks.map(it => it.relation), ...scans])
  return [...new Set(names)].sort()
}

/** The base need not be replayed a second time. */
function storeOfOne(): BaseStore {
  let kept: { readonly key: string; readonly state: Uint8Array } | null = null
  return {
    async find(keys) {
      return kept !== null && keys.includes(kept.key) ? kept : null
    },
    async keep(key, state) {
      kept = { key, state }
    },
  }
}
