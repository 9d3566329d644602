import type { RuleContext, RuleMatch } from '../rule.ts'
import type { Step } from './chapters.ts'
import { listed } from './names.ts'

/**
 * Live tables that wait at a step: their names with their sizes, for the message, and those before the change, by
 * which the finding is weighed.
 */
export function waitingTables(
  context: RuleContext,
  step: Pick<Step, 'origin'>,
  tables: readonly string[],
): { readonly named: string; readonly tables: NonNullable<RuleMatch['tables']> } {
  // What the change itself made holds no rows of anybody's.
  const origins = tables.flatMap(table => step.origin(table) ?? [])
  const named = tables.map((table, place) =>
    withRows(table, context.size(origins[place] ?? table)?.rows ?? null),
  )
  return { named: listed(named), tables: origins }
}

/** `public.orders (41 M rows)`; the name alone where nobody knows. */
function withRows(table: string, rows: number | null): string {
  return rows === null ? table : `${table} (${rowCount(rows)})`
}

/** `1 row`, `200 rows`, `12,400 rows`, `41 M rows`, `1.2 G rows`: an estimate, so no more than two or three digits. */
export function rowCount(rows: number): string {
  if (rows === 1) return '1 row'
  const [unit, size] = rows >= 1e9 ? ['G', 1e9] : rows >= 1e6 ? ['M', 1e6] : ['', 1]
  if (unit === '') return `${Math.round(rows).toLocaleString('en-US')} rows`
  const scaled = rows / size
  return `${scaled >= 10 ? Math.round(scaled) : Math.round(scaled * 10) / 10} ${unit} rows`
}
