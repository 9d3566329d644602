import { createHash } from 'node:crypto'

/** Whose commit it is, and what GitHub makes of its signature. */
export interface Signed {
  readonly author: string | null
  readonly committer: string | null
  readonly verified: boolean
  readonly reason: string
}

interface StoredCommit extends Signed {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

type Body = Readonly<Record<string, unknown>>

/** What a job's own token commits through the API without saying by whom. */
export const byJob: Signed = {
  author: 'github-actions[bot]',
  committer: 'web-flow',
  verified: true,
  reason: 'valid',
}

/** The git database of a repository as GitHub's API has it: blobs, trees, commits and branches, in memory. */
export class GitStore {
  readonly branches = new Map<string, string>()
  readonly #blobs = new Map<string, Buffer>()
  readonly #trees = new Map<string, ReadonlyMap<string, string>>()
  readonly #commits = new Map<string, StoredCommit>()
  readonly #writer: Signed

  /** `writer` is as whom the token commits. */
  constructor(writer: Signed) {
    this.#writer = writer
  }

  /** A commit on a branch, as a push would leave it. */
  push(branch: string, files: Readonly<Record<string, string>>, signed: Signed): string {
    const parent = this.branches.get(branch)
    const tree = new Map(parent === undefined ? [] : this.#treeOf(parent))
    for (const [path, text] of Object.entries(files)) tree.set(path, this.#addBlob(Buffer.from(text)))
    const sha = this.#addCommit(this.#addTree(tree), parent === undefined ? [] : [parent], 'push', signed)
    this.branches.set(branch, sha)
    return sha
  }

  /** A file as a branch has it. */
  read(branch: string, path: string): string | null {
    const head = this.branches.get(branch)
    return head === undefined ? null : (this.contentAt(path, head)?.toString() ?? null)
  }

  contentAt(path: string, commit: string): Buffer | null {
    return this.#blobs.get(this.#treeOf(commit).get(path) ?? '') ?? null
  }

  knows(commit: string): boolean {
    return this.#commits.has(commit)
  }

  /** The messages of a branch, the newest first. */
  history(branch: string): readonly string[] {
    return [...this.#line(this.branches.get(branch))].map(({ message }) => message)
  }

  /** Answers what is about the git database; `null` for anything else. `rest` begins behind the repository. */
  answer(method: string, rest: string, query: URLSearchParams, body: Body): Answer | null {
    const below = (prefix: string) => (rest.startsWith(prefix) ? rest.slice(prefix.length) : null)
    if (rest === '/commits') return ok(this.#list(query))
    if (method === 'GET') {
      const branch = this.branches.get(below('/git/ref/heads/') ?? '')
      if (branch !== undefined) return ok({ object: { type: 'commit', sha: branch } })
      const commit = this.#commits.get(below('/git/commits/') ?? '')
      return commit === undefined ? null : ok({ sha: commit.sha, tree: { sha: commit.tree } })
    }
    if (rest === '/git/blobs')
      return made({ sha: this.#addBlob(Buffer.from(String(body.content), 'base64')) })
    if (rest === '/git/trees') return made({ sha: this.#makeTree(body) })
    if (rest === '/git/commits') return this.#makeCommit(body)
    if (rest === '/git/refs') return this.#makeBranch(body)
    const moved = below('/git/refs/heads/')
    return moved === null || method !== 'PATCH' ? null : this.#move(moved, body)
  }

  #list(query: URLSearchParams): readonly object[] {
    const path = query.get('path') ?? ''
    const touching = [...this.#line(query.get('sha') ?? undefined)].find(({ sha, parents: [parent] }) => {
      const before = parent === undefined ? undefined : this.#treeOf(parent).get(path)
      return this.#treeOf(sha).get(path) !== before
    })
    if (touching === undefined) return []
    const { sha, author, committer, verified, reason } = touching
    const user = (login: string | null) => (login === null ? null : { login })
    return [
      {
        sha,
        author: user(author),
        committer: user(committer),
        commit: { verification: { verified, reason } },
      },
    ]
  }

  *#line(from: string | undefined): Generator<StoredCommit> {
    for (let commit = this.#commits.get(from ?? ''); commit; ) {
      yield commit
      commit = this.#commits.get(commit.parents[0] ?? '')
    }
  }

  #makeTree(body: Body): string {
    const tree = new Map(this.#trees.get(String(body.base_tree ?? '')))
    for (const { path, sha } of body.tree as readonly { path: string; sha: string }[]) tree.set(path, sha)
    return this.#addTree(tree)
  }

  #makeCommit(body: Body): Answer {
    // Who says by whom it is gets no signature.
    const signed =
      'author' in body || 'committer' in body
        ? { ...this.#writer, verified: false, reason: 'unsigned' }
        : this.#writer
    const parents = body.parents as readonly string[]
    const sha = this.#addCommit(String(body.tree), parents, String(body.message), signed)
    return made({ sha, verification: { verified: signed.verified, reason: signed.reason } })
  }

  #makeBranch({ ref, sha }: Body): Answer {
    const name = String(ref).replace('refs/heads/', '')
    if (this.branches.has(name)) return refused('Reference already exists')
    this.branches.set(name, String(sha))
    return made({ ref })
  }

  #move(name: string, { sha, force }: Body): Answer {
    const head = this.branches.get(name)
    if (head === undefined) return refused('Reference does not exist')
    const follows = [...this.#line(String(sha))].some(commit => commit.sha === head)
    if (force !== true && !follows) return refused('Update is not a fast forward')
    this.branches.set(name, String(sha))
    return ok({ ref: name })
  }

  #treeOf(commit: string): ReadonlyMap<string, string> {
    return this.#trees.get(this.#commits.get(commit)?.tree ?? '') ?? new Map()
  }

  #addBlob(content: Buffer): string {
    const sha = digest(content.toString('base64'))
    this.#blobs.set(sha, content)
    return sha
  }

  #addTree(tree: ReadonlyMap<string, string>): string {
    const sha = digest(JSON.stringify([...tree].toSorted()))
    this.#trees.set(sha, tree)
    return sha
  }

  #addCommit(tree: string, parents: readonly string[], message: string, signed: Signed): string {
    const sha = digest(JSON.stringify([tree, parents, message, signed, this.#commits.size]))
    this.#commits.set(sha, { sha, tree, parents, message, ...signed })
    return sha
  }
}

const digest = (text: string) => createHash('sha1').update(text).digest('hex')
const ok = (body: unknown): Answer => ({ status: 200, body })
const made = (body: unknown): Answer => ({ status: 201, body })
const refused = (message: string): Answer => ({ status: 422, body: { message } })
