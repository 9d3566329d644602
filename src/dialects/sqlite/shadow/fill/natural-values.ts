import type { Value } from '../../session.ts'
import type { Column } from './facts.ts'

/** Values to choose from for a column of which nothing but name and type is known. */
const many = 6

/**
 * Ordinary values for a column by its declared type, then by its default and by what its name says; each another one.
 * Texts are others in each table, so that what compares them finds no pairs that mean nothing; numbers are the same,
 * as keys that nobody declared would be.
 */
export function naturalValues(column: Column): readonly Value[] {
  const place = Array.from({ length: many }, (_, index) => index + 1)
  const declared = column.type.toUpperCase()
  const word = column.name.toLowerCase()
  if (/BOOL/.test(declared)) return [1n, 0n]
  switch (affinityOf(declared)) {
    case 'integer':
      if (/^(?:is|has|can)_/.test(word)) return [1n, 0n, ...place.slice(1).map(BigInt)]
      return isMoment(word) ? place.map(n => BigInt(1_704_067_200 + n)) : place.map(BigInt)
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

/** Its default is a JSON value, or its name says so. */
function isJson({ name, type, default: value }: Column): boolean {
  return /json/i.test(name) || /JSON/i.test(type) || /^\(*\s*(?:jsonb?\s*\(|'\s*[[{])/i.test(value)
}

function json({ default: value }: Column, n: number): string {
  return /^[^']*'\s*\[/.test(value) ? `["row ${n}"]` : `{"row":${n}}`
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
  return `2024-01-0${n}${isDate ? '' : ' 00:00:00'}`
}

function uuid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

/** SQLite does not enforce it, but what reads the rows may. */
function longest(declared: string): number {
  const [, length] = /\((\d+)\)/.exec(declared) ?? []
  return Math.max(1, Number(length ?? 1_000))
}
