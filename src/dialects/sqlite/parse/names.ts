import { writtenName } from '../../support/written-name.ts'

/**
 * Words that must be quoted to be a name: those that SQLite 3.53 refuses somewhere as the name of a table or column,
 * or takes for something else there (`current_date`, `column`, `raise`). Its other keywords are names as they stand;
 * those that join, match, end or are a value are quoted all the same, because people misread them.
 */
const quotedKeywords: ReadonlySet<string> = new Set(
  (
    'add all alter and as autoincrement between case cast check collate column commit constraint create ' +
    'current_date current_time current_timestamp default deferrable delete distinct drop else escape except exists ' +
    'foreign from group having if in index insert intersect into is isnull join limit not nothing notnull null on or ' +
    'order primary raise references returning select set table then to transaction union unique update using ' +
    'values when where with ' +
    'cross end full glob indexed inner left like match natural outer regexp right true false'
  ).split(' '),
)

/** A word that SQL itself uses and no unquoted table or column should be called. */
export function isKeyword(word: string): boolean {
  return quotedKeywords.has(word)
}

/** A name as SQL can hold it anywhere: quoted only where it must be. */
export function quoteIdentifier(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !quotedKeywords.has(name.toLowerCase())) return name
  return `"${name.replaceAll('"', '""')}"`
}

/** A name in its schema, each part quoted where needed: `main."order"`. */
export function qualified(schema: string, name: string): string {
  return dotted([schema, name])
}

/** A dotted name of any length, each part quoted where needed: `main.users.email`. */
export function dotted(parts: readonly string[]): string {
  return parts.map(quoteIdentifier).join('.')
}

const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`', '[': ']' }

/** A name as the catalog holds it, from any way of writing it: `x`, `"x"`, `[x]`, a backtick's and, as SQLite lets one, `'x'`. */
export function unquote(written: string): string {
  const open = written[0] ?? ''
  const close = closing[open]
  if (close === undefined) return written
  const content = written.slice(1, written.length > 1 && written.endsWith(close) ? -1 : undefined)
  return open === '[' ? content : content.replaceAll(close + close, close)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is meant.
const ascii = /^[\x00-\x7f]*$/

/** The form under which SQLite finds a name: ASCII letters in lower case, all else as it is. A key for maps. */
export function folded(name: string): string {
  return ascii.test(name) ? name.toLowerCase() : name.replaceAll(/[A-Z]+/g, letters => letters.toLowerCase())
}

/** Whether two names are one to SQLite, which compares them without the case of ASCII letters. */
export function sameName(a: string, b: string): boolean {
  return a === b || folded(a) === folded(b)
}

/** A table or index in its schema, `main` unless said. The case of letters never counts. */
export function relationName(written: string): string | null {
  const found = writtenName(written)
  return found === null ? null : qualified(folded(found.schema?.text ?? 'main'), folded(found.name.text))
}
