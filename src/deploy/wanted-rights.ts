import type { QualifiedName, WantedRights } from '../dialects/deploy-target.ts'
import { partsOf } from '../migrations/quoted-name.ts'
import type { Operation } from '../model/operation.ts'
import type { Review } from '../model/review.ts'
import type { PlannedMigration } from './plan.ts'

/**
 * What the role must be allowed for a plan, as far as text and measured locks tell. From a migration on that may make
 * the role another one, or give it rights, nothing is told.
 */
export function wantedRights(pending: readonly PlannedMigration[], review: Review): WantedRights {
  const altered: QualifiedName[] = []
  const dropped: QualifiedName[] = []
  const createIn = new Set<string>()
  const schemas = new Set<string>()
  for (const { parsed } of pending) {
    if (parsed.up.some(({ operations }) => operations.some(changesRights))) break
    const { statements = [], changes = [] } =
      review.migrations.find(({ path }) => path === parsed.migration.up.path) ?? {}
    // A temporary table is no part of a schema.
    const added = new Set(
      changes.flatMap(({ action, object, name }) => (action === 'add' && object === 'table' ? [name] : [])),
    )
    for (const { index, operations } of parsed.up) {
      const locked = new Set(statements.find(one => one.index === index)?.locks.map(lock => lock.relation))
      for (const operation of operations) {
        const owned = ownedBy(operation)
        // The name as the throwaway database found it, whatever the search path.
        if (owned !== null && locked.has(owned))
          (operation.kind === 'drop-table' ? dropped : altered).push(qualified(owned))
        if (operation.kind === 'create-table' && added.has(operation.table))
          createIn.add(qualified(operation.table).schema)
        if (operation.kind === 'create' && operation.object === 'schema')
          schemas.add(partsOf(operation.name).at(-1) ?? '')
      }
    }
  }
  return { altered, dropped, createIn: [...createIn], schemas: [...schemas] }
}

function qualified(name: string): QualifiedName {
  const parts = partsOf(name)
  return { schema: parts.at(-2) ?? '', name: parts.at(-1) ?? '' }
}

function changesRights(operation: Operation): boolean {
  switch (operation.kind) {
    case 'run-code':
      return true
    case 'set':
      return /role|authorization/i.test(operation.name)
    case 'create':
    case 'alter':
    case 'drop':
      return ['privilege', 'role', 'role-membership', 'owned-objects'].includes(operation.object)
    default:
      return false
  }
}

/** The table that an operation can only be done to by its owner; `null` where a right may be given to others. */
function ownedBy(operation: Operation): string | null {
  switch (operation.kind) {
    case 'drop-table':
    case 'rename-table':
    case 'add-column':
    case 'drop-column':
    case 'rename-column':
    case 'change-column-type':
    case 'set-not-null':
    case 'drop-not-null':
    case 'set-default':
    case 'drop-default':
    case 'add-constraint':
    case 'validate-constraint':
    case 'drop-constraint':
    case 'create-index':
      return operation.table
    default:
      return null
  }
}
