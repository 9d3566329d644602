/** A file or, without content, a folder; the path is that below the data directory. */
export interface TarEntry {
  readonly path: string
  readonly content: Uint8Array | null
}

/** Size of a WAL segment in the prebuilt data directory, in bytes. */
export const walSegment = 1024 * 1024

const block = 512

/** A plain tar (ustar) of a data directory as PGlite loads it: without owners and times, without spare WAL. */
export function tarOf(entries: readonly TarEntry[]): Buffer<ArrayBuffer> {
  const kept = entries.filter(({ path, content }) => content === null || !isDispensable(path, content))
  const size = kept.reduce((sum, { content }) => sum + block + padded(content?.length ?? 0), 2 * block)
  const tar = Buffer.alloc(size)
  let at = 0
  for (const { path, content } of kept) {
    writeHeader(tar.subarray(at, at + block), content === null ? `/${path}/` : `/${path}`, content)
    at += block
    if (content === null) continue
    tar.set(content, at)
    at += padded(content.length)
  }
  return tar
}

function padded(length: number): number {
  return Math.ceil(length / block) * block
}

function isDispensable(path: string, content: Uint8Array): boolean {
  return path === 'postmaster.pid' || isSpareWal(path, content)
}

/** True for a segment that the server keeps to fill later: its first page does not say its own address. */
function isSpareWal(path: string, content: Uint8Array): boolean {
  const segment = /^pg_wal\/[0-9A-F]{8}([0-9A-F]{8})([0-9A-F]{8})$/.exec(path)
  if (segment === null) return false
  const address = (BigInt(`0x${segment[1]}`) << 32n) + BigInt(`0x${segment[2]}`) * BigInt(walSegment)
  return Buffer.from(content.buffer, content.byteOffset).readBigUInt64LE(8) !== address
}

/** Fills one block of zeros; https://www.gnu.org/software/tar/manual/html_node/Standard.html says with what. */
function writeHeader(header: Buffer, name: string, content: Uint8Array | null): void {
  if (Buffer.byteLength(name) > 100) throw new Error(`too long for a plain tar: ${name}`)
  header.write(name, 0)
  header.write(content === null ? '0000700' : '0000600', 100)
  header.write(octal(0, 7), 108)
  header.write(octal(0, 7), 116)
  header.write(octal(content?.length ?? 0, 11), 124)
  header.write(octal(0, 11), 136)
  header.write(' '.repeat(8), 148)
  header.write(content === null ? '5' : '0', 156)
  header.write('ustar\x0000', 257)
  let sum = 0
  for (const byte of header) sum += byte
  header.write(`${octal(sum, 6)}\0`, 148)
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}
