import { z } from 'zod'
import { UserError } from '../../model/errors.ts'
import type { GitHub } from '../client.ts'
import { eachOf } from '../contents.ts'
import type { Push } from '../push.ts'
import { needed } from '../refusal.ts'

interface At {
  readonly github: GitHub
  /** `/repos/owner/name`. */
  readonly repository: string
}

const commit = z.object({ sha: z.string(), parents: z.array(z.object({ sha: z.string() })) })
const comparison = z.object({ total_commits: z.int().min(0), commits: z.array(commit) })
type Commit = z.infer<typeof commit>

const pageSize = 100
/** One request each, of the 1,000 that a job's token has an hour. */
const mostPages = 50

/**
 * The commits by which a push brought its changes into the branch, the newest first: those of its first-parent line,
 * which are what merges, squashes, rebases and the queue leave there, and the heads that were merged into it. Commits
 * inside a merged branch came with its head.
 * @throws UserError where GitHub refuses the comparison
 */
export async function pushedCommits(
  { github, repository }: At,
  { before, after }: Pick<Push, 'before' | 'after'>,
): Promise<readonly string[]> {
  if (before === null) return [after]
  const what = `the commits between ${before} and ${after}`
  const known = new Map<string, Commit>()
  for (let page = 1; page <= mostPages; page++) {
    const address = `${repository}/compare/${before}...${after}?per_page=${pageSize}&page=${page}`
    const parsed = comparison.safeParse(await needed(what, 'contents: read', github.get(address)))
    if (!parsed.success) throw new UserError(`Could not read ${what}: GitHub's answer lists none.`)
    for (const each of parsed.data.commits) known.set(each.sha, each)
    if (known.size >= parsed.data.total_commits || parsed.data.commits.length === 0)
      return mainLine(known, after)
  }
  throw new UserError(`Could not read ${what}: they are more than ${mostPages * pageSize}.`)
}

function mainLine(known: ReadonlyMap<string, Commit>, after: string): readonly string[] {
  const line: string[] = []
  for (let at = known.get(after); at !== undefined; at = known.get(at.parents[0]?.sha ?? '')) {
    const merged = at.parents.slice(1).map(({ sha }) => sha)
    line.push(at.sha, ...merged.filter(sha => known.has(sha)))
  }
  return line
}

/**
 * The commits that last touched these files, as of a commit: a migration that is still pending may have come with an
 * earlier push than the one that is deployed.
 * @throws UserError where GitHub refuses to say
 */
export async function commitsBehind(
  { github, repository }: At,
  paths: readonly string[],
  head: string,
): Promise<readonly string[]> {
  const found = await eachOf(paths, 8, async path => {
    const what = `which commit changed ${JSON.stringify(path)}`
    const query = `sha=${head}&path=${encodeURIComponent(path)}&per_page=1`
    const answer = await needed(what, 'contents: read', github.get(`${repository}/commits?${query}`))
    const parsed = z.array(commit).safeParse(answer)
    if (parsed.success) return parsed.data.map(({ sha }) => sha)
    throw new UserError(`Could not read ${what}: GitHub's answer is no list of commits.`)
  })
  return [...new Set(found.flat())]
}
