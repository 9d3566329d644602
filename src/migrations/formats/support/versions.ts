import { isSql } from '../../files.ts'
import { compareText } from '../../order.ts'
import type { Orphan } from '../format.ts'
import type { Placed } from './places.ts'

/** A file that a tool knows by a number in its name. */
export interface Versioned extends Placed {
  readonly version: bigint
}

/** By number, as tools do that read it as one: `2_x` before `10_x`. */
export function compareVersions(a: Versioned, b: Versioned): number {
  return a.version < b.version ? -1 : a.version > b.version ? 1 : compareText(a.name, b.name)
}

/** The number, where it fits into as many bits as the tool gives it; `null` where the tool would not read it. */
export function versionWithin(digits: string | undefined, largest: bigint): bigint | null {
  if (digits === undefined) return null
  const version = BigInt(digits)
  return version > largest ? null : version
}

/** Files with a version that another file has before them. `key` is what the tool holds two of them by. */
export function sameVersion<File extends Placed>(
  tool: string,
  files: readonly File[],
  key: (file: File) => string,
): readonly Orphan[] {
  const first = new Map<string, File>()
  return files.flatMap(file => {
    const twin = first.get(key(file))
    if (twin !== undefined)
      return [
        {
          path: file.file.path,
          advice: `has the same version as ${twin.name}, and ${tool} takes each version once. Give one of them another.`,
        },
      ]
    first.set(key(file), file)
    return []
  })
}

/** SQL files of the folder that the tool passes over because of their names. */
export function unread(
  files: readonly Placed[],
  read: ReadonlySet<string>,
  advice: string,
): readonly Orphan[] {
  return files
    .filter(({ name }) => isSql(name) && !read.has(name))
    .map(({ file }) => ({ path: file.path, advice }))
}
