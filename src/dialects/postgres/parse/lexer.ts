/**
 * PostgreSQL's lexical rules, as far as they decide where a string, a comment or a name ends (`scan.l`).
 * Our own and not the parser's scanner, because it must go on where that one stops: at broken text, at psql
 * commands, inside function bodies. Linear in the text: no regular expression runs over it.
 */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol'
  /** Offsets in UTF-16 units; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

const quote = 39
const doubleQuote = 34
const backslash = 92
const dollar = 36
const dash = 45
const slash = 47
const star = 42
const newline = 10
const carriageReturn = 13

/**
 * The server's scanner reads a run of operator characters again from every operator and comment that starts in it:
 * some hundred thousand of `+` would keep it busy for hours. A longer run is not given to it.
 */
const longestRun = 400

/**
 * The first place at or after `position` that is neither white space nor comment; the length at the end.
 * A block comment that never ends is no comment: the server refuses it, and what it swallows must not be lost.
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
  return code === slash && next === star ? blockCommentEnd(text, position) : -1
}

/**
 * The token that starts at or after `position`, or null at the end. An unterminated one runs to the end, and so
 * does a symbol that stands for an unterminated comment or a run that is too long (see {@link isUnreadable}).
 */
export function nextToken(text: string, position: number): Token | null {
  const start = skipBlank(text, position)
  if (start >= text.length) return null
  const code = text.charCodeAt(start)
  if (isNameStart(code)) return nameOrPrefixed(text, start, code)
  if (code === quote) return { kind: 'string', start, end: quotedEnd(text, start + 1, "'") }
  if (code === doubleQuote) return { kind: 'quoted', start, end: quotedEnd(text, start + 1, '"') }
  if (code === dollar) return dollarToken(text, start)
  if (isDigit(code)) return { kind: 'number', start, end: numberEnd(text, start) }
  const startsRun = start === 0 || start > position || !isOperator(text.charCodeAt(start - 1))
  const unended = code === slash && text.charCodeAt(start + 1) === star
  const unreadable = unended || (startsRun && isLongRun(text, start))
  return { kind: 'symbol', start, end: unreadable ? text.length : start + 1 }
}

/** Whether a symbol stands for all the rest of the text, which cannot be read. */
export function isUnreadable({ kind, start, end }: Token): boolean {
  return kind === 'symbol' && end - start > 1
}

/** All tokens of a text that is not large, such as a function body. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (let token = nextToken(text, 0); token !== null; token = nextToken(text, token.end)) tokens.push(token)
  return tokens
}

/** The end of the line that `position` is on, without its line break. */
export function lineEnd(text: string, position: number): number {
  let at = position
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === newline || code === carriageReturn) break
    at++
  }
  return at
}

function nameOrPrefixed(text: string, start: number, code: number): Token {
  const next = text.charCodeAt(start + 1)
  const lower = code | 32
  if (next === quote) {
    if (lower === 101) return { kind: 'string', start, end: escapedEnd(text, start + 2) }
    if (lower === 98 || lower === 120 || lower === 110)
      return { kind: 'string', start, end: quotedEnd(text, start + 2, "'") }
  }
  if (lower === 117 && next === 38) {
    const after = text.charCodeAt(start + 2)
    if (after === quote) return { kind: 'string', start, end: quotedEnd(text, start + 3, "'") }
    if (after === doubleQuote) return { kind: 'quoted', start, end: quotedEnd(text, start + 3, '"') }
  }
  let end = start + 1
  while (end < text.length && isNamePart(text.charCodeAt(end))) end++
  return { kind: 'word', start, end }
}

/** The end of a quoted string or name whose content starts at `from`; a doubled quote stays inside. */
function quotedEnd(text: string, from: number, mark: string): number {
  let at = text.indexOf(mark, from)
  while (at !== -1 && text[at + 1] === mark) at = text.indexOf(mark, at + 2)
  return at === -1 ? text.length : at + 1
}

/** The end of an E'…' string; one that goes on after a line break is still an escape string. */
function escapedEnd(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === backslash) at += 2
    else if (code !== quote) at++
    else if (text.charCodeAt(at + 1) === quote) at += 2
    else {
      const more = continuation(text, at + 1)
      if (more === -1) return at + 1
      at = more
    }
  }
  return text.length
}

/** Where a string goes on: `'a'`, a line break (and `--` comments), `'b'`. -1 if it does not. */
function continuation(text: string, position: number): number {
  let at = position
  let broken = false
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === newline || code === carriageReturn) broken = true
    if (isSpace(code)) at++
    else if (code === dash && text.charCodeAt(at + 1) === dash) at = lineEnd(text, at)
    else return broken && code === quote ? at + 1 : -1
  }
  return -1
}

function dollarToken(text: string, start: number): Token {
  let at = start + 1
  if (isDigit(text.charCodeAt(at))) {
    while (isDigit(text.charCodeAt(at))) at++
    return { kind: 'parameter', start, end: at }
  }
  if (isNameStart(text.charCodeAt(at))) {
    at++
    while (at < text.length && isNamePart(text.charCodeAt(at)) && text.charCodeAt(at) !== dollar) at++
  }
  if (text.charCodeAt(at) !== dollar) return { kind: 'symbol', start, end: start + 1 }
  const tag = text.slice(start, at + 1)
  const close = text.indexOf(tag, at + 1)
  return { kind: 'string', start, end: close === -1 ? text.length : close + tag.length }
}

function numberEnd(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (!isDigit(code) && code !== 46 && code !== 95 && !isLetter(code)) break
    at++
  }
  return at
}

function isLongRun(text: string, start: number): boolean {
  for (let at = start; at <= start + longestRun; at++) if (!isOperator(text.charCodeAt(at))) return false
  return true
}

/** Where a nested comment ends; -1 if it does not, or cannot be read. */
function blockCommentEnd(text: string, start: number): number {
  if (isLongRun(text, start)) return -1
  let depth = 1
  let at = start + 2
  while (at < text.length) {
    const code = text.charCodeAt(at)
    const next = text.charCodeAt(at + 1)
    if (code === slash && next === star) {
      if (isLongRun(text, at)) return -1
      depth++
      at += 2
    } else if (code === star && next === slash) {
      depth--
      at += 2
      if (depth === 0) return at
    } else at++
  }
  return -1
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

const operators: ReadonlySet<number> = new Set(
  [...'~!@#^&|`?+-*/%<>='].map(character => character.charCodeAt(0)),
)

function isOperator(code: number): boolean {
  return operators.has(code)
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isLetter(code: number): boolean {
  const lower = code | 32
  return lower >= 97 && lower <= 122
}

function isNameStart(code: number): boolean {
  return isLetter(code) || code === 95 || code >= 128
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code) || code === dollar
}
