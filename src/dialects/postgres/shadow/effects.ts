import type { Operation } from '../../../model/operation.ts'
import { lastPart } from './statement-names.ts'

/** What an object is to those that miss it. */
export type Kind = 'relation' | 'part' | 'other'

interface Built {
  /** Without its schema; of a part both alone and as `table.name`. */
  readonly name: string
  readonly kind: Kind
  /** It stood before: the statement would have changed it, or taken it away. */
  readonly stood: boolean
}

/** What does not stand where a statement did not have its effect; a table of which only a part is missing does. */
export function builtBy(operation: Operation): readonly Built[] {
  switch (operation.kind) {
    case 'create-table':
      return [one(operation.table, 'relation')]
    case 'rename-table':
      return [one(operation.to, 'relation')]
    case 'rename-column':
      return [...part(operation.table, operation.column, true), ...part(operation.table, operation.to)]
    case 'create':
      return [one(operation.name, rowHolders.has(operation.object) ? 'relation' : 'other')]
    case 'create-extension':
      return [one(operation.name, 'other')]
    case 'alter':
    case 'drop':
      return [one(operation.name, 'other', true)]
    case 'create-index':
      return operation.index === null ? [] : [one(operation.index, 'other')]
    case 'drop-index':
      return [one(operation.index, 'other', true)]
    case 'add-column':
      return part(operation.table, operation.column)
    case 'add-constraint':
      return operation.constraint === null ? [] : part(operation.table, operation.constraint)
    default:
      if ('column' in operation) return part(operation.table, operation.column, true)
      return 'constraint' in operation ? part(operation.table, operation.constraint, true) : []
  }
}

function one(name: string, kind: Kind, stood = false): Built {
  return { name: lastPart(name), kind, stood }
}

function part(table: string, name: string, stood = false): readonly Built[] {
  return [one(name, 'part', stood), { name: `${lastPart(table)}.${lastPart(name)}`, kind: 'part', stood }]
}

const rowHolders: ReadonlySet<string> = new Set(['view', 'materialized-view', 'foreign-table', 'sequence'])

/** Relations, types and schemas of which is known, after the statement, whether they stand. */
export function settledBy(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'create-table':
    case 'drop-table':
      return [operation.table]
    case 'rename-table':
      return [operation.table, operation.to]
    case 'create':
    case 'drop':
      return rowHolders.has(operation.object) || /^(?:schema|type|domain)$/.test(operation.object)
        ? [operation.name]
        : []
    default:
      return []
  }
}
