import { type Token, tokensOf } from '../parse/lexer.ts'
import { folded, unquote } from '../parse/names.ts'

/**
 * A piece of SQL as one line: comments gone, white space between tokens as one space or none, as it was written.
 */
export function laidOut(text: string): string {
  let line = ''
  let end = -1
  for (const token of tokensOf(text)) {
    if (end !== -1 && token.start > end) line += ' '
    line += text.slice(token.start, token.end)
    end = token.end
  }
  return line
}

/** Whether two pieces of SQL are the same token by token: case of words, white space, quotes and comments aside. */
export function sameFragment(a: string, b: string): boolean {
  return a === b || keyOf(a) === keyOf(b)
}

/** One text for all ways to write the same piece of SQL. */
export function keyOf(text: string): string {
  return keysOf(text).join(' ')
}

/** The same as one line that can be shown. */
export function canonical(text: string): string {
  return keysOf(text).reduce((line, key) => line + (isTight(line, key) ? '' : ' ') + key, '')
}

/** Whether no space belongs between a line and what comes next: `lower(a.b, 3)`. */
function isTight(line: string, next: string): boolean {
  if (line === '' || /[(.]$/.test(line) || /^[),.]$/.test(next)) return true
  const last = /[\w$\u0080-\uffff]+$/.exec(line)?.[0]
  return next === '(' && last !== undefined && !meaningful.has(last)
}

/** The same, token by token. */
export function keysOf(text: string): readonly string[] {
  return tokensOf(text).map(token => tokenKey(text, token))
}

/** Names that a piece of SQL may mention, folded: every word and quoted name of it, and strings, which may be names. */
export function wordsIn(text: string): ReadonlySet<string> {
  return new Set(
    tokensOf(text)
      .filter(({ kind }) => kind === 'word' || kind === 'quoted' || kind === 'string')
      .map(({ start, end }) => folded(unquote(text.slice(start, end)))),
  )
}

/** Bare words that are no name where a value may stand: in quotes they mean something else. */
const meaningful: ReadonlySet<string> = new Set(
  (
    'true false current_date current_time current_timestamp raise null not and or is in between like glob regexp ' +
    'match case when then else end cast exists select distinct from where group order having limit collate isnull ' +
    'notnull escape union except intersect join on using values set default check primary unique references ' +
    'constraint foreign create table index add drop alter insert update delete into as if'
  ).split(' '),
)

function tokenKey(text: string, { kind, start, end }: Token): string {
  const written = text.slice(start, end)
  switch (kind) {
    case 'word':
    case 'number':
    case 'blob':
      return folded(written)
    case 'quoted': {
      const name = folded(unquote(written))
      const bare = /^[a-z_\u0080-\uffff][\w$\u0080-\uffff]*$/.test(name) && !meaningful.has(name)
      return bare ? name : `"${name.replaceAll('"', '""')}"`
    }
    default:
      return written
  }
}
