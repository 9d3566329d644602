import { folded, sameName } from '../../parse/names.ts'
import type { Value } from '../../session.ts'
import type { Column, ForeignKey, Table } from './facts.ts'
import { inOrderOf, naturalValues } from './natural-values.ts'

/** Values for some columns together; `own-key` repeats what the same row has in the columns of a key to itself. */
export type Option = readonly Value[] | 'own-key'

/** Columns whose values belong together, and what they can take together. */
export interface Choice {
  readonly columns: readonly string[]
  /** The columns behind `own-key`. */
  readonly references: readonly string[]
  /** Tried first, each row beginning with another one. */
  readonly promising: readonly Option[]
  readonly others: readonly Option[]
  /** NULL as far as the columns take it, and when it is tried: early where a CHECK speaks of it. */
  readonly none: { readonly option: Option; readonly when: 'early' | 'late' } | null
}

/** No more values of one column than these are tried. */
const mostValues = 24

/**
 * What the rows of a table are chosen from: keys of its parents, what its CHECKs suggest, then ordinary values.
 * `keysOf` gives the rows of a parent's key; `preferred` comes before all else. A text says why there is nothing to
 * choose from.
 */
export function choicesFor(
  table: Table,
  keysOf: (key: ForeignKey) => readonly (readonly Value[])[],
  preferred: ReadonlyMap<string, readonly Value[]>,
): readonly Choice[] | string {
  const taken = new Set<string>()
  const choices: Choice[] = []
  for (const key of table.foreignKeys.toSorted((a, b) => b.columns.length - a.columns.length)) {
    const choice = choiceOfKeys(table, key, taken, keysOf)
    if (choice === null) return `its parent ${key.parent} has no rows`
    if (choice.columns.length > 0) choices.push(choice)
    for (const column of key.columns) taken.add(folded(column))
  }
  const free = table.columns.filter(({ name }) => !taken.has(folded(name)))
  return [...choices, ...free.map(column => choiceOfValues(table, column, preferred.get(column.name)))]
}

/** Keys that share a column take the same row of their parents: mostly these belong together. */
function choiceOfKeys(
  table: Table,
  key: ForeignKey,
  taken: ReadonlySet<string>,
  keysOf: (key: ForeignKey) => readonly (readonly Value[])[],
): Choice | null {
  const places = key.columns.flatMap((column, place) => (taken.has(folded(column)) ? [] : [place]))
  const columns = places.map(place => key.columns[place] as string)
  const references = places.map(place => key.references[place] as string)
  const itself = sameName(key.parent, table.name)
  const first = table.columns.find(({ name }) => sameName(name, columns[0] ?? ''))
  const keys = itself ? [] : keysOf(key).map(row => places.map(place => row[place] ?? null))
  const rows = first === undefined || key.columns.length > 1 ? keys : inOrderOf(first, keys)
  const option = noneOf(table, columns, rows[0])
  const none = option === null ? null : { option, when: 'late' as const }
  const promising = itself ? ['own-key' as const] : rows
  if (promising.length === 0 && none === null && columns.length > 0) return null
  return { columns, references, promising, others: [], none }
}

/** A key of which one column is NULL references nothing. */
function noneOf(
  table: Table,
  names: readonly string[],
  example: readonly Value[] | undefined,
): Option | null {
  const columns = names.map(name => table.columns.find(one => sameName(one.name, name)))
  if (columns.every(column => column?.required !== false)) return null
  return columns.map((column, place) =>
    column?.required === false
      ? null
      : (example?.[place] ?? (column === undefined ? null : naturalValues(column)[0]) ?? null),
  )
}

function choiceOfValues(table: Table, column: Column, preferred: readonly Value[] = []): Choice {
  const natural = naturalValues(column).map(value => [value])
  const wanted = preferred.map(value => [value])
  const checks = table.checks.filter(({ columns }) => columns.includes(column.name))
  const suggested = checks.flatMap(({ suggests }) => suggests.get(column.name) ?? [])
  const exact = distinct(suggested.flatMap(one => one.exact)).slice(0, mostValues)
  const near = distinct(suggested.flatMap(one => one.near)).slice(0, mostValues)
  const choice = { columns: [column.name], references: [] }
  if (checks.length === 0 && wanted.length === 0)
    return { ...choice, promising: natural, others: [], none: null }
  if (checks.length === 0) return { ...choice, promising: wanted, others: natural, none: null }
  const when = checks.some(({ speaksOfNull }) => speaksOfNull) ? 'early' : 'late'
  return {
    ...choice,
    promising: [...wanted, ...exact.map(value => [value])],
    others: [...near.map(value => [value]), ...natural, ...otherSpellings(natural), ...otherTypes(column)],
    none: column.required ? null : { option: [null], when },
  }
}

/** Texts that a CHECK of case or characters may want. */
function otherSpellings(options: readonly (readonly Value[])[]): readonly Option[] {
  return options.flatMap(([value]) =>
    typeof value === 'string'
      ? [value.toUpperCase(), value.toLowerCase(), value.replaceAll(/[^A-Za-z0-9]/g, '')].map(text => [text])
      : [],
  )
}

/** A column without a type takes what its CHECK asks for. */
function otherTypes({ type }: Column): readonly Option[] {
  return type === '' || type.toUpperCase() === 'ANY' ? [[1n], [2n], [3n], [0.5], [Uint8Array.of(1)]] : []
}

function distinct(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map(value => [`${typeof value} ${value}`, value])).values()]
}
