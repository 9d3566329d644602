import type { Node } from 'libpg-query'
import type { Statement } from '../../../model/statement.ts'
import { codeOf } from './code.ts'
import { endsTransaction } from './code-hazards.ts'
import { detachesConcurrently, isConcurrent } from './concurrently.ts'
import { hasOption, nodeAs, nodesAs, relationName, treeOf } from './tree.ts'

export { withoutConcurrently } from './concurrently.ts'
export { wantedExtensions } from './extensions.ts'
export { breaksShadow, definesHazard, evidenceHazard, onlyBlinds, writesCatalog } from './hazards.ts'
export { takesNoRows } from './insert-values.ts'
export { mentionedNames } from './mentioned-names.ts'
export { isNoOp } from './no-op.ts'
export { keyActions, ownRowEvents, type RowEvent, rowEvents, triggerEvents } from './row-events.ts'
export { madeOwner, type Owner, wantedOwners } from './wanted-names.ts'

/**
 * What PostgreSQL refuses inside a transaction block, in a few words; null for all else.
 * The list is that of `PreventInTransactionBlock` in the server's source, as far as the text alone decides.
 */
export function cannotRunInTransaction(statement: Statement): string | null {
  const tree = treeOf(statement)
  if (tree === null) return null
  const simple = outsideOnly[Object.keys(tree)[0] ?? '']
  if (simple !== undefined) return simple
  if (nodeAs(tree, 'IndexStmt') !== null && isConcurrent(tree)) return 'CREATE INDEX CONCURRENTLY'
  if (nodeAs(tree, 'DropStmt') !== null && isConcurrent(tree)) return 'DROP INDEX CONCURRENTLY'
  if (detachesConcurrently(tree)) return 'DETACH PARTITION CONCURRENTLY'
  return reindexAlone(tree) ?? maintenanceAlone(tree) ?? subscriptionAlone(tree) ?? twoPhaseAlone(tree)
}

const outsideOnly: Readonly<Record<string, string>> = {
  CreatedbStmt: 'CREATE DATABASE',
  DropdbStmt: 'DROP DATABASE',
  CreateTableSpaceStmt: 'CREATE TABLESPACE',
  DropTableSpaceStmt: 'DROP TABLESPACE',
  AlterSystemStmt: 'ALTER SYSTEM',
  // Allowed there once its slot is detached, which the text does not tell.
  DropSubscriptionStmt: 'DROP SUBSCRIPTION',
}

function reindexAlone(tree: Node): string | null {
  const reindex = nodeAs(tree, 'ReindexStmt')
  if (reindex === null) return null
  if (isConcurrent(tree)) return 'REINDEX CONCURRENTLY'
  const whole: Readonly<Record<string, string>> = {
    REINDEX_OBJECT_SCHEMA: 'REINDEX SCHEMA',
    REINDEX_OBJECT_SYSTEM: 'REINDEX SYSTEM',
    REINDEX_OBJECT_DATABASE: 'REINDEX DATABASE',
  }
  return whole[reindex.kind ?? ''] ?? null
}

function maintenanceAlone(tree: Node): string | null {
  if (nodeAs(tree, 'VacuumStmt')?.is_vacuumcmd === true) return 'VACUUM'
  const cluster = nodeAs(tree, 'ClusterStmt')
  if (cluster !== null && cluster.relation === undefined) return 'CLUSTER without a table'
  if (nodeAs(tree, 'DiscardStmt')?.target === 'DISCARD_ALL') return 'DISCARD ALL'
  const database = nodeAs(tree, 'AlterDatabaseStmt')
  const moves = nodesAs(database?.options, 'DefElem').some(({ defname }) => defname === 'tablespace')
  return moves ? 'ALTER DATABASE SET TABLESPACE' : null
}

function subscriptionAlone(tree: Node): string | null {
  const created = nodeAs(tree, 'CreateSubscriptionStmt')
  if (created !== null) {
    const without = ['connect', 'create_slot'].some(option => isOff(created.options, option))
    return without ? null : 'CREATE SUBSCRIPTION with a replication slot'
  }
  const altered = nodeAs(tree, 'AlterSubscriptionStmt')
  const refreshes: readonly (string | undefined)[] = [
    'ALTER_SUBSCRIPTION_SET_PUBLICATION',
    'ALTER_SUBSCRIPTION_ADD_PUBLICATION',
    'ALTER_SUBSCRIPTION_DROP_PUBLICATION',
  ]
  if (altered === null) return null
  const slotOptions = nodesAs(altered.options, 'DefElem').map(({ defname }) => defname)
  if (
    altered.kind === 'ALTER_SUBSCRIPTION_OPTIONS' &&
    ['failover', 'two_phase'].some(one => slotOptions.includes(one))
  )
    return 'ALTER SUBSCRIPTION that changes its slot'
  const refresh =
    altered.kind === 'ALTER_SUBSCRIPTION_REFRESH' ||
    (refreshes.includes(altered.kind) && !isOff(altered.options, 'refresh'))
  return refresh ? 'ALTER SUBSCRIPTION with refresh' : null
}

