import type { Dialect } from '../dialects/dialect.ts'
import type { DownProof, TracedStatement } from '../model/replay.ts'
import type { Rows } from '../model/rows.ts'
import type { Schema, SchemaComparison } from '../model/schema.ts'
import type { Statement } from '../model/statement.ts'
import { isUnproven, writesRows } from './data-loss.ts'
import { RowCourse } from './row-course.ts'
import { bare, key, objectsOf } from './value-keeping.ts'

/**
 * Tables and columns whose values stood before and do not now, seen in the rows themselves: a table that was built
 * anew with all its rows has lost nothing. A table or column under another name is found by its identity; where that
 * is the catalog's own, it counts more than the name.
 */
export function lostRows(
  before: Schema,
  rows: Rows,
  now: Schema,
  rowsNow: Rows,
  identity: Dialect['identity'] = 'name',
): readonly string[] {
  const nameNow = namesByIdentity(before, now, identity)
  const objects = objectsOf(before)
  return [...rows].flatMap(([table, was]) => {
    const name = nameNow('table', table)
    const is = rowsNow.get(name)
    // Of a table that stands and was not read, nothing is known.
    if (is === undefined && identity === 'catalog' && now.objects.has(`table ${name}`)) return []
    if (is === undefined || is.count < was.count) return [table]
    // Of too many rows one digest is kept: whether those that stood are among more of them, nobody can tell.
    const isTold = [...is.columns.values()].every(({ length }) => length === is.count)
    if (!isTold && is.count > was.count) return []
    const valuesNow = new Map([...is.columns].map(([column, values]) => [column.toLowerCase(), values]))
    const gone = [...was.columns].flatMap(([column, values]) => {
      // As the schema writes it: in quotes where it needs them.
      const name = objects.get(`column ${key(table)}.${column.toLowerCase()}`)?.name ?? `${table}.${column}`
      const called = lastName(nameNow('column', name), nameNow('table', table))
      return holds(valuesNow.get(bare(called)), values) ? [] : [name]
    })
    return gone.length > 1 && gone.length === was.columns.size ? [table] : gone
  })
}

/** More rows than before take none away. */
function holds(now: readonly string[] | undefined, values: readonly string[]): boolean {
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

function namesByIdentity(
  before: Schema,
  now: Schema,
  by: Dialect['identity'],
): (kind: string, name: string) => string {
  const standing = new Map(
    [...now.objects.values()].map(({ kind, identity, name }) => [`${kind} ${identity}`, name]),
  )
  return (kind, name) => {
    const identity = before.objects.get(`${kind} ${name}`)?.identity ?? ''
    const same = (identity === '' ? undefined : standing.get(`${kind} ${identity}`)) ?? name
    return by === 'name' && now.objects.has(`${kind} ${name}`) ? name : same
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
 * otherwise than another: so `yes` needs that every table that was worked on had rows, and that each row can be
 * followed there and back by the text too: where it was only renamed, or copied as it is into columns of the same type.
 */
export function restoresRows(trip: RowTrip): DownProof['restoresData'] {
  if (trip.lost.length > 0) return 'no'
  if (trip.up.some(isUnproven) || trip.verdict === 'unequal') return 'unknown'
  const up = trip.up.map(({ statement }) => statement)
  const statements = [...up, ...trip.down]
  const empty = [...trip.rows].flatMap(([table, { count }]) => (count === 0 ? [table.toLowerCase()] : []))
  const worked = new Set(statements.flatMap(({ operations }) => operations.flatMap(tablesOf)))
  if (empty.some(table => worked.has(table))) return 'unknown'
  if (statements.some(definesTrigger) && statements.some(writesRows)) return 'unknown'
  const course = new RowCourse(trip.before, trip.rows)
  course.follow(up, trip.after)
  course.follow(trip.down, trip.before)
  return course.isBack ? 'yes' : 'unknown'
}

function tablesOf(operation: Statement['operations'][number]): readonly string[] {
  return 'table' in operation ? [operation.table.toLowerCase()] : []
}

function definesTrigger({ operations }: Statement): boolean {
  return operations.some(operation => operation.kind === 'create' && operation.object === 'trigger')
}
