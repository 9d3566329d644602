import type { Config } from '../config/config.ts'
import { filesBeside, foldersBeside, foldersOf } from '../config/load.ts'
import type { DialectName } from '../dialects/registry.ts'
import { UserError } from '../model/errors.ts'
import type { MigrationFolder } from '../model/migration.ts'
import { readChange } from './check-from-disk.ts'

/** The migrations of a checkout, and how they are to be treated. */
export interface Checkout {
  readonly folders: readonly MigrationFolder[]
  readonly dialect: DialectName
  /** By their path from the root of the repository. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly config: Config
}

/**
 * The migrations beside which a snapshot is taken; `null` where there are none. An older snapshot need not be there.
 * @throws UserError where somebody named `folders`, and they cannot be read
 */
export async function checkoutBeside(
  directory: string,
  config: Config,
  folders: readonly string[] | undefined = undefined,
): Promise<Checkout | null> {
  try {
    return await readCheckout(directory, { ...config, snapshot: undefined }, folders)
  } catch (error) {
    if (error instanceof UserError && folders === undefined) return null
    throw error
  }
}

/**
 * Reads the folders as they stand on the disk. `folders` are those that somebody named instead of the configuration.
 * @throws UserError where there are none, or nobody can tell which are meant
 */
export async function readCheckout(
  directory: string,
  config: Config,
  folders: readonly string[] | undefined = undefined,
): Promise<Checkout> {
  const read = await readChange({
    directory,
    folders: folders ?? foldersOf(config.dir),
    format: config['format-name'] ?? null,
    dialect: config.dialect,
    files: null,
    base: null,
    besides: filesBeside(config),
    foldersBeside: foldersBeside(config),
  })
  return { folders: read.folders, dialect: read.dialect, files: read.changeSet.head, config }
}