function isOff(options: readonly Node[] | undefined, name: string): boolean {
  return nodesAs(options, 'DefElem').some(({ defname }) => defname === name) && !hasOption(options, name)
}

function twoPhaseAlone(tree: Node): string | null {
  const kind = nodeAs(tree, 'TransactionStmt')?.kind
  if (kind === 'TRANS_STMT_COMMIT_PREPARED') return 'COMMIT PREPARED'
  return kind === 'TRANS_STMT_ROLLBACK_PREPARED' ? 'ROLLBACK PREPARED' : null
}

/** A lock by the manual: statements that run outside a transaction leave none to be measured. */
export interface ManualLock {
  /** Schema-qualified; the index where the text does not tell its table. */
  readonly relation: string
  readonly mode: 'ShareUpdateExclusiveLock' | 'AccessExclusiveLock'
}

/** The lock that a statement takes on its relation while it runs outside a transaction; null for all others. */
export function lockOfConcurrent(statement: Statement): ManualLock | null {
  const tree = treeOf(statement)
  if (tree === null) return null
  const relation = lockedRelation(tree, statement)
  if (relation === null) return null
  const strong =
    nodeAs(tree, 'ClusterStmt') !== null || hasOption(nodeAs(tree, 'VacuumStmt')?.options, 'full')
  return { relation, mode: strong ? 'AccessExclusiveLock' : 'ShareUpdateExclusiveLock' }
}

function lockedRelation(tree: Node, statement: Statement): string | null {
  const vacuum = nodeAs(tree, 'VacuumStmt')
  const cluster = nodeAs(tree, 'ClusterStmt')
  const only = nodesAs(vacuum?.is_vacuumcmd === true ? vacuum.rels : [], 'VacuumRelation')[0]?.relation
  const maintained = only ?? cluster?.relation
  if (maintained !== undefined) return relationName(maintained, 'public')
  if (cannotRunInTransaction(statement) === null || !isConcurrent(tree)) return null
  const [operation] = statement.operations
  if (operation?.kind === 'drop-index') return operation.index
  const reindex = nodeAs(tree, 'ReindexStmt')
  if (reindex !== null)
    return reindex.relation === undefined ? null : relationName(reindex.relation, 'public')
  const table = nodeAs(tree, 'IndexStmt') ?? nodeAs(tree, 'AlterTableStmt')
  return table === null ? null : relationName(table.relation, 'public')
}

/** BEGIN, COMMIT, ROLLBACK, SAVEPOINT and their kin: statements that only steer the transaction. */
export function isTransactionControl(statement: Statement): boolean {
  return statement.operations.some(({ kind }) => kind === 'transaction')
}

/** Whether a file brings its own BEGIN, COMMIT or ROLLBACK; savepoints alone do not count. */
export function hasOwnTransaction(statements: readonly Statement[]): boolean {
  return statements.some(({ operations }) =>
    operations.some(
      operation =>
        operation.kind === 'transaction' &&
        ['begin', 'commit', 'rollback', 'prepare'].includes(operation.verb),
    ),
  )
}

/** Whether all of a file can be sent as one script that is one transaction: without its own, or with one around all. */
export function isOneTransaction(statements: readonly Statement[]): boolean {
  if (!hasOwnTransaction(statements)) return true
  const verbs = statements.map(({ operations: [operation] }) =>
    operation?.kind === 'transaction' ? operation.verb : null,
  )
  const inside = verbs.slice(1, -1)
  return verbs[0] === 'begin' && verbs.at(-1) === 'commit' && inside.every(verb => verb === null)
}

/** CALL: the procedure may commit by itself, which its text does not tell. */
export function callsProcedure(statement: Statement): boolean {
  return nodeAs(treeOf(statement) ?? undefined, 'CallStmt') !== null
}

/** Whether a DO block ends the transaction that it runs in, so that nothing of it is left to measure. */
export function endsTransactionInside(statement: Statement): boolean {
  const tree = treeOf(statement)
  if (nodeAs(tree ?? undefined, 'DoStmt') === null) return false
  const code = codeOf(tree)
  return code !== null && endsTransaction(code.body)
}
