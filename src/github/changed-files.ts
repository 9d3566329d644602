import { z } from 'zod'
import { UserError } from '../model/errors.ts'
import type { GitHub } from './client.ts'
import { needed } from './refusal.ts'

/** What a change did to one path. A rename is a removal of the old path and an addition of the new one. */
export interface ChangedFile {
  readonly path: string
  readonly change: 'added' | 'modified' | 'removed'
}

/** After so many files GitHub's list of a pull request ends without a word. */
const pullRequestLimit = 3000
/** And that of a comparison. */
const comparisonLimit = 300

const file = z.object({
  filename: z.string(),
  previous_filename: z.string().optional(),
  status: z.enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
})

/** What a pull request changes since its merge base. */
export async function pullRequestFiles(
  github: GitHub,
  repository: string,
  number: number,
): Promise<readonly ChangedFile[]> {
  const what = 'the files of the pull request'
  const entries = await needed(
    what,
    'pull-requests: read',
    github.list(`${repository}/pulls/${number}/files`),
  )
  if (entries.length >= pullRequestLimit) {
    throw new UserError(
      `This pull request changes ${pullRequestLimit} files or more. GitHub lists no more than that, so migrations ` +
        'may hide among the rest. Split the pull request.',
    )
  }
  return onePerPath(entries.flatMap(entry => changesOf(parse(file, what, entry))))
}

const comparison = z.object({ files: z.array(file) })
const tree = z.object({
  truncated: z.boolean(),
  tree: z.array(z.object({ path: z.string(), type: z.string(), sha: z.string() })),
})

/** What stands between two commits, the second of which descends from the first. */
export async function filesBetween(
  github: GitHub,
  repository: string,
  base: string,
  head: string,
): Promise<readonly ChangedFile[]> {
  const what = `the files changed between ${base} and ${head}`
  // The files stand on the first page only, whatever the number of commits.
  const answer = await needed(
    what,
    'contents: read',
    github.get(`${repository}/compare/${base}...${head}?per_page=1`),
  )
  const { files } = parse(comparison, what, answer)
  if (files.length < comparisonLimit) return onePerPath(files.flatMap(changesOf))
  return treeDifference(
    await filesOfCommit(github, repository, base),
    await filesOfCommit(github, repository, head),
  )
}

/** Every file of a commit with the hash of its content: one request, however many files. */
async function filesOfCommit(
  github: GitHub,
  repository: string,
  commit: string,
): Promise<ReadonlyMap<string, string>> {
  const what = `the files of ${commit}`
  const answer = await needed(
    what,
    'contents: read',
    github.get(`${repository}/git/trees/${commit}?recursive=1`),
  )
  const listing = parse(tree, what, answer)
  if (listing.truncated) {
    throw new UserError(
      `This change touches ${comparisonLimit} files or more, and the repository is too large for GitHub to list. ` +
        'Migrations may hide among the rest. Split the change.',
    )
  }
  return new Map(listing.tree.filter(entry => entry.type !== 'tree').map(entry => [entry.path, entry.sha]))
}

/** What changed between two listings of path and content hash. */
export function treeDifference(
  base: ReadonlyMap<string, string>,
  head: ReadonlyMap<string, string>,
): readonly ChangedFile[] {
  const changed: ChangedFile[] = []
  for (const [path, blob] of head) {
    if (!base.has(path)) changed.push({ path, change: 'added' })
    else if (base.get(path) !== blob) changed.push({ path, change: 'modified' })
  }
  for (const path of base.keys()) {
    if (!head.has(path)) changed.push({ path, change: 'removed' })
  }
  return changed
}

function changesOf(entry: z.infer<typeof file>): readonly ChangedFile[] {
  const path = entry.filename
  switch (entry.status) {
    case 'added':
    case 'copied':
      return [{ path, change: 'added' }]
    case 'modified':
    case 'changed':
    case 'unchanged':
      return [{ path, change: 'modified' }]
    case 'removed':
      return [{ path, change: 'removed' }]
    case 'renamed':
      if (entry.previous_filename === undefined) {
        throw new UserError(`GitHub lists ${JSON.stringify(path)} as renamed without its old name.`)
      }
      return [
        { path, change: 'added' },
        { path: entry.previous_filename, change: 'removed' },
      ]
  }
}

/** Two files that swapped their names are both removed and added: what remains is a modification. */
function onePerPath(files: readonly ChangedFile[]): readonly ChangedFile[] {
  const byPath = new Map<string, ChangedFile>()
  for (const file of files) {
    const known = byPath.get(file.path)
    byPath.set(
      file.path,
      known && known.change !== file.change ? { path: file.path, change: 'modified' } : file,
    )
  }
  return [...byPath.values()]
}

function parse<T extends z.ZodType>(schema: T, what: string, answer: unknown): z.infer<T> {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new UserError(`GitHub's answer about ${what} cannot be read:\n${z.prettifyError(parsed.error)}`)
}
