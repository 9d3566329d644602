import { createHash } from 'node:crypto'
import type { Migration } from '../model/migration.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Drift } from './drift.ts'

/**
 * The snapshot with the drift of its target, as it was told when it was taken. `steps` is what the target has run, and
 * what stands before it. A check upon this snapshot need not build them again, however many they are. What could not be
 * told is not recorded: the check tries it once more.
 */
export function withDrift(
  snapshot: Snapshot,
  steps: readonly Migration[],
  { verdict, changes }: Pick<Drift, 'verdict' | 'changes'>,
): Snapshot {
  const isTold = verdict === (changes.length === 0 ? 'equal' : 'different')
  return isTold ? { ...snapshot, drift: { migrations: digestOf(steps), changes: [...changes] } } : snapshot
}

/** The drift that a snapshot tells of exactly these steps; `null` where it tells none, or that of others. */
export function recordedDrift({ drift }: Snapshot, steps: readonly Migration[]): Drift | null {
  if (drift === undefined || drift.migrations !== digestOf(steps)) return null
  const { changes } = drift
  return { verdict: changes.length === 0 ? 'equal' : 'different', changes, reason: null }
}

/** All that decides what they build; ways back do not. */
function digestOf(steps: readonly Migration[]): string {
  const told = steps.map(({ id, format, up, transaction, oneString }) => [
    id,
    format,
    up.path,
    up.text,
    transaction,
    oneString,
  ])
  return `sha256:${createHash('sha256').update(JSON.stringify(told)).digest('hex')}`
}
