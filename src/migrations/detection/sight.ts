import { baseName, isBelow, isManifest, isSql } from '../files.ts'
import type { FolderSight } from '../formats/format.ts'
import type { Listing } from './listing.ts'
import { manifestsInside } from './tree.ts'

/** Directives stand in the first lines of a file. */
const headLines = 30

/** The files of a folder, from the root of the repository. */
export function filesOf(folder: string, { paths }: Listing): readonly string[] {
  return paths.filter(path => isBelow(folder, path))
}

/** A folder as the formats look at it. */
export async function sightOf(
  folder: string,
  tools: ReadonlyMap<string, string>,
  listing: Listing,
): Promise<FolderSight> {
  const own = (path: string) => (folder === '.' ? path : path.slice(folder.length + 1))
  const paths = filesOf(folder, listing)
  const readable = paths.filter(
    path => isSql(path) || isManifest(path) || manifestsInside.has(baseName(path)),
  )
  const heads = new Map(
    await Promise.all(
      readable.map(async path => {
        const text = await listing.text(path)
        return [own(path), isSql(path) ? firstLines(text) : text] as const
      }),
    ),
  )
  return { folder, files: paths.map(own), head: file => heads.get(file) ?? '', tools }
}

/** As far as directives are looked for. */
export function firstLines(text: string): string {
  return text.split('\n', headLines).join('\n')
}
