import { tokensOf } from '../parse/lexer.ts'

/** In other languages white space may mean something. */
const freeForm = /\n LANGUAGE (?:sql|plpgsql)\b/

/**
 * Whether two bodies of a function, as `pg_get_functiondef` prints them after `head`, differ by nothing but white
 * space between words. It counts inside strings, names and comments, and where one text has none at all.
 */
export function sameButLayout(head: string, before: string, after: string): boolean {
  if (!freeForm.test(head)) return false
  const [old, now] = [programOf(before), programOf(after)]
  return old !== null && now !== null && laidOut(old) === laidOut(now)
}

/** What stands between the dollar quotes; `null` where the body is no string, or of C. */
function programOf(body: string): string | null {
  return /^\nAS (\$\w*\$)(.*)\1\s*$/s.exec(body)?.[2] ?? null
}

/** With one space for each run of white space. Two strings in a row are one where a line break stands between. */
function laidOut(text: string): string {
  const tokens = tokensOf(text)
  const pieces = tokens.flatMap((token, place) => {
    const before = tokens[place - 1]
    const gap = text.slice(before?.end ?? 0, token.start)
    const inString = before?.kind === 'string' && token.kind === 'string'
    return [inString ? gap : spaceOf(gap), text.slice(token.start, token.end)]
  })
  return [...pieces, spaceOf(text.slice(tokens.at(-1)?.end ?? 0))].join('').trim()
}

/** White space and comments. A comment stays as it is, and where it stands; a line's comment ends with its line. */
function spaceOf(gap: string): string {
  if (gap.includes('--') || gap.includes('/*')) return gap.replaceAll(/[ \t]*\r?\n\s*/g, '\n')
  return gap === '' ? '' : ' '
}
