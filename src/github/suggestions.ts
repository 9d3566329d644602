import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fence, md, paragraph, written } from '../report/markdown-writer.ts'
import { visible } from '../report/plain-text.ts'
import type { Suggestion } from '../review/fixes/suggestions.ts'
import { tokenAuthor } from './author.ts'
import type { CommentPlace } from './comment.ts'

/** More remarks than this between the lines help nobody; the comment lists all. */
const most = 10

const remark = z.object({ body: z.string(), user: z.object({ login: z.string() }).nullable() })

/**
 * Offers fixes as suggestions between the lines of the pull request, to be taken over with one click: each once, however
 * often the check runs. Returns how many are new. Rejects with `ApiError` where GitHub refuses.
 */
export async function suggestFixes(
  place: CommentPlace,
  commit: string,
  suggestions: readonly Suggestion[],
): Promise<number> {
  // What cannot be shown as it is would be taken over as something else.
  const faithful = suggestions.filter(({ text }) => visible(text) === text).slice(0, most)
  if (faithful.length === 0) return 0
  const told = await toldBefore(place)
  const fresh = faithful.filter(it => !told.has(markOf(it)))
  if (fresh.length === 0) return 0
  await place.github.send('POST', `${place.repository}/pulls/${place.number}/reviews`, {
    commit_id: commit,
    event: 'COMMENT',
    comments: fresh.map(commentOf),
  })
  return fresh.length
}

/** The marks of what we wrote before; a mark alone can be forged by anybody who may comment. */
async function toldBefore(place: CommentPlace): Promise<ReadonlySet<string>> {
  const { github, repository, number, token, graphqlUrl } = place
  const entries = await github.list(`${repository}/pulls/${number}/comments`)
  const marked = entries.flatMap(entry => {
    const parsed = remark.safeParse(entry)
    const mark = parsed.success
      ? /^<!-- migration-gate:suggestion \w+ -->/.exec(parsed.data.body)?.[0]
      : undefined
    return mark === undefined || !parsed.data?.user ? [] : [{ mark, login: parsed.data.user.login }]
  })
  if (marked.length === 0) return new Set()
  const author = await tokenAuthor(
    github,
    token,
    graphqlUrl,
    marked.map(({ login }) => login),
  )
  return new Set(marked.filter(({ login }) => login === author).map(({ mark }) => mark))
}

function commentOf(suggestion: Suggestion): Readonly<Record<string, string | number>> {
  const { finding, path, startLine, endLine, text } = suggestion
  const body = written([paragraph(md`${finding.message}`), fence('suggestion', text)])
  const start = startLine < endLine ? { start_line: startLine, start_side: 'RIGHT' } : {}
  return { path, side: 'RIGHT', line: endLine, ...start, body: `${markOf(suggestion)}\n${body}` }
}

/** Of what is suggested and where, without lines: they move. */
function markOf({ finding: { rule }, path, text }: Suggestion): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([rule, path, text]))
    .digest('hex')
  return `<!-- migration-gate:suggestion ${digest.slice(0, 16)} -->`
}
