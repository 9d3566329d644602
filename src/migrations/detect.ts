import { dialectNames } from '../config/config.ts'
import { UserError } from '../model/errors.ts'
import type { MigrationFolder } from '../model/migration.ts'
import { type DialectSight, dialectOf } from './detection/dialect.ts'
import { type Layout, layoutOf } from './detection/layout.ts'
import type { Listing } from './detection/listing.ts'
import { filesOf } from './detection/sight.ts'
import { signpostsAmong, toolsFor } from './detection/tools.ts'

/** A migration folder, as far as its files and the repository around it tell. */
export interface Seen {
  readonly path: string
  readonly layout: Layout
  readonly dialect: DialectSight
}

/** A folder that can be read, and whose SQL it holds. */
export interface DetectedFolder extends MigrationFolder {
  readonly dialect: DialectSight
}

/** What each folder is, and why. */
export async function lookAt(folders: readonly string[], listing: Listing): Promise<readonly Seen[]> {
  const signposts = signpostsAmong(listing.paths)
  return Promise.all(
    folders.map(async path => {
      const tools = await toolsFor(path, signposts, listing)
      const [layout, dialect] = await Promise.all([
        layoutOf(path, tools, listing),
        dialectOf(path, filesOf(path, listing), listing),
      ])
      return { path, layout, dialect }
    }),
  )
}

/**
 * Each folder with its format: the one that was configured, or the one that its files show.
 * @throws UserError where several are as likely, or a tool was seen that is not read yet.
 */
export async function withFormats(
  folders: readonly string[],
  configured: string | null,
  listing: Listing,
): Promise<readonly DetectedFolder[]> {
  const seen = await lookAt(folders, listing)
  return seen.map(({ path, layout, dialect }) => ({
    path,
    format: configured ?? formatOf(path, layout),
    dialect,
  }))
}

function formatOf(path: string, layout: Layout): string {
  switch (layout.kind) {
    case 'read':
      return layout.format
    case 'unsupported':
      throw new UserError(
        `${shown(path)} belongs to ${layout.tool}: ${layout.why}. Its files are not read yet, and as plain SQL they ` +
          'might run in another way than the tool runs them. Name other folders with --dir; where this is a mistake, ' +
          'say what to read it as with --format-name.',
      )
    case 'ambiguous': {
      const candidates = layout.candidates.map(({ name, why }) => `${name} (${why})`).join(' or ')
      throw new UserError(`${shown(path)} may be ${candidates}. Say which with --format-name.`)
    }
  }
}

/**
 * Refuses folders whose SQL is not that of a supported dialect. What nothing tells about is taken for the default.
 * @throws UserError with the dialect and the evidence.
 */
export function requireSupportedDialect(
  configured: string | undefined,
  folders: readonly DetectedFolder[],
): void {
  if (configured !== undefined) return
  const [default_] = dialectNames
  for (const { path, dialect } of folders) {
    const { dialect: name, why } = dialect
    if (name === null || dialectNames.some(known => known === name)) continue
    throw new UserError(
      `${shown(path)} holds ${name}: ${why}. Only ${dialectNames.join(', ')} is supported so far. Name the folders ` +
        `to check with --dir; where this is a mistake, say --dialect ${default_}.`,
    )
  }
}

/** A path in a message: in quotes where it holds more than paths usually do. */
export function shown(path: string): string {
  return /^[\w./@+ -]+$/.test(path) ? path : JSON.stringify(path)
}
