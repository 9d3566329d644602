import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { snapshotName } from '../../config/snapshot-place.ts'
import { UserError } from '../../model/errors.ts'
import { ApiError } from '../client.ts'
import { explain } from '../refusal.ts'
import { encodePath } from '../repository.ts'
import { branchHead, type SnapshotBranch } from './branch.ts'
import { readSnapshotAt } from './read.ts'
import { isStillGood, type Taken } from './taken.ts'

/** What became of the branch. */
export type Stored = { readonly kind: 'unchanged' | 'committed'; readonly commit: string }

/** Another run may write at the same time: so often it is tried again. */
const attempts = 5
/** In ms; each attempt waits longer. */
const firstPause = 250

const named = z.object({ sha: z.string() })
const withTree = z.object({ tree: named })
const created = z.object({
  sha: z.string(),
  verification: z.object({ verified: z.boolean(), reason: z.string() }).nullish(),
})

/**
 * Puts a snapshot on its branch, as one commit upon what stands there; a branch that is not there begins with it, and
 * with nothing of the repository. What is the same already is left, while it is young.
 * @throws UserError where GitHub refuses, with the permission that is missing
 */
export async function writeBranchSnapshot(at: SnapshotBranch, taken: Taken): Promise<Stored> {
  const blob = oncePerRun(() => addBlob(at, taken))
  for (let attempt = 1; ; attempt++) {
    const head = await branchHead(at)
    const known = await readSnapshotAt(at, head)
    if (known.kind === 'read' && isStillGood(known.snapshot, taken))
      return { kind: 'unchanged', commit: known.commit }
    try {
      return { kind: 'committed', commit: await commitUpon(at, head, await blob(), taken.title) }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (attempt === attempts || !isPassing(error)) throw refused(at, error)
      await pause(firstPause * attempt * (0.5 + Math.random()))
    }
  }
}

/** Somebody was first (409, 422), or the server stumbled, perhaps after it wrote: a look at the branch will tell. */
function isPassing({ status, message }: ApiError): boolean {
  if (/rule violation|protected branch/i.test(message)) return false
  return status === 409 || status === 422 || status === 0 || status >= 500
}

/** The content depends on nobody else: what was sent stays sent. */
function oncePerRun<T>(work: () => Promise<T>): () => Promise<T> {
  let done: T | undefined
  return async () => {
    done ??= await work()
    return done
  }
}

async function addBlob({ github, repository }: SnapshotBranch, { text }: Taken): Promise<string> {
  const content = Buffer.from(text).toString('base64')
  const answer = await github.send('POST', `${repository}/git/blobs`, { content, encoding: 'base64' })
  return named.parse(answer).sha
}

async function commitUpon(
  at: SnapshotBranch,
  head: string | null,
  blob: string,
  title: string,
): Promise<string> {
  const { github, repository, place } = at
  const create = async (what: string, body: Readonly<Record<string, unknown>>) =>
    github.send('POST', `${repository}/git/${what}`, body)
  const entry = { path: place.file, mode: '100644', type: 'blob', sha: blob }
  const tree = named.parse(await create('trees', { ...(await besides(at, head)), tree: [entry] }))
  // Without an author and a committer: only then GitHub signs it.
  const parents = head === null ? [] : [head]
  const commit = created.parse(await create('commits', { message: title, tree: tree.sha, parents }))
  if (commit.verification?.verified !== true) throw unsigned(commit.verification?.reason ?? 'unsigned')
  const { branch } = place
  if (head === null) await create('refs', { ref: `refs/heads/${branch}`, sha: commit.sha })
  else {
    const path = `${repository}/git/refs/heads/${encodePath(branch)}`
    await github.send('PATCH', path, { sha: commit.sha, force: false })
  }
  return commit.sha
}

/** What else the branch has stays: snapshots of other environments. */
async function besides(
  { github, repository }: SnapshotBranch,
  head: string | null,
): Promise<{ readonly base_tree?: string }> {
  if (head === null) return {}
  const answer = await github.get(`${repository}/git/commits/${head}`)
  return { base_tree: withTree.parse(answer).tree.sha }
}

/** No pull request would believe it. */
function unsigned(reason: string): UserError {
  return new UserError(
    `GitHub did not sign the commit of the snapshot (${reason}), so pull requests would not believe it, and it was ` +
      "not written. GitHub signs for the job's own token and for those of Apps, not for a person's.",
  )
}

function refused({ place }: SnapshotBranch, error: ApiError): UserError {
  const what = `The snapshot could not be written to ${snapshotName(place)}.`
  return new UserError(`${what} ${explain(error, 'contents: write')}`, { cause: error })
}
