import type { ParsedMigration } from '../../dialect.ts'
import { type Standing, standingsByText } from '../../support/standing.ts'
import { inferLocks } from './infer-locks.ts'
import { isStronger } from './lock-modes.ts'
import { inTransaction } from './transactions.ts'

/** How each statement of the up stands to its transaction, by the text and the manual alone. */
export function standings(parsed: ParsedMigration): readonly Standing[] {
  return standingsByText(parsed.up, inTransaction(parsed), { inferLocks, isStronger })
}
