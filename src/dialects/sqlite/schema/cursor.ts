import { type Token, tokensOf, wordOf } from '../parse/lexer.ts'
import { unquote } from '../parse/names.ts'

/** A place among the tokens of one statement of the catalog. */
export class Cursor {
  readonly text: string
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(text: string) {
    this.text = text
    this.#tokens = tokensOf(text)
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length
  }

  /** Where the next token begins, and the one before ends. */
  get start(): number {
    return this.#tokens[this.#at]?.start ?? this.text.length
  }
  get lastEnd(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0
  }

  /** The word that comes next (or so many tokens later) in lower case; the empty string where it is none. */
  word(ahead = 0): string {
    return wordOf(this.text, this.#tokens[this.#at + ahead])
  }

  symbol(mark: string): boolean {
    const token = this.#tokens[this.#at]
    return token?.kind === 'symbol' && this.text.slice(token.start, token.end) === mark
  }

  /** Steps over these words if all of them come next. */
  accept(...words: readonly string[]): boolean {
    if (!words.every((word, ahead) => this.word(ahead) === word)) return false
    this.#at += words.length
    return true
  }

  /** Whether so many tokens later a part of a list has ended, or nothing but its direction follows. */
  endsPart(ahead: number): boolean {
    const token = this.#tokens[this.#at + ahead]
    if (token === undefined) return true
    return [',', 'asc', 'desc', 'autoincrement'].includes(
      this.text.slice(token.start, token.end).toLowerCase(),
    )
  }

  acceptSymbol(mark: string): boolean {
    if (!this.symbol(mark)) return false
    this.#at++
    return true
  }

  expectSymbol(mark: string): void {
    if (!this.acceptSymbol(mark)) throw this.unexpected()
  }

  /** One token as written. */
  next(): string {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw this.unexpected()
    this.#at++
    return this.text.slice(token.start, token.end)
  }

  /** A name, as the catalog holds it. */
  name(): string {
    return unquote(this.next())
  }

  /** What stands between the parentheses that come next, as written. */
  group(): string {
    this.expectSymbol('(')
    const start = this.lastEnd
    this.skipTo(')')
    const content = this.text.slice(start, this.start).trim()
    this.expectSymbol(')')
    return content
  }

  /** Steps to the next of these symbols that stands in no further parentheses; to the end where there is none. */
  skipTo(...marks: readonly string[]): void {
    let depth = 0
    for (; !this.done; this.#at++) {
      if (depth === 0 && marks.some(mark => this.symbol(mark))) return
      if (this.symbol('(')) depth++
      else if (this.symbol(')')) depth--
    }
  }

  rest(): string {
    const rest = this.text.slice(this.start)
    this.#at = this.#tokens.length
    return rest
  }

  unexpected(): Error {
    return new Error(`cannot read at ${this.start}: ${this.text.slice(0, 200)}`)
  }
}
