import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { tokenAuthor } from './author.ts'
import { ApiError, type GitHub } from './client.ts'

/** Where the one comment of a gate on a pull request stands, and as whom it is written. */
export interface CommentPlace {
  readonly github: GitHub
  /** `/repos/owner/name`. */
  readonly repository: string
  readonly number: number
  /** Whether the pull request comes from a fork: its job's token may only read. */
  readonly fork: boolean
  readonly token: string
  readonly graphqlUrl: string
  /** Tells several gates on one pull request apart (one a database, say); empty for the only one. */
  readonly key: string
}

export interface CommentText {
  readonly body: string
  /** What the comment says, without what differs from run to run. The same again is not written again. */
  readonly content: string
}

export type Written =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly url: string }
  /** There was none to bring up to date. */
  | { readonly kind: 'none' }

/** GitHub refuses a comment of more than 65,536 characters; what is left is room for its own counting. */
export const longestComment = 60_000

const version = 1

const commentSchema = z.object({
  id: z.number(),
  body: z.string(),
  html_url: z.string(),
  user: z.object({ login: z.string() }),
})
type Comment = z.infer<typeof commentSchema>

interface Marker {
  readonly key: string
  readonly digest: string
}

/** The first line of a comment of ours: what it is, in which form, for which gate, and what it says. */
export function markerLine({ key, digest }: Marker): string {
  const target = key === '' ? '' : ` key=${key}`
  return `<!-- migration-gate:check version=${version}${target} digest=${digest} -->\n`
}

/** Reads the marker back; `null` where the comment does not begin with one. */
export function readMarker(body: string): Marker | null {
  const fields = body.match(/^\s*<!-- migration-gate:check((?: [a-z]+=[\w:.-]*)*) -->/)?.[1]
  if (fields === undefined) return null
  const field = (name: string) => fields.match(new RegExp(` ${name}=(\\S*)`))?.[1] ?? ''
  return { key: field('key'), digest: field('digest') }
}

/** Room for the body beside the marker. */
export function roomFor(key: string): number {
  return longestComment - markerLine({ key, digest: digestOf('') }).length
}

/** Writes the comment, or brings ours up to date; nothing is written where it says the same already. */
export async function putComment(place: CommentPlace, text: CommentText): Promise<Written> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await put(place, text, true)
    } catch (error) {
      // A fault of the server may come after it wrote: look again before writing again.
      const fault = error instanceof ApiError && (error.status >= 500 || error.status === 0)
      if (!fault || attempt === 3) throw error
      await pause(attempt * 1000)
    }
  }
}

/** Brings a comment of ours up to date where there is one; a pull request without one stays without. */
export async function refreshComment(place: CommentPlace, text: CommentText): Promise<Written> {
  return put(place, text, false)
}

/**
 * Adds a line on the deploy to one environment below what our comment says, or replaces that of an earlier one. A pull
 * request without a comment stays without.
 */
export async function noteDeploy(place: CommentPlace, environment: string, line: string): Promise<Written> {
  const ours = await findOurs(place)
  if (ours === null) return { kind: 'none' }
  const mark = `<!-- migration-gate:deploy ${encodeURIComponent(environment).replaceAll('-', '%2D')} -->`
  const kept = ours.body
    .split('\n')
    .filter(text => !text.endsWith(mark))
    .join('\n')
    .trimEnd()
  // At the beginning of a line it would make raw HTML of all that follows in it.
  const body = `${kept}\n\n${line} ${mark}\n`
  const written = await place.github.send('PATCH', `${place.repository}/issues/comments/${ours.id}`, { body })
  return { kind: 'updated', url: urlOf(written) ?? ours.html_url }
}

async function put(place: CommentPlace, { body, content }: CommentText, create: boolean): Promise<Written> {
  const { github, repository, number, key } = place
  const digest = digestOf(content)
  const ours = await findOurs(place)
  if (ours !== null && readMarker(ours.body)?.digest === digest)
    return { kind: 'unchanged', url: ours.html_url }

  const marked = { body: markerLine({ key, digest }) + body }
  if (ours !== null) {
    const written = await github.send('PATCH', `${repository}/issues/comments/${ours.id}`, marked)
    return { kind: 'updated', url: urlOf(written) ?? ours.html_url }
  }
  if (!create) return { kind: 'none' }
  const written = await github.send('POST', `${repository}/issues/${number}/comments`, marked)
  return { kind: 'created', url: urlOf(written) ?? '' }
}

/** Our comment, known by marker and author: the marker alone can be forged by anybody who may comment. */
async function findOurs(place: CommentPlace): Promise<Comment | null> {
  const { github, repository, number, key, token, graphqlUrl } = place
  const entries = await github.list(`${repository}/issues/${number}/comments`)
  const marked = entries.flatMap(entry => {
    const parsed = commentSchema.safeParse(entry)
    return parsed.success && readMarker(parsed.data.body)?.key === key ? [parsed.data] : []
  })
  if (marked.length === 0) return null
  const author = await tokenAuthor(
    github,
    token,
    graphqlUrl,
    marked.map(comment => comment.user.login),
  )
  return marked.find(comment => comment.user.login === author) ?? null
}

function urlOf(answer: unknown): string | null {
  const parsed = z.object({ html_url: z.string() }).safeParse(answer)
  return parsed.success ? parsed.data.html_url : null
}

function digestOf(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}
