import type { ReplayedMigration } from '../model/replay.ts'

/**
 * Tells which relations are live: in use by a running application while the migration runs. What stood before
 * the change is; what the same change creates is not, whichever file creates it. A relation that nobody knows
 * (a lone file without a base) is taken as live.
 */
export function liveRelations(
  migrations: readonly ReplayedMigration[],
  relationsBefore: ReadonlySet<string> | null,
): (relation: string) => boolean {
  const created = createdFirst(migrations)
  return relation => relationsBefore?.has(relation) === true || !created.has(relation)
}

/** Relations of which the change first hears by creating them: what it drops and makes again stood before. */
function createdFirst(migrations: readonly ReplayedMigration[]): ReadonlySet<string> {
  const first = new Map<string, 'created' | 'used'>()
  const mention = (name: string, as: 'created' | 'used') => {
    if (!first.has(name)) first.set(name, as)
  }
  for (const { statements, changes, state } of migrations) {
    if (state !== 'added') continue
    for (const { statement } of statements) {
      for (const operation of statement.operations) {
        if (operation.kind === 'create-table') mention(operation.table, 'created')
        else if (operation.kind === 'create' && operation.object.includes('view'))
          mention(operation.name, 'created')
        else if ('table' in operation) mention(operation.table, 'used')
      }
    }
    // What code created shows only here.
    for (const { action, name } of changes) if (action === 'add') mention(name, 'created')
  }
  return new Set([...first].filter(([, as]) => as === 'created').map(([name]) => name))
}
