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

/** Tables that stood before and that these statements empty, with those that CASCADE reached. */
export function emptied(before: Schema, traced: readonly TracedStatement[]): string[] {
  const reached = traced.flatMap(({ statement, trace }) => {
    const truncated = statement.operations.filter(operation => operation.kind === 'truncate')
    if (truncated.length === 0) return []
    const locked = trace.locks.filter(({ mode }) => mode === 'AccessExclusiveLock')
    return [...truncated.map(({ table }) => table), ...locked.map(({ relation }) => relation)]
  })
  return [...new Set(reached)].filter(name => before.objects.has(`table ${name}`)).sort()
}

function holdsRows({ kind, identity, attributes }: SchemaObject): boolean {
  if (identity === '') return false
  // What is computed from other columns comes back with them.
  return kind === 'table' || (kind === 'column' && !('generated' in attributes))
}

function tableOf(column: string): string {
  return column.slice(0, column.lastIndexOf('.'))
}

/** What is known of a way there and back when its data is judged. */
export interface RoundTrip {
  readonly lost: readonly string[]
  readonly before: Schema
  readonly back: Schema
  readonly verdict: SchemaComparison['verdict']
  readonly up: readonly TracedStatement[]
  readonly down: readonly Statement[]
}

/**
 * Whether the data that stood before the up stands again. `yes` only where nothing can have touched it: every table
 * and column is the same object under the same name, nothing was written anew, no statement of either direction
 * writes rows, changes a type, runs code or sets off code that the change itself defines; and the schema is back,
 * so that there is a place for all of it.
 */
export function restoresData(trip: RoundTrip): DownProof['restoresData'] {
  if (trip.lost.length > 0) return 'no'
  if (trip.up.some(isUnproven)) return 'unknown'
  const statements = [...trip.up.map(({ statement }) => statement), ...trip.down]
  if (trip.verdict === 'unequal' || !standInPlace(trip)) return 'unknown'
  if (statements.some(statement => mayTouch(statement, trip.before))) return 'unknown'
  if (definesCode(statements) && statements.some(writesRows)) return 'unknown'
  const rewritten = trip.up.flatMap(({ trace }) => trace.rewrites)
  return rewritten.some(name => trip.before.objects.has(`table ${name}`)) ? 'unknown' : 'yes'
}

/** Something was not seen; what was only made for the check to run was. */
export function isUnproven({ trace }: TracedStatement): boolean {
  return trace.outcome === 'unverified' && trace.error?.code !== 'provided'
}

/** Two tables that swapped their names both live, and hold each other's rows. */
export function standInPlace({ before, back }: Pick<RoundTrip, 'before' | 'back'>): boolean {
  return [...before.objects].every(([key, object]) => {
    return !holdsRows(object) || back.objects.get(key)?.identity === object.identity
  })
}

export function mayTouch({ operations, sql }: Statement, before: Schema): boolean {
  return operations.some(operation => {
    switch (operation.kind) {
      case 'run-code':
      case 'truncate':
        return true
      case 'change-column-type':
        // Without USING a value keeps its meaning or the statement fails; what is rewritten is asked apart.
        return /\busing\b/i.test(sql)
      case 'write-rows':
        // Rows of a new table are no data that stood before; to take rows away may reach others by a foreign key.
        return operation.verb !== 'insert' || stood(operation.table, before)
      case 'alter':
        return operation.object === 'type' || operation.object === 'sequence'
      case 'create':
        return operation.object === 'event-trigger'
      default:
        return false
    }
  })
}

/** Functions, triggers and rules of the change run when rows are written, and may write anywhere. */
export function definesCode(statements: readonly Statement[]): boolean {
  const code = new Set(['function', 'procedure', 'trigger', 'rule'])
  return statements.some(({ operations }) =>
    operations.some(operation => operation.kind === 'create' && code.has(operation.object)),
  )
}

export function writesRows({ operations }: Statement): boolean {
  return operations.some(({ kind }) => kind === 'write-rows')
}

/** A table of which the text tells the schema wrongly is taken as standing: its bare name decides. */
function stood(table: string, before: Schema): boolean {
  const bare = table.slice(table.indexOf('.') + 1)
  return [...before.objects.values()].some(({ kind, name }) => kind !== 'column' && name.endsWith(`.${bare}`))
}
