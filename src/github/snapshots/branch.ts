import { z } from 'zod'
import type { SnapshotPlace } from '../../config/snapshot-place.ts'
import { UserError } from '../../model/errors.ts'
import { ApiError, type GitHub } from '../client.ts'
import { needed } from '../refusal.ts'
import { encodePath } from '../repository.ts'

/** A repository and the branch in it that holds snapshots. */
export interface SnapshotBranch {
  readonly github: GitHub
  /** `/repos/owner/name`. */
  readonly repository: string
  readonly place: SnapshotPlace & { readonly branch: string }
}

/** A commit, and as whose GitHub shows it. */
export interface LastCommit {
  readonly sha: string
  /** Why it is not believed; `null` where it is. */
  readonly distrust: string | null
}

const reference = z.object({ object: z.object({ type: z.literal('commit'), sha: z.string() }) })
const user = z.object({ login: z.string() }).nullish()
const commits = z.array(
  z.object({
    sha: z.string(),
    author: user,
    committer: user,
    commit: z.object({ verification: z.object({ verified: z.boolean(), reason: z.string() }).nullish() }),
  }),
)
type Commit = z.infer<typeof commits>[number]

/** The commit at which the branch stands; `null` where there is no such branch. */
export async function branchHead({ github, repository, place }: SnapshotBranch): Promise<string | null> {
  const what = `the branch ${place.branch}`
  const asked = github.get(`${repository}/git/ref/heads/${encodePath(place.branch)}`).catch(absent)
  const answer = await needed(what, 'contents: read', asked)
  if (answer === null) return null
  const parsed = reference.safeParse(answer)
  if (parsed.success) return parsed.data.object.sha
  throw new UserError(`Could not read ${what}: GitHub's answer names no commit.`)
}

/**
 * The last commit that changed the file, as of a commit; `null` where none did. Not the head of the branch: a later
 * commit of ours beside it would make that of a stranger look like ours.
 */
export async function lastCommit(
  { github, repository, place }: SnapshotBranch,
  head: string,
): Promise<LastCommit | null> {
  const what = `who wrote ${place.file} of the branch ${place.branch}`
  const query = `sha=${head}&path=${encodeURIComponent(place.file)}&per_page=1`
  const answer = await needed(what, 'contents: read', github.get(`${repository}/commits?${query}`))
  const parsed = commits.safeParse(answer)
  if (!parsed.success) throw new UserError(`Could not read ${what}: GitHub's answer is no list of commits.`)
  const [commit] = parsed.data
  return commit === undefined ? null : { sha: commit.sha, distrust: distrust(commit, place.writers) }
}

/** As whom GitHub itself commits and signs what comes through its API. */
const platform = 'web-flow'

/**
 * Who is written into a commit anybody can choose; what GitHub signed, and for whom, nobody can. GitHub signs what a
 * bot commits through the API in its own name, and only that:
 * https://docs.github.com/authentication/managing-commit-signature-verification/about-commit-signature-verification#signature-verification-for-bots
 * A person's own signature is verified too, so the committer has to be the bot or GitHub as well.
 */
function distrust({ author, committer, commit }: Commit, writers: readonly string[]): string | null {
  const login = author?.login ?? 'somebody whom GitHub does not know'
  if (author == null || !writers.includes(author.login))
    return `is by ${login}, and \`writers\` allows ${writers.join(', ')}`
  if (committer?.login !== platform && committer?.login !== author.login)
    return `names ${login} as its author, and ${committer?.login ?? 'somebody unknown'} committed it`
  if (commit.verification?.verified !== true)
    return `has no signature of ${login} that GitHub has verified (${commit.verification?.reason ?? 'unsigned'})`
  return null
}

/** Of what is asked for by its name. Without the permission GitHub says the same, and the read before it has failed. */
function absent(error: unknown): null {
  if (error instanceof ApiError && error.status === 404) return null
  throw error
}
