import type { Review } from '../../src/model/review.ts'
import { snapshotFormat } from '../../src/model/snapshot.ts'
import type { Case } from './alone.ts'
import { latestBase } from './latest-base.ts'

/**
 * The review of a migration in front of a database in which each table has so many rows. Reviewed twice: the first
 * tells which relations it meets, of which the second is given a snapshot.
 */
export async function reviewWithRows({ migration, review }: Case, rows: number): Promise<Review> {
  // The base need not be replayed a second time.
  const baseStore = latestBase()
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
