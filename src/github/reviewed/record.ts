import type { Review } from '../../model/review.ts'
import { ApiError, type GitHub } from '../client.ts'
import { placeOf, type RecordLine, recordContext, recordLines } from './record-text.ts'
import { readStatuses } from './statuses.ts'

/** Where the record of a review goes: a commit, as a change of a branch. */
export interface RecordTarget {
  readonly github: GitHub
  /** `/repos/owner/name`. */
  readonly repository: string
  readonly commit: string
  /** Into which the change goes. */
  readonly branch: string
  /** Which of several gates of the repository, as 12 hex digits; empty for the only one. */
  readonly gate: string
  /** The run that says so; `null` where there is none. */
  readonly runUrl: string | null
}

/** As a status of GitHub has it. */
type State = 'success' | 'failure' | 'error'

/**
 * Writes down on the commit what was reviewed and how it was judged, for the apply to find.
 * @throws ApiError where GitHub refuses it
 */
export async function recordReview(
  target: RecordTarget,
  { verdict, planDigest, migrations }: Pick<Review, 'verdict' | 'planDigest' | 'migrations'>,
): Promise<void> {
  const plan = { digest: planDigest, migrations: migrations.map(({ digest }) => digest) }
  const state = verdict === 'pass' ? 'success' : 'failure'
  for (const line of recordLines(plan, target.branch, target.gate)) await write(target, state, line)
}

/**
 * Takes back a record that says that this commit passed: a later run could not find out whether it does.
 * @throws ApiError where GitHub refuses it
 */
export async function takeBackRecord(target: RecordTarget): Promise<void> {
  const { branch, gate } = target
  const statuses = await readStatuses(target, target.commit)
  const newest = statuses.find(({ context }) => {
    const place = placeOf(branch, context)
    return place?.gate === gate && place.line === 1
  })
  if (newest?.state !== 'success') return
  const context = recordContext(branch, { gate, line: 1 })
  await write(target, 'error', { context, description: 'could not be checked' })
}

async function write(
  { github, repository, commit, runUrl }: RecordTarget,
  state: State,
  { context, description }: RecordLine,
): Promise<void> {
  const body = { state, context, description, ...(runUrl !== null && { target_url: runUrl }) }
  const send = () => github.send('POST', `${repository}/statuses/${commit}`, body)
  try {
    await send()
  } catch (error) {
    // The newest one counts, so one that stands twice does no harm, and one that is missing stops an apply.
    if (!(error instanceof ApiError) || (error.status > 0 && error.status < 500)) throw error
    await send()
  }
}
