import { UserError } from '../model/errors.ts'

/** The part of GitHub's REST API that the gate speaks. Paths start at the API's root: `/repos/…`. */
export interface GitHub {
  /** The body of an answer. Throws `ApiError` for anything but success. */
  get(path: string): Promise<unknown>
  /** All entries of a list, every page read. A page that is not a list is an error, never an empty page. */
  list(path: string): Promise<readonly unknown[]>
  /** Writes; not sent again after a fault of the server, which may have carried it out. */
  send(method: 'POST' | 'PATCH', path: string, body: Readonly<Record<string, unknown>>): Promise<unknown>
}

/** GitHub said no, or did not answer (`status` 0 where the time was up). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly request: string

  constructor(status: number, request: string, message: string, cause: unknown) {
    super(message, { cause })
    this.status = status
    this.request = request
  }
}

export interface GitHubOptions {
  readonly token: string
  /** `GITHUB_API_URL`: differs on GitHub Enterprise Server. */
  readonly apiUrl: string
  /** Everything asked of this client ends within so many ms, retries included. */
  readonly budget: number
  /** Longest wait for one answer, in ms. */
  readonly patience?: number
  readonly debug: (message: string) => void
}

/** Longest pause that a `Retry-After` may ask for, in seconds; a longer one is given up at once. */
const longestPause = 60

/** Entries a page: the most that GitHub gives. */
const pageSize = 100

/**
 * Opens GitHub's API: octokit, whose plugins send again what a fault of the server (half a second, 2 and 4.5 later) or a rate
 * limit refused. Loaded late: its import costs more than reading the event.
 */
export async function openGitHub(options: GitHubOptions): Promise<GitHub> {
  const { Octokit } = await import('octokit')
  const deadline = Date.now() + options.budget
  const mayPause = (seconds: number, retries: number) =>
    retries < 2 && seconds <= longestPause && Date.now() + seconds * 1000 < deadline

  const { debug } = options
  const octokit = new Octokit({
    auth: options.token,
    baseUrl: options.apiUrl.replace(/\/+$/, ''),
    userAgent: 'migration-gate',
    log: { debug, info: debug, warn: debug, error: debug },
    retry: {
      retries: 3,
      retryAfterBaseValue: 500,
      doNotRetry: [400, 401, 403, 404, 405, 406, 409, 410, 413, 415, 422, 429, 451],
    },
    throttle: {
      onRateLimit: (seconds: number, _options: unknown, _octokit: unknown, retries: number) =>
        mayPause(seconds, retries),
      onSecondaryRateLimit: (seconds: number, _options: unknown, _octokit: unknown, retries: number) =>
        mayPause(seconds, retries),
    },
    request: { fetch: patientFetch(options.patience ?? 20_000, deadline, mayPause) },
  })

  async function request(method: string, path: string, body: Readonly<Record<string, unknown>> = {}) {
    try {
      return await octokit.request({
        method: method as 'GET',
        url: path,
        headers: { 'x-github-api-version': '2022-11-28' },
        ...body,
        ...(method === 'POST' && { request: { retries: 0 } }),
      })
    } catch (error) {
      throw apiError(error, `${method} ${path.replace(/\?.*/, '')}`)
    }
  }

  return {
    get: async path => (await request('GET', path)).data,
    send: async (method, path, body) => (await request(method, path, body)).data,
    list: async path => {
      // Not octokit.paginate: it takes a cut-off body or a 409 for an empty page.
      const entries: unknown[] = []
      const separator = path.includes('?') ? '&' : '?'
      let next: string | null = `${path}${separator}per_page=${pageSize}`
      while (next !== null) {
        const { data, headers }: { data: unknown; headers: { link?: string } } = await request('GET', next)
        if (!Array.isArray(data)) {
          throw new ApiError(0, `GET ${path}`, 'the answer is not a list', null)
        }
        entries.push(...data)
        next = nextPage(headers.link, options.apiUrl)
      }
      return entries
    },
  }
}

/** The address of the next page in a `Link` header; one that leads to another host would take the token there. */
export function nextPage(link: string | undefined, apiUrl: string): string | null {
  const next = link?.match(/<([^<>]+)>;\s*rel="next"/)?.[1]
  if (next === undefined) return null
  if (new URL(next, apiUrl).origin !== new URL(apiUrl).origin) {
    throw new UserError(`GitHub's next page is on another host than ${apiUrl}; check GITHUB_API_URL.`)
  }
  return next
}

/**
 * `fetch` that gives up on an answer after `patience` ms and on everything at the deadline, and that honours
 * `Retry-After`, which octokit's throttling reads only where the message speaks of a secondary rate limit.
 */
function patientFetch(
  patience: number,
  deadline: number,
  mayPause: (seconds: number, retries: number) => boolean,
): typeof fetch {
  return async (input, init) => {
    for (let retries = 0; ; retries++) {
      const timeLeft = deadline - Date.now()
      // An AbortError is the one error that octokit does not send again.
      if (timeLeft <= 0) throw new DOMException('the time for talking to GitHub is up', 'AbortError')
      const signal = AbortSignal.timeout(Math.min(patience, timeLeft))
      const response = await fetch(input, { ...init, signal })
      const pause = pauseBeforeRetry(response.status, response.headers.get('retry-after'))
      if (pause === null || !mayPause(pause, retries)) return response
      await response.body?.cancel()
      await new Promise(resolve => setTimeout(resolve, pause * 1000))
    }
  }
}

/** Seconds that a refused request shall wait before it is sent again; `null` where GitHub did not say. */
export function pauseBeforeRetry(status: number, retryAfter: string | null): number | null {
  // A secondary rate limit is told by 403 or 429: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
  if (status !== 429 && status !== 403) return null
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : null
}

function apiError(error: unknown, request: string): unknown {
  if (!(error instanceof Error)) return error
  const status = 'status' in error && typeof error.status === 'number' ? error.status : null
  if (status === null && error.name !== 'AbortError') return error
  // A request that got no answer is a 500 to octokit; only an answer has a response.
  const answered = 'response' in error && error.response !== undefined
  return new ApiError(answered && status !== null ? status : 0, request, error.message, error)
}
