import { createHash } from 'node:crypto'
import type { Value } from '../session.ts'

/** Characters of the longest text, and bytes of the longest blob, that are kept as they are. */
const longestValue = 200

/** A value as an SQL literal; a long one as its type and SHA-256. */
export function literalOf(value: Value): string {
  if (value === null) return 'NULL'
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(1) : String(value)
  if (value.length > longestValue) return `${typeof value === 'string' ? 'text' : 'blob'} ${digestOf(value)}`
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  return `x'${Buffer.from(value).toString('hex')}'`
}

function digestOf(value: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(value).digest('hex')}`
}
