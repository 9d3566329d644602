import { type DialectName, dialectNames } from '../dialects/registry.ts'
import { UserError } from '../model/errors.ts'
import type { MigrationFolder } from '../model/migration.ts'
import { type DialectSight, dialectOf } from './detection/dialect.ts'
import { type Layout, layoutOf } from './detection/layout.ts'
import type { Listing } from './detection/listing.ts'
import { filesOf } from './detection/sight.ts'
import { signpostsAmong } from './detection/signposts.ts'
import { toolFiles, toolsFor } from './detection/tools.ts'

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
  const signposts = signpostsAmong(listing.paths, toolFiles)
  return Promise.all(
    folders.map(async path => {
      const tools = await toolsFor(path, signposts, listing)
      const [layout, dialect] = await Promise.all([
        layoutOf(path, tools, listing),
        dialectOf(path, filesOf(path, listing), signposts, listing),
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
 * The dialect in which these folders are checked. What nothing tells about is taken for the default; what could be
 * several is asked about.
 * @throws UserError with what was seen, where that is no supported dialect, or not one.
 */
export function requireSupportedDialect(
  configured: string | undefined,
  folders: readonly DetectedFolder[],
): DialectName {
  const [default_] = dialectNames
  if (configured !== undefined) return dialectNamed(configured)
  const found = new Map(folders.map(({ path, dialect }) => [supported(path, dialect) ?? default_, path]))
  const [first, second] = [...found]
  if (first !== undefined && second !== undefined)
    throw new UserError(
      `${shown(first[1])} holds ${first[0]} and ${shown(second[1])} ${second[0]}. Check one after the other, with --dir.`,
    )
  return first?.[0] ?? default_
}

function dialectNamed(configured: string): DialectName {
  const known = dialectNames.find(name => name === configured)
  if (known !== undefined) return known
  throw new UserError(`Unknown dialect "${configured}". Known: ${dialectNames.join(', ')}.`)
}

/** `null` where nothing tells. */
function supported(path: string, { dialect, why }: DialectSight): DialectName | null {
  const names = dialectNames.join(', ')
  if (dialect === null && why === '') return null
  if (dialect === null)
    throw new UserError(`${shown(path)} may hold ${why}. Say which with --dialect: ${names}.`)
  const known = dialectNames.find(name => name === dialect)
  if (known !== undefined) return known
  throw new UserError(
    `${shown(path)} holds ${dialect}: ${why}. Only ${names} is supported so far. Name the folders ` +
      `to check with --dir; where this is a mistake, say --dialect ${dialectNames[0]}.`,
  )
}

/** A path in a message: in quotes where it holds more than paths usually do. */
export function shown(path: string): string {
  return /^[\w./@+ -]+$/.test(path) ? path : JSON.stringify(path)
}
