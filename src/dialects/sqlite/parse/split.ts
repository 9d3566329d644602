import { lineEnd, nextToken, type Token, wordOf } from './lexer.ts'

/** What stands between two semicolons. `error` tells why it can be no statement, and where. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly error: { readonly message: string; readonly at: number } | null
}

/**
 * Cuts a file into statements as `sqlite3_complete` does: a semicolon inside CREATE TRIGGER … BEGIN ends none, and
 * only an END behind a semicolon ends the body. (So CASE … END needs no counting, and a trigger may be called BEGIN.)
 * Between the pieces stand nothing but white space, comments and semicolons.
 */
export function splitPieces(text: string, from = 0): readonly Piece[] {
  const pieces: Piece[] = []
  let at = from
  for (let token = nextToken(text, at); token !== null; token = nextToken(text, at)) {
    if (isSymbol(text, token, ';')) at = token.end
    else {
      const piece = isShellLine(text, token.start) ? shellCommand(text, token) : pieceFrom(text, token)
      pieces.push(piece)
      at = piece.end
    }
  }
  return pieces
}

/**
 * Where we are: `head` until it is known whether this makes a trigger; `before` its BEGIN; in its `body`; behind a
 * semicolon `between` its statements; `plain` in all else, where the next semicolon ends the piece.
 */
type Place = 'head' | 'before' | 'body' | 'between' | 'plain'

function pieceFrom(text: string, first: Token): Piece {
  let place = afterHeadWord('', wordOf(text, first))
  let last = first
  let broken: Token | null = null
  let previous = wordOf(text, first)
  for (let token: Token | null = first; token !== null; token = nextToken(text, token.end)) {
    const ends = isSymbol(text, token, ';') && place !== 'body' && place !== 'between'
    if (ends) break
    if (token.kind === 'unended') broken = token
    if (token !== first && place !== 'plain') place = nextPlace(place, previous, text, token)
    if (place === 'head') previous = wordOf(text, token)
    last = token
  }
  const piece = { start: first.start, end: last.end }
  if (broken !== null) return { ...piece, error: { message: unended(text, broken), at: broken.start } }
  if (place === 'body' || place === 'between')
    return { ...piece, error: { message: unendedTrigger, at: first.start } }
  return { ...piece, error: firstWordError(text, first) }
}

function nextPlace(place: Place, previous: string, text: string, token: Token): Place {
  const word = wordOf(text, token)
  switch (place) {
    case 'head':
      return afterHeadWord(previous, word)
    case 'before':
      return word === 'begin' ? 'between' : 'before'
    case 'body':
      return isSymbol(text, token, ';') ? 'between' : 'body'
    case 'between':
      if (isSymbol(text, token, ';')) return 'between'
      return word === 'end' ? 'plain' : 'body'
    case 'plain':
      return 'plain'
  }
}

/** What may stand before TRIGGER: EXPLAIN QUERY PLAN CREATE TEMPORARY. */
const headWords: ReadonlyMap<string, readonly string[]> = new Map([
  ['explain', ['']],
  ['query', ['explain']],
  ['plan', ['query']],
  ['create', ['', 'explain', 'plan']],
  ['temp', ['create']],
  ['temporary', ['create']],
])

function afterHeadWord(previous: string, word: string): Place {
  if (word === 'trigger' && ['create', 'temp', 'temporary'].includes(previous)) return 'before'
  return headWords.get(word)?.includes(previous) ? 'head' : 'plain'
}

/** Words with which a statement can begin. */
const firstWords: ReadonlySet<string> = new Set(
  (
    'alter analyze attach begin commit create delete detach drop end explain insert pragma reindex release replace ' +
    'rollback savepoint select update vacuum values with'
  ).split(' '),
)

function firstWordError(text: string, first: Token): Piece['error'] {
  if (firstWords.has(wordOf(text, first))) return null
  const written = text.slice(first.start, Math.min(first.end, first.start + 40))
  return { message: `no statement of SQLite begins with ${JSON.stringify(written)}`, at: first.start }
}

const unendedTrigger = 'a trigger whose body never ends: END must stand behind a semicolon'

function unended(text: string, { start }: Token): string {
  if (text[start] === '/') return 'a comment that never ends'
  return text[start] === "'" || text[start + 1] === "'"
    ? 'a string that never ends'
    : 'a quoted name that never ends'
}

/** `.read other.sql`: a line for the command-line shell, which no driver understands. */
export function isShellLine(text: string, start: number): boolean {
  return /^\.[a-z]/.test(text.slice(start, start + 2))
}

function shellCommand(text: string, { start }: Token): Piece {
  const line = text.slice(start, lineEnd(text, start)).trimEnd()
  const command = line.split(/\s/, 1)[0] ?? line
  const message = `shell command ${command}: only the sqlite3 command understands it`
  return { start, end: start + line.length, error: { message, at: start } }
}

function isSymbol(text: string, { kind, start }: Token, symbol: string): boolean {
  return kind === 'symbol' && text[start] === symbol
}
