import type { MigrationStatus } from '../deploy/states.ts'
import { visible } from './plain-text.ts'

/** How each migration stands on a target, for a reader at a terminal. */
export function renderStatus(states: readonly MigrationStatus[]): string {
  const rows = states.map(({ key, state, journaled }) => {
    const when = journaled === null ? '' : `  ${journaled.changedAt}`
    const why = journaled?.error == null ? '' : `  ${journaled.error}`
    return `  ${state.padEnd(11)} ${key.id}${when}${why}`
  })
  const counts = [...Map.groupBy(states, ({ state }) => state)].map(([state, of]) => `${of.length} ${state}`)
  return visible([counts.length === 0 ? 'No migrations.' : counts.join(' · '), ...rows, ''].join('\n'))
}

/** The same for a program. */
export function renderStatusJson(states: readonly MigrationStatus[]): string {
  const migrations = states.map(({ key, migration, state, journaled }) => ({
    id: key.id,
    folder: key.folder,
    path: migration?.up.path ?? null,
    state,
    changedAt: journaled?.changedAt ?? null,
    digest: journaled?.digest ?? null,
    runId: journaled?.runId ?? null,
    error: journaled?.error ?? null,
  }))
  return `${JSON.stringify({ format: 'migration-gate/status@1', migrations }, null, 2)}\n`
}
