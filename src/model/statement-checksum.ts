import { createHash } from 'node:crypto'
import type { Statement } from './statement.ts'

/** `sha256:` and 64 hex digits, of a statement's text: an edited one is not taken for what was sent. */
export function statementChecksum({ sql }: Pick<Statement, 'sql'>): string {
  return `sha256:${createHash('sha256').update(sql, 'utf8').digest('hex')}`
}
