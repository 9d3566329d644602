import type { DownProof, TracedStatement } from '../model/replay.ts'
import type { Schema, SchemaComparison, SchemaObject } from '../model/schema.ts'
import type { Statement } from '../model/statement.ts'

/**
 * Tables and columns whose rows are gone: they stood before and are missing now, or bear the same name but are
 * not the same object (dropped and made again, empty). Measured by the catalog's own identity, not by text.
 */
export function losses(before: Schema, after: Schema): string[] {
  const alive = new Set([...after.objects.values()].map(({ identity }) => identity))
  const gone = [...before.objects.values()].filter(object => holdsRows(object) && !alive.has(object.identity))
  const tables = new Set(gone.filter(({ kind }) => kind === 'table').map(({ name }) => name))
  return gone
    .filter(({ kind, name }) => kind === 'table' || !tables.has(tableOf(name)))
    .map(({ name }) => name)
}

function holdsRows({ kind, identity, attributes }: SchemaObject): boolean {
  if (identity === '') return false
  // What is computed from other columns comes back with them.
  return kind === 'table' || (kind === 'column' && !('generated' in attributes))
}

function tableOf(column: string): string {
  return column.slice(0, column.lastIndexOf('.'))
}

/**
 * Whether the data that stood before the up stands again. `yes` only where nothing can have touched it: no
 * loss, no write to a table that stood before, no type change that rewrote values, no code that could do
 * either; and the schema is back, so that there is a place for all of it.
 */
export function restoresData(
  lost: readonly string[],
  before: Schema,
  statements: readonly Statement[],
  traced: readonly TracedStatement[],
  verdict: SchemaComparison['verdict'],
): DownProof['restoresData'] {
  if (lost.length > 0) return 'no'
  if (statements.some(statement => truncates(statement, before))) return 'no'
  if (verdict === 'unequal' || statements.some(statement => mayWrite(statement, before))) return 'unknown'
  const converted = traced.some(({ statement, trace }) => changesType(statement) && trace.rewrites.length > 0)
  return converted ? 'unknown' : 'yes'
}

function truncates({ operations }: Statement, before: Schema): boolean {
  return operations.some(operation => operation.kind === 'truncate' && stood(operation.table, before))
}

function mayWrite({ operations }: Statement, before: Schema): boolean {
  return operations.some(
    operation =>
      operation.kind === 'run-code' || (operation.kind === 'write-rows' && stood(operation.table, before)),
  )
}

function changesType({ operations }: Statement): boolean {
  return operations.some(({ kind }) => kind === 'change-column-type')
}

/** A table of which the text tells the schema wrongly is taken as standing: its bare name decides. */
function stood(table: string, before: Schema): boolean {
  const bare = table.slice(table.indexOf('.') + 1)
  return [...before.objects.values()].some(({ kind, name }) => kind !== 'column' && name.endsWith(`.${bare}`))
}
