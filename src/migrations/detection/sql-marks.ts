/**
 * The words and signs of SQL of any dialect, without comments and texts: words in capitals, `` ` `` for a name in backticks,
 * `"` for one in quotes, `$` for a dollar-quoted text. Where dialects disagree (a backslash in a text, `#`)
 * the reading is the standard's: marks are counted over many files, and a few that are lost do no harm.
 */
export function* tokensOf(sql: string): Generator<string> {
  const token =
    /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'[^']*(?:'|$)|"[^"]*(?:"|$)|`[^`]*(?:`|$)|\$([A-Za-z_]\w{0,60})?\$|[A-Za-z_]\w*|\d+|::|\S/g
  for (let match = token.exec(sql); match !== null; match = token.exec(sql)) {
    const [text] = match
    const first = text[0] as string
    if (text.startsWith('--') || text.startsWith('/*') || first === "'") continue
    if (first === '`' || first === '"') yield first
    else if (first === '$' && text.length > 1) {
      const end = sql.indexOf(text, token.lastIndex)
      token.lastIndex = end < 0 ? sql.length : end + text.length
      yield '$'
    } else yield text.toUpperCase()
  }
}
