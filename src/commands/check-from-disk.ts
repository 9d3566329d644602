import { readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { detectFolders, type Listing, withFormats } from '../migrations/detect.ts'
import { isSql } from '../migrations/files.ts'
import { UserError } from '../model/errors.ts'
import type { MigrationFolder } from '../model/migration.ts'
import type { ChangeSet, Scope } from '../repository/change-set.ts'
import { listBelow, readBytes, readFolder } from '../repository/folder.ts'
import { listFiles, readMergeBase, repositoryRoot } from '../repository/git.ts'

/** What to check, as somebody on a laptop says it. */
export interface DiskRequest {
  readonly directory: string
  /** `--dir`, or the configuration's; `null` where the layout has to be detected. */
  readonly folders: readonly string[] | null
  /** `null` where the format has to be detected. */
  readonly format: string | null
  readonly files: readonly string[] | null
  readonly base: string | null
  /** A baseline or a setup of the configuration, from the root of the repository. */
  readonly besides: readonly string[]
}

export interface DiskChange {
  readonly folders: readonly MigrationFolder[]
  readonly changeSet: ChangeSet
  /** Lone files with nothing around them: there is no base on which they could run. */
  readonly lone: boolean
  /** Files that were asked for by name, by their path from the root; none where the folders tell. */
  readonly named: readonly string[]
}

/** Where the repository is looked for: at the folder itself, or around the file. */
function startOf({ directory, folders, files }: DiskRequest): string {
  const [folder] = folders ?? []
  const [file] = files ?? []
  if (folder !== undefined) return resolve(directory, folder)
  return file === undefined ? directory : dirname(resolve(directory, file))
}

/** Reads the change from the disk and from git. */
export async function readChange(request: DiskRequest): Promise<DiskChange> {
  const { directory, folders, files, base, format } = request
  const start = startOf(request)
  const gitRoot = await repositoryRoot(start).catch(() => null)
  const root = gitRoot ?? (isInside(directory, start) ? directory : folders === null ? start : dirname(start))
  const asked = (files ?? []).map(file => toPath(root, resolve(directory, file)))
  const named = files === null ? null : await readNamed(root, directory, files)
  if (named !== null && folders === null && base === null) return loneFiles(named, asked, format)
  if (base !== null && gitRoot === null)
    throw new UserError(`--base needs a git repository, and ${directory} is in none.`)

  const listing = await listingOf(root, gitRoot !== null, start)
  const paths =
    folders === null
      ? onlyFolder(root, detectFolders(listing.paths))
      : [...new Set(folders.map(folder => toPath(root, resolve(directory, folder))))]
  const chosen = await withFormats(paths, format, listing)
  const scope = { folders: paths, files: request.besides }
  const onDisk = await readScope(root, scope)
  const mergeBase = base === null ? null : await readMergeBase(root, base, scope)
  const baseRef = mergeBase?.commit ?? null
  if (named === null) {
    const changeSet = { base: mergeBase?.files ?? null, head: onDisk, baseRef }
    return { folders: chosen, changeSet, lone: false, named: asked }
  }
  // The files named are the change; what else the folder holds is what they come upon.
  const around = mergeBase?.files ?? new Map([...onDisk].filter(([path]) => !named.has(path)))
  const changeSet = { base: around, head: new Map([...around, ...named]), baseRef }
  return { folders: chosen, changeSet, lone: false, named: asked }
}

/** Files with nothing around them. */
async function loneFiles(
  named: ReadonlyMap<string, Uint8Array>,
  asked: readonly string[],
  format: string | null,
): Promise<DiskChange> {
  const text = async (path: string) => new TextDecoder().decode(named.get(path))
  const folders = await withFormats(['.'], format, { paths: [...named.keys()], text })
  return { folders, changeSet: { base: null, head: named, baseRef: null }, lone: true, named: asked }
}

/** All files of the repository; outside of git, those below where the search starts. */
async function listingOf(root: string, inGit: boolean, start: string): Promise<Listing> {
  const paths = inGit
    ? await listFiles(root)
    : (await listBelow(start).catch(() => [])).map(path => toPath(root, path))
  return { paths, text: path => readFile(join(root, path), 'utf8').catch(() => '') }
}

async function readScope(root: string, scope: Scope): Promise<ReadonlyMap<string, Uint8Array>> {
  const contents = await Promise.all(scope.folders.map(folder => readFolder(root, join(root, folder))))
  const files = new Map(contents.flatMap(content => [...content]))
  if (![...files.keys()].some(isSql))
    throw new UserError(
      `There is no .sql file in ${scope.folders.join(', ')}. Give --dir the folder of your migrations.`,
    )
  for (const path of scope.files) if (!files.has(path)) files.set(path, await readBytes(join(root, path)))
  return files
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
    named.set(toPath(root, path), await readBytes(path))
    const down = path.replace(/(\.up)?\.sql$/i, '.down.sql')
    if (/\.down\.sql$/i.test(path)) continue
    const content = await readBytes(down).catch(() => null)
    if (content !== null) named.set(toPath(root, down), content)
  }
  return named
}

function onlyFolder(root: string, found: readonly string[]): readonly string[] {
  if (found.length === 1) return found
  const advice = 'Say which one with --dir.'
  if (found.length > 1)
    throw new UserError(`Several folders look like migrations: ${found.join(', ')}. ${advice}`)
  throw new UserError(`No folder named migrations (or migrate) holds .sql files below ${root}. ${advice}`)
}

function isInside(directory: string, path: string): boolean {
  return !relative(directory, path).startsWith('..')
}

function toPath(root: string, path: string): string {
  const from = relative(root, path).split(sep).join('/')
  return from === '' ? '.' : from
}
