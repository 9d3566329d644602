import type { TableSize } from '../../model/size.ts'
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
  const named = tables.map(table => {
    const origin = step.origin(table)
    return withSize(table, origin === null ? null : context.size(origin))
  })
  // What the change itself made holds no rows of anybody's.
  return { named: listed(named), tables: tables.flatMap(table => step.origin(table) ?? []) }
}

/** `public.orders (41 M rows, 9 GB)`, as far as it is known. */
export function withSize(table: string, size: TableSize | null): string {
  const { rows = null, bytes = null } = size ?? {}
  const words = [rows === null ? [] : rowCount(rows), bytes === null ? [] : byteCount(bytes)].flat()
  return words.length === 0 ? table : `${table} (${words.join(', ')})`
}

/** `1 row`, `200 rows`, `12,400 rows`, `41 M rows`, `1.2 G rows`: an estimate, so no more than two or three digits. */
export function rowCount(rows: number): string {
  if (rows === 1) return '1 row'
  return rows < 1e6 ? `${Math.round(rows).toLocaleString('en-US')} rows` : `${scaled(rows / 1e6, 'MG')} rows`
}

/** `512 bytes`, `49 kB`, `1.2 GB`; a kB is 1000 bytes, as in the configuration. */
export function byteCount(bytes: number): string {
  if (bytes === 1) return '1 byte'
  return bytes < 1000 ? `${bytes} bytes` : `${scaled(bytes / 1000, 'kMGTP')}B`
}

/** With the unit in which it has one to three digits before the point; the first of `units` stands for `amount` as it is. */
function scaled(amount: number, units: string): string {
  const rounded = amount >= 10 ? Math.round(amount) : Math.round(amount * 10) / 10
  if (rounded >= 1000 && units.length > 1) return scaled(amount / 1000, units.slice(1))
  return `${rounded} ${units[0]}`
}

/** What stands on the disk beside the tables while they are copied: `a second copy of 12 GB`, indexes counted in. */
export function roomFor(context: RuleContext, step: Pick<Step, 'origin'>, tables: readonly string[]): string {
  const sizes = tables.map(table => context.size(step.origin(table) ?? table)?.bytes ?? null)
  if (sizes.length === 0 || sizes.includes(null)) return 'a second copy'
  return `a second copy of ${byteCount(sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0))}`
}
