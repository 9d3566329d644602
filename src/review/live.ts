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
  const created = new Set(migrations.flatMap(createdBy))
  return relation => relationsBefore?.has(relation) === true || !created.has(relation)
}

function createdBy({ statements, changes, state }: ReplayedMigration): string[] {
  if (state !== 'added') return []
  const measured = changes.filter(({ action }) => action === 'add').map(({ name }) => name)
  const written = statements.flatMap(({ statement }) =>
    statement.operations.flatMap(operation => {
      if (operation.kind === 'create-table') return [operation.table]
      return operation.kind === 'create' && operation.object.includes('view') ? [operation.name] : []
    }),
  )
  return [...measured, ...written]
}
