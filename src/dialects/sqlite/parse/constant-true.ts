import { depthChange, symbolOf } from './cursor.ts'
import { type Token, wordOf } from './lexer.ts'

/** What is longer counts as a real condition. */
const longest = 50

/** Whether a condition is true whatever the row is: `1`, `true`, `1 = 1`, `NOT 0`, `a > 3 OR 1`. */
export function isConstantTrue(text: string, condition: readonly Token[]): boolean {
  if (condition.length > longest) return false
  // What CASE … END holds is not this condition's AND and OR.
  if (condition.some(token => wordOf(text, token) === 'case')) return false
  return constantValue(text, condition) === true
}

function constantValue(text: string, tokens: readonly Token[]): boolean | null {
  const either = dividedBy(text, tokens, 'or')
  if (either.length > 1) return either.some(part => constantValue(text, part) === true) || null
  const both = dividedBy(text, tokens, 'and')
  if (both.length > 1) return both.every(part => constantValue(text, part) === true) || null
  const [first, second, third] = tokens
  if (wordOf(text, first) === 'not') {
    const value = constantValue(text, tokens.slice(1))
    return value === null ? null : !value
  }
  if (symbolOf(text, first) === '(' && symbolOf(text, tokens.at(-1)) === ')')
    return constantValue(text, tokens.slice(1, -1))
  if (tokens.length === 1) return truth(text, first)
  const isComparison = tokens.length === 3 && ['=', '==', 'is'].includes(operatorOf(text, second))
  return isComparison ? sameLiteral(text, first, third) : null
}

function operatorOf(text: string, token: Token | undefined): string {
  return symbolOf(text, token) || wordOf(text, token)
}

function truth(text: string, token: Token | undefined): boolean | null {
  const word = wordOf(text, token)
  if (word === 'true' || word === 'false') return word === 'true'
  return token?.kind === 'number' ? Number(written(text, token).replaceAll('_', '')) !== 0 : null
}

function sameLiteral(text: string, a: Token | undefined, b: Token | undefined): boolean | null {
  const isLiteral = (token: Token | undefined) => token?.kind === 'number' || token?.kind === 'string'
  return isLiteral(a) && isLiteral(b) && written(text, a) === written(text, b) ? true : null
}

function written(text: string, token: Token | undefined): string {
  return token === undefined ? '' : text.slice(token.start, token.end)
}

/** The parts between a word that stands outside parentheses. */
function dividedBy(text: string, tokens: readonly Token[], divider: string): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    depth += depthChange(text, token)
    if (depth === 0 && wordOf(text, token) === divider) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}
