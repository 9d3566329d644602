import type { Token } from './lexer.ts'

/** A word in lower case, as PostgreSQL folds it; the empty string for any other token. */
export function wordOf(text: string, token: Token | undefined): string {
  return token?.kind === 'word' ? text.slice(token.start, token.end).toLowerCase() : ''
}

/** A name, quoted or not, as the catalog holds it; null for any other token. */
export function nameOf(text: string, token: Token | undefined): string | null {
  if (token?.kind === 'word') return wordOf(text, token)
  if (token?.kind !== 'quoted') return null
  const written = text.slice(token.start, token.end)
  const content = written.slice(written.indexOf('"') + 1, -1).replaceAll('""', '"')
  return written.startsWith('"') ? content : unicodeUnescaped(content)
}

/** The content of a string token of any notation, unescaped. */
export function stringOf(text: string, token: Token): string {
  const written = text.slice(token.start, token.end)
  if (written.startsWith('$')) {
    const tag = written.slice(0, written.indexOf('$', 1) + 1)
    return written.endsWith(tag) && written.length >= tag.length * 2
      ? written.slice(tag.length, -tag.length)
      : written.slice(tag.length)
  }
  const open = written.indexOf("'")
  const content = written.slice(open + 1, written.endsWith("'") && written.length > open + 1 ? -1 : undefined)
  const plain = content.replaceAll("''", "'")
  const prefix = written.slice(0, open).toLowerCase()
  if (prefix === 'e') return escapesResolved(plain)
  return prefix === 'u&' ? unicodeUnescaped(plain) : plain
}

const simpleEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function escapesResolved(content: string): string {
  return content.replaceAll(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(.))/gs,
    (_, hex?: string, short?: string, long?: string, octal?: string, other?: string) => {
      const digits = hex ?? short ?? long
      if (digits !== undefined) return codePoint(Number.parseInt(digits, 16))
      if (octal !== undefined) return codePoint(Number.parseInt(octal, 8))
      return other === undefined ? '' : (simpleEscapes[other] ?? other)
    },
  )
}

/** `U&` with the default escape character. */
function unicodeUnescaped(content: string): string {
  return content.replaceAll(
    /\\(?:\+([0-9a-f]{6})|([0-9a-f]{4})|\\)/gi,
    (_, long?: string, short?: string) => {
      const digits = long ?? short
      return digits === undefined ? '\\' : codePoint(Number.parseInt(digits, 16))
    },
  )
}

function codePoint(value: number): string {
  return value > 0x10ffff ? '\ufffd' : String.fromCodePoint(value)
}
