import type { Migration } from '../../../model/migration.ts'

/** The number at the beginning of an id, as a table of numbers has it: `0012_users` → `12`. */
export function numberOf({ id }: Migration): string {
  return String(BigInt(/^[+-]?\d+/.exec(id)?.[0].replace('+', '') ?? '0'))
}
