import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { UserError } from '../model/errors.ts'
import { isInScope, type Scope } from './change-set.ts'

const run = promisify(execFile)

/** Room for the names or the content of all migration files, in bytes. */
const maxBuffer = 512 * 1024 * 1024

async function git(directory: string, args: readonly string[]): Promise<string> {
  return (await gitBytes(directory, args)).toString('utf8')
}

async function gitBytes(directory: string, args: readonly string[]): Promise<Buffer> {
  // Quoted path names and a pager would only be in the way; hooks and filters of the repository do not run here.
  const { stdout } = await run('git', ['-c', 'core.quotePath=false', ...args], {
    cwd: directory,
    maxBuffer,
    encoding: 'buffer',
  })
  return stdout
}

/** The root of the repository around a directory; `null` outside of any. */
export async function repositoryRoot(directory: string): Promise<string | null> {
  try {
    return (await git(directory, ['rev-parse', '--show-toplevel'])).trim()
  } catch {
    return null
  }
}

/** Paths that git tracks, or would track: untracked files count, ignored ones do not. */
export async function listFiles(root: string): Promise<readonly string[]> {
  const listing = await git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  return [...new Set(listing.split('\0').filter(path => path !== ''))]
}

/**
 * The files of the commit at which HEAD left `base`, as far as they are in the scope.
 * @throws UserError where git does not know the ref, or the histories have nothing in common.
 */
export async function readMergeBase(
  root: string,
  base: string,
  scope: Scope,
): Promise<{ commit: string; files: ReadonlyMap<string, Uint8Array> }> {
  const commit = await mergeBase(root, base)
  return { commit, files: await readTree(root, commit, scope) }
}

/** The names of all files of a commit, and those that the disk has otherwise. */
export async function listCommit(
  root: string,
  commit: string,
): Promise<{ readonly paths: readonly string[]; readonly differing: ReadonlySet<string> }> {
  const [listing, changed] = await Promise.all([
    git(root, ['ls-tree', '-r', '-z', '--full-tree', '--name-only', commit]),
    git(root, ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', commit]),
  ])
  const names = (text: string) => text.split('\0').filter(path => path !== '')
  return { paths: names(listing), differing: new Set(names(changed)) }
}

/** One file of a commit. */
export async function readAtCommit(root: string, commit: string, path: string): Promise<Uint8Array> {
  return gitBytes(root, ['cat-file', 'blob', `${commit}:${path}`])
}

/**
 * One file of a branch: as `origin` has it, else the local branch. `null` where git knows no such branch here, or it has no
 * such file.
 */
export async function readOfBranch(root: string, branch: string, path: string): Promise<Uint8Array | null> {
  for (const ref of [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`]) {
    try {
      return await readAtCommit(root, ref, path)
    } catch {
      // The next one may have it.
    }
  }
  return null
}

async function mergeBase(root: string, base: string): Promise<string> {
  if (base.startsWith('-')) throw new UserError(`--base ${base} is not a git ref.`)
  try {
    await git(root, ['rev-parse', '--verify', '--quiet', `${base}^{commit}`])
  } catch {
    throw new UserError(
      `git does not know "${base}". Fetch it, or give --base another branch, tag or commit.`,
    )
  }
  try {
    return (await git(root, ['merge-base', base, 'HEAD'])).trim()
  } catch {
    throw new UserError(
      `"${base}" and HEAD have no commit in common. A shallow clone lacks it: fetch more history.`,
    )
  }
}

async function readTree(
  root: string,
  commit: string,
  scope: Scope,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const listing = await git(root, ['ls-tree', '-r', '-z', '--full-tree', commit])
  const files = new Map<string, Uint8Array>()
  const blobs = listing.split('\0').flatMap(entry => {
    const [meta = '', path = ''] = entry.split('\t')
    const [, type, hash] = meta.split(' ')
    return type === 'blob' && isInScope(scope, path) ? [{ path, hash: hash as string }] : []
  })
  const contents = await readBlobs(
    root,
    blobs.map(({ hash }) => hash),
  )
  for (const [place, { path }] of blobs.entries()) files.set(path, contents[place] as Uint8Array)
  return files
}

/** One git process for all blobs: a thousand `git show` would cost seconds. */
async function readBlobs(root: string, hashes: readonly string[]): Promise<readonly Uint8Array[]> {
  if (hashes.length === 0) return []
  const pending = run('git', ['cat-file', '--batch'], { cwd: root, maxBuffer, encoding: 'buffer' })
  pending.child.stdin?.end(`${hashes.join('\n')}\n`)
  const { stdout } = await pending
  const blobs: Uint8Array[] = []
  for (let offset = 0; offset < stdout.length; ) {
    const lineEnd = stdout.indexOf(10, offset)
    const size = Number(stdout.toString('latin1', offset, lineEnd).split(' ')[2])
    blobs.push(stdout.subarray(lineEnd + 1, lineEnd + 1 + size))
    offset = lineEnd + 1 + size + 1
  }
  return blobs
}
