import { z } from 'zod'
import { ApiError, type GitHub } from './client.ts'

/** The author of every comment that is written with a job's own token; no person can have this name. */
const jobAuthor = 'github-actions[bot]'

const user = z.object({ login: z.string() })
const viewer = z.object({ data: z.object({ viewer: user }) })

/**
 * The login under which the token writes comments. `authors` are those of the comments in question.
 *
 * A personal token knows its user. A job's token and that of a GitHub App are refused (403): the first writes as
 * `github-actions[bot]`; an App's name is asked for only where a bot of another name wrote one of the comments.
 */
export async function tokenAuthor(
  github: GitHub,
  token: string,
  graphqlUrl: string,
  authors: readonly string[],
): Promise<string> {
  // ghs_ is an installation's token, be it the job's or an App's: it has no user.
  if (!token.startsWith('ghs_')) {
    const parsed = user.safeParse(await unlessRefused(github.get('/user')))
    if (parsed.success) return parsed.data.login
  }
  if (authors.includes(jobAuthor) || !authors.some(author => author.endsWith('[bot]'))) return jobAuthor
  const answer = await unlessRefused(github.send('POST', graphqlUrl, { query: '{ viewer { login } }' }))
  const parsed = viewer.safeParse(answer)
  return parsed.success ? parsed.data.data.viewer.login : jobAuthor
}

async function unlessRefused(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ApiError) return null
    throw error
  }
}
