import { dirname, join, relative, resolve, sep } from 'node:path'
import { detectFolders } from '../migrations/detect.ts'
import { UserError } from '../model/errors.ts'
import type { ChangeSet } from '../repository/change-set.ts'
import { readFolder, readSql } from '../repository/folder.ts'
import { listFiles, readMergeBase, repositoryRoot } from '../repository/git.ts'

/** What to check, as somebody on a laptop says it. */
export interface DiskRequest {
  readonly directory: string
  /** `--dir`, or the configuration's; `null` where the layout has to be detected. */
  readonly folders: readonly string[] | null
  readonly files: readonly string[] | null
  readonly base: string | null
}

export interface DiskChange {
  readonly folders: readonly string[]
  readonly changeSet: ChangeSet
  /** Lone files with nothing around them: there is no base on which they could run. */
  readonly lone: boolean
  /** Files that were asked for by name, by their path from the root; none where the folders tell. */
  readonly named: readonly string[]
}

/** Where the repository is looked for: at the folder itself, or around the file. */
function startOf(directory: string, folders: DiskRequest['folders'], files: DiskRequest['files']): string {
  const [folder] = folders ?? []
  const [file] = files ?? []
  if (folder !== undefined) return resolve(directory, folder)
  return file === undefined ? directory : dirname(resolve(directory, file))
}

/** Reads the change from the disk and from git. */
export async function readChange({ directory, folders, files, base }: DiskRequest): Promise<DiskChange> {
  const start = startOf(directory, folders, files)
  const gitRoot = await repositoryRoot(start).catch(() => null)
  const root = gitRoot ?? (isBelow(directory, start) ? directory : folders === null ? start : dirname(start))
  const asked = (files ?? []).map(file => toPath(root, resolve(directory, file)))
  const named = files === null ? null : await readNamed(root, directory, files)

  if (named !== null && folders === null && base === null) {
    return {
      folders: ['.'],
      changeSet: { base: null, head: named, baseRef: null },
      lone: true,
      named: [...asked],
    }
  }
  if (base !== null && gitRoot === null)
    throw new UserError(`--base needs a git repository, and ${directory} is in none.`)

  const chosen =
    folders === null
      ? await detect(root, gitRoot !== null)
      : [...new Set(folders.map(folder => toPath(root, resolve(directory, folder))))]
  const onDisk = await readFolders(root, chosen)
  const mergeBase = base === null ? null : await readMergeBase(root, base)
  if (named === null) {
    const changeSet = { base: mergeBase?.files ?? null, head: onDisk, baseRef: mergeBase?.commit ?? null }
    return { folders: chosen, changeSet, lone: false, named: [...asked] }
  }
  // The files named are the change; what else the folder holds is what they come upon.
  const around = mergeBase?.files ?? new Map([...onDisk].filter(([path]) => !named.has(path)))
  const changeSet = { base: around, head: new Map([...around, ...named]), baseRef: mergeBase?.commit ?? null }
  return { folders: chosen, changeSet, lone: false, named: [...asked] }
}

async function readFolders(
  root: string,
  folders: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const contents = await Promise.all(folders.map(folder => readFolder(root, join(root, folder))))
  const files = new Map(contents.flatMap(content => [...content]))
  if (files.size > 0) return files
  throw new UserError(
    `There is no .sql file in ${folders.join(', ')}. Give --dir the folder of your migrations.`,
  )
}

/** The files by their path, each with the down that stands beside it. */
async function readNamed(
  root: string,
  directory: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const named = new Map<string, Uint8Array>()
  for (const file of files) {
    const path = resolve(directory, file)
    named.set(toPath(root, path), await readSql(path))
    const down = path.replace(/(\.up)?\.sql$/i, '.down.sql')
    if (/\.down\.sql$/i.test(path)) continue
    const content = await readSql(down).catch(() => null)
    if (content !== null) named.set(toPath(root, down), content)
  }
  return named
}

async function detect(root: string, inGit: boolean): Promise<readonly string[]> {
  const paths = inGit ? await listFiles(root) : [...(await readFolder(root, root)).keys()]
  const found = detectFolders(paths)
  if (found.length === 1) return found
  const advice = 'Say which one with --dir.'
  if (found.length > 1)
    throw new UserError(`Several folders look like migrations: ${found.join(', ')}. ${advice}`)
  throw new UserError(`No folder named migrations (or migrate) holds .sql files below ${root}. ${advice}`)
}

function isBelow(directory: string, path: string): boolean {
  return !relative(directory, path).startsWith('..')
}

function toPath(root: string, path: string): string {
  const from = relative(root, path).split(sep).join('/')
  return from === '' ? '.' : from
}
