import { nextToken, type Token } from './lexer.ts'

/** The same text with every literal hidden, bodies of code among them, and without comments: they are somebody's data. */
export function hideLiterals(sql: string): string {
  let shown = ''
  let from = 0
  for (let token: Token | null = nextToken(sql, 0); token !== null; token = nextToken(sql, token.end)) {
    // What stands between two tokens is white space, or a comment.
    shown += sql.slice(from, token.start).replace(/\S[\s\S]*\S|\S/, ' ')
    shown += hidden[token.kind] ?? sql.slice(token.start, token.end)
    from = token.end
  }
  return shown
}

const hidden: Partial<Record<Token['kind'], string>> = { string: "'***'", number: '***' }
