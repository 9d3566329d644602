import type { Operation } from '../../model/operation.ts'
import type { ReplayedMigration } from '../../model/replay.ts'

/**
 * Which relations stood before the change. The shadow knows; where nothing was run (`before` is `null`) the text
 * tells: a name that first comes up in a CREATE is new, any other must have stood.
 */
export function liveRelations(
  migrations: readonly ReplayedMigration[],
  before: ReadonlySet<string> | null,
): (relation: string) => boolean {
  if (before !== null) return relation => before.has(relation)
  const firstSeen = new Map<string, 'new' | 'old'>()
  const added = migrations.filter(({ state }) => state === 'added')
  for (const operation of added.flatMap(({ statements }) =>
    statements.flatMap(it => it.statement.operations),
  )) {
    for (const [relation, age] of mentioned(operation)) {
      if (!firstSeen.has(relation)) firstSeen.set(relation, age)
    }
  }
  return relation => firstSeen.get(relation) !== 'new'
}

const holdsColumns = new Set(['view', 'materialized-view', 'foreign-table'])

function mentioned(operation: Operation): readonly (readonly [string, 'new' | 'old'])[] {
  if (operation.kind === 'create-table') return [[operation.table, 'new']]
  if (operation.kind === 'rename-table')
    return [
      [operation.table, 'old'],
      [operation.to, 'new'],
    ]
  if (operation.kind === 'create' && holdsColumns.has(operation.object)) return [[operation.name, 'new']]
  return 'table' in operation ? [[operation.table, 'old']] : []
}
