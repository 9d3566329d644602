import { snapshotName } from '../../config/snapshot-place.ts'
import type { SourceFile } from '../../model/migration.ts'
import type { UnusableSnapshot } from '../../review/snapshot-findings.ts'
import { fileAt } from '../contents.ts'
import { branchHead, lastCommit, type SnapshotBranch } from './branch.ts'

/** The snapshot of a branch, or why there is none to go by. */
export type BranchSnapshot =
  | { readonly kind: 'read'; readonly snapshot: SourceFile; readonly commit: string }
  | UnusableSnapshot

/**
 * Reads the snapshot from its branch, with `contents: read` and nothing else. What somebody else wrote is refused.
 * @throws UserError where GitHub does not answer
 */
export async function readBranchSnapshot(at: SnapshotBranch): Promise<BranchSnapshot> {
  return readSnapshotAt(at, await branchHead(at))
}

/** The same where the branch stands at `head`. */
export async function readSnapshotAt(at: SnapshotBranch, head: string | null): Promise<BranchSnapshot> {
  const { github, repository, place } = at
  const { branch, file } = place
  if (head === null) return { kind: 'absent', reason: `there is no branch ${branch} yet` }
  const none = { kind: 'absent', reason: `the branch ${branch} has no ${file} yet` } as const
  const last = await lastCommit(at, head)
  if (last === null) return none
  if (last.distrust !== null) {
    const which = `commit ${last.sha.slice(0, 7)} of the branch ${branch}, which wrote ${file},`
    return { kind: 'refused', reason: `${which} ${last.distrust}` }
  }
  // At the commit that was judged: the branch may move on meanwhile.
  const bytes = await fileAt(github, repository, file, last.sha)
  if (bytes === null) return none
  const text = new TextDecoder().decode(bytes)
  return { kind: 'read', snapshot: { path: snapshotName(place), text }, commit: last.sha }
}
