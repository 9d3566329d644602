import type { Step } from '../chapters.ts'
import { isOpaque, wasMeasured } from '../traced.ts'

/**
 * The author's own statement, where a fix can repeat it and add to it: text that stands for itself, about these
 * tables by their full names, and that does no harm of its own. Else `null`.
 */
export function ownText({ traced, liveTable }: Step, tables: readonly string[]): string | null {
  const { sql, operations } = traced.statement
  const named = operations.flatMap(it => ('table' in it ? [it.table] : []))
  // A name that search_path completed means another table in a file of its own.
  const isMeant = tables.every(table => named.includes(table))
  const worked = [...traced.trace.scans, ...traced.trace.rewrites]
  const isQuiet = wasMeasured(traced) && !worked.some(name => liveTable(name) !== null)
  return isMeant && isQuiet && !isOpaque(traced) && !/--|\/\*/.test(sql) ? `${sql};` : null
}
