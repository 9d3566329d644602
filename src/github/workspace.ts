import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { headBytes, type Listing, listing } from '../migrations/detection/listing.ts'
import { isCodeStep, isPairHalf, isSql } from '../migrations/files.ts'
import { UserError } from '../model/errors.ts'
import { isInScope, type Scope } from '../repository/change-set.ts'
import { readHead } from '../repository/folder.ts'

/** The checked-out repository. Its files are the pull request's: names, links and contents are hostile. */
export interface Workspace {
  readonly root: string
}

/** Never looked into: not part of the repository. */
const skippedFolders = new Set(['.git', 'node_modules'])

/** More than any history of migrations, and less than what fills the memory of a runner. */
const largestTotal = 256 * 1024 * 1024

/** The workspace of this run. Throws where `actions/checkout` was forgotten. */
export function openWorkspace(root: string): Workspace {
  if (!existsSync(join(root, '.git'))) {
    throw new UserError(
      `${root} holds no repository. Add \`- uses: actions/checkout\` as a step before Migration Gate, ` +
        'without `path:` and without `ref:`.',
    )
  }
  return { root }
}

/** What stands at a path, without following a link at its end or on the way to it. */
export function kindOf(workspace: Workspace, path: string): 'file' | 'folder' | 'link' | 'other' | 'absent' {
  let at = workspace.root
  const segments = path.split('/')
  for (const [index, segment] of segments.entries()) {
    at = join(at, segment)
    const stats = lstatSync(at, { throwIfNoEntry: false })
    if (stats === undefined) return 'absent'
    if (stats.isSymbolicLink()) return 'link'
    const last = index === segments.length - 1
    if (!last && !stats.isDirectory()) return 'absent'
    if (last) return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other'
  }
  return 'absent'
}

/**
 * The files of a scope. A link is refused where whoever runs the migrations would follow it:
 * it may lead anywhere on the machine. Steps in code come without their content.
 */
export function readScope(workspace: Workspace, scope: Scope): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  let total = 0
  const beside = scope.files.filter(file => kindOf(workspace, file) === 'file')
  const below = scope.folders.flatMap(folder => listBelow(workspace, folder))
  for (const path of new Set([...below.filter(path => isInScope(scope, path)), ...beside])) {
    if (isCodeStep(path)) {
      files.set(path, new Uint8Array())
      continue
    }
    const absolute = join(workspace.root, path)
    total += lstatSync(absolute).size
    if (total > largestTotal) {
      throw new UserError(
        `The SQL files below ${scope.folders.join(', ')} are larger than 256 MB; name a narrower \`dir\`.`,
      )
    }
    files.set(path, readFileSync(absolute))
  }
  return files
}

/** The workspace as detection sees it: plain files only. A link among migrations is refused when they are read. */
export function listingOf(workspace: Workspace): Listing {
  const paths: string[] = []
  const pending = ['.']
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of entriesOf(workspace, next)) {
      const path = next === '.' ? entry.name : `${next}/${entry.name}`
      if (entry.isFile()) paths.push(path)
      if (entry.isDirectory() && !skippedFolders.has(entry.name)) pending.push(path)
    }
  }
  return listing(paths, async path => readHead(join(workspace.root, path), headBytes))
}

function entriesOf({ root }: Workspace, folder: string): readonly Dirent[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
}

/** All plain files below a folder, sorted. */
function listBelow(workspace: Workspace, folder: string): readonly string[] {
  const kind = kindOf(workspace, folder)
  if (kind === 'link') throw linkRefused(folder)
  if (kind !== 'folder') return []
  const paths: string[] = []
  const pending = [folder]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of entriesOf(workspace, next)) {
      const path = next === '.' ? entry.name : `${next}/${entry.name}`
      if (isFollowedLink(workspace, path)) throw linkRefused(path)
      if (entry.isFile()) paths.push(path)
      if (entry.isDirectory() && !skippedFolders.has(entry.name)) pending.push(path)
    }
  }
  return paths.sort()
}

/** True for a link that stands for migrations: by its name, or because it leads to a folder, or who knows where. */
export function isFollowedLink(workspace: Workspace, path: string): boolean {
  if (kindOf(workspace, path) !== 'link') return false
  if (isSql(path) || isPairHalf(path)) return true
  try {
    return statSync(join(workspace.root, path), { throwIfNoEntry: false })?.isDirectory() === true
  } catch {
    return true
  }
}

function linkRefused(path: string): UserError {
  return new UserError(
    `${quote(path)} is a symbolic link. Links among migrations are not followed: put the file itself there.`,
  )
}

const quote = (path: string) => JSON.stringify(path)
