import type { Review } from '../model/review.ts'
import { acceptedFindings, onlyRead, openFindings, reviewed, tally } from './reading.ts'
import { count } from './words.ts'

export interface Verdict {
  readonly mood: 'good' | 'doubtful' | 'bad'
  readonly words: string
}

/** The first thing to be read: may I merge? It promises no more than was measured. */
export function verdictOf(review: Review): Verdict {
  const { errors, warnings, unsettled } = totals(review)
  const { statements, measured } = tally(review)
  if (review.verdict === 'block') return { mood: 'bad', words: blocked(errors, warnings, unsettled) }
  if (errors > 0) {
    return {
      mood: 'doubtful',
      words: `${count(errors, 'problem')}, which ${errors === 1 ? 'does' : 'do'} not block here`,
    }
  }
  const accepted = acceptedFindings(review).filter(({ severity }) => severity !== 'notice').length
  const also = [
    accepted > 0 && `, ${count(accepted, 'danger')} accepted on purpose`,
    warnings > 0 && `, ${count(warnings, 'warning')}`,
  ]
    .filter(part => part !== false)
    .join('')
  if (reviewed(review).length === 0) return { mood: 'good', words: `no migrations to review${also}` }
  if (onlyRead(review)) return { mood: 'good', words: 'nothing found by reading' }
  if (measured < statements) {
    return {
      mood: 'doubtful',
      words: `not blocked, but ${of(statements - measured, statements)} not measured${also}`,
    }
  }
  if (accepted > 0) return { mood: 'doubtful', words: `not blocked${also}` }
  return { mood: 'good', words: `safe to merge${also}` }
}

function blocked(errors: number, warnings: number, unsettled: number): string {
  const block = (number: number): string => (number === 1 ? 'blocks' : 'block')
  if (errors > 0) return `${count(errors, 'problem')} ${block(errors)} this merge`
  if (unsettled > 0 && warnings === 0)
    return `${count(unsettled, 'unverified statement')} ${block(unsettled)} this merge`
  if (unsettled > 0)
    return `this merge is blocked: ${count(warnings, 'warning')}, ${count(unsettled, 'unverified statement')}`
  if (warnings > 0) return `${count(warnings, 'warning')} ${block(warnings)} this merge`
  return 'this merge is blocked'
}

function totals(review: Review): { errors: number; warnings: number; unsettled: number } {
  const open = openFindings(review)
  const { unparsed, unverified } = tally(review)
  return {
    errors: open.filter(({ severity }) => severity === 'error').length,
    warnings: open.filter(({ severity }) => severity === 'warning').length,
    unsettled: unparsed + unverified,
  }
}

/** `14 of 14 statements measured`, and what became of the others. */
export function measuredWords(review: Review): string {
  const { statements, measured, notRun, unparsed, unverified } = tally(review)
  const others = [
    notRun > 0 && `${notRun} not run`,
    unparsed > 0 && `${unparsed} not understood`,
    unverified > 0 && `${unverified} not verified`,
  ].filter(part => part !== false)
  if (review.engine.kind === 'none') return [`${count(statements, 'statement')} read`, ...others].join(', ')
  return [`${of(measured, statements)} measured`, ...others].join(', ')
}

function of(some: number, all: number): string {
  return `${some.toLocaleString('en-US')} of ${count(all, 'statement')}`
}

/** The whole story of a change that has none: `2 migrations, 5 statements measured, both downs proven, no data lost`. */
export function allWellWords(review: Review): string {
  const migrations = reviewed(review)
  const { statements, measured } = tally(review)
  const subject = count(migrations.length, 'migration')
  if (onlyRead(review)) {
    return `${subject}, ${count(statements, 'statement')} read and none run: locks, scans and the way back are not measured`
  }
  const downs = ['', 'the down', 'both downs'][migrations.length] ?? `all ${migrations.length} downs`
  return `${subject}, ${count(measured, 'statement')} measured, ${downs} proven, no data lost`
}
