/** A part of a text: from its first character up to, and without, `end`. */
export interface Part {
  readonly start: number
  readonly end: number
  /** The tool sends what stands here on its own: its last statement ends with it, semicolon or not. */
  readonly closes?: boolean
}

/**
 * The text with all but some parts blanked, so that lines and offsets are still those of the file. Line breaks
 * stay; blanks at the end go, so that a change below the last part changes nothing.
 */
export function onlyParts(text: string, parts: readonly Part[]): string {
  const pieces: string[] = []
  let at = 0
  let closed = false
  for (const { start, end, closes = false } of parts) {
    const gap = blank(text.slice(at, start))
    pieces.push(closed ? gap.replace(' ', ';') : gap, text.slice(start, end))
    closed = closes
    at = end
  }
  return withoutTrailingBlanks(pieces.join(''))
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}

/** Not `trimEnd`: that would take a byte order mark and other characters that the author wrote. */
function withoutTrailingBlanks(text: string): string {
  let end = text.length
  while (end > 0 && ' \t\r\n'.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
