import { fateOf } from '../../src/model/difference.ts'
import type { ReviewedDown, ReviewedMigration } from '../../src/model/review.ts'

/** The way back of one migration of a history. */
export interface DownCase {
  readonly history: string
  readonly migration: ReviewedMigration
}

/** Whose it is that a way back is not proven, and why. `right` and `wrong` are said of proven ones. */
export interface Verdict {
  readonly whose: 'author' | 'deliberate' | 'ours' | 'planner' | 'rows' | 'not to be told' | 'right' | 'wrong'
  readonly why: string
}

type ByHistory = Readonly<Record<string, Readonly<Record<string, Verdict>>>>

/** What was said by hand, by history and migration. */
export interface Said {
  /** What was ours and is no more, in a sentence or two each. */
  readonly fixed: readonly string[]
  readonly unequal: ByHistory
  readonly equal: ByHistory
}

export function caseOf(history: string, migration: ReviewedMigration): DownCase {
  return { history, migration }
}

export function isProven({ schema }: ReviewedDown): boolean {
  return schema === 'equal' || schema === 'equal-except-order'
}

/**
 * What was said of it. Two sorts need nobody to look at them: an empty down, which its author left so; and a down
 * that was not tried because its up did not run. `null`: not judged yet.
 */
export function verdictOf(one: DownCase, table: ByHistory): Verdict | null {
  const { history, migration } = one
  const said = table[history]?.[migration.id]
  if (said !== undefined) return said
  const { down } = migration
  if (isProven(down)) return null
  if (down.schema === 'unverified') return notTried(migration)
  if (down.source !== 'authored-empty') return null
  return { whose: 'deliberate', why: `the down is empty: ${differenceOf(down)}` }
}

function notTried({ statements }: ReviewedMigration): Verdict | null {
  const stopped = statements.find(({ outcome }) => outcome !== 'ran')
  if (stopped === undefined) return null
  const { line, error } = stopped
  return { whose: 'not to be told', why: `line ${line} of the up did not run: ${error?.message ?? ''}` }
}

/** The first differences, in the words of the report without the details. */
export function differenceOf({ difference }: ReviewedDown): string {
  const told = difference
    .slice(0, 3)
    .map(change =>
      change.object === 'down'
        ? `${change.name}: ${change.detail}`
        : `${fateOf(change)} ${change.object} ${change.name}`,
    )
  const more = difference.length - told.length
  return [...told, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}
