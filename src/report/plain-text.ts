/**
 * Text of a pull request is hostile: it may hide characters, drive a terminal or turn the reading order
 * around. Everything that is shown goes through here first, whatever the format.
 */

/**
 * Control characters but tab and newline; format characters (bidi, zero width, tags); characters that fonts
 * draw as nothing; line separators; halves of surrogate pairs; private use.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu
const emojiStyle = /\p{Extended_Pictographic}$/u

/** The text with every character that cannot be seen spelled out as `\u{202e}`. CRLF becomes LF. */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(unseen, (character, offset: number, whole: string) => {
    if (character === '\n' || character === '\t') return character
    if (character === '\u{fe0f}' && emojiStyle.test(whole.slice(Math.max(0, offset - 2), offset))) {
      return character
    }
    return `\\u{${character.codePointAt(0)?.toString(16)}}`
  })
}

/** On one line, runs of white space become one space, nothing hidden. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' '))
}

/** On one line and at most `length` characters, the last one `…` where something is missing. */
export function cut(text: string, length: number): string {
  // A megabyte of SQL need not be cleaned for the sake of its first hundred characters.
  const start = text.trimStart().slice(0, length * 20)
  const line = oneLine(start).trim()
  if (line.length <= length) return line
  return `${line
    .slice(0, length - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`
}

export interface Excerpt {
  readonly text: string
  /** Lines that are missing. */
  readonly missing: number
}

/** Whole lines from the start, as many as fit; a first line that alone is too long is cut. */
export function excerpt(text: string, limit: { readonly lines: number; readonly length: number }): Excerpt {
  const lines = text.replaceAll('\r\n', '\n').trimEnd().split('\n')
  const kept: string[] = []
  let length = 0
  for (const line of lines.slice(0, limit.lines)) {
    length += line.length + 1
    if (length > limit.length) break
    kept.push(line)
  }
  if (kept.length === 0) return { text: cut(lines[0] ?? '', limit.length), missing: lines.length - 1 }
  return { text: visible(kept.join('\n')), missing: lines.length - kept.length }
}
