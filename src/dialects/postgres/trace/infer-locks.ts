import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import type { Lock } from '../../../model/trace.ts'
import { lockOfConcurrent } from '../parse/facts.ts'
import { isStronger } from './lock-modes.ts'

/** Locks of a statement that was not run or cannot be watched, from the PostgreSQL manual ("Explicit Locking"). */
export function inferLocks(statement: Statement): Lock[] {
  const concurrent = lockOfConcurrent(statement)
  if (concurrent !== null) return [concurrent]
  const strongestByRelation = new Map<string, string>()
  for (const { relation, mode } of statement.operations.flatMap(locksOf)) {
    if (isStronger(mode, strongestByRelation.get(relation) ?? null)) strongestByRelation.set(relation, mode)
  }
  return [...strongestByRelation].map(([relation, mode]) => ({ relation, mode }))
}

function locksOf(operation: Operation): Lock[] {
  switch (operation.kind) {
    case 'add-constraint': {
      if (operation.type !== 'foreign-key')
        return [{ relation: operation.table, mode: 'AccessExclusiveLock' }]
      const relations = [operation.table, ...(operation.references === null ? [] : [operation.references])]
      return relations.map(relation => ({ relation, mode: 'ShareRowExclusiveLock' }))
    }
    case 'validate-constraint':
      return [{ relation: operation.table, mode: 'ShareUpdateExclusiveLock' }]
    case 'create-index':
      return [{ relation: operation.table, mode: 'ShareLock' }]
    case 'drop-index':
      return [{ relation: operation.index, mode: 'AccessExclusiveLock' }]
    case 'write-rows':
      return [{ relation: operation.table, mode: 'RowExclusiveLock' }]
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
    case 'drop-constraint':
    case 'truncate':
      return [{ relation: operation.table, mode: 'AccessExclusiveLock' }]
    case 'alter-table':
      return locksOfDetail(operation)
    case 'lock-table':
      return [{ relation: operation.table, mode: operation.mode }]
    case 'refresh-view':
      return [
        { relation: operation.view, mode: operation.concurrently ? 'ExclusiveLock' : 'AccessExclusiveLock' },
      ]
    case 'create':
    case 'alter':
    case 'drop':
      return locksOfObject(operation)
    default:
      return []
  }
}

/** What ALTER TABLE does under less than ACCESS EXCLUSIVE. */
const weaker: Readonly<Record<string, string>> = {
  'set statistics': 'ShareUpdateExclusiveLock',
  'set options': 'ShareUpdateExclusiveLock',
  'reset options': 'ShareUpdateExclusiveLock',
  'set column options': 'ShareUpdateExclusiveLock',
  'reset column options': 'ShareUpdateExclusiveLock',
  'cluster on': 'ShareUpdateExclusiveLock',
  'set without cluster': 'ShareUpdateExclusiveLock',
  'attach partition': 'ShareUpdateExclusiveLock',
}

function locksOfDetail({ table, detail, partition }: Extract<Operation, { kind: 'alter-table' }>): Lock[] {
  const isTrigger = /^(?:enable|disable) .*trigger/.test(detail)
  const mode = isTrigger ? 'ShareRowExclusiveLock' : (weaker[detail] ?? 'AccessExclusiveLock')
  const own = { relation: table, mode }
  if (partition === undefined || detail === 'create partition') return [own]
  return [own, { relation: partition, mode: 'AccessExclusiveLock' }]
}

/** Triggers, policies and rules lock the table that stands before the last dot; a view is dropped as a table is. */
function locksOfObject({ kind, object, name }: Extract<Operation, { object: string }>): Lock[] {
  const table = name.slice(0, name.lastIndexOf('.'))
  switch (object) {
    case 'policy':
    case 'rule':
      return [{ relation: table, mode: 'AccessExclusiveLock' }]
    case 'trigger':
      return [{ relation: table, mode: kind === 'drop' ? 'AccessExclusiveLock' : 'ShareRowExclusiveLock' }]
    case 'view':
    case 'materialized-view':
      return kind === 'create' ? [] : [{ relation: name, mode: 'AccessExclusiveLock' }]
    default:
      return []
  }
}
