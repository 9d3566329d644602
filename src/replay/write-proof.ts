import type { DownProof, TracedStatement } from '../model/replay.ts'
import type { Rows } from '../model/rows.ts'
import type { Schema } from '../model/schema.ts'
import { definesCode, isUnproven, mayTouch, type RoundTrip, standInPlace } from './data-loss.ts'

/** A round trip of whose rows is known how they were before, and what the schema was in between. */
interface SeenTrip extends RoundTrip {
  readonly rows: Rows
  readonly after: Schema
}

/**
 * Whether data stands again although rows were written, where no row shows a loss. A few rows prove it only for what
 * treats every row alike: values written into columns that are new, and types that hold all values of the old one.
 * Every write must have met a row.
 */
export function restoresWrites(trip: SeenTrip): DownProof['restoresData'] {
  const { up, down, before, rows } = trip
  if (trip.lost.length > 0) return 'no'
  if (trip.verdict === 'unequal' || up.some(isUnproven) || !standInPlace(trip)) return 'unknown'
  if (definesCode([...up.map(({ statement }) => statement), ...down])) return 'unknown'
  if (down.some(statement => mayTouch(statement, before))) return 'unknown'
  const touching = up.filter(({ statement }) => mayTouch(statement, before))
  if (!touching.every(traced => writesNewColumns(traced, before, rows))) return 'unknown'
  const rewritten = up
    .flatMap(({ trace }) => trace.rewrites)
    .filter(name => before.objects.has(`table ${name}`))
  return rewritten.every(table => hasRows(rows, table) && keepsValues(table, trip)) ? 'yes' : 'unknown'
}

/** An UPDATE of nothing but columns that came with the migration, on a table whose triggers write nothing else. */
function writesNewColumns({ statement, trace }: TracedStatement, before: Schema, rows: Rows): boolean {
  return (
    trace.rowsChanged > 0 &&
    statement.operations.every(operation => {
      if (operation.kind !== 'write-rows' || operation.verb !== 'update') return false
      const { table, columns } = operation
      const fires = [...before.objects.values()].some(
        ({ kind, name }) => (kind === 'trigger' || kind === 'rule') && name.startsWith(`${table}.`),
      )
      const areNew = columns.every(column => !before.objects.has(`column ${table}.${column}`))
      return !fires && areNew && columns.length > 0 && hasRows(rows, table)
    })
  )
}

function hasRows(rows: Rows, table: string): boolean {
  return (rows.get(table)?.count ?? 0) > 0
}

/** Every column that stood holds the same values in between: its type is the same, or a wider one. */
function keepsValues(table: string, { before, after, rows }: SeenTrip): boolean {
  const nameNow = [...after.objects.values()].find(
    ({ kind, identity }) => kind === 'table' && identity === before.objects.get(`table ${table}`)?.identity,
  )?.name
  const columns = [...(rows.get(table)?.columns.keys() ?? [])]
  return [...before.objects.values()]
    .filter(({ kind, name }) => kind === 'column' && name.startsWith(`${table}.`))
    .every(column => {
      const now = [...after.objects.values()].find(
        it => it.kind === 'column' && it.identity === column.identity,
      )
      const isKept = now !== undefined && nameNow !== undefined && columns.length > 0
      return isKept && widens(column.attributes.type ?? '', now.attributes.type ?? '')
    })
}

/** Each holds all values of those before it, and gives them back. */
const widths: readonly (readonly string[])[] = [
  ['smallint', 'integer', 'bigint', 'numeric'],
  ['real', 'double precision'],
  ['date', 'timestamp without time zone'],
]

function widens(from: string, to: string): boolean {
  if (from === to) return true
  return widths.some(chain => chain.includes(from) && chain.indexOf(to) > chain.indexOf(from))
}
