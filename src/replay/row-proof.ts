import type { DownProof, TracedStatement } from '../model/replay.ts'
import type { Rows, TableRows } from '../model/rows.ts'
import type { Schema, SchemaComparison } from '../model/schema.ts'
import type { Statement } from '../model/statement.ts'
import { isUnproven } from './data-loss.ts'

/**
 * Tables and columns whose values stood before and do not now, seen in the rows themselves: a table that was built
 * anew with all its rows has lost nothing. A table or column under another name is found by its identity.
 */
export function lostRows(before: Schema, rows: Rows, now: Schema, rowsNow: Rows): readonly string[] {
  const nameNow = namesByIdentity(before, now)
  return [...rows].flatMap(([table, was]) => {
    const is = rowsNow.get(nameNow('table', table))
    if (is === undefined || is.count < was.count) return [table]
    const gone = [...was.columns].flatMap(([column, values]) => {
      const name = `${table}.${column}`
      const renamed = lastName(nameNow('column', name), nameNow('table', table))
      return holds(is, renamed, values) ? [] : [name]
    })
    return gone.length > 1 && gone.length === was.columns.size ? [table] : gone
  })
}

/** More rows than before take none away. */
function holds(table: TableRows, column: string, values: readonly string[]): boolean {
  const now = table.columns.get(column)
  if (now === undefined) return false
  if (now.length === values.length) return values.every((value, place) => value === now[place])
  const left = [...now]
  return values.every(value => {
    const place = left.indexOf(value)
    if (place === -1) return false
    left.splice(place, 1)
    return true
  })
}

function namesByIdentity(before: Schema, now: Schema): (kind: string, name: string) => string {
  const standing = new Map(
    [...now.objects.values()].map(({ kind, identity, name }) => [`${kind} ${identity}`, name]),
  )
  return (kind, name) => {
    if (now.objects.has(`${kind} ${name}`)) return name
    const identity = before.objects.get(`${kind} ${name}`)?.identity ?? ''
    return (identity === '' ? undefined : standing.get(`${kind} ${identity}`)) ?? name
  }
}

function lastName(column: string, table: string): string {
  return column.startsWith(`${table}.`) ? column.slice(table.length + 1) : column
}

/** What is known of a way there and back when its rows are judged. */
interface RowTrip {
  readonly lost: readonly string[]
  readonly before: Schema
  readonly after: Schema
  /** The rows that stood before the up. */
  readonly rows: Rows
  readonly verdict: SchemaComparison['verdict']
  readonly up: readonly TracedStatement[]
  readonly down: readonly Statement[]
}

/**
 * Whether the data that stood before the up stands again. A few rows prove it only where nothing treats one row
 * otherwise than another: so `yes` needs that every table that was worked on had rows, and that rows were only copied
 * as they are, into columns of the same type.
 */
export function restoresRows(trip: RowTrip): DownProof['restoresData'] {
  if (trip.lost.length > 0) return 'no'
  if (trip.up.some(isUnproven) || trip.verdict === 'unequal') return 'unknown'
  const statements = [...trip.up.map(({ statement }) => statement), ...trip.down]
  const worked = new Set(statements.flatMap(({ operations }) => operations.flatMap(tablesOf)))
  if ([...worked].some(table => trip.rows.get(table)?.count === 0)) return 'unknown'
  if (statements.some(statement => mayChangeValues(statement, trip.rows))) return 'unknown'
  if (statements.some(definesTrigger) && statements.some(writesRows)) return 'unknown'
  return changesType(trip.before, trip.after) ? 'unknown' : 'yes'
}

function tablesOf(operation: Statement['operations'][number]): readonly string[] {
  return 'table' in operation ? [operation.table] : []
}

function mayChangeValues({ operations }: Statement, rows: Rows): boolean {
  return operations.some(operation => {
    switch (operation.kind) {
      case 'run-code':
      case 'truncate':
        return true
      case 'write-rows':
        if (operation.verb !== 'insert' || rows.has(operation.table)) return true
        return operation.source === undefined || operation.source === 'query'
      default:
        return false
    }
  })
}

function definesTrigger({ operations }: Statement): boolean {
  return operations.some(operation => operation.kind === 'create' && operation.object === 'trigger')
}

function writesRows({ operations }: Statement): boolean {
  return operations.some(({ kind }) => kind === 'write-rows')
}

/** A value that goes through another type may come back as another value, though those seen did not. */
function changesType(before: Schema, after: Schema): boolean {
  return [...before.objects.values()].some(({ kind, name, attributes }) => {
    const now = after.objects.get(`${kind} ${name}`)
    return kind === 'column' && now !== undefined && now.attributes.type !== attributes.type
  })
}
