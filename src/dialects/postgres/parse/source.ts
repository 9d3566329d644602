/**
 * A statement's text, addressed as the parse tree does it: in UTF-8 bytes.
 * Most SQL is ASCII, where bytes and UTF-16 units are the same.
 */
export interface Source {
  readonly text: string
  /** The UTF-16 offset of a byte offset. */
  offsetOf(byte: number): number
}

export function sourceOf(text: string): Source {
  const bytes = Buffer.byteLength(text)
  if (bytes === text.length) return { text, offsetOf: byte => Math.min(byte, text.length) }
  let offsets: Uint32Array | null = null
  return {
    text,
    offsetOf(byte) {
      offsets ??= offsetsByByte(text, bytes)
      return offsets[Math.min(byte, bytes)] ?? text.length
    },
  }
}

function offsetsByByte(text: string, bytes: number): Uint32Array {
  const offsets = new Uint32Array(bytes + 1)
  let byte = 0
  let unit = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const width = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    offsets.fill(unit, byte, byte + width)
    byte += width
    unit += character.length
  }
  offsets.fill(unit, byte)
  return offsets
}

/** The UTF-16 offset of the n-th code point. */
export function offsetOfCodePoint(text: string, position: number): number {
  let offset = 0
  for (let seen = 0; seen < position && offset < text.length; seen++)
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1
  return offset
}
