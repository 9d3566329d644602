import { nextToken, type Token, wordOf } from './lexer.ts'
import { unquote } from './names.ts'

/** Reads a statement's tokens from left to right, no further than it is asked to. */
export interface Cursor {
  readonly text: string
  /** The token that many places ahead; null behind the last. */
  peek(ahead?: number): Token | null
  /** Its word in lower case; empty for any other token. */
  word(ahead?: number): string
  /** Its symbol; empty for any other token. */
  symbol(ahead?: number): string
  take(): Token | null
  /** Takes these words where exactly they follow. */
  skipWords(...words: readonly string[]): boolean
  skipSymbol(symbol: string): boolean
  /** Takes a name as the catalog holds it; empty where none follows. */
  takeName(): string
  /** Takes `( … )` and gives what is inside; null where no parenthesis opens here. */
  takeGroup(): readonly Token[] | null
}

export function cursorOf(text: string): Cursor {
  const ahead: (Token | null)[] = []
  let end = 0

  function peek(places = 0): Token | null {
    while (ahead.length <= places) {
      const token = nextToken(text, end)
      ahead.push(token)
      end = token?.end ?? text.length
    }
    return ahead[places] ?? null
  }

  function take(): Token | null {
    const token = peek()
    ahead.shift()
    return token
  }

  const word = (places = 0) => wordOf(text, peek(places))
  const symbol = (places = 0) => symbolOf(text, peek(places))

  function skipWords(...words: readonly string[]): boolean {
    if (words.some((expected, place) => word(place) !== expected)) return false
    ahead.splice(0, words.length)
    return true
  }

  function skipSymbol(expected: string): boolean {
    if (symbol() !== expected) return false
    take()
    return true
  }

  function takeName(): string {
    const name = nameOf(text, peek())
    if (name !== null) take()
    return name ?? ''
  }

  function takeGroup(): readonly Token[] | null {
    if (!skipSymbol('(')) return null
    const inside: Token[] = []
    for (let depth = 1, token = take(); token !== null; token = take()) {
      depth += depthChange(text, token)
      if (depth === 0) break
      inside.push(token)
    }
    return inside
  }

  return { text, peek, word, symbol, take, skipWords, skipSymbol, takeName, takeGroup }
}

/** A symbol; the empty string for any other token. */
export function symbolOf(text: string, token: Token | null | undefined): string {
  return token?.kind === 'symbol' ? text.slice(token.start, token.end) : ''
}

/** A name as the catalog holds it, however it is written (SQLite takes 'x' for one too); null for any other token. */
export function nameOf(text: string, token: Token | null | undefined): string | null {
  if (token?.kind !== 'word' && token?.kind !== 'quoted' && token?.kind !== 'string') return null
  return unquote(text.slice(token.start, token.end))
}

/** What a token does to the depth of parentheses: 1, -1 or 0. */
export function depthChange(text: string, token: Token): number {
  const mark = symbolOf(text, token)
  return mark === '(' ? 1 : mark === ')' ? -1 : 0
}

/** The text from the first to the last of some tokens, as written. */
export function textOf(text: string, tokens: readonly Token[]): string {
  return text.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0)
}

/** Parts that commas outside parentheses divide. */
export function partsOf(text: string, tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    depth += depthChange(text, token)
    if (depth === 0 && symbolOf(text, token) === ',') parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts.filter(part => part.length > 0)
}
