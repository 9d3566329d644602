import { z } from 'zod'
import { UserError } from '../../model/errors.ts'
import type { GitHub } from '../client.ts'
import { eachOf } from '../contents.ts'
import { needed } from '../refusal.ts'

/** A pull request that was merged into a branch. */
export interface MergedPullRequest {
  readonly number: number
  /** Its last commit. */
  readonly head: string
  /** The commit that it became on the branch; `null` where GitHub does not say. */
  readonly mergeCommit: string | null
  /** Its head lives in another repository, or in one that is gone. */
  readonly fork: boolean
}

const repository = z.object({ full_name: z.string() })
const pullRequest = z.object({
  number: z.int().min(1),
  merged_at: z.string().nullable(),
  merge_commit_sha: z.string().nullish(),
  base: z.object({ ref: z.string(), repo: repository }),
  head: z.object({ sha: z.string(), repo: repository.nullish() }),
})

/** One request each, of the 1,000 that a job's token has an hour. */
const mostCommits = 500

/**
 * The pull requests that brought these commits into the branch, the last merged first, and the commits that none brought.
 * A pull request into another branch, which was merged here later, is no review for this one.
 * @throws UserError where GitHub does not tell
 */
export async function mergedFrom(
  at: { readonly github: GitHub; readonly repository: string; readonly branch: string },
  commits: readonly string[],
): Promise<{ readonly pullRequests: readonly MergedPullRequest[]; readonly direct: readonly string[] }> {
  if (commits.length > mostCommits)
    throw new UserError(
      `${commits.length} commits are to be deployed at once, and GitHub would be asked for the pull request of each; ` +
        `${mostCommits} are the most.`,
    )
  const byCommit = await eachOf(commits, 8, async commit => {
    const what = `the pull request of ${commit}`
    const asked = at.github.list(`${at.repository}/commits/${commit}/pulls`)
    const parsed = z.array(pullRequest).safeParse(await needed(what, 'pull-requests: read', asked))
    if (!parsed.success)
      throw new UserError(`GitHub's answer about ${what} cannot be read:\n${z.prettifyError(parsed.error)}`)
    return parsed.data.filter(({ merged_at, base }) => merged_at !== null && base.ref === at.branch)
  })
  const unique = new Map(byCommit.flat().map(each => [each.number, each]))
  const newestFirst = [...unique.values()].toSorted(
    (one, other) => (other.merged_at ?? '').localeCompare(one.merged_at ?? '') || other.number - one.number,
  )
  return {
    pullRequests: newestFirst.map(({ number, head, base, merge_commit_sha }) => ({
      number,
      head: head.sha,
      mergeCommit: merge_commit_sha ?? null,
      fork: head.repo?.full_name !== base.repo.full_name,
    })),
    direct: commits.filter((_, index) => byCommit[index]?.length === 0),
  }
}
