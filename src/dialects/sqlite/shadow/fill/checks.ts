import { nameOf } from '../../parse/cursor.ts'
import { type Token, tokensOf, wordOf } from '../../parse/lexer.ts'
import { folded } from '../../parse/names.ts'
import type { Value } from '../../session.ts'

/** Values that a text names, and their neighbours, which a comparison may want. */
export interface Suggestions {
  readonly exact: readonly Value[]
  readonly near: readonly Value[]
}

/** A CHECK of a table: what it names, and values that its text suggests. */
export interface Check {
  /** As the engine calls it when it fails: its name, or its expression. */
  readonly called: string
  readonly expression: string
  readonly columns: readonly string[]
  /** By column: a value stands behind the column that it is compared with. */
  readonly suggests: ReadonlyMap<string, Suggestions>
  readonly speaksOfNull: boolean
}

/** The CHECKs in the text of a CREATE TABLE. */
export function checksIn(sql: string, columns: readonly string[]): readonly Check[] {
  const tokens = tokensOf(sql)
  const known = new Map(columns.map(column => [folded(column), column]))
  const checks: Check[] = []
  for (const [place, token] of tokens.entries()) {
    if (wordOf(sql, token) !== 'check' || textOf(sql, tokens[place + 1]) !== '(') continue
    const inside = tokens.slice(place + 2, closing(sql, tokens, place + 1))
    const expression = sql.slice(inside[0]?.start, inside.at(-1)?.end)
    const isNamed = wordOf(sql, tokens[place - 2]) === 'constraint'
    const columnAt = (one: Token) =>
      one.kind === 'string' ? undefined : known.get(folded(nameOf(sql, one) ?? ''))
    checks.push({
      expression,
      called: (isNamed ? nameOf(sql, tokens[place - 1]) : null) ?? expression,
      columns: [...new Set(inside.flatMap(one => columnAt(one) ?? []))],
      suggests: suggestionsIn(sql, inside, columnAt),
      speaksOfNull: inside.some(one => /^(?:null|isnull|notnull)$/.test(wordOf(sql, one))),
    })
  }
  return checks
}

/** The place of the parenthesis that closes the one at `open`. */
function closing(sql: string, tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let place = open; place < tokens.length; place++) {
    const mark = textOf(sql, tokens[place])
    depth += mark === '(' ? 1 : mark === ')' ? -1 : 0
    if (depth === 0) return place
  }
  return tokens.length
}

function textOf(sql: string, token: Token | undefined): string {
  return token === undefined ? '' : sql.slice(token.start, token.end)
}

/** What a text says of each column: literals belong to the column before them, or else to the first one. */
function suggestionsIn(
  sql: string,
  tokens: readonly Token[],
  columnAt: (token: Token) => string | undefined,
): ReadonlyMap<string, Suggestions> {
  const words = new Set(tokens.map(token => wordOf(sql, token)))
  const columns = tokens.flatMap(token => columnAt(token) ?? [])
  const suggested = new Map(
    columns.map((column): [string, { exact: Value[]; near: Value[] }] => [
      column,
      { exact: ofFunctions(words), near: [] },
    ]),
  )
  let [current] = columns
  for (const [place, token] of tokens.entries()) {
    current = columnAt(token) ?? current
    const found = current === undefined ? undefined : suggested.get(current)
    const { exact, near } = literalValues(sql, tokens, place, words)
    found?.exact.push(...exact)
    found?.near.push(...near)
  }
  return suggested
}

function literalValues(
  sql: string,
  tokens: readonly Token[],
  place: number,
  words: ReadonlySet<string>,
): Suggestions {
  const token = tokens[place] as Token
  const isPattern = words.has('like') || words.has('glob')
  if (token.kind === 'string') return { exact: stringValues(nameOf(sql, token) ?? '', isPattern), near: [] }
  if (token.kind !== 'number') return { exact: [], near: [] }
  const sign = textOf(sql, tokens[place - 1]) === '-' ? '-' : ''
  return numberValues(sign + textOf(sql, token), words.has('length') || words.has('octet_length'))
}

/** What functions that judge a text are content with. */
function ofFunctions(words: ReadonlySet<string>): Value[] {
  const json = [...words].some(word => word.startsWith('json')) ? ['{}', '[]', '{"row":1}', '1'] : []
  const dates = ['date', 'datetime', 'strftime', 'julianday'].some(word => words.has(word))
  return [...json, ...(dates ? ['2024-01-01', '2024-01-01 00:00:00'] : [])]
}

/** A pattern suggests a text that it matches, as far as it is a simple one. */
function stringValues(text: string, isPattern: boolean): readonly string[] {
  if (!isPattern) return [text]
  return [
    text.replaceAll(/%/g, '').replaceAll('_', 'a'),
    text.replaceAll(/%/g, 'a').replaceAll('_', 'a'),
    text
      .replaceAll(/\[\^?(.)[^\]]*\]/g, '$1')
      .replaceAll('*', '')
      .replaceAll('?', 'a'),
  ]
}

/** Characters of the longest text that is made to measure. */
const longestText = 10_000

/** The number and its neighbours; where lengths are counted, also texts that are as long. */
function numberValues(text: string, counts: boolean): Suggestions {
  const number = Number(text.replaceAll('_', ''))
  const beside = [1, -1, 2, -2, 3, -3].map(step => number + step)
  if (!Number.isInteger(number)) return { exact: [number], near: beside }
  if (!Number.isSafeInteger(number)) return { exact: [], near: [] }
  const long = (lengths: readonly number[]) =>
    counts
      ? lengths.filter(length => length >= 0 && length <= longestText).map(length => 'a'.repeat(length))
      : []
  return {
    exact: [...long([number]), BigInt(number)],
    near: [...long(beside), ...beside.map(BigInt)],
  }
}
