import type { Node, RangeVar, TransactionStmt, VacuumStmt, VariableSetStmt } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import type { Context, Readers } from './context.ts'
import { hasOption, nodeAs, nodesAs, relationName, stringsOf } from './tree.ts'

/** Statements about the session: transactions, settings, and code that runs. */
export const sessionReaders: Readers = {
  TransactionStmt: ({ kind }) => [{ kind: 'transaction', verb: verbs[kind ?? 'TRANS_STMT_BEGIN'] }],
  VariableSetStmt: statement => setOperations(statement),
  DoStmt: () => [{ kind: 'run-code', what: 'do block' }],
  CallStmt: ({ funccall }) => [{ kind: 'run-code', what: `call ${stringsOf(funccall?.funcname).join('.')}` }],
  ExecuteStmt: ({ name }) => [{ kind: 'run-code', what: `execute ${name ?? ''}` }],
  LoadStmt: ({ filename }) => [{ kind: 'run-code', what: `load ${filename ?? ''}` }],
  ConstraintsSetStmt: () => [{ kind: 'other', what: 'set constraints' }],
  VariableShowStmt: () => [{ kind: 'other', what: 'show' }],
  VacuumStmt: vacuum,
  ClusterStmt: ({ relation }, { schema }) => maintained('cluster', relation, schema),
  LockStmt: ({ relations, mode }, { schema }) =>
    nodesAs(relations, 'RangeVar').map(relation => ({
      kind: 'lock-table',
      table: relationName(relation, schema),
      mode: lockModes[mode ?? 0] ?? 'AccessExclusiveLock',
    })),
  DeclareCursorStmt: () => [{ kind: 'other', what: 'declare cursor' }],
  ClosePortalStmt: () => [{ kind: 'other', what: 'close' }],
}

/** In the order of the server's `lockdefs.h`, which numbers them from 1. */
const lockModes: readonly string[] = [
  '',
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
]

/** Only with FULL it writes tables anew. */
function vacuum({ is_vacuumcmd, options, rels }: VacuumStmt, { schema }: Context): readonly Operation[] {
  if (is_vacuumcmd !== true) return [{ kind: 'other', what: 'analyze' }]
  if (!hasOption(options, 'full')) return [{ kind: 'other', what: 'vacuum' }]
  const tables = nodesAs(rels, 'VacuumRelation')
  if (tables.length === 0) return maintained('vacuum full', undefined, schema)
  return tables.flatMap(({ relation }) => maintained('vacuum full', relation, schema))
}

function maintained(detail: string, relation: RangeVar | undefined, schema: string): readonly Operation[] {
  return relation === undefined
    ? [{ kind: 'other', what: detail }]
    : [{ kind: 'alter-table', table: relationName(relation, schema), detail }]
}

type TransactionVerb = Extract<Operation, { kind: 'transaction' }>['verb']

const verbs: Readonly<Record<NonNullable<TransactionStmt['kind']>, TransactionVerb>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
  TRANS_STMT_SAVEPOINT: 'savepoint',
  TRANS_STMT_RELEASE: 'release',
  TRANS_STMT_ROLLBACK_TO: 'rollback-to',
  TRANS_STMT_PREPARE: 'prepare',
  TRANS_STMT_COMMIT_PREPARED: 'commit',
  TRANS_STMT_ROLLBACK_PREPARED: 'rollback',
}

/** SET and RESET; `value` is null where the setting goes back to its default. */
function setOperations(statement: VariableSetStmt): readonly Operation[] {
  const { kind, name, args } = statement
  const local = statement.is_local ?? false
  if (kind === 'VAR_RESET_ALL') return [{ kind: 'set', name: 'all', value: null, local }]
  // SET TRANSACTION … and SET SESSION CHARACTERISTICS …: one operation for each of their modes.
  if (kind === 'VAR_SET_MULTI')
    return nodesAs(args, 'DefElem').map(mode => ({
      kind: 'set',
      name: mode.defname ?? '',
      value: mode.arg === undefined ? null : valueText(mode.arg),
      local: name === 'TRANSACTION',
    }))
  const value = kind === 'VAR_SET_VALUE' ? (args ?? []).map(valueText).join(', ') : null
  return [{ kind: 'set', name: (name ?? '').toLowerCase(), value, local }]
}

function valueText(node: Node): string {
  const constant = nodeAs(nodeAs(node, 'TypeCast')?.arg ?? node, 'A_Const')
  if (constant?.sval !== undefined) return constant.sval.sval ?? ''
  if (constant?.ival !== undefined) return String(constant.ival.ival ?? 0)
  if (constant?.fval !== undefined) return constant.fval.fval ?? ''
  if (constant?.boolval !== undefined) return String(constant.boolval.boolval ?? false)
  const text = nodeAs(node, 'String')
  return text?.sval ?? String(nodeAs(node, 'Integer')?.ival ?? '')
}
