import type { Review } from '../model/review.ts'
import { cut } from './plain-text.ts'
import { count } from './words.ts'

/** The snapshot that a review went by, in pieces of a sentence. */
export interface GroundWords {
  /** What the target is called. */
  readonly target: string
  /** `as of 2 hours ago`; `null` where nobody knows when it was taken. */
  readonly age: string | null
  /** `no drift`; `null` where nothing was compared. */
  readonly drift: string | null
}

/** `null` where there was no snapshot. `now` is ISO 8601; without it the time itself is told. */
export function groundWords(
  { snapshot, drift, driftVerdict }: Pick<Review, 'snapshot' | 'drift' | 'driftVerdict'>,
  now: string | null,
): GroundWords | null {
  if (snapshot === null) return null
  const { environment, takenAt } = snapshot
  return {
    target: environment === null ? 'the snapshot' : cut(environment, 60),
    age: takenAt === null ? null : ageWords(takenAt, now),
    drift: driftWords(driftVerdict, drift.length),
  }
}

function driftWords(verdict: Review['driftVerdict'], drifts: number): string | null {
  switch (verdict) {
    case null:
      return null
    case 'equal':
      return 'no drift'
    case 'equal-except-order':
      return 'no drift but the order of columns'
    case 'different':
      return count(drifts, 'drift')
    case 'unknown':
      return 'drift unknown'
  }
}

const minute = 60_000

/** `as of 2 hours ago`, by whole minutes, hours and days. */
function ageWords(takenAt: string, now: string | null): string {
  const taken = Date.parse(takenAt)
  if (Number.isNaN(taken)) return `as of ${cut(takenAt, 40)}`
  const age = now === null ? Number.NaN : Date.parse(now) - taken
  // Clocks of two machines differ a little; a time to come is told as it stands.
  if (!(age >= -5 * minute))
    return `as of ${new Date(taken).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  if (age < minute) return 'as of just now'
  const minutes = Math.floor(age / minute)
  if (minutes < 120) return `as of ${count(minutes, 'minute')} ago`
  const hours = Math.floor(minutes / 60)
  return hours < 48
    ? `as of ${count(hours, 'hour')} ago`
    : `as of ${count(Math.floor(hours / 24), 'day')} ago`
}
