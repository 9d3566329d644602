import type { Push } from '../push.ts'
import { commitsBehind, pushedCommits } from './commits.ts'
import { type Reviewed, type ReviewSearch, reviewedBy } from './find.ts'

/** A migration that is to be applied, as far as its review is concerned. */
export interface PendingMigration {
  readonly digest: string
  /** Its files, from the root of the repository. */
  readonly paths: readonly string[]
}

/** One request each, of the 1,000 that a job's token has an hour, and as many for the pull requests. */
const mostFiles = 300

/**
 * What was reviewed of the migrations that are pending, in their order: in the pull requests of the push, and for those
 * that came with earlier ones in those behind their files. By hand there is no push: then `before` is `null`.
 * @throws UserError where GitHub does not tell: then nothing is known, and nothing is to be applied
 */
export async function reviewedOf(
  at: Omit<ReviewSearch, 'pending'>,
  push: Pick<Push, 'before' | 'after'>,
  pending: readonly PendingMigration[],
): Promise<Reviewed> {
  const search = { ...at, pending: pending.map(({ digest }) => digest) }
  const pushed = await pushedCommits(at, push)
  const found = await reviewedBy(search, pushed)
  const missing = pending.filter(({ digest }) => !found.digests.has(digest)).flatMap(({ paths }) => paths)
  // So many were never reviewed one by one.
  if (missing.length === 0 || missing.length > mostFiles) return found
  const behind = await commitsBehind(at, missing, push.after)
  const earlier = await reviewedBy(
    search,
    behind.filter(commit => !pushed.includes(commit)),
  )
  const known = new Set(found.pullRequests.map(({ number }) => number))
  return {
    digests: new Set([...found.digests, ...earlier.digests]),
    pullRequests: [...found.pullRequests, ...earlier.pullRequests.filter(({ number }) => !known.has(number))],
    direct: [...found.direct, ...earlier.direct],
  }
}
