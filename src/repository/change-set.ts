import { belongsToMigrations, isBelow } from '../migrations/files.ts'

/** A change as two sets of files, whatever they were read from: git, the GitHub API, a plain folder. */
export interface ChangeSet {
  /** Files of the scope as the base branch has them, by path; `null` where there is no base. */
  readonly base: ReadonlyMap<string, Uint8Array> | null
  /** The same files as the change leaves them. */
  readonly head: ReadonlyMap<string, Uint8Array>
  /** What `base` was read from, to show: a commit, a branch. */
  readonly baseRef: string | null
}

/** Which files of a repository a check reads. Paths from its root, with forward slashes. */
export interface Scope {
  /** Migration folders: their SQL, manifests and steps in code. */
  readonly folders: readonly string[]
  /** Single files beside them: a baseline, a setup. */
  readonly files: readonly string[]
}

export function isInScope({ folders, files }: Scope, path: string): boolean {
  return files.includes(path) || (belongsToMigrations(path) && folders.some(folder => isBelow(folder, path)))
}
