import type { Operation } from '../../../model/operation.ts'
import { lastPart } from './statement-names.ts'

/** What an object is to those that miss it. */
export type Kind = 'relation' | 'part' | 'other'

interface Built {
  /** Without its schema; of a part both alone and as `table.name`. */
  readonly name: string
  readonly kind: Kind
}

/** What does not stand where a statement did not have its effect; a table of which only a part is missing does. */
export function builtBy(operation: Operation): readonly Built[] {
  switch (operation.kind) {
    case 'create-table':
      return [one(operation.table, 'relation')]
    case 'rename-table':
      return [one(operation.to, 'relation')]
    case 'rename-column':
      return [...part(operation.table, operation.column), ...part(operation.table, operation.to)]
    case 'create':
      return [one(operation.name, rowHolders.has(operation.object) ? 'relation' : 'other')]
    case 'create-extension':
    case 'alter':
    case 'drop':
      return [one(operation.name, 'other')]
    case 'create-index':
    case 'drop-index':
      return operation.index === null ? [] : [one(operation.index, 'other')]
    default:
      if ('column' in operation) return part(operation.table, operation.column)
      if ('constraint' in operation && operation.constraint !== null)
        return part(operation.table, operation.constraint)
      return []
  }
}

function one(name: string, kind: Kind): Built {
  return { name: lastPart(name), kind }
}

function part(table: string, name: string): readonly Built[] {
  return [one(name, 'part'), { name: `${lastPart(table)}.${lastPart(name)}`, kind: 'part' }]
}

const rowHolders: ReadonlySet<string> = new Set(['view', 'materialized-view', 'foreign-table', 'sequence'])

/** Relations and schemas of which is known, after the statement, whether they stand. */
export function settledBy(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'create-table':
    case 'drop-table':
      return [operation.table]
    case 'rename-table':
      return [operation.table, operation.to]
    case 'create':
    case 'drop':
      return rowHolders.has(operation.object) || operation.object === 'schema' ? [operation.name] : []
    default:
      return []
  }
}
