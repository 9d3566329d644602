import type { ReplayedMigration, TracedStatement } from '../../model/replay.ts'
import { isToldApart } from './sqlite/refusals.ts'
import { operations } from './traced.ts'

/**
 * True where a rule of its own tells of the failure. One hazard, one finding: then `statement-failed` is silent.
 */
export function isExplained(migration: ReplayedMigration, traced: TracedStatement): boolean {
  return (
    failsConcurrently(migration, traced) ||
    failsOnPartitioned(traced) ||
    failsForRequiredColumn(traced) ||
    isToldApart(migration, traced)
  )
}

/** SQLSTATE 25001 has other causes too (VACUUM, SET TRANSACTION), so the word must be there. */
export function failsConcurrently(migration: ReplayedMigration, traced: TracedStatement): boolean {
  const { statement, trace } = traced
  if (trace.outcome === 'ran') return false
  if (trace.outcome === 'failed')
    return (
      trace.error?.code === '25001' && /\bconcurrently\b/i.test(`${trace.error.message} ${statement.sql}`)
    )
  const concurrent = statement.operations.some(step => 'concurrently' in step && step.concurrently)
  return concurrent && standsInTransaction(migration, traced)
}

/** An index of a partitioned table was to be built or dropped CONCURRENTLY (SQLSTATE 0A000). */
export function failsOnPartitioned(traced: TracedStatement): boolean {
  const { outcome, error } = traced.trace
  return (
    outcome === 'failed' &&
    error?.code === '0A000' &&
    /\bpartitioned\b/.test(error.message) &&
    [...operations(traced, 'create-index'), ...operations(traced, 'drop-index')].some(
      ({ concurrently }) => concurrently,
    )
  )
}

/** Rows met a new column that must not be null (SQLSTATE 23502). */
export function failsForRequiredColumn(traced: TracedStatement): boolean {
  return (
    traced.trace.outcome === 'failed' &&
    traced.trace.error?.code === '23502' &&
    operations(traced, 'add-column').some(column => column.notNull && column.default === null)
  )
}

/** By the text, for a statement that was not run. A wrapped file is cut around what cannot be in a transaction. */
function standsInTransaction(
  { transaction, statements }: ReplayedMigration,
  traced: TracedStatement,
): boolean {
  switch (transaction) {
    case 'wrapped':
    case 'none':
      return false
    case 'single-string':
      return statements.length > 1
    case 'authored':
      return statements
        .slice(0, statements.indexOf(traced))
        .flatMap(before => operations(before, 'transaction'))
        .reduce(
          (open, { verb }) => verb === 'begin' || (open && verb !== 'commit' && verb !== 'rollback'),
          false,
        )
  }
}
