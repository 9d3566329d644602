import { join, resolve } from 'node:path'
import { dialectNames } from '../dialects/registry.ts'
import { lookAt, type Seen } from '../migrations/detect.ts'
import { findFolders, isForTests } from '../migrations/detection/folders.ts'
import { layoutName } from '../migrations/detection/layout.ts'
import { isSql } from '../migrations/files.ts'
import { readMigrations } from '../migrations/read.ts'
import type { Detection } from '../model/detection.ts'
import { UserError } from '../model/errors.ts'
import { listingOf, placeOf, toPath } from '../repository/disk.ts'
import { readFolder } from '../repository/folder.ts'

export interface DetectRequest {
  readonly directory: string
  /** Folders to look at; `null` where they have to be found. */
  readonly folders: readonly string[] | null
}

/** Finds the migration folders of the repository around a directory, and says what each is and why. */
export async function detect({ directory, folders }: DetectRequest): Promise<Detection> {
  const place = await placeOf({ directory, folders, files: null })
  const named = folders?.map(folder => toPath(place.root, resolve(directory, folder))) ?? null
  const repository = await listingOf(place, named ?? [])
  const seen = await lookAt(named ?? (await findFolders(repository)), repository)
  return {
    format: 'migration-gate/detect@1',
    folders: await Promise.all(seen.map(folder => described(place.root, folder))),
  }
}

async function described(root: string, seen: Seen): Promise<Detection['folders'][number]> {
  const { path, layout, dialect } = seen
  const { migrations, problem } = await count(root, seen)
  const reasons = [
    ...reasonsOf(seen),
    saidOf(dialect),
    isForTests(path) ? 'its path is that of tests or examples' : null,
    problem,
  ].filter(reason => reason !== null)
  return {
    path,
    layout: layoutName(layout),
    dialect: dialect.dialect,
    migrations,
    why: reasons.join('; '),
  }
}

function saidOf({ dialect, why }: Seen['dialect']): string | null {
  if (dialect !== null) return `${dialect}: ${why}`
  return why === '' ? null : `may hold ${why}`
}

function reasonsOf({ layout }: Seen): readonly string[] {
  switch (layout.kind) {
    case 'read':
      return [layout.why]
    case 'unsupported':
      return [layout.why, 'not read yet']
    case 'ambiguous':
      return [`may be ${layout.candidates.map(({ name, why }) => `${name} (${why})`).join(' or ')}`]
  }
}

/** How many migrations the format reads, whatever the dialect; where none is known, or the format refuses, the files that are no downs. */
async function count(
  root: string,
  { path, layout }: Seen,
): Promise<{ readonly migrations: number; readonly problem: string | null }> {
  const files = await readFolder(root, join(root, path))
  const byName = [...files.keys()].filter(file => isSql(file) && !/(?:^|[./])down\.sql$/i.test(file)).length
  if (layout.kind !== 'read') return { migrations: byName, problem: null }
  try {
    const { migrations } = readMigrations([{ path, format: layout.format }], files, dialectNames[0])
    return { migrations: migrations.length, problem: null }
  } catch (error) {
    if (error instanceof UserError) return { migrations: byName, problem: error.message }
    throw error
  }
}
