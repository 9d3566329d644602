import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DialectName } from '../dialects/registry.ts'
import {
  type DetectedFolder,
  lookAt,
  requireSupportedDialect,
  shown,
  withFormats,
} from '../migrations/detect.ts'
import { findFolders } from '../migrations/detection/folders.ts'
import { layoutName } from '../migrations/detection/layout.ts'
import { type Listing, listing } from '../migrations/detection/listing.ts'
import { isSql } from '../migrations/files.ts'
import { foldersAround } from '../migrations/lone.ts'
import { requireSameDialects, requireSameFolders, requireSameFormats } from '../migrations/same-layout.ts'
import { UserError } from '../model/errors.ts'
import type { ChangeSet, Scope } from '../repository/change-set.ts'
import { listingAt, listingOf, placeOf, toPath } from '../repository/disk.ts'
import { readBytes, readFolder } from '../repository/folder.ts'
import { readMergeBase } from '../repository/git.ts'

/** What to check, as somebody on a laptop says it. */
export interface DiskRequest {
  readonly directory: string
  /** `--dir`, or the configuration's; `null` where the layout has to be detected. */
  readonly folders: readonly string[] | null
  /** `null` where the format has to be detected. */
  readonly format: string | null
  /** `undefined` where the dialect has to be detected. */
  readonly dialect: string | undefined
  readonly files: readonly string[] | null
  readonly base: string | null
  /** A baseline, a setup or a snapshot of the configuration, from the root of the repository. */
  readonly besides: readonly string[]
  /** Folders of SQL files that are no migrations. */
  readonly foldersBeside?: readonly string[]
}

export interface DiskChange {
  readonly folders: readonly DetectedFolder[]
  readonly dialect: DialectName
  readonly changeSet: ChangeSet
  /** Lone files with nothing around them: there is no base on which they could run. */
  readonly lone: boolean
  /** Files that were asked for by name, by their path from the root; none where the folders tell. */
  readonly named: readonly string[]
  /** From which all paths count. */
  readonly root: string
}

/** Reads the change from the disk and from git. */
export async function readChange(request: DiskRequest): Promise<DiskChange> {
  const { directory, folders, files, base, format, dialect } = request
  const { root, inGit, start } = await placeOf(request)
  const asked = (files ?? []).map(file => toPath(root, resolve(directory, file)))
  const named = files === null ? null : readNamed(root, directory, files)
  if (named !== null && folders === null && base === null) return loneFiles(root, named, asked, request)
  if (base !== null && !inGit)
    throw new UserError(`--base needs a git repository, and ${directory} is in none.`)

  const asPaths = folders?.map(folder => toPath(root, resolve(directory, folder))) ?? null
  const repository = await listingOf({ root, inGit, start }, asPaths ?? [])
  const paths = asPaths === null ? await onlyFolder(root, repository) : [...new Set(asPaths)]
  const chosen = await withFormats(paths, format, repository)
  const checked = requireSupportedDialect(dialect, chosen)
  // Of one that is not there its reader says so.
  const beside = (request.foldersBeside ?? []).filter(folder => existsSync(join(root, folder)))
  const scope = { folders: [...paths, ...beside], files: request.besides }
  const onDisk = await readScope(root, scope)
  const mergeBase = base === null ? null : await readMergeBase(root, base, scope)
  const baseRef = mergeBase?.commit ?? null
  if (baseRef !== null && base !== null && (folders === null || format === null || dialect === undefined)) {
    const before = await listingAt(root, baseRef)
    if (folders === null) await requireSameFolders(paths, before, base)
    if (format === null) await requireSameFormats(chosen, before, base)
    if (dialect === undefined) await requireSameDialects(chosen, before, base)
  }
  if (named === null) {
    const changeSet = { base: mergeBase?.files ?? null, head: onDisk, baseRef }
    return { folders: chosen, dialect: checked, changeSet, lone: false, named: asked, root }
  }
  // The files named are the change; what else the folder holds is what they come upon.
  const around = mergeBase?.files ?? new Map([...onDisk].filter(([path]) => !named.has(path)))
  const changeSet = { base: around, head: new Map([...around, ...named]), baseRef }
  return { folders: chosen, dialect: checked, changeSet, lone: false, named: asked, root }
}

/** Files with nothing around them. */
async function loneFiles(
  root: string,
  named: ReadonlyMap<string, Uint8Array>,
  asked: readonly string[],
  { format, dialect, besides }: DiskRequest,
): Promise<DiskChange> {
  const text = async (path: string) => new TextDecoder().decode(named.get(path))
  const paths = [...named.keys()]
  const folders = await withFormats(foldersAround(paths), format, listing(paths, text))
  const checked = requireSupportedDialect(dialect, folders)
  const around = besides.map(path => [path, readBytes(join(root, path))] as const)
  return {
    folders,
    dialect: checked,
    changeSet: { base: null, head: new Map([...around, ...named]), baseRef: null },
    lone: true,
    named: asked,
    root,
  }
}

async function readScope(root: string, scope: Scope): Promise<ReadonlyMap<string, Uint8Array>> {
  const contents = await Promise.all(scope.folders.map(folder => readFolder(root, join(root, folder))))
  const files = new Map(contents.flatMap(content => [...content]))
  if (![...files.keys()].some(isSql))
    throw new UserError(
      `There is no .sql file in ${scope.folders.join(', ')}. Give --dir the folder of your migrations.`,
    )
  for (const path of scope.files) if (!files.has(path)) files.set(path, readBytes(join(root, path)))
  return files
}

/** The files by their path, each with the down that stands beside it. */
function readNamed(
  root: string,
  directory: string,
  files: readonly string[],
): ReadonlyMap<string, Uint8Array> {
  const named = new Map<string, Uint8Array>()
  for (const file of files) {
    const path = resolve(directory, file)
    named.set(toPath(root, path), readBytes(path))
    const down = path.replace(/(\.up)?\.sql$/i, '.down.sql')
    if (/\.down\.sql$/i.test(path)) continue
    if (existsSync(down)) named.set(toPath(root, down), readBytes(down))
  }
  return named
}

/** The folder that is meant where none was named. */
async function onlyFolder(root: string, repository: Listing): Promise<readonly string[]> {
  const found = await findFolders(repository)
  if (found.length === 1) return found
  const advice = 'Say which one with --dir.'
  if (found.length === 0)
    throw new UserError(`No folder of SQL migrations was found below ${root}. ${advice}`)
  const seen = await lookAt(found, repository)
  const lines = seen.map(
    ({ path, layout, dialect: { dialect } }) =>
      `  ${shown(path)} (${layoutName(layout)}, ${dialect ?? 'dialect unknown'})`,
  )
  throw new UserError(['Several folders look like migrations:', ...lines, advice].join('\n'))
}
