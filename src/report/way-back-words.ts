import type { ReviewedDown, ReviewedMigration } from '../model/review.ts'

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
  const [only, ...others] = down.difference
  const failed = only?.object === 'down' && others.length === 0
  return { ...schemaAnswers[down.schema], reason: failed ? only.detail : null }
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
