import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UserError } from '../model/errors.ts'

/**
 * Writes files by their path from a root; `null` removes one. A file that is not among those `known` must not stand yet:
 * nothing is overwritten that was not read. Throws `UserError` where the disk refuses.
 */
export function writeFiles(
  root: string,
  files: ReadonlyMap<string, string | null>,
  known: ReadonlySet<string>,
): void {
  for (const [path, text] of files) {
    const place = join(root, path)
    try {
      if (text === null) {
        rmSync(place)
        continue
      }
      mkdirSync(dirname(place), { recursive: true })
      writeFileSync(place, text, { flag: known.has(path) ? 'w' : 'wx' })
    } catch (cause) {
      throw new UserError(`${JSON.stringify(path)} cannot be written: ${(cause as Error).message}`, { cause })
    }
  }
}
