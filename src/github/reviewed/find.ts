import { planDigest } from '../../migrations/digest.ts'
import type { GitHub } from '../client.ts'
import { eachOf } from '../contents.ts'
import { needed } from '../refusal.ts'
import { type MergedPullRequest, mergedFrom } from './pull-requests.ts'
import { type RecordedPlan, readRecord } from './record-text.ts'
import { type FoundRecord, readStatuses, recordsAmong } from './statuses.ts'

/** Where the records of reviews are looked for. */
export interface ReviewSearch {
  readonly github: GitHub
  /** `/repos/owner/name`. */
  readonly repository: string
  /** The branch that is deployed: only what was reviewed for it counts. */
  readonly branch: string
  /** Logins whose records are believed, of bots as `name[bot]`. */
  readonly writers: readonly string[]
  /** Digests of what is to be applied, in order: for plans of more migrations than a record lists. */
  readonly pending: readonly string[]
}

/** What is known of the review of a pull request; one for each gate that recorded something. */
export interface ReviewedPullRequest {
  readonly number: number
  /** Its last commit. */
  readonly head: string
  /**
   * - `reviewed`: it passed, and its migrations are known
   * - `not-recorded`: no gate wrote anything on it, or could
   * - `changed`: what was recorded is not the plan whose digest stands beside it
   * - `refused`: it did not pass, or nobody who is believed says so
   */
  readonly state: 'reviewed' | 'not-recorded' | 'changed' | 'refused'
  /** In words, what is missing; empty where it was reviewed. */
  readonly reason: string
  readonly planDigest: string | null
  /** Of the migrations that were reviewed. */
  readonly digests: readonly string[]
}

/** What was reviewed of some commits. */
export interface Reviewed {
  /** Of all migrations that are known to be reviewed. */
  readonly digests: ReadonlySet<string>
  /** Those that the commits came from, the newest first. */
  readonly pullRequests: readonly ReviewedPullRequest[]
  /** Commits that came through no pull request into this branch. */
  readonly direct: readonly string[]
}

/**
 * Which migrations were reviewed in the pull requests that these commits came from.
 * What the commits hold is not looked at, so it is the same whether a pull request was merged, squashed,
 * rebased or queued, and what else was merged meanwhile.
 * @throws UserError where GitHub does not tell: then nothing is known, and nothing is to be applied
 */
export async function reviewedBy(search: ReviewSearch, commits: readonly string[]): Promise<Reviewed> {
  const { pullRequests, direct } = await mergedFrom(search, commits)
  const judged = await eachOf(pullRequests, 8, one => judge(search, one))
  const digests = judged.flatMap(entries => {
    const refused = new Set(entries.filter(({ state }) => state !== 'reviewed').flatMap(each => each.digests))
    return entries.flatMap(each => each.digests).filter(digest => !refused.has(digest))
  })
  return { digests: new Set(digests), pullRequests: judged.flat(), direct }
}

async function judge(
  search: ReviewSearch,
  { number, head, mergeCommit, fork }: MergedPullRequest,
): Promise<readonly ReviewedPullRequest[]> {
  // What the merge queue checked is the commit that it then made the branch's. That is the later judgement, and the only
  // one of a pull request from a fork.
  const places = mergeCommit === null || mergeCommit === head ? [head] : [head, mergeCommit]
  const found = new Map<string, FoundRecord>()
  for (const commit of places)
    for (const [gate, record] of await recordsOn(search, commit)) found.set(gate, record)
  if (found.size === 0) {
    const why = fork ? ': it comes from a fork, whose job may not write one' : ''
    const reason = `its last commit, ${head.slice(0, 7)}, has no record of a review${why}`
    return [{ number, head, state: 'not-recorded', reason, planDigest: null, digests: [] }]
  }
  return [...found.values()].map(record => ({ number, head, ...verdictOn(record, search.pending) }))
}

async function recordsOn(search: ReviewSearch, commit: string): Promise<ReadonlyMap<string, FoundRecord>> {
  const what = `the statuses of ${commit}`
  const statuses = await needed(what, 'statuses: read', readStatuses(search, commit))
  return recordsAmong(statuses, search.branch, search.writers)
}

type Verdict = Pick<ReviewedPullRequest, 'state' | 'reason' | 'planDigest' | 'digests'>

function verdictOn({ state, lines, stranger }: FoundRecord, pending: readonly string[]): Verdict {
  const refused = { state: 'refused', planDigest: null, digests: [] } as const
  if (stranger !== null) return { ...refused, reason: `its record was written by ${stranger}` }
  const plan = readRecord(lines)
  const digests = plan === null ? null : migrationsOf(plan, pending)
  const known = { planDigest: plan?.digest ?? null, digests: digests ?? [] }
  if (state !== 'success') return { ...refused, ...known, reason: `its check ended as \`${state}\`` }
  if (plan === null) return { ...refused, reason: 'its record cannot be read' }
  if (digests !== null) return { state: 'reviewed', reason: '', ...known }
  const reason = `its record does not say of which ${plan.count} migrations its plan was made`
  return { state: 'changed', reason, ...known }
}

/** The migrations whose digests make this plan digest, wherever they are told; `null` where none do. */
function migrationsOf(plan: RecordedPlan, pending: readonly string[]): readonly string[] | null {
  const isPlan = (digests: readonly string[]) =>
    digests.length === plan.count && planDigest(digests) === plan.digest
  if (isPlan(plan.migrations)) return plan.migrations
  const starts = Array.from({ length: Math.max(0, pending.length - plan.count + 1) }, (_, start) => start)
  const start = starts.find(from => isPlan(pending.slice(from, from + plan.count)))
  return start === undefined ? null : pending.slice(start, start + plan.count)
}
