import { folded } from './names.ts'

/**
 * SQLite's lexical rules (`tokenize.c`), as far as they decide where a token begins and ends. It goes on where the
 * engine stops, so that one broken statement does not hide the next. Linear in the text: no regular expression runs
 * over it.
 */
export interface Token {
  /**
   * `word`: a keyword or a bare name; `quoted`: "x", [x] or a backtick's; `unended`: a string, a quoted name or a
   * comment that nothing closes, with all that follows it; `bad`: a character that begins nothing, or a number or blob
   * that is none.
   */
  readonly kind: 'word' | 'quoted' | 'string' | 'blob' | 'number' | 'variable' | 'symbol' | 'unended' | 'bad'
  /** Offsets in UTF-16 units; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

const quote = 39
const openBracket = 91
const dash = 45
const slash = 47
const star = 42
const dot = 46
const byteOrderMark = 0xfeff

/**
 * The first place at or after `position` that is neither white space nor comment; the length at the end. A block
 * comment that never ends is no comment: the engine takes it for one, and what it swallows would go unseen.
 */
export function skipBlank(text: string, position: number): number {
  let at = position
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) at++
    else {
      const end = commentEnd(text, at)
      if (end === -1) break
      at = end
    }
  }
  return at
}

/** Where the comment that begins at `position` ends; -1 where none begins there, or one that never ends. */
export function commentEnd(text: string, position: number): number {
  const code = text.charCodeAt(position)
  const next = text.charCodeAt(position + 1)
  if (code === dash && next === dash) return lineEnd(text, position)
  if (code !== slash || next !== star) return -1
  const end = text.indexOf('*/', position + 2)
  return end === -1 ? -1 : end + 2
}

/** The token that starts at or after `position`, or null at the end. */
export function nextToken(text: string, position: number): Token | null {
  const start = skipBlank(text, position)
  if (start >= text.length) return null
  const code = text.charCodeAt(start)
  const mark = text[start] as string
  if ((code | 32) === 120 && text.charCodeAt(start + 1) === quote) return blobToken(text, start)
  if (isNameStart(code)) return { kind: 'word', start, end: nameEnd(text, start + 1) }
  if (mark === "'") return quotedToken(text, start, mark, 'string')
  if (mark === '"' || mark === '`') return quotedToken(text, start, mark, 'quoted')
  if (code === openBracket) return bracketToken(text, start)
  if (isDigit(code) || (code === dot && isDigit(text.charCodeAt(start + 1)))) return numberToken(text, start)
  if ('?:@$#'.includes(mark)) return variableToken(text, start, mark)
  return symbolToken(text, start)
}

/** All tokens of a text, or of what stands behind `from`. */
export function tokensOf(text: string, from = 0): readonly Token[] {
  const tokens: Token[] = []
  for (let token = nextToken(text, from); token !== null; token = nextToken(text, token.end))
    tokens.push(token)
  return tokens
}

/** A word in lower case; the empty string for any other token. */
export function wordOf(text: string, token: Token | null | undefined): string {
  return token?.kind === 'word' ? folded(text.slice(token.start, token.end)) : ''
}

/** The end of the line that `position` is on: a line comment runs to the next LF, whatever stands before it. */
export function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position)
  return end === -1 ? text.length : end
}

/** A doubled mark stays inside. */
function quotedToken(text: string, start: number, mark: string, kind: 'string' | 'quoted'): Token {
  let at = text.indexOf(mark, start + 1)
  while (at !== -1 && text[at + 1] === mark) at = text.indexOf(mark, at + 2)
  return at === -1 ? { kind: 'unended', start, end: text.length } : { kind, start, end: at + 1 }
}

function bracketToken(text: string, start: number): Token {
  const at = text.indexOf(']', start)
  return at === -1 ? { kind: 'unended', start, end: text.length } : { kind: 'quoted', start, end: at + 1 }
}

function blobToken(text: string, start: number): Token {
  const close = text.indexOf("'", start + 2)
  if (close === -1) return { kind: 'unended', start, end: text.length }
  let whole = (close - start) % 2 === 0
  for (let at = start + 2; at < close && whole; at++) whole = isHexDigit(text.charCodeAt(at))
  return { kind: whole ? 'blob' : 'bad', start, end: close + 1 }
}

/** Digits may be parted by `_`; what runs on into letters (`12abc`) is no number. */
function numberToken(text: string, start: number): Token {
  const isHex = text[start] === '0' && (text.charCodeAt(start + 1) | 32) === 120
  let end =
    isHex && isHexDigit(text.charCodeAt(start + 2)) ? hexEnd(text, start + 2) : decimalEnd(text, start)
  if (!isNamePart(text.charCodeAt(end))) return { kind: 'number', start, end }
  end = nameEnd(text, end)
  return { kind: 'bad', start, end }
}

function hexEnd(text: string, from: number): number {
  let at = from
  while (isHexDigit(text.charCodeAt(at)) || isSeparator(text, at, isHexDigit)) at++
  return at
}

function decimalEnd(text: string, from: number): number {
  let at = digitsEnd(text, from)
  if (text.charCodeAt(at) === dot) at = digitsEnd(text, at + 1)
  if ((text.charCodeAt(at) | 32) !== 101) return at
  const sign = text[at + 1] === '+' || text[at + 1] === '-' ? 2 : 1
  return isDigit(text.charCodeAt(at + sign)) ? digitsEnd(text, at + sign) : at
}

function digitsEnd(text: string, from: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at)) || isSeparator(text, at, isDigit)) at++
  return at
}

function isSeparator(text: string, at: number, isPart: (code: number) => boolean): boolean {
  return text[at] === '_' && isPart(text.charCodeAt(at - 1)) && isPart(text.charCodeAt(at + 1))
}

/** `?`, `?12`, `:name`, `@name`, `#name`, `$name::name(anything)`. */
function variableToken(text: string, start: number, mark: string): Token {
  let end = start + 1
  if (mark === '?') {
    while (isDigit(text.charCodeAt(end))) end++
    return { kind: 'variable', start, end }
  }
  for (;;) {
    if (isNamePart(text.charCodeAt(end))) end++
    else if (text.startsWith('::', end)) end += 2
    else break
  }
  return { kind: end > start + 1 ? 'variable' : 'bad', start, end }
}

/** By their first character; the longer before the shorter. */
const longSymbols: ReadonlyMap<string, readonly string[]> = new Map([
  ['-', ['->>', '->']],
  ['|', ['||']],
  ['<', ['<=', '<>', '<<']],
  ['>', ['>=', '>>']],
  ['=', ['==']],
  ['!', ['!=']],
])

function symbolToken(text: string, start: number): Token {
  if (text.startsWith('/*', start)) return { kind: 'unended', start, end: text.length }
  const mark = text[start] as string
  const long = longSymbols.get(mark)?.find(symbol => text.startsWith(symbol, start))
  if (long !== undefined) return { kind: 'symbol', start, end: start + long.length }
  return { kind: '-+*/%(),;.<>=&|~'.includes(mark) ? 'symbol' : 'bad', start, end: start + 1 }
}

function nameEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && isNamePart(text.charCodeAt(at))) at++
  return at
}

/** The byte order mark is white space wherever a token could begin. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === byteOrderMark
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isHexDigit(code: number): boolean {
  const lower = code | 32
  return isDigit(code) || (lower >= 97 && lower <= 102)
}

function isNameStart(code: number): boolean {
  const lower = code | 32
  return (lower >= 97 && lower <= 122) || code === 95 || code >= 128
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code) || code === 36
}
