import type { Dialect, ParsedMigration } from '../dialects/dialect.ts'
import type { ReplayedMigration, TracedStatement } from '../model/replay.ts'
import { nothingSeen } from '../model/trace.ts'
import { unprovenDown } from './down-proof.ts'

/** A migration of which nothing was run: what its text tells. `reason` is why, where that was not asked for. */
export function notReplayed(
  dialect: Dialect,
  parsed: ParsedMigration,
  state: ReplayedMigration['state'],
  reason: string | null,
): ReplayedMigration {
  const notRun =
    reason === null
      ? ({ outcome: 'not-run', error: null } as const)
      : ({ outcome: 'unverified', error: { code: 'shadow-gone', message: reason } } as const)
  const standings = dialect.standings(parsed)
  const statements = parsed.up.map((statement, place): TracedStatement => {
    const unparsed = statement.syntaxError && {
      outcome: 'unparsed' as const,
      error: { code: dialect.syntaxError, message: statement.syntaxError.message },
    }
    return {
      statement,
      trace: {
        ...nothingSeen,
        ...(unparsed ?? notRun),
        locks: dialect.inferLocks(statement),
      },
      heldBefore: standings[place]?.heldBefore ?? [],
      inTransaction: standings[place]?.inTransaction === true,
    }
  })
  return {
    migration: parsed.migration,
    state,
    transaction: parsed.transaction,
    statements,
    changes: [],
    made: [],
    rows: null,
    damage: [],
    down: unprovenDown(dialect, parsed, reason),
  }
}
