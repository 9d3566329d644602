import { lstat, readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { UserError } from '../model/errors.ts'

/** Folders that never hold a team's own migrations. */
const skipped = new Set(['node_modules', '.git'])

/**
 * SQL files below a folder of the disk, by their path from `root`. Symbolic links are not followed: they may
 * lead anywhere.
 * @throws UserError where the folder is none, or a file cannot be read.
 */
export async function readFolder(root: string, folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const stats = await lstat(folder).catch(() => null)
  if (stats?.isDirectory() !== true)
    throw new UserError(`${folder} is not a folder. Give --dir a folder of migrations.`)
  for (const path of await listSql(folder))
    files.set(relative(root, path).split(sep).join('/'), await readSql(path))
  return files
}

/** @throws UserError where the file cannot be read. */
export async function readSql(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new UserError(`${path} cannot be read: ${(cause as Error).message}`, { cause })
  }
}

async function listSql(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = await Promise.all(
    entries.map(async entry => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listSql(path)
      return entry.isFile() && entry.name.toLowerCase().endsWith('.sql') ? [path] : []
    }),
  )
  return found.flat().sort()
}
