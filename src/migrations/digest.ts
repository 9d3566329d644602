import { createHash } from 'node:crypto'
import type { Migration, TransactionForm } from '../model/migration.ts'
import type { Statement } from '../model/statement.ts'

/** `sha256:` and 64 hex digits. */
function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
}

/** What the up file says; the name and the down do not count. */
export function migrationChecksum({ up }: Migration): string {
  return sha256(up.text)
}

/**
 * All that decides what applying the migration does: id, up, down, how it is sent, and whether what it drops is set
 * aside first.
 */
export function migrationDigest(
  migration: Migration,
  transaction: TransactionForm,
  keepsData = false,
): string {
  const { id, up, down, downDelivery } = migration
  const back = downDelivery?.transaction ?? migration.transaction
  const parts = [id, sha256(up.text), down === null ? null : sha256(down.text), transaction]
  const sent = back === migration.transaction ? parts : [...parts, back]
  return sha256(JSON.stringify(keepsData ? [...sent, 'keep-data'] : sent))
}

/** Whether keeping data changes how these statements are applied. */
export function dropsData(up: readonly Statement[]): boolean {
  return up.some(({ operations }) =>
    operations.some(({ kind }) => kind === 'drop-table' || kind === 'drop-column'),
  )
}

/** The migrations of a change, in their order. */
export function planDigest(digests: readonly string[]): string {
  return sha256(JSON.stringify(digests))
}
