import type { ParsedMigration } from '../../../dialect.ts'
import { takesNoRows } from '../../parse/facts.ts'
import type { Session } from '../../session.ts'
import type { Table } from './facts.ts'

/**
 * OIDs of tables into which a migration may have written rows that it took from elsewhere; with code, any that it can
 * touch. Rows that stand in its own text are its own.
 */
export async function tablesWritten(
  session: Session,
  { up }: ParsedMigration,
  touched: readonly Table[],
): Promise<readonly number[]> {
  const all = up.flatMap(statement => statement.operations)
  const runsCode = all.some(({ kind }) => kind === 'run-code')
  const operations = runsCode ? all : up.flatMap(it => (takesNoRows(it) ? [] : it.operations))
  const names = operations.flatMap(operation =>
    operation.kind === 'write-rows' || operation.kind === 'create-table' ? [operation.table] : [],
  )
  const { rows } = await session.query(
    `SELECT pg_catalog.to_regclass(name)::pg_catalog.oid::pg_catalog.int8 AS oid
    FROM pg_catalog.unnest($1::pg_catalog.text[]) AS name`,
    [names],
  )
  const named = rows.flatMap(({ oid }) => (oid === null ? [] : [Number(oid)]))
  return [...named, ...(runsCode ? touched.map(({ oid }) => oid) : [])]
}
