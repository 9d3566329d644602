import { differenceWords } from '../model/difference.ts'
import type { ReviewedDown, ReviewedMigration } from '../model/review.ts'
import { shortName } from './words.ts'

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
