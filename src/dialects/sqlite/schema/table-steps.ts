import { folded, quoteIdentifier, sameName } from '../parse/names.ts'
import type { Column, Table } from './catalog.ts'
import { allConstraints } from './constraints.ts'
import { wordsIn } from './fragment.ts'

/** One table as it is and as it shall be. */
export interface TablePair {
  readonly from: Table
  readonly to: Table
  /** Columns that stay, perhaps under another name. */
  readonly columns: readonly { readonly from: Column; readonly to: Column }[]
  /** Whether anything but the coming, going and renaming of columns is to be done. */
  readonly reshaped: boolean
  /** Indexes that stand throughout. */
  readonly indexes: readonly string[]
}

/** What leads from one to the other. */
export interface TableSteps {
  /** ALTERs that come first in any case: the engine carries the new names into all that mentions them. */
  readonly renames: readonly string[]
  /** ALTERs that are safe and exact; `null` where only a rebuild leads there. */
  readonly alters: readonly string[] | null
}

export function stepsFor(pair: TablePair): TableSteps {
  const { from, to } = pair
  const table = quoteIdentifier(to.name)
  const renames = [
    ...(sameName(from.name, to.name) ? [] : [`ALTER TABLE ${quoteIdentifier(from.name)} RENAME TO ${table}`]),
    ...pair.columns
      .filter(column => !sameName(column.from.name, column.to.name))
      .map(
        column =>
          `ALTER TABLE ${table} RENAME COLUMN ${quoteIdentifier(column.from.name)} TO ${quoteIdentifier(column.to.name)}`,
      ),
  ]
  const gone = from.columns.filter(column => pair.columns.every(kept => kept.from !== column))
  const come = comingColumns(pair)
  const exact =
    !pair.reshaped && gone.every(column => canDrop(column, pair)) && come.every(canAdd) && isAtEnd(pair, come)
  if (!exact) return { renames, alters: null }
  const alters = [
    ...gone.map(({ name }) => `ALTER TABLE ${table} DROP COLUMN ${quoteIdentifier(name)}`),
    ...come.map(({ source }) => `ALTER TABLE ${table} ADD COLUMN ${source}`),
  ]
  return { renames, alters }
}

function comingColumns({ to, columns }: TablePair): readonly Column[] {
  return to.columns.filter(column => columns.every(kept => kept.to !== column))
}

/** ADD COLUMN can only append, and those that stay must already stand in their order. */
function isAtEnd({ from, to, columns }: TablePair, come: readonly Column[]): boolean {
  const places = columns.map(kept => [from.columns.indexOf(kept.from), to.columns.indexOf(kept.to)] as const)
  const sorted = [...places].sort(([a], [b]) => a - b)
  const inOrder = sorted.every(([, place], at) => at === 0 || place > (sorted[at - 1]?.[1] ?? -1))
  const last = sorted.at(-1)?.[1] ?? -1
  return columns.length > 0 && inOrder && come.every(column => to.columns.indexOf(column) > last)
}

/** As the manual of DROP COLUMN has it: no key, no reference, no part of anything that stays. */
function canDrop(column: Column, { from, indexes }: TablePair): boolean {
  if (column.constraints.some(({ type }) => type !== 'CHECK')) return false
  const own = new Set(column.constraints)
  const mentioned = [
    ...from.columns.filter(other => other !== column).map(({ generated }) => generated?.expression ?? ''),
    ...allConstraints(from).flatMap(constraint => {
      if (own.has(constraint)) return []
      if (constraint.type === 'CHECK') return [constraint.expression]
      if (constraint.type === 'FOREIGN KEY') return constraint.columns.map(quoteIdentifier)
      return constraint.key.map(({ text }) => text)
    }),
    ...indexes,
  ]
  return mentioned.every(text => !wordsIn(text).has(folded(column.name)))
}

/** As the manual of ADD COLUMN has it, on a table that has rows and with foreign keys enforced. */
function canAdd(column: Column): boolean {
  const { constraints, generated, default: value } = column
  if (generated?.stored === true) return false
  if (constraints.some(({ type }) => type === 'PRIMARY KEY' || type === 'UNIQUE')) return false
  if (value !== null && (value.startsWith('(') || /^current_/i.test(value))) return false
  const hasDefault = hasValue(column)
  if (constraints.some(({ type }) => type === 'FOREIGN KEY') && hasDefault) return false
  return !column.required || generated !== null || hasDefault
}

function hasValue({ default: value }: Column): boolean {
  return value !== null && !/^\(*\s*null\s*\)*$/i.test(value)
}

/** A column that each row needs a value for, and nothing says which. */
export function unfilled(pair: TablePair): Column | undefined {
  return comingColumns(pair).find(column => {
    if (!column.required || column.generated !== null || hasValue(column)) return false
    return !sameName(pair.to.rowid ?? '', column.name)
  })
}
