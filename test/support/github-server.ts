import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { byJob, GitStore } from './git-store.ts'

/** A comment as GitHub's API gives it. */
export interface FakeComment {
  id: number
  body: string
  html_url: string
  user: { login: string; type: 'Bot' | 'User' }
}

/** A remark between the lines, as it is listed and as a review brings it. */
export interface FakeRemark {
  readonly body: string
  readonly path: string
  readonly line: number
  readonly start_line?: number
  readonly user: { readonly login: string }
}

export interface FakeFile {
  readonly filename: string
  readonly status: string
  readonly previous_filename?: string
}

/** A commit status as GitHub lists it. */
export interface FakeStatus {
  readonly context: string
  readonly state: string
  readonly description: string
  readonly target_url?: string
  readonly creator: { readonly login: string } | null
}

/** What GitHub knows of the commits of a repository and how they came there. */
export interface FakeHistory {
  /** Those of the second that are not of the first, the oldest first. */
  between(
    base: string,
    head: string,
  ): readonly { readonly sha: string; readonly parents: readonly object[] }[]
  /** The pull requests that brought a commit. */
  pullsOf(commit: string): readonly object[]
  /** The last that touched a path, as of a commit. */
  lastCommit(path: string, head: string): readonly object[]
}

/** An answer that stands in for the real one, so many times. */
export interface Fault {
  readonly method?: string
  /** Matches the path with its query. */
  readonly path: RegExp
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly message?: string
  /** How often; for ever unless said. */
  times?: number
}

export interface FakeGitHubOptions {
  /** `owner/name`. */
  readonly repository: string
  readonly number: number
  readonly head: string
  readonly files: readonly FakeFile[]
  /** A file at a commit, as git has it. */
  readonly contentAt: (path: string, commit: string) => Buffer | null
  /** All files of a commit, for changes too large to compare. */
  readonly treeOf?: (commit: string) => readonly { path: string; type: string; sha: string }[]
  readonly comments?: readonly FakeComment[]
  /** Remarks between the lines. */
  readonly remarks?: readonly FakeRemark[]
  /** Whose token it is: a person's login, or the job's own, for which GET /user is refused. */
  readonly user?: string | null
  /** An App's name as GraphQL tells it. */
  readonly viewer?: string
  readonly faults?: readonly Fault[]
  /** Where commits are asked about; without it a comparison has files alone. */
  readonly history?: FakeHistory
  /** Whether only some may read the repository; not told where it is `null`. */
  readonly private?: boolean | null
  /** Hears of each request before it is answered: what others do meanwhile. */
  readonly meanwhile?: (request: string, git: GitStore) => void
}

export interface FakeGitHub {
  readonly url: string
  readonly comments: readonly FakeComment[]
  readonly remarks: readonly FakeRemark[]
  /** The statuses of a commit, the newest first. */
  statusesOf(commit: string): readonly FakeStatus[]
  /** Writes a status as somebody else. */
  addStatus(commit: string, status: FakeStatus): void
  /** `GET /repos/…`, in the order of their arrival. */
  readonly requests: readonly string[]
  /** Branches, and what was written to them. */
  readonly git: GitStore
  /** The requests that change something. */
  writes(): readonly string[]
  close(): Promise<void>
}

interface Sent extends Readonly<Record<string, unknown>> {
  readonly body?: string
  readonly comments?: readonly Omit<FakeRemark, 'user'>[]
}

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Above this the contents API leaves out the content. */
const contentsLimit = 1024 * 1024

