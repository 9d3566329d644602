import { createHash } from 'node:crypto'
import type { SourceFile } from '../../../model/migration.ts'

/** What a tool reads of a file, placeholders and all. */
export function writtenText({ text, written = text }: SourceFile): string {
  return written
}

/** Hex digits over the bytes of the text. */
export function hexDigest(algorithm: 'sha256' | 'sha384', text: string): string {
  return createHash(algorithm).update(text, 'utf8').digest('hex')
}
