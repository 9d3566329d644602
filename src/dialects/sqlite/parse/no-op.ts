import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import { symbolOf } from './cursor.ts'
import { type Token, tokensOf, wordOf } from './lexer.ts'

/**
 * Whether a statement changes nothing that outlasts its session: `SELECT 1`, a setting, a BEGIN or COMMIT. Some
 * tools refuse an empty file, and this is what people write there.
 */
export function isNoOp({ operations, sql }: Statement): boolean {
  if (operations.length === 0) return false
  return operations.every(changesNothing) || isConstantSelect(sql)
}

/** Settings that are kept in the file. */
const kept: ReadonlySet<string> = new Set(
  (
    'application_id auto_vacuum default_cache_size encoding journal_mode page_size schema_version user_version ' +
    'writable_schema'
  ).split(' '),
)

function changesNothing(operation: Operation): boolean {
  if (operation.kind === 'transaction') return true
  if (operation.kind === 'set') return !kept.has(operation.name)
  return (
    operation.kind === 'other' && /^(?:explain|pragma (?!incremental_vacuum|optimize))/.test(operation.what)
  )
}

/** What is longer is no way to write nothing. */
const longest = 200

function isConstantSelect(sql: string): boolean {
  if (sql.length > longest) return false
  const [select, ...targets] = tokensOf(sql)
  if (!['select', 'values'].includes(wordOf(sql, select))) return false
  return targets.every((token, at) => isConstantPart(sql, token, targets[at - 1]))
}

function isConstantPart(sql: string, token: Token, before: Token | undefined): boolean {
  if (['number', 'string', 'blob'].includes(token.kind) || wordOf(sql, before) === 'as') return true
  return [',', '(', ')', '+', '-', 'null', 'true', 'false', 'as'].includes(
    symbolOf(sql, token) || wordOf(sql, token),
  )
}
