import { dirname, join, relative, resolve, sep } from 'node:path'
import { headBytes, type Listing, listing } from '../migrations/detection/listing.ts'
import { isBelow } from '../migrations/files.ts'
import { listBelow, readHead } from './folder.ts'
import { listCommit, listFiles, readAtCommit, repositoryRoot } from './git.ts'

/** Where on the disk a command works. */
export interface Place {
  /** Paths count from here: the root of the git repository, or a folder outside of any. */
  readonly root: string
  readonly inGit: boolean
  /** Where the search for migrations starts. */
  readonly start: string
}

/** The place that folders and files of a command line belong to: the repository around the first of them. */
export async function placeOf(request: {
  readonly directory: string
  readonly folders: readonly string[] | null
  readonly files: readonly string[] | null
}): Promise<Place> {
  const { directory, folders } = request
  const start = startOf(request)
  const gitRoot = await repositoryRoot(start).catch(() => null)
  const outside = isInside(directory, start) ? directory : folders === null ? start : dirname(start)
  return { root: gitRoot ?? outside, inGit: gitRoot !== null, start }
}

/** Where the repository is looked for: at the folder itself, or around the file. */
function startOf({ directory, folders, files }: Parameters<typeof placeOf>[0]): string {
  const [folder] = folders ?? []
  const [file] = files ?? []
  if (folder !== undefined) return resolve(directory, folder)
  return file === undefined ? directory : dirname(resolve(directory, file))
}

/**
 * All files of the repository; outside of git, those below where the search starts. A folder that was named is listed
 * from the disk where git does not know it.
 */
export async function listingOf({ root, inGit, start }: Place, named: readonly string[]): Promise<Listing> {
  const onDisk = async (folder: string) =>
    (await listBelow(folder).catch(() => [])).map(path => toPath(root, path))
  const paths = inGit ? await listFiles(root) : await onDisk(start)
  const unknown = named.filter(folder => !paths.some(path => isBelow(folder, path)))
  const more = await Promise.all(unknown.map(folder => onDisk(join(root, folder))))
  return listing([...new Set([...paths, ...more.flat()])], async path =>
    readHead(join(root, path), headBytes),
  )
}

/** The same as it was at a commit. */
export async function listingAt(root: string, commit: string): Promise<Listing> {
  const { paths, differing } = await listCommit(root, commit)
  return listing(paths, async path => {
    if (!differing.has(path)) return readHead(join(root, path), headBytes)
    return Buffer.from((await readAtCommit(root, commit, path)).subarray(0, headBytes)).toString('utf8')
  })
}

/** A path of the disk as it counts from the root; `.` is the root itself. */
export function toPath(root: string, path: string): string {
  const from = relative(root, path).split(sep).join('/')
  return from === '' ? '.' : from
}

function isInside(directory: string, path: string): boolean {
  return !relative(directory, path).startsWith('..')
}
