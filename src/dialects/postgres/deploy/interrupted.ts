import type { Node } from 'libpg-query'
import type { Statement } from '../../../model/statement.ts'
import { isConcurrent } from '../parse/concurrently.ts'
import { cannotRunInTransaction } from '../parse/facts.ts'
import { nodeAs, nodesAs, treeOf } from '../parse/tree.ts'
import type { Session } from '../session.ts'
import { createIndex } from './interrupted/create-index.ts'
import { databaseTablespace } from './interrupted/database-tablespace.ts'
import { detachPartition } from './interrupted/detach-partition.ts'
import { dropIndex } from './interrupted/drop-index.ts'
import {
  askPeople,
  type Judgement,
  type Observation,
  type Recovery,
  repeatable,
  type Witness,
} from './interrupted/judgement.ts'
import { preparedTransaction } from './interrupted/prepared-transaction.ts'
import { alterSubscription } from './interrupted/publications.ts'
import { reindexConcurrently } from './interrupted/reindex.ts'
import { created, dropped } from './interrupted/whole-server.ts'

export type { Judgement, Observation } from './interrupted/judgement.ts'

/**
 * What the catalog holds of what a statement is about to do, for the journal. The session is the one that will run it,
 * outside a transaction: names are found by its search path.
 * @throws DatabaseError where the catalog cannot be read; nothing was changed then
 */
export function observe(session: Session, statement: Statement): Promise<Observation> {
  return witnessOf(statement).observe(session)
}

/**
 * What became of a statement of which the journal holds the intent and no outcome. The session is outside a
 * transaction, and the one that ran the statement must be gone: what still works is not yet what it will be.
 * @throws DatabaseError where the catalog cannot be read
 */
export function judgeInterrupted(
  session: Session,
  statement: Statement,
  before: Observation,
): Promise<Judgement> {
  return witnessOf(statement).judge(session, before)
}

/** By the text alone: who could say what became of it, were it interrupted. */
export function recoveryOf(statement: Statement): Recovery {
  return witnessOf(statement).recovery
}

function witnessOf(statement: Statement): Witness {
  const tree = treeOf(statement)
  if (tree === null) return askPeople('the statement could not be read')
  if (cannotRunInTransaction(statement) === null) return byOwnCommits(tree)
  return ofRelation(tree) ?? ofServer(tree) ?? again(tree) ?? askPeople(nothingTells)
}

const nothingTells = 'nothing in the catalog tells whether it took effect'

function byOwnCommits(tree: Node): Witness {
  const word = nodeAs(tree, 'CallStmt') !== null ? 'CALL' : nodeAs(tree, 'DoStmt') !== null ? 'DO' : null
  return askPeople(
    word === null ? nothingTells : `${word} runs code that may commit: nothing tells how far it came`,
  )
}

function ofRelation(tree: Node): Witness | null {
  const index = nodeAs(tree, 'IndexStmt')
  if (index !== null) return createIndex(index)
  const drop = nodeAs(tree, 'DropStmt')
  if (drop !== null) return dropIndex(drop)
  const alter = nodeAs(tree, 'AlterTableStmt')
  if (alter !== null) return detachPartition(alter)
  const reindex = nodeAs(tree, 'ReindexStmt')
  return reindex !== null && isConcurrent(tree) ? reindexConcurrently(reindex) : null
}

function ofServer(tree: Node): Witness | null {
  return ofDatabase(tree) ?? ofTablespace(tree) ?? ofSubscription(tree) ?? ofPrepared(tree)
}

function ofDatabase(tree: Node): Witness | null {
  const create = nodeAs(tree, 'CreatedbStmt')
  if (create !== null) return created('database', create.dbname)
  const drop = nodeAs(tree, 'DropdbStmt')
  if (drop !== null) return dropped('database', drop.dbname, drop.missing_ok === true)
  const alter = nodeAs(tree, 'AlterDatabaseStmt')
  if (alter === null) return null
  const place = nodesAs(alter.options, 'DefElem').find(({ defname }) => defname === 'tablespace')
  return databaseTablespace(alter.dbname, nodeAs(place?.arg, 'String')?.sval ?? '')
}

function ofTablespace(tree: Node): Witness | null {
  const create = nodeAs(tree, 'CreateTableSpaceStmt')
  if (create !== null) return created('tablespace', create.tablespacename)
  const drop = nodeAs(tree, 'DropTableSpaceStmt')
  return drop === null ? null : dropped('tablespace', drop.tablespacename, drop.missing_ok === true)
}

function ofSubscription(tree: Node): Witness | null {
  const create = nodeAs(tree, 'CreateSubscriptionStmt')
  if (create !== null) return created('subscription', create.subname)
  const drop = nodeAs(tree, 'DropSubscriptionStmt')
  if (drop !== null) return dropped('subscription', drop.subname, drop.missing_ok === true)
  const alter = nodeAs(tree, 'AlterSubscriptionStmt')
  return alter === null ? null : alterSubscription(alter)
}

function ofPrepared(tree: Node): Witness | null {
  const end = nodeAs(tree, 'TransactionStmt')
  if (end === null) return null
  return preparedTransaction(
    end.gid ?? '',
    end.kind === 'TRANS_STMT_COMMIT_PREPARED' ? 'committed' : 'aborted',
  )
}

/** What changes no definition, or sets what it says again. */
function again(tree: Node): Witness | null {
  if (nodeAs(tree, 'VacuumStmt') !== null) return repeatable('VACUUM changes no definition and may run again')
  if (nodeAs(tree, 'ReindexStmt') !== null) return repeatable('REINDEX leaves each index whole, old or new')
  if (nodeAs(tree, 'ClusterStmt') !== null) return repeatable('CLUSTER leaves each table whole, old or new')
  if (nodeAs(tree, 'AlterSystemStmt') !== null) return repeatable('the setting is written again')
  return nodeAs(tree, 'DiscardStmt') === null ? null : repeatable('it changed only its own session')
}
