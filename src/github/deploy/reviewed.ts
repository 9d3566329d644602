import type { PlannedMigration } from '../../deploy/plan.ts'
import { Stopped } from '../../model/deploy.ts'
import type { Push } from '../push.ts'
import type { ReviewSearch } from '../reviewed/find.ts'
import { reviewedOf } from '../reviewed/pending.ts'

/** What was found out about the review of what is pending, for who writes to its pull requests. */
export interface ReviewTrail {
  /** Numbers of the pull requests that it came from. */
  readonly pullRequests: readonly number[]
}

/**
 * Asks GitHub whether exactly these migrations were reviewed. Where nothing could be recorded (forks, read-only tokens)
 * that is a note, and the check on the push counts alone.
 * @throws Stopped `not-reviewed`, `plan-changed`
 */
export async function requireReviewed(
  at: Omit<ReviewSearch, 'pending'>,
  push: Pick<Push, 'before' | 'after'>,
  pending: readonly PlannedMigration[],
  unreviewed: 'refuse' | 'allow',
): Promise<ReviewTrail & { readonly notes: readonly string[] }> {
  const asked = pending.map(({ digest, parsed: { migration } }) => ({
    digest,
    paths: [migration.up.path, ...(migration.down === null ? [] : [migration.down.path])],
  }))
  const found = await reviewedOf(at, push, asked)
  const pullRequests = [...new Set(found.pullRequests.map(({ number }) => number))]
  const missing = pending.filter(({ digest }) => !found.digests.has(digest))
  if (missing.length === 0) return { pullRequests, notes: [] }
  const named = missing.map(({ key }) => key.id).join(', ')
  const told = found.pullRequests
    .filter(({ state }) => state !== 'reviewed')
    .map(({ number, reason }) => `#${number}: ${reason}`)
  const without = found.pullRequests.filter(({ state }) => state === 'not-recorded')
  if (found.pullRequests.some(({ state }) => state === 'changed' || state === 'refused'))
    throw new Stopped('not-reviewed', `No review lets these through: ${named}. ${told.join('; ')}.`)
  if (without.length > 0)
    return {
      pullRequests,
      notes: [`no record of a review for ${named} (${told.join('; ')}): the check on this push counts alone`],
    }
  if (found.pullRequests.length > 0)
    throw new Stopped(
      'plan-changed',
      `${named}: ${pullRequests.map(number => `#${number}`).join(', ')} reviewed another text than the one that was merged.`,
    )
  if (unreviewed === 'allow')
    return {
      pullRequests,
      notes: [`${named} came through no pull request: the check on this push counts alone`],
    }
  throw new Stopped(
    'not-reviewed',
    `${named} came through no pull request. Take this road by hand with workflow_dispatch and the plan digest, or set apply.unreviewed: allow.`,
  )
}
