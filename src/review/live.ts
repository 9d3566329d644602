import type { Operation } from '../model/operation.ts'
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
  const added = migrations.filter(({ state }) => state === 'added')
  if (relationsBefore === null) {
    const created = createdFirst(added)
    return relation => !created.has(relation)
  }
  const created = new Set([...added.flatMap(createdByCode), ...createdFirst(added)])
  return relation => relationsBefore.has(relation) || !created.has(relation)
}

/** Also what code created, which no text tells. */
function createdByCode({ changes }: ReplayedMigration): string[] {
  return changes.filter(({ action }) => action === 'add').map(({ name }) => name)
}

/** Relations of which the text first speaks by creating them: what it drops and makes again stood before. */
function createdFirst(migrations: readonly ReplayedMigration[]): ReadonlySet<string> {
  const first = new Map<string, 'created' | 'used'>()
  for (const operation of migrations.flatMap(operationsOf)) {
    const creates =
      operation.kind === 'create-table' || (operation.kind === 'create' && operation.object.includes('view'))
    const name = 'table' in operation ? operation.table : operation.kind === 'create' ? operation.name : null
    if (name !== null && !first.has(name)) first.set(name, creates ? 'created' : 'used')
  }
  return new Set([...first].filter(([, as]) => as === 'created').map(([name]) => name))
}

function operationsOf({ statements }: ReplayedMigration): readonly Operation[] {
  return statements.flatMap(({ statement }) => statement.operations)
}
