import { createHash } from 'node:crypto'
import type { Migration, TransactionForm } from '../model/migration.ts'

/** `sha256:` and 64 hex digits. */
function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
}

/** What the up file says; the name and the down do not count. */
export function migrationChecksum({ up }: Migration): string {
  return sha256(up.text)
}

/** All that decides what applying the migration does: id, up, down, and how it is sent. */
export function migrationDigest(migration: Migration, transaction: TransactionForm): string {
  const { id, up, down, downDelivery } = migration
  const back = downDelivery?.transaction ?? migration.transaction
  const parts = [id, sha256(up.text), down === null ? null : sha256(down.text), transaction]
  return sha256(JSON.stringify(back === migration.transaction ? parts : [...parts, back]))
}

/** The migrations of a change, in their order. */
export function planDigest(digests: readonly string[]): string {
  return sha256(JSON.stringify(digests))
}
