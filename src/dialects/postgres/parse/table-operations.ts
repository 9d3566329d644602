import type { CreateStmt, IndexStmt } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import { definedColumn } from './column-operations.ts'
import { columnConstraints, constraintOperation } from './constraint-operations.ts'
import type { Context, Readers } from './context.ts'
import { qualifiedName } from './names.ts'
import { hasOption, nodeAs, nodesAs, relationName } from './tree.ts'

export const tableReaders: Readers = {
  CreateStmt: createTable,
  CreateForeignTableStmt: ({ base }, { schema }) => [
    { kind: 'create', object: 'foreign-table', name: relationName(base?.relation, schema) },
  ],
  CreateTableAsStmt: ({ into, objtype, if_not_exists }, { schema }) => {
    const name = relationName(into?.rel, schema)
    return objtype === 'OBJECT_MATVIEW'
      ? [{ kind: 'create', object: 'materialized-view', name }]
      : [{ kind: 'create-table', table: name, ifNotExists: if_not_exists ?? false }]
  },
  TruncateStmt: ({ relations, behavior }, { schema }) =>
    nodesAs(relations, 'RangeVar').map(relation => ({
      kind: 'truncate',
      table: relationName(relation, schema),
      cascade: behavior === 'DROP_CASCADE',
    })),
  IndexStmt: createIndex,
  ReindexStmt: ({ kind, relation, name, params }, { schema }) => [
    {
      kind: 'reindex',
      scope: reindexed[kind ?? ''] ?? null,
      target: relation === undefined ? (name ?? 'database') : relationName(relation, schema),
      concurrently: hasOption(params, 'concurrently'),
    },
  ],
}

type Reindex = Extract<Operation, { kind: 'reindex' }>

const reindexed: Readonly<Record<string, Reindex['scope']>> = {
  REINDEX_OBJECT_INDEX: 'index',
  REINDEX_OBJECT_TABLE: 'table',
  REINDEX_OBJECT_SCHEMA: 'schema',
  REINDEX_OBJECT_DATABASE: 'database',
  REINDEX_OBJECT_SYSTEM: 'system',
}

function createTable(statement: CreateStmt, context: Context): readonly Operation[] {
  const table = relationName(statement.relation, context.schema)
  const defines = nodesAs(statement.tableElts, 'ColumnDef')
    // CREATE TABLE OF names the columns of its type again.
    .filter(({ typeName }) => typeName !== undefined)
    .map(definedColumn)
  const attached = statement.partbound === undefined ? [] : nodesAs(statement.inhRelations, 'RangeVar')
  return [
    {
      kind: 'create-table',
      table,
      ifNotExists: statement.if_not_exists ?? false,
      ...(statement.partspec === undefined ? {} : { partitioned: true }),
      ...(defines.length === 0 ? {} : { defines }),
    },
    ...attached.map(
      (parent): Operation => ({
        kind: 'alter-table',
        table: relationName(parent, context.schema),
        detail: 'create partition',
        partition: table,
      }),
    ),
    ...(statement.tableElts ?? []).flatMap(element => {
      const column = nodeAs(element, 'ColumnDef')
      if (column !== null) return columnConstraints(table, column, context)
      const constraint = nodeAs(element, 'Constraint')
      return (constraint && constraintOperation(table, constraint, null, context)) ?? []
    }),
  ]
}

function createIndex(statement: IndexStmt, { schema }: Context): readonly Operation[] {
  const { relation, idxname } = statement
  return [
    {
      kind: 'create-index',
      table: relationName(relation, schema),
      index: idxname === undefined ? null : qualifiedName(relation?.schemaname ?? schema, idxname),
      columns: nodesAs(statement.indexParams, 'IndexElem').map(({ name }) => name ?? '(expression)'),
      unique: statement.unique ?? false,
      only: relation?.inh !== true,
      concurrently: statement.concurrent ?? false,
      ifNotExists: statement.if_not_exists ?? false,
    },
  ]
}
