import { nextToken } from './lexer.ts'
import { wordOf } from './token-text.ts'

/** The text from `from` to the next comma or closing parenthesis on the same level, or to `limit`. */
export function clauseText(text: string, from: number, limit = text.length): string {
  let depth = 0
  let end = from
  for (
    let token = nextToken(text, from);
    token !== null && token.end <= limit;
    token = nextToken(text, token.end)
  ) {
    const symbol = token.kind === 'symbol' ? text[token.start] : ''
    if (symbol === '(' || symbol === '[') depth++
    if (symbol === ')' || symbol === ']') depth--
    if (depth < 0 || (depth === 0 && symbol === ',')) break
    end = token.end
  }
  return text.slice(from, end)
}

/** The text behind its first word (DEFAULT). */
export function withoutKeyword(text: string): string {
  const keyword = nextToken(text, 0)
  const rest = keyword === null ? null : nextToken(text, keyword.end)
  return rest === null ? text : text.slice(rest.start)
}

/** A constraint's text without the name that may stand before it (CONSTRAINT name). */
export function withoutName(text: string): string {
  const first = nextToken(text, 0)
  return first !== null && wordOf(text, first) === 'constraint' ? withoutKeyword(withoutKeyword(text)) : text
}
