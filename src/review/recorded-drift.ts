import { createHash } from 'node:crypto'
import type { Migration } from '../model/migration.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Drift } from './drift.ts'

/** What a target has run, and what stands before it. */
export interface Ran {
  /** In the order in which they are built. */
  readonly steps: readonly Migration[]
  /** Those of the steps that make the tables of the migration tools. */
  readonly historyTables: readonly Migration[]
  /** Names of the tables that the tools keep for themselves, also of those that a migration makes. */
  readonly toolTables: readonly string[]
}

/**
 * The snapshot with the drift of its target, as it was told when it was taken. A check upon this snapshot need not build
 * what ran again, however much it is. What could not be told is not recorded: the check tries it once more.
 */
export function withDrift(
  snapshot: Snapshot,
  ran: Ran,
  { verdict, changes }: Pick<Drift, 'verdict' | 'changes'>,
): Snapshot {
  if (verdict === 'unknown') return snapshot
  return { ...snapshot, drift: { migrations: digestOf(ran, snapshot), verdict, changes: [...changes] } }
}

/** The drift that a snapshot tells of exactly what ran; `null` where it tells none, or that of something else. */
export function recordedDrift(snapshot: Snapshot, ran: Ran): Drift | null {
  const { drift } = snapshot
  if (drift === undefined || drift.migrations !== digestOf(ran, snapshot)) return null
  const { verdict, changes } = drift
  return { verdict, changes, reason: null }
}

/**
 * Over all that decides what is built, and nothing that does not. The dialects that take snapshots replay a base by its
 * texts alone: how its tool sends them, and ways back, make no other schema. Paths stand in the text of problems.
 */
function digestOf(ran: Ran, snapshot: Snapshot): string {
  const told = (steps: readonly Migration[]) => steps.map(({ up: { path, text } }) => [path, text])
  const { steps, historyTables, toolTables } = ran
  const built = told(steps.filter(step => !historyTables.includes(step)))
  const tables = areOutOfSight(ran, snapshot) ? [] : [toolTables.toSorted(), told(historyTables)]
  return `sha256:${createHash('sha256')
    .update(JSON.stringify([built, tables]))
    .digest('hex')}`
}

/** Code that asks the catalog may come upon any table. */
const asksCatalog = /\bpg_|\binformation_schema\b/i

/**
 * Whether the tools' own tables decide nothing: no schema has them where the history of the target names them, and
 * whatever ran can neither speak of them nor find them. So the same migrations are known again whoever reads them.
 */
function areOutOfSight({ steps, historyTables, toolTables }: Ran, { history = [] }: Snapshot): boolean {
  const known = history.map(({ table }) => table.replaceAll('"', ''))
  return (
    toolTables.every(name => known.includes(name) || known.includes(`public.${name}`)) &&
    steps.every(
      step =>
        historyTables.includes(step) ||
        !(asksCatalog.test(step.up.text) || toolTables.some(name => mentions(step.up.text, name))),
    )
  )
}

function mentions(text: string, name: string): boolean {
  return text.toLowerCase().includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase())
}