/** Starts a server on a free port that speaks the part of GitHub's REST API that the action uses. */
export async function startGitHub(options: FakeGitHubOptions): Promise<FakeGitHub> {
  const { repository, number, user = null } = options
  const comments = (options.comments ?? []).map(comment => ({ ...comment }))
  const remarks = [...(options.remarks ?? [])]
  const faults = (options.faults ?? []).map(fault => ({ ...fault }))
  const requests: string[] = []
  const blobs = new Map<string, Buffer>()
  const statuses = new Map<string, readonly FakeStatus[]>()
  const statusesOf = (commit: string) => statuses.get(commit) ?? []
  const addStatus = (commit: string, status: FakeStatus) =>
    void statuses.set(commit, [status, ...statusesOf(commit)])
  const author: FakeComment['user'] =
    user === null
      ? { login: options.viewer ?? 'github-actions[bot]', type: 'Bot' }
      : { login: user, type: 'User' }
  const git = new GitStore(
    user === null
      ? { ...byJob, author: author.login }
      : { author: user, committer: user, verified: false, reason: 'unsigned' },
  )
  let url = ''

  const server = createServer(async (request, response) => {
    const method = request.method ?? 'GET'
    const path = request.url ?? '/'
    requests.push(`${method} ${path}`)
    options.meanwhile?.(`${method} ${path}`, git)
    const fault = faults.find(
      ({ method: only, path: pattern, times }) =>
        (only === undefined || only === method) && pattern.test(path) && (times === undefined || times > 0),
    )
    if (fault) {
      if (fault.times !== undefined) fault.times--
      const body = { message: fault.message ?? `fault ${fault.status}` }
      send(response, { status: fault.status, body, ...(fault.headers && { headers: fault.headers }) })
    } else if (!/^(?:token|bearer) \S+$/i.test(request.headers.authorization ?? '')) {
      send(response, { status: 401, body: { message: 'Bad credentials' } })
    } else {
      send(response, route(method, new URL(path, url), await bodyOf(request)))
    }
  })

  function route(method: string, at: URL, body: Sent): Answer {
    const path = decodeURIComponent(at.pathname)
    if (path === '/user') {
      return user === null ? refused('Resource not accessible by integration') : ok(author)
    }
    if (path === '/graphql') {
      return options.viewer === undefined ? notFound : ok({ data: { viewer: { login: options.viewer } } })
    }
    if (path === `/repos/${repository}`) {
      const told = options.private === null ? {} : { private: options.private ?? true }
      return ok({ default_branch: 'main', ...told })
    }
    if (!path.startsWith(`/repos/${repository}/`)) return notFound
    const rest = path.slice(`/repos/${repository}`.length)
    const below = (prefix: string) => (rest.startsWith(prefix) ? rest.slice(prefix.length) : null)

    if (rest === `/pulls/${number}`) return ok({ number, head: { sha: options.head } })
    if (rest === `/pulls/${number}/files`) return page(at, options.files.slice(0, 3000))
    if (rest === `/issues/${number}/comments`) {
      return method === 'POST' ? createComment(body.body ?? '') : page(at, comments)
    }
    if (rest === `/pulls/${number}/comments`) return page(at, remarks)
    if (rest === `/pulls/${number}/reviews` && method === 'POST') {
      remarks.push(...(body.comments ?? []).map(remark => ({ ...remark, user: author })))
      return { status: 200, body: { id: remarks.length } }
    }
    const [, about = '', what] = rest.match(/^\/commits\/([^/]+)\/(pulls|statuses)$/) ?? []
    if (what === 'statuses') return page(at, statusesOf(about))
    if (what === 'pulls') return page(at, options.history?.pullsOf(about) ?? [])
    const marked = below('/statuses/')
    if (marked && method === 'POST') return createStatus(marked, body)
    const compared = below('/compare/')?.split('...')
    if (compared && options.history) {
      const commits = options.history.between(compared[0] ?? '', compared[1] ?? '')
      return ok({ total_commits: commits.length, commits: page(at, commits).body, files: [] })
    }
    if (rest === '/commits' && options.history && !git.knows(at.searchParams.get('sha') ?? '')) {
      const { searchParams: query } = at
      return ok(options.history.lastCommit(query.get('path') ?? '', query.get('sha') ?? ''))
    }
    if (compared) return ok({ total_commits: 1, commits: [], files: options.files.slice(0, 300) })
    const stored = git.answer(method, rest, at.searchParams, body)
    if (stored) return stored
    const file = below('/contents/')
    if (file) return contents(file, at.searchParams.get('ref') ?? '')
    const blob = blobs.get(below('/git/blobs/') ?? '')
    if (blob) return ok({ encoding: 'base64', content: blob.toString('base64') })
    const tree = below('/git/trees/')
    if (tree) return ok({ truncated: false, tree: options.treeOf?.(tree) ?? [] })
    const comment = comments.find(({ id }) => String(id) === below('/issues/comments/'))
    if (comment && method === 'PATCH') return ok(Object.assign(comment, { body: body.body ?? '' }))
    return notFound
  }

  function contents(path: string, commit: string): Answer {
    const content = git.knows(commit) ? git.contentAt(path, commit) : options.contentAt(path, commit)
    if (content === null) return notFound
    const sha = `${blobs.size + 1}`.padStart(40, '0')
    blobs.set(sha, content)
    const encoded =
      content.length > contentsLimit
        ? { encoding: 'none', content: '' }
        : { encoding: 'base64', content: content.toString('base64').replace(/.{60}/g, '$&\n') }
    return ok({ type: 'file', path, sha, size: content.length, ...encoded })
  }

  function createStatus(commit: string, body: Sent): Answer {
    const { context, state, description = '' } = body as Partial<FakeStatus>
    if (String(description).length > 140)
      return { status: 422, body: { message: 'Validation Failed: description is too long' } }
    const status = { ...body, context: context ?? 'default', state: state ?? '', description }
    addStatus(commit, { ...status, creator: { login: author.login } })
    return { status: 201, body: status }
  }

  function createComment(body: string): Answer {
    const id = 1 + Math.max(0, ...comments.map(comment => comment.id))
    const html_url = `https://github.com/${repository}/pull/${number}#issuecomment-${id}`
    const comment = { id, body, html_url, user: author }
    comments.push(comment)
    return { status: 201, body: comment }
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    comments,
    remarks,
    statusesOf,
    addStatus,
    requests,
    git,
    writes: () => requests.filter(request => /^(?:POST|PATCH|PUT|DELETE) \/repos/.test(request)),
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const ok = (body: unknown): Answer => ({ status: 200, body })
const refused = (message: string): Answer => ({ status: 403, body: { message } })
const notFound: Answer = { status: 404, body: { message: 'Not Found' } }

/** One page of a list, with the address of the next one in a header. */
function page(at: URL, entries: readonly unknown[]): Answer {
  const size = Math.min(Number(at.searchParams.get('per_page') ?? 30), 100)
  const number = Number(at.searchParams.get('page') ?? 1)
  const body = entries.slice((number - 1) * size, number * size)
  if (number * size >= entries.length) return ok(body)
  const next = new URL(at)
  next.searchParams.set('page', String(number + 1))
  return { status: 200, body, headers: { link: `<${next.href}>; rel="next"` } }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<Sent> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? {} : (JSON.parse(text) as Sent)
}
