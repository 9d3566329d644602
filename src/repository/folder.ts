import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { belongsToMigrations, isCodeStep } from '../migrations/files.ts'
import { UserError } from '../model/errors.ts'

/** Folders that never hold a team's own migrations. */
const skipped = new Set(['node_modules', '.git'])

/**
 * What may be migrations below a folder of the disk, by their path from `root`. Symbolic links are not followed:
 * they may lead anywhere, and whoever runs the migrations would follow them. Steps in code come without their content.
 * @throws UserError where the folder is none, a migration is a link, or a file cannot be read.
 */
export async function readFolder(root: string, folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const stats = await lstat(folder).catch(() => null)
  if (stats?.isDirectory() !== true)
    throw new UserError(`${folder} is not a folder. Give --dir a folder of migrations.`)
  for (const path of await listBelow(folder, refuseLink(root))) {
    const name = relative(root, path).split(sep).join('/')
    if (belongsToMigrations(name)) files.set(name, isCodeStep(name) ? new Uint8Array() : readBytes(path))
  }
  return files
}

function refuseLink(root: string): (path: string) => void {
  return path => {
    const name = relative(root, path).split(sep).join('/')
    if (!belongsToMigrations(name)) return
    throw new UserError(
      `${JSON.stringify(name)} is a symbolic link. Links among migrations are not followed: put the file itself there.`,
    )
  }
}

/**
 * At once: through Node's thread pool a thousand small files take half a second, and this way thirty milliseconds.
 * @throws UserError where the file cannot be read.
 */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new UserError(`${path} cannot be read: ${(cause as Error).message}`, { cause })
  }
}

/** Most files are smaller, in bytes: room for all of a large head is made only where it is needed. */
const usualSize = 16 * 1024

/** The first `length` bytes of a file, as text. */
export function readHead(path: string, length: number): string {
  const file = openSync(path, 'r')
  try {
    const first = readNext(file, Math.min(usualSize, length))
    const more = first.length === usualSize ? readNext(file, length - usualSize) : Buffer.of()
    return Buffer.concat([first, more]).toString('utf8')
  } finally {
    closeSync(file)
  }
}

/** What follows where the last reading ended. */
function readNext(file: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length)
  return buffer.subarray(0, readSync(file, buffer, 0, length, null))
}

/** Absolute paths of all plain files below a folder, sorted. `onLink` hears of each symbolic link. */
export async function listBelow(
  folder: string,
  onLink: (path: string) => void = () => {},
): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = await Promise.all(
    entries.map(async entry => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listBelow(path, onLink)
      if (entry.isSymbolicLink()) onLink(path)
      return entry.isFile() ? [path] : []
    }),
  )
  return found.flat().sort()
}
