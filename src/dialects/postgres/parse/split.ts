import { isUnreadable, lineEnd, nextToken, skipBlank, type Token } from './lexer.ts'
import { wordOf } from './token-text.ts'

/** A part of a file that stands for one statement, found without understanding it. */
export interface Piece {
  readonly kind: 'sql' | 'psql-command' | 'copy-data' | 'unreadable'
  readonly start: number
  readonly end: number
}

interface Progress {
  /** The first words: they tell a routine and a rule from the rest. */
  readonly words: string[]
  start: number
  end: number
  /** Open `BEGIN ATOMIC` and `CASE` of a routine's body, where semicolons do not end the statement. */
  bodyDepth: number
  /** Open parentheses, counted for CREATE RULE only: elsewhere an unclosed one must not swallow the file. */
  parentheses: number
  previous: string
  copyFromStdin: boolean
}

/** Cuts a file at its top-level semicolons. Nothing but white space, comments and semicolons is left out. */
export function splitPieces(text: string, from: number): readonly Piece[] {
  const pieces: Piece[] = []
  let open: Progress | null = null
  let token = nextToken(text, from)
  while (token !== null) {
    const symbol = token.kind === 'symbol' ? text[token.start] : ''
    if (symbol === '\\') {
      const end = trimmedLineEnd(text, token.start)
      const ownLine = open === null || startsLine(text, token.start)
      if (open !== null && ownLine) pieces.push(sqlPiece(open))
      const start: number = open === null || ownLine ? token.start : open.start
      pieces.push({ kind: 'psql-command', start, end })
      open = null
      token = nextToken(text, lineEnd(text, token.start))
      continue
    }
    if (isUnreadable(token)) {
      pieces.push({
        kind: 'unreadable',
        start: open?.start ?? token.start,
        end: trimmedEnd(text, text.length),
      })
      return pieces
    }
    if (symbol === ';' && endsStatement(open)) {
      let next = token.end
      if (open !== null) {
        pieces.push(sqlPiece(open))
        if (open.copyFromStdin) next = takeCopyData(text, next, pieces)
      }
      open = null
      token = nextToken(text, next)
      continue
    }
    open = advance(open, text, token, symbol ?? '')
    token = nextToken(text, token.end)
  }
  if (open !== null) pieces.push(sqlPiece(open))
  return pieces
}

function sqlPiece(open: Progress): Piece {
  return { kind: 'sql', start: open.start, end: open.end }
}

function endsStatement(open: Progress | null): boolean {
  return open === null || (open.bodyDepth === 0 && (open.parentheses <= 0 || !isCreate(open.words, ['rule'])))
}

function advance(open: Progress | null, text: string, token: Token, symbol: string): Progress {
  const progress = open ?? begin(token)
  const word = wordOf(text, token)
  if (word !== '' && progress.words.length < 4) progress.words.push(word)
  if (symbol === '(') progress.parentheses++
  if (symbol === ')') progress.parentheses--
  if (word !== '' && progress.previous !== '.') {
    countBody(progress, word)
    if (progress.words[0] === 'copy' && progress.parentheses === 0) {
      if (progress.previous === 'from' && word === 'stdin') progress.copyFromStdin = true
    }
  }
  progress.previous = word === '' ? symbol : word
  progress.end = token.end
  return progress
}

function begin(token: Token): Progress {
  return {
    words: [],
    start: token.start,
    end: token.end,
    bodyDepth: 0,
    parentheses: 0,
    previous: '',
    copyFromStdin: false,
  }
}

function countBody(progress: Progress, word: string): void {
  if (progress.bodyDepth === 0) {
    if (
      word === 'atomic' &&
      progress.previous === 'begin' &&
      isCreate(progress.words, ['function', 'procedure'])
    )
      progress.bodyDepth = 1
  } else if (progress.previous !== 'as') {
    if (word === 'case') progress.bodyDepth++
    if (word === 'end') progress.bodyDepth--
  }
}

function isCreate(words: readonly string[], objects: readonly string[]): boolean {
  if (words[0] !== 'create') return false
  const object = words[1] === 'or' ? words[3] : words[1]
  return object !== undefined && objects.includes(object)
}

/** Rows that follow COPY … FROM STDIN up to a line `\.`, or to the end as psql reads them. */
function takeCopyData(text: string, position: number, pieces: Piece[]): number {
  const start = skipBlank(text, position)
  if (start >= text.length) return position
  let at = lineEnd(text, position)
  while (at < text.length) {
    const lineStart: number = text.startsWith('\r\n', at) ? at + 2 : at + 1
    const end = lineEnd(text, lineStart)
    if (text.startsWith('\\.', lineStart) && text.slice(lineStart, end).trimEnd() === '\\.') {
      pieces.push({ kind: 'copy-data', start: dataStart(text, position), end: lineStart + 2 })
      return end
    }
    at = end
  }
  pieces.push({ kind: 'copy-data', start: dataStart(text, position), end: trimmedEnd(text, text.length) })
  return text.length
}

/** Data is no SQL: what looks like a comment there is a row. */
function dataStart(text: string, position: number): number {
  let at = position
  while (at < text.length && text[at]?.trim() === '') at++
  return at
}

function startsLine(text: string, position: number): boolean {
  let at = position - 1
  while (at >= 0 && (text[at] === ' ' || text[at] === '\t')) at--
  return at < 0 || text[at] === '\n' || text[at] === '\r'
}

function trimmedLineEnd(text: string, position: number): number {
  return trimmedEnd(text, lineEnd(text, position))
}

function trimmedEnd(text: string, end: number): number {
  let at = end
  while (at > 0 && text[at - 1]?.trim() === '') at--
  return at
}
