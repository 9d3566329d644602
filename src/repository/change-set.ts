/** A change as two sets of files, whatever they were read from: git, the GitHub API, a plain folder. */
export interface ChangeSet {
  /** Files below the migration folders as the base branch has them, by path; `null` where there is no base. */
  readonly base: ReadonlyMap<string, Uint8Array> | null
  /** The same files as the change leaves them. */
  readonly head: ReadonlyMap<string, Uint8Array>
  /** What `base` was read from, to show: a commit, a branch. */
  readonly baseRef: string | null
}
