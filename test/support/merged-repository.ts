import type { FakeHistory } from './github-server.ts'

/** How a pull request gets into its branch. `queue` is a squash that GitHub checks before it is the branch's. */
export type Road = 'merge' | 'squash' | 'rebase' | 'queue'

interface Commit {
  readonly sha: string
  readonly parents: readonly string[]
  /** Whose files it changed, itself. */
  readonly paths: readonly string[]
}

interface PullRequest {
  readonly number: number
  readonly into: string
  readonly fork: boolean
  head: string
  mergeCommit: string | null
  mergedAt: string | null
  /** The commits that it brings, and once it is merged those that it brought. */
  brought: readonly string[]
}

/** A repository in which pull requests are opened and merged, with what GitHub tells of its commits. */
export class MergedRepository {
  readonly #commits = new Map<string, Commit>()
  readonly #branches = new Map<string, string>()
  readonly #pulls: PullRequest[] = []

  constructor() {
    this.push(['README.md'])
  }

  get head(): string {
    return this.#at('main')
  }

  /** A commit on a branch without a pull request; a new branch begins at the main one. */
  push(paths: readonly string[], branch = 'main'): string {
    const parent = this.#branches.get(branch) ?? this.#branches.get('main')
    const sha = this.#add(parent === undefined ? [] : [parent], paths)
    this.#branches.set(branch, sha)
    return sha
  }

  /** Opens a pull request, one commit a file; its last commit. */
  open(
    number: number,
    paths: readonly string[],
    {
      into = 'main',
      from = into,
      fork = false,
    }: { readonly into?: string; readonly from?: string; readonly fork?: boolean } = {},
  ): string {
    const head = paths.reduce((at, path) => this.#add([at], [path]), this.#at(from))
    const brought = this.#between(this.#at(from), head).map(({ sha }) => sha)
    this.#pulls.push({ number, into, fork, head, mergeCommit: null, mergedAt: null, brought })
    return head
  }

  /** Another commit on a pull request; its last commit now. */
  edit(number: number, path: string): string {
    const pull = this.#pull(number)
    pull.head = this.#add([pull.head], [path])
    return pull.head
  }

  /** Merges a pull request; the last commit of its branch then. */
  merge(number: number, road: Road): string {
    const pull = this.#pull(number)
    const before = this.#at(pull.into)
    const own = this.#between(before, pull.head)
    const mergeCommit = this.#land(road, before, pull.head, own)
    this.#branches.set(pull.into, mergeCommit)
    pull.mergeCommit = mergeCommit
    pull.mergedAt = new Date(Date.UTC(2026, 0, 1) + this.#commits.size * 1000).toISOString()
    pull.brought = this.#between(before, mergeCommit).map(({ sha }) => sha)
    return mergeCommit
  }

  /** As GitHub tells it. */
  history(): FakeHistory {
    return {
      between: (base, head) => this.#between(base, head).map(asCommit),
      pullsOf: commit => this.#pulls.filter(({ brought }) => brought.includes(commit)).map(asPullRequest),
      lastCommit: (path, head) =>
        this.#between(null, head)
          .filter(({ paths }) => paths.includes(path))
          .slice(-1)
          .map(asCommit),
    }
  }

  #land(road: Road, before: string, head: string, own: readonly Commit[]): string {
    switch (road) {
      case 'merge':
        return this.#add([before, head], [])
      case 'squash':
      case 'queue':
        return this.#add(
          [before],
          own.flatMap(({ paths }) => paths),
        )
      case 'rebase':
        return own.reduce((at, { paths }) => this.#add([at], paths), before)
    }
  }

  /** The oldest first, as they were made. */
  #between(base: string | null, head: string): readonly Commit[] {
    const known = base === null ? new Set<string>() : this.#ancestors(base)
    const reached = this.#ancestors(head)
    return [...this.#commits.values()].filter(({ sha }) => reached.has(sha) && !known.has(sha))
  }

  #ancestors(head: string): ReadonlySet<string> {
    const found = new Set<string>()
    const pending = [head]
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (found.has(next)) continue
      found.add(next)
      pending.push(...(this.#commits.get(next)?.parents ?? []))
    }
    return found
  }

  #add(parents: readonly string[], paths: readonly string[]): string {
    const sha = (this.#commits.size + 1).toString(16).padStart(40, 'c')
    this.#commits.set(sha, { sha, parents, paths })
    return sha
  }

  #at(branch: string): string {
    return this.#branches.get(branch) ?? ''
  }

  #pull(number: number): PullRequest {
    const pull = this.#pulls.find(each => each.number === number)
    if (pull === undefined) throw new Error(`no pull request ${number}`)
    return pull
  }
}

function asCommit({ sha, parents }: Commit) {
  return { sha, parents: parents.map(parent => ({ sha: parent })) }
}

function asPullRequest({ number, into, fork, head, mergeCommit, mergedAt }: PullRequest) {
  const home = { full_name: 'octo/shop' }
  return {
    number,
    merged_at: mergedAt,
    merge_commit_sha: mergeCommit,
    base: { ref: into, repo: home },
    head: { sha: head, repo: fork ? { full_name: 'mallory/shop' } : home },
  }
}
