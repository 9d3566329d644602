import { lastPart } from './statement-names.ts'

/** What an error of an English server says is not there. */
export interface Missing {
  readonly kind: 'relation' | 'column' | 'other'
  readonly name: string
  /** The table that it would belong to, where the message tells. */
  readonly table: string | null
}

const quoted =
  /(?<kind>[a-z]+) "(?<name>[^"]+)"(?: (?:of|for|in) (?:relation|table|type|materialized view) "(?<table>[^"]+)")? does not exist/
const plain = /\b(?<kind>column|function|procedure|aggregate) (?<name>[^\s("]+)(?:\([^"]*\))? does not exist/

/** The object that the message misses, by the last part of its name; `null` where it names none. */
export function missingIn(message: string): Missing | null {
  const { kind, name, table } = (quoted.exec(message) ?? plain.exec(message))?.groups ?? {}
  if (name === undefined) return null
  const last = lastPart(name)
  if (kind === 'relation' || kind === 'table' || kind === 'view')
    return { kind: 'relation', name: last, table: null }
  const owner = table === undefined ? null : lastPart(table)
  return { kind: kind === 'column' ? 'column' : 'other', name: last, table: owner }
}
