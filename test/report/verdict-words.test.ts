import { expect, test } from 'vitest'
import { verdictOf } from '../../src/report/verdict-words.ts'
import { aFinding, aMigration, aReview, aStatement, onlyReadReview } from '../support/reviews.ts'

const warning = aFinding({ severity: 'warning' })
const unverified = aMigration('1', {
  statements: [aStatement(), aStatement({ outcome: 'unverified', evidence: 'inferred' })],
})

test.each([
  ['nothing found', aReview(), 'good', 'safe to merge'],
  ['warnings', aReview({ findings: [warning, warning] }), 'good', 'safe to merge, 2 warnings'],
  ['a danger', aReview({ findings: [aFinding()] }), 'bad', '1 problem blocks this merge'],
  ['dangers', aReview({ findings: [aFinding(), aFinding(), warning] }), 'bad', '2 problems block this merge'],
  [
    'a danger that is accepted',
    aReview({ verdict: 'pass', findings: [aFinding({ suppressed: 'we know' }), warning] }),
    'doubtful',
    'not blocked, 1 danger accepted on purpose, 1 warning',
  ],
  [
    'fail-on: warning',
    aReview({ verdict: 'block', findings: [warning] }),
    'bad',
    '1 warning blocks this merge',
  ],
  [
    'fail-on: never',
    aReview({ verdict: 'pass', findings: [aFinding()] }),
    'doubtful',
    '1 problem, which does not block here',
  ],
  [
    'unverifiable: block',
    aReview({ verdict: 'block', migrations: [unverified] }),
    'bad',
    '1 unverified statement blocks this merge',
  ],
  [
    'unverifiable: acknowledge',
    aReview({ verdict: 'pass', migrations: [unverified] }),
    'doubtful',
    'not blocked, but 1 of 2 statements not measured',
  ],
  ['shadow none', onlyReadReview, 'good', 'nothing found by reading'],
  ['no migration in review', aReview({ migrations: [] }), 'good', 'no migrations to review'],
])('%s', (_, review, mood, words) => {
  expect(verdictOf(review)).toEqual({ mood, words })
})
