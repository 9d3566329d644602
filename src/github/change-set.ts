import { isBelow, isManifest, isPairHalf, isSql } from '../migrations/files.ts'
import { UserError } from '../model/errors.ts'
import type { ChangeSet, Scope } from '../repository/change-set.ts'
import type { ChangedFile } from './changed-files.ts'
import { eachOf } from './contents.ts'
import { isFollowedLink, readScope, type Workspace } from './workspace.ts'

/** Old contents to fetch, one request each; the hourly allowance of a job's token is 1,000. */
const mostOldFiles = 500

/** The changed files that are migrations of these folders, or say how they run. Notes beside them are none. */
export function touchedMigrations(
  workspace: Workspace,
  folders: readonly string[],
  changed: readonly ChangedFile[],
): readonly ChangedFile[] {
  return changed.filter(
    ({ path }) =>
      folders.some(folder => path === folder || isBelow(folder, path)) &&
      (isSql(path) || isPairHalf(path) || isManifest(path) || isFollowedLink(workspace, path)),
  )
}

/**
 * Both sides of a change: the workspace as head; as base the same files with every touched one put back.
 * `oldContent` gives a file as the base has it, `null` where it has none.
 */
export async function readChangeSet(
  workspace: Workspace,
  scope: Scope,
  touched: readonly ChangedFile[],
  baseRef: string,
  oldContent: (path: string) => Promise<Uint8Array | null>,
): Promise<ChangeSet> {
  const head = readScope(workspace, scope)
  for (const file of touched) requireChange(head, file)

  const base = new Map(head)
  for (const { path } of touched) base.delete(path)
  const old = touched.filter(({ change }) => change !== 'added').map(({ path }) => path)
  if (old.length > mostOldFiles) {
    throw new UserError(
      `This change edits or removes ${old.length} files of ${scope.folders.join(', ')}; more than ${mostOldFiles} cannot be ` +
        'compared with the base branch. Split the change.',
    )
  }
  const contents = await eachOf(old, 8, oldContent)
  for (const [index, path] of old.entries()) {
    const content = contents[index]
    if (content) base.set(path, content)
  }
  return { base, head, baseRef }
}

/** The workspace must hold what the change leaves: another checkout would let the change through unseen. */
function requireChange(head: ReadonlyMap<string, Uint8Array>, { path, change }: ChangedFile): void {
  const bytes = head.get(path)
  const name = JSON.stringify(path)
  const mend =
    'Check out the pull request: `actions/checkout` without `ref:`, with nothing that changes files after it.'
  if (change === 'removed') {
    if (bytes !== undefined) {
      throw new UserError(`The workspace still holds ${name}, which this change removes. ${mend}`)
    }
    return
  }
  if (bytes === undefined) {
    throw new UserError(`The workspace lacks ${name}, which is part of this change. ${mend}`)
  }
}
