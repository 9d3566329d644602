import { differenceWords } from '../model/difference.ts'
import type { ReviewedDown, ReviewedMigration } from '../model/review.ts'
import { rowCount } from '../rules/support/sizes.ts'
import { lockStrength, lockWords, shortName } from './words.ts'

/** Who wrote the way back. */
export const downSource = {
  authored: 'yours',
  'authored-empty': 'yours, empty',
  generated: 'generated',
  none: 'none',
} as const satisfies Record<ReviewedDown['source'], string>

export interface Answer {
  readonly mood: 'good' | 'bad' | 'blocked' | 'unknown'
  readonly words: string
  /** Why, as the engine said it; hostile like all that comes from there. */
  readonly reason: string | null
}

export const answerIcons = { good: '✅', bad: '❌', blocked: '⛔', unknown: '❔' } as const

const schemaAnswers = {
  equal: { mood: 'good', words: 'restored' },
  'equal-except-order': { mood: 'good', words: 'restored, other column order' },
  unequal: { mood: 'bad', words: 'not restored' },
  impossible: { mood: 'blocked', words: 'cannot be undone' },
  unverified: { mood: 'unknown', words: 'not verified' },
} as const satisfies Record<ReviewedDown['schema'], Omit<Answer, 'reason'>>

/** Does the down bring back the schema? */
export function schemaAnswer(down: Pick<ReviewedDown, 'schema' | 'difference'>): Answer {
  return { ...schemaAnswers[down.schema], reason: reasonOf(down) }
}

/** What failed, or what is left behind, lost and changed. */
function reasonOf({ schema, difference }: Pick<ReviewedDown, 'schema' | 'difference'>): string | null {
  const failure = failureOf(difference)
  if (failure !== null) return failure
  return schema === 'unequal' ? differenceWords(difference, { shown: 3, name: shortName }) : null
}

/** Where it stopped, and why; `null` where it ran. */
export function failureOf(difference: ReviewedDown['difference']): string | null {
  const [only, ...others] = difference
  if (only?.object !== 'down' || others.length > 0) return null
  // Alone, a line says nothing that the link beside it does not; in a batch it tells the migration.
  return /. line \d+$/.test(only.name) ? `${only.name}: ${only.detail}` : only.detail
}

/** Where the up, run again behind its down, does not lead where it led first; `null` where it does or nobody knows. */
export function againWords({ again, againDifference }: ReviewedDown): string | null {
  if (again !== 'unequal') return null
  const [only] = againDifference
  return only?.object === 'up'
    ? `the up does not run again: ${only.detail}`
    : `the up, run again, leads elsewhere: ${differenceWords(againDifference, { shown: 3, name: shortName })}`
}

/** The strongest lock of the statements of a down that are dangers of their own: its mode, and on what. */
export function ownLock({
  findings,
  statements,
}: ReviewedDown): { mode: string; relations: string[] } | null {
  const loud = new Set(findings.filter(it => it.severity !== 'notice').map(it => it.statement))
  const locks = statements.filter(({ index }) => loud.has(index)).flatMap(it => it.locks)
  const [strongest] = locks.toSorted((a, b) => lockStrength(b.mode) - lockStrength(a.mode))
  if (strongest === undefined) return null
  const relations = locks.filter(({ mode }) => mode === strongest.mode).map(({ relation }) => relation)
  return { mode: lockWords(strongest.mode), relations: [...new Set(relations)] }
}

/** ` (about 1.2 M rows)`, where the snapshot tells it. */
export function aboutRows({ rows }: ReviewedDown['lost'][number]): string {
  return rows === null ? '' : ` (about ${rowCount(rows)})`
}

/** Does it bring back the data that stood before the up? */
export function dataAnswer({ down, changes, statements }: ReviewedMigration): Answer {
  switch (down.restoresData) {
    case 'yes': {
      const onlyAdds = changes.every(({ action }) => action === 'add')
      const noWrites = statements.every(({ rowsChanged }) => rowsChanged === 0)
      return { mood: 'good', words: onlyAdds && noWrites ? 'nothing to lose' : 'kept', reason: null }
    }
    case 'no':
      return { mood: 'bad', words: 'lost', reason: null }
    case 'unknown':
      return { mood: 'unknown', words: 'unknown', reason: null }
  }
}
