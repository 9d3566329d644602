import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BaseStore } from '../replay/base-store.ts'

/** The names that are ours; whatever else is in the folder is somebody's. */
const entryName = /^[0-9a-f]{64}\.base(?:\.[0-9a-f-]{36})?$/

/** A folder of the user's that may hold so many bytes; what was not used for longest goes first. */
export function cacheFolder(folder: string, limit = 256 * 1024 * 1024): BaseStore {
  return {
    async find(keys) {
      try {
        if (!(await isPrivate(folder))) return null
        const names = new Set(await readdir(folder))
        const key = keys.find(key => names.has(fileOf(key)))
        if (key === undefined) return null
        const path = join(folder, fileOf(key))
        const state = await readFile(path)
        // Marks it as used. A folder that can be read and not be written is of use as well.
        await utimes(path, new Date(), new Date()).catch(() => {})
        return { key, state }
      } catch {
        return null
      }
    },
    async keep(key, state) {
      if (state.length > limit) return
      const path = join(folder, fileOf(key))
      // A process that reads meanwhile sees the old file or the new one, and never half of one.
      const beside = `${path}.${randomUUID()}`
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        if (!(await isPrivate(folder))) return
        await writeFile(beside, state, { mode: 0o600, flag: 'wx' })
        await rename(beside, path)
        await sweep(folder, limit)
      } catch {
        await rm(beside, { force: true }).catch(() => {})
      }
    },
  }
}

function fileOf(key: string): string {
  return `${key}.base`
}

/** What others may write, others may make up: an engine's memory is not read from there. */
async function isPrivate(folder: string): Promise<boolean> {
  const { uid, mode } = await stat(folder)
  // Windows has no such bits; the folder lies in the user's own profile.
  if (process.getuid === undefined) return true
  return uid === process.getuid() && (mode & 0o022) === 0
}

/** Deletes what was used least lately, until the rest is within the limit. */
async function sweep(folder: string, limit: number): Promise<void> {
  const names = (await readdir(folder)).filter(name => entryName.test(name))
  const files = await Promise.all(names.map(name => factsOf(join(folder, name))))
  const newestFirst = files.filter(file => file !== null).sort((one, other) => other.usedAt - one.usedAt)
  let total = 0
  for (const { path, bytes } of newestFirst) {
    total += bytes
    if (total > limit) await rm(path, { force: true })
  }
}

/** `null` where another process has deleted it meanwhile. */
async function factsOf(path: string): Promise<{ path: string; bytes: number; usedAt: number } | null> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { path, bytes: size, usedAt: mtimeMs }
  } catch {
    return null
  }
}
