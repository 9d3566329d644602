import { UserError } from '../model/errors.ts'
import type { MigrationFolder } from '../model/migration.ts'
import { isBelow, isSql } from './files.ts'
import type { FolderSight, Recognition } from './formats/format.ts'
import { formats } from './formats/registry.ts'
import { compareNaturally } from './order.ts'

/** A repository as detection sees it. */
export interface Listing {
  /** Every file, from the root of the repository, with forward slashes. */
  readonly paths: readonly string[]
  /** The text of a file; empty where it cannot be read. */
  text(path: string): Promise<string>
}

/** Words by which teams name their migration folders. */
const folderNames = new Set(['migrations', 'migration', 'migrate'])

/** Folders that hold SQL migrations by their name, the outermost of each branch; sorted. */
export function detectFolders(paths: readonly string[]): readonly string[] {
  const found = new Set<string>()
  for (const path of paths) {
    if (!isSql(path)) continue
    const segments = path.split('/').slice(0, -1)
    const place = segments.findIndex(segment => folderNames.has(segment.toLowerCase()))
    if (place >= 0) found.add(segments.slice(0, place + 1).join('/'))
  }
  return [...found].sort(compareNaturally)
}

/**
 * The format of each folder: the one that was configured, or the one that its files show.
 * @throws UserError where several are as likely.
 */
export async function withFormats(
  folders: readonly string[],
  configured: string | null,
  listing: Listing,
): Promise<readonly MigrationFolder[]> {
  if (configured !== null) return folders.map(path => ({ path, format: configured }))
  return Promise.all(
    folders.map(async path => ({ path, format: theOne(path, recognise(await sightOf(path, listing))) })),
  )
}

interface Candidate extends Recognition {
  readonly format: string
}

function recognise(sight: FolderSight): readonly Candidate[] {
  const found = formats.flatMap(format => {
    const recognition = format.recognise(sight)
    return recognition === null ? [] : [{ format: format.name, ...recognition }]
  })
  for (const certainty of ['sure', 'likely', 'possible'] as const) {
    const best = found.filter(candidate => candidate.certainty === certainty)
    if (best.length > 0) return best
  }
  return []
}

function theOne(folder: string, candidates: readonly Candidate[]): string {
  const [first, ...others] = candidates
  if (first === undefined || others.length === 0) return first?.format ?? 'plain'
  const seen = candidates.map(({ format, why }) => `${format} (${why})`).join(', ')
  throw new UserError(`${folder} may be ${seen}. Say which with --format-name.`)
}

async function sightOf(folder: string, { paths, text }: Listing): Promise<FolderSight> {
  const files = paths
    .filter(path => isBelow(folder, path))
    .map(path => (folder === '.' ? path : path.slice(folder.length + 1)))
  const heads = new Map<string, string>()
  for (const file of files.filter(isSql)) {
    const whole = await text(folder === '.' ? file : `${folder}/${file}`)
    heads.set(file, whole.split('\n', 30).join('\n'))
  }
  return { folder, files, head: file => heads.get(file) ?? '', tools: new Map() }
}
