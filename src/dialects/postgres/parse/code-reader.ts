import { type Token, tokensOf } from './lexer.ts'
import { nameOf, stringOf, wordOf } from './token-text.ts'

/** Code nested in strings is followed this deep. */
const deepest = 6

/** The tokens of code that is held in a string, with what a scan of them asks. */
export interface CodeReader {
  readonly length: number
  /** A word in lower case; empty for anything else, and outside the code. */
  word(at: number): string
  /** A name, quoted or not; null for anything else. */
  name(at: number): string | null
  symbol(at: number): string
  /** The content of a string; null for anything else. */
  string(at: number): string | null
  /** Whether a statement of SQL or PL/pgSQL starts here. */
  startsStatement(at: number): boolean
}

export function readCode(text: string): CodeReader {
  const tokens = tokensOf(text)
  const symbol = (at: number) => symbolOf(text, tokens[at])
  const word = (at: number) => wordOf(text, tokens[at])
  return {
    length: tokens.length,
    word,
    symbol,
    name: at => nameOf(text, tokens[at]),
    string: at => {
      const token = tokens[at]
      return token?.kind === 'string' ? stringOf(text, token) : null
    },
    startsStatement: at =>
      at === 0 || [';', '>'].includes(symbol(at - 1)) || statementOpeners.has(word(at - 1)),
  }
}

/** Keywords behind which PL/pgSQL and `BEGIN ATOMIC` expect a statement. */
const statementOpeners: ReadonlySet<string> = new Set(['begin', 'then', 'else', 'loop', 'atomic'])

function symbolOf(text: string, token: Token | undefined): string {
  return token?.kind === 'symbol' ? (text[token.start] ?? '') : ''
}

/** A text of code, and what is known of where it stood. */
export interface NestedCode {
  readonly text: string
  /** A body of its own (behind DO or AS), not just any string. */
  readonly isBody: boolean
}

/** The code and every string inside it, at any level: each may be handed to EXECUTE. */
export function withNestedCode(text: string): {
  readonly codes: readonly NestedCode[]
  readonly tooDeep: boolean
} {
  const codes: NestedCode[] = [{ text, isBody: true }]
  let from = 0
  for (let level = 0; level < deepest; level++) {
    const to = codes.length
    for (let at = from; at < to; at++) codes.push(...stringsIn(codes[at]?.text ?? ''))
    if (codes.length === to) return { codes, tooDeep: false }
    from = to
  }
  return { codes, tooDeep: codes.slice(from).some(code => stringsIn(code.text).length > 0) }
}

function stringsIn(text: string): readonly NestedCode[] {
  const reader = readCode(text)
  const found: NestedCode[] = []
  for (let at = 0; at < reader.length; at++) {
    const content = reader.string(at)
    if (content !== null && content !== '')
      found.push({
        text: content,
        isBody: ['do', 'as', 'plpgsql'].includes(reader.word(at - 1)) || isRun(reader, at),
      })
  }
  return found
}

/** Whether the string is what EXECUTE runs, as a whole or from its start. */
function isRun(reader: CodeReader, at: number): boolean {
  let before = at - 1
  while (reader.symbol(before) === '(') before--
  return reader.word(before) === 'execute' && reader.symbol(at + 1) !== '|'
}
