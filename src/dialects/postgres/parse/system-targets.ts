import type { Node } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import { isSystemSchema } from './hazard-words.ts'
import { nodeAs } from './tree.ts'

/** Whether a statement changes an object of the server's own schemas, or puts one there. */
export function changesSystem(statement: Statement, tree: Node): boolean {
  const moved = nodeAs(tree, 'AlterObjectSchemaStmt')
  if (moved !== null && isSystemSchema(moved.newschema ?? '')) return true
  return statement.operations.some(changesSystemObject)
}

/** Whether a statement grants or revokes rights on them. */
export function grantsSystem({ operations }: Statement): boolean {
  return operations.some(
    operation =>
      'object' in operation &&
      ['privilege', 'default-privilege'].includes(operation.object) &&
      isSystemName(operation.name, true),
  )
}

/** What only speaks about an object and leaves it as it is. */
const spoken: ReadonlySet<string> = new Set([
  'comment',
  'privilege',
  'default-privilege',
  'role-membership',
  'security-label',
])

function changesSystemObject(operation: Operation): boolean {
  switch (operation.kind) {
    case 'create':
      return !spoken.has(operation.object) && isSystemName(operation.name, false)
    case 'alter':
    case 'drop':
      return !spoken.has(operation.object) && isSystemName(operation.name, true)
    case 'create-table':
      return isSystemName(operation.table, false)
    case 'rename-table':
      return isSystemName(operation.table, true) || isSystemName(operation.to, false)
    case 'drop-index':
      return isSystemName(operation.index, true)
    default:
      return 'table' in operation && isSystemName(operation.table, true)
  }
}

/**
 * `pg_catalog.x`, the schema itself, and a plain `pg_x`, which the server looks up in its catalog first.
 * Something new without a schema goes elsewhere.
 */
function isSystemName(name: string, looksUp: boolean): boolean {
  const [schema = ''] = name.split('.', 1)
  return isSystemSchema(schema) || (looksUp && name.startsWith('public.pg_'))
}
