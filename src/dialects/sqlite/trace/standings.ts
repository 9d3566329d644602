import type { ParsedMigration } from '../../dialect.ts'
import { type Standing, standingsByText } from '../../support/standing.ts'
import { inTransaction } from '../parse/facts.ts'
import { inferLocks } from './infer-locks.ts'

/** How each statement of the up stands to its transaction, by the text and the manual alone. There is one lock, that of the whole database. */
export function standings(parsed: ParsedMigration): readonly Standing[] {
  return standingsByText(parsed.up, inTransaction(parsed), {
    inferLocks,
    isStronger: (_, than) => than === null,
  })
}
