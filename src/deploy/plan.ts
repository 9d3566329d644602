import { createHash } from 'node:crypto'
import type { Journal } from '../dialects/deploy-target.ts'
import type { Dialect, ParsedMigration } from '../dialects/dialect.ts'
import { asSent } from '../migrations/as-sent.ts'
import { dropsData, migrationChecksum, migrationDigest, planDigest } from '../migrations/digest.ts'
import { ownDelivery } from '../migrations/formats/plain.ts'
import { folderOf } from '../migrations/own-journal.ts'
import type { JournaledMigration, JournalKey, Segment } from '../model/deploy.ts'
import type { Migration } from '../model/migration.ts'
import { scriptOf } from '../replay/script.ts'

/** A migration that is to be applied, and how. */
export interface PlannedMigration {
  readonly key: JournalKey
  readonly parsed: ParsedMigration
  readonly segments: readonly Segment[]
  readonly digest: string
  readonly checksum: string
}

/** The migrations in their order, cut into their parts. */
export async function planMigrations(
  dialect: Dialect,
  migrations: readonly Migration[],
  keepsData = false,
): Promise<readonly PlannedMigration[]> {
  const planned: PlannedMigration[] = []
  for (const migration of migrations) planned.push(await planMigration(dialect, migration, keepsData))
  return planned
}

async function planMigration(
  dialect: Dialect,
  migration: Migration,
  keepsData: boolean,
): Promise<PlannedMigration> {
  const up = asSent(migration.format, migration.up, await dialect.parse(migration.up.text))
  const parsed = scriptOf(dialect, migration, up)
  return {
    key: keyOf(migration),
    parsed,
    segments: segmentsOf(dialect, parsed),
    digest: migrationDigest(migration, parsed.transaction, keepsData && dropsData(up)),
    checksum: migrationChecksum(migration),
  }
}

/** A migration without a statement is recorded like any other. */
function segmentsOf({ deployment }: Dialect, parsed: ParsedMigration): readonly Segment[] {
  const segments = deployment?.segments(parsed) ?? []
  return segments.length > 0 ? segments : [{ kind: 'transaction', begin: 'BEGIN', statements: [] }]
}

/** How the journal calls a migration. */
export function keyOf(migration: Migration): JournalKey {
  return { folder: folderOf(migration), id: migration.id }
}

export function sameKey(one: JournalKey, other: JournalKey): boolean {
  return one.id === other.id && one.folder === other.folder
}

/** Under which name things are set aside: another for each run of each migration. 12 hex digits. */
export function archiveTag({ folder, id }: JournalKey, pass: number): string {
  return createHash('sha256')
    .update(JSON.stringify([folder, id, pass]))
    .digest('hex')
    .slice(0, 12)
}

/** What the journal holds of a migration; `undefined` where it was never begun. */
export function journaled({ migrations }: Journal, key: JournalKey): JournaledMigration | undefined {
  return migrations.find(one => sameKey(one, key))
}

/**
 * The digest of a plan of which a part was applied by earlier runs for the same plan: what a run leaves undone, the next
 * one must find again under the same digest.
 */
export function digestOfPlan(
  pending: readonly PlannedMigration[],
  done: readonly PlannedMigration[] = [],
): string {
  return planDigest([...done, ...pending].map(({ digest }) => digest))
}

/**
 * The way back of a migration that was applied, as a migration whose up it is. What the file holds is sent as its tool
 * sends it; what we made, as our own runner does.
 */
export async function planDown(
  dialect: Dialect,
  migration: Migration,
  { down, digest, checksum, folder, id }: JournaledMigration,
): Promise<PlannedMigration> {
  const text = down ?? ''
  const file = migration.down
  const isAuthored = file !== null && file.text.trim() === text.trim()
  const delivery = isAuthored ? (migration.downDelivery ?? migration) : ownDelivery
  const back: Migration = {
    ...migration,
    up: isAuthored ? file : { path: `${migration.up.path} (way back)`, text },
    down: null,
    transaction: delivery.transaction,
    oneString: delivery.oneString,
    runner: isAuthored ? migration.runner : 'ours',
  }
  const parsed = scriptOf(dialect, back, await dialect.parse(back.up.text))
  return { key: { folder, id }, parsed, segments: segmentsOf(dialect, parsed), digest, checksum }
}
