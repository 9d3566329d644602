import { shown } from '../migrations/detect.ts'
import { findFolders } from '../migrations/detection/folders.ts'
import { type Listing, listing } from '../migrations/detection/listing.ts'
import { belongsToMigrations, isBelow } from '../migrations/files.ts'
import { UserError } from '../model/errors.ts'
import type { ChangedFile } from './changed-files.ts'
import { isFollowedLink, listingOf, type Workspace } from './workspace.ts'

/** A repository on both sides of a change, as detection sees it. */
export interface Sides {
  readonly head: Listing
  readonly base: Listing
}

/**
 * Both sides: the workspace, with every changed file that it should hold; and the same with the change taken back.
 * `oldText` gives a file as the base has it, and is asked only for files that detection opens. The workspace is walked
 * at the first call, and only then.
 */
export function sidesOf(
  workspace: Workspace,
  changed: readonly ChangedFile[],
  oldText: (path: string) => Promise<string>,
): () => Sides {
  let sides: Sides | undefined
  return () => {
    sides ??= readSides(workspace, changed, oldText)
    return sides
  }
}

function readSides(
  workspace: Workspace,
  changed: readonly ChangedFile[],
  oldText: (path: string) => Promise<string>,
): Sides {
  const now = listingOf(workspace)
  const left = changed.filter(({ change }) => change !== 'removed').flatMap(file => namesOf(workspace, file))
  const added = new Set(changed.filter(({ change }) => change === 'added').map(({ path }) => path))
  const old = new Set(changed.filter(({ change }) => change !== 'added').map(({ path }) => path))
  return {
    head: listing([...new Set([...now.paths, ...left])], now.text),
    base: listing([...new Set([...now.paths.filter(path => !added.has(path)), ...old])], path =>
      old.has(path) ? oldText(path) : now.text(path),
    ),
  }
}

/** A link to a folder counts like SQL in its place, and one named like a migration folder as one, so that neither smuggles any in. */
function namesOf(workspace: Workspace, { path }: ChangedFile): readonly string[] {
  return isFollowedLink(workspace, path) ? [`${path}.sql`, `${path}/linked.sql`] : [path]
}

/** Whether a change may concern migrations at all, by the names of its files: else nobody looks any further. */
export function mayTouchMigrations(workspace: Workspace, changed: readonly ChangedFile[]): boolean {
  return changed.some(file => concernsMigrations(workspace, file))
}

function concernsMigrations(workspace: Workspace, { path }: ChangedFile): boolean {
  return belongsToMigrations(path) || isFollowedLink(workspace, path)
}

/**
 * The folders whose migrations a change touches, of those that the repository has before or after it: a change that hides
 * a folder from detection still touches it.
 * @throws UserError where the folders of the two sides lie in one another.
 */
export async function touchedFolders(
  workspace: Workspace,
  { head, base }: Sides,
  changed: readonly ChangedFile[],
): Promise<readonly string[]> {
  const [before, after] = await Promise.all([findFolders(base), findFolders(head)])
  const relevant = changed.filter(file => concernsMigrations(workspace, file))
  const touched = [...new Set([...after, ...before])].filter(folder =>
    relevant.some(({ path }) => isBelow(folder, path) || path === folder),
  )
  for (const folder of touched) {
    const inner = touched.find(other => other !== folder && isBelow(folder, other))
    if (inner === undefined) continue
    throw new UserError(
      `With this change ${shown(folder)} and ${shown(inner)} look like migration folders, and one lies in the other. ` +
        'Say which are meant with `dir`.',
    )
  }
  return touched.toSorted()
}
