/** Values for the placeholders that a migration tool fills in before it runs a file. */
export type Variables = Readonly<Record<string, string>>

/**
 * The text with its placeholders filled in, in every spelling that migration tools have: `{{ name }}`,
 * `{{ .name }}`, `${name}`, and psql's `:name`, `:'name'` and `:"name"`, which count outside of strings, quoted
 * names, function bodies and comments only. A key that is no plain word is itself the placeholder. Values are put
 * in as they are, each once, and bring no line breaks: lines keep their numbers. Any other placeholder stays.
 */
export function substitute(text: string, variables: Variables): string {
  const keys = Object.keys(variables)
  if (keys.length === 0) return text
  const words = keys.filter(isWord)
  const literals = keys.filter(key => !isWord(key)).sort((a, b) => b.length - a.length)
  const anyWord = `(${words.length === 0 ? '(?!)' : longestFirst(words).join('|')})`
  const pattern = new RegExp(
    [
      ...literals.map(key => `(${escaped(key)})`),
      `\\{\\{[ \\t]*\\.?${anyWord}[ \\t]*\\}\\}`,
      `\\$\\{${anyWord}\\}`,
      `(?<!:):(['"]?)${anyWord}(?![\\w$])`,
    ].join('|'),
    'g',
  )
  const isCode = codeIn(text)
  const quoteAt = literals.length + 2
  return text.replace(pattern, (match: string, ...rest: unknown[]) => {
    const groups = rest.slice(0, quoteAt + 2) as (string | undefined)[]
    const place = rest[quoteAt + 2] as number
    const quote = groups[quoteAt]
    if (quote === undefined) return variables[groups.find(group => group !== undefined) ?? ''] ?? match
    if (!isCode(place)) return match
    const value = variables[groups[quoteAt + 1] ?? ''] ?? ''
    if (quote === '') return value
    // The closing quote is not part of the match: it stays where it is.
    return text[place + match.length] === quote ? `${quote}${value.replaceAll(quote, quote + quote)}` : match
  })
}

function isWord(key: string): boolean {
  return /^[A-Za-z_]\w*$/.test(key)
}

function longestFirst(keys: readonly string[]): readonly string[] {
  return [...keys].sort((a, b) => b.length - a.length)
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

/**
 * Tells of rising places of a text whether they are code: not in a string, a quoted name, a comment or a
 * dollar-quoted body. A quote that never ends reaches to the end of the text.
 */
function codeIn(text: string): (place: number) => boolean {
  const opening = /'|"|--|\/\*|\$(?:[A-Za-z_]\w*)?\$/g
  /** The quoted part that ends last among those that begin before the place. */
  let quoted = { from: 0, to: 0 }
  return place => {
    while (quoted.to <= place) {
      opening.lastIndex = quoted.to
      const found = opening.exec(text)
      if (found === null) quoted = { from: text.length, to: text.length + 1 }
      else quoted = { from: found.index, to: endOf(text, found[0], found.index) }
    }
    return place < quoted.from
  }
}

function endOf(text: string, opening: string, at: number): number {
  const closing = opening === '--' ? '\n' : opening === '/*' ? '*/' : opening
  const end = text.indexOf(closing, at + opening.length)
  return end === -1 ? text.length : end + closing.length
}
