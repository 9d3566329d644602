import type { Value } from '../../session.ts'
import type { Column } from './facts.ts'

/** What three rows can hold of two values, so that six columns differ. */
const switches = [
  [1n, 0n],
  [0n, 1n],
  [1n, 1n, 0n],
  [0n, 1n, 1n],
  [1n, 0n, 0n],
  [0n, 0n, 1n],
]

/** The orders of three rows, for six columns. */
const orders = [
  [1, 2, 3],
  [2, 3, 1],
  [3, 1, 2],
  [1, 3, 2],
  [3, 2, 1],
  [2, 1, 3],
]

/**
 * Ordinary values for a column by its declared type, then by its default and by what its name says; each another one.
 * The columns of a table differ, so that a copy that mixes them up shows: by other numbers, those that may be keys by
 * their order. Texts are others in each table, so that what compares them finds no pairs that mean nothing; numbers
 * are the same, as keys that nobody declared would be.
 */
export function naturalValues(column: Column): readonly Value[] {
  const declared = column.type.toUpperCase()
  const word = column.name.toLowerCase()
  const above = /(?:^|_)u?u?id$/.test(word) ? 0 : 3 * Math.floor(column.place / orders.length)
  const place = inOrderOf(column, [1, 2, 3, 4, 5, 6]).map(n => n + above)
  if (/BOOL/.test(declared)) return switches[column.place % switches.length] ?? []
  switch (affinityOf(declared)) {
    case 'integer':
      if (/^(?:is|has|can)_/.test(word))
        return [...(switches[column.place % switches.length] ?? []), 2n, 3n, 4n]
      if (isMoment(word)) return place.map(n => BigInt(1_704_067_200 + n))
      return place.map(n => BigInt(isIdentifier(column) ? firstIdentifier + n : n))
    case 'real':
      return place.map(n => n + 0.5)
    case 'blob':
      // Many bytes are the text of a JSON value, and none need not be one.
      return place.map(n => new TextEncoder().encode(json(column, n)))
    case 'numeric':
      if (/DATE|TIME/.test(declared)) return place.map(n => moment(n, declared === 'DATE'))
      if (/UUID|GUID/.test(declared)) return place.map(uuid)
      if (/JSON/.test(declared)) return place.map(n => json(column, n))
      return place.map(BigInt)
    case 'text':
      if (isJson(column)) return place.map(n => json(column, n))
      return place.map(n => textFor(column.table.toLowerCase(), word, n).slice(-longest(declared)))
  }
}

/** The first three items in another order for each of six columns. */
export function inOrderOf<T>({ place }: Pick<Column, 'place'>, items: readonly T[]): readonly T[] {
  const order = orders[place % orders.length] ?? []
  return [...order.flatMap(n => items.slice(n - 1, n)), ...items.slice(order.length)]
}

/** Above what migrations write out: rows of theirs do not collide with ours. */
const firstIdentifier = 1_000

/** Also one that nobody declared a key, so that it meets the key that it names. */
function isIdentifier({ name, isKey }: Column): boolean {
  return isKey || /(?:^|_)id$/i.test(name)
}

/** Its default is a JSON value, or its name says so. */
function isJson({ name, type, default: value }: Column): boolean {
  return /json/i.test(name) || /JSON/i.test(type) || /^\(*\s*(?:jsonb?\s*\(|'\s*[[{])/i.test(value)
}

function json({ name, default: value }: Column, n: number): string {
  return JSON.stringify(/^[^']*'\s*\[/.test(value) ? [`${name} ${n}`] : { [name]: n })
}

type Affinity = 'integer' | 'text' | 'blob' | 'real' | 'numeric'

/** The rules of https://sqlite.org/datatype3.html#determination_of_column_affinity, in their order. No type at all takes a text. */
function affinityOf(declared: string): Affinity {
  if (declared === '' || declared === 'ANY') return 'text'
  if (/INT/.test(declared)) return 'integer'
  if (/CHAR|CLOB|TEXT/.test(declared)) return 'text'
  if (/BLOB/.test(declared)) return 'blob'
  return /REAL|FLOA|DOUB/.test(declared) ? 'real' : 'numeric'
}

function textFor(table: string, word: string, n: number): string {
  const host = `${table.replaceAll(/[^a-z0-9]+/g, '-')}.example.com`
  if (/(?:^|_)u?u?id$|guid/.test(word)) return uuid(n)
  if (/e?mail/.test(word)) return `person${n}@${host}`
  if (/ur[il]$|link|website/.test(word)) return `https://${host}/${n}`
  if (isMoment(word)) return moment(n, word.endsWith('date'))
  return `${table} ${word} ${n}`
}

function isMoment(word: string): boolean {
  return /(?:_at|_on|date|time|timestamp)$/.test(word)
}

function moment(n: number, isDate: boolean): string {
  const day = new Date(Date.UTC(2024, 0, n)).toISOString().slice(0, 10)
  return isDate ? day : `${day} 00:00:00`
}

function uuid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

/** SQLite does not enforce it, but what reads the rows may. */
function longest(declared: string): number {
  const [, length] = /\((\d+)\)/.exec(declared) ?? []
  return Math.max(1, Number(length ?? 1_000))
}
