import { z } from 'zod'
import { UserError } from '../model/errors.ts'
import { ApiError, type GitHub } from './client.ts'
import { needed } from './refusal.ts'
import { encodePath } from './repository.ts'

const contents = z.object({
  type: z.string(),
  sha: z.string(),
  encoding: z.string().optional(),
  content: z.string().optional(),
})
const blob = z.object({ content: z.string(), encoding: z.literal('base64') })

/** The bytes of a file as a commit has it; `null` where it has none. Throws where GitHub will not tell. */
export async function fileAt(
  github: GitHub,
  repository: string,
  path: string,
  commit: string,
): Promise<Uint8Array | null> {
  const what = `${JSON.stringify(path)} as of ${commit}`
  const answer = await needed(
    what,
    'contents: read',
    absentAsNull(github.get(`${repository}/contents/${encodePath(path)}?ref=${commit}`)),
  )
  if (answer === null) return null
  const entry = contents.safeParse(answer)
  if (!entry.success || entry.data.type !== 'file') {
    throw new UserError(`Could not read ${what}: it is not a plain file.`)
  }
  if (entry.data.encoding === 'base64' && entry.data.content !== undefined) {
    return Buffer.from(entry.data.content, 'base64')
  }
  // Above 1 MB the content is left out: https://docs.github.com/rest/repos/contents#get-repository-content
  const large = blob.safeParse(
    await needed(what, 'contents: read', github.get(`${repository}/git/blobs/${entry.data.sha}`)),
  )
  if (!large.success) throw new UserError(`Could not read ${what}: GitHub's answer has no content.`)
  return Buffer.from(large.data.content, 'base64')
}

/** `task` for each item, `width` at a time, results in the order of the items. */
export async function eachOf<T, R>(
  items: readonly T[],
  width: number,
  task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await task(items[index] as T)
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return results
}

async function absentAsNull(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null
    throw error
  }
}
