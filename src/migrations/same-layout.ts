import { dialectNames } from '../dialects/registry.ts'
import { UserError } from '../model/errors.ts'
import { type DetectedFolder, lookAt, type Seen, shown } from './detect.ts'
import type { DialectSight } from './detection/dialect.ts'
import { findFolders } from './detection/folders.ts'
import { layoutName } from './detection/layout.ts'
import type { Listing } from './detection/listing.ts'
import { isBelow, isSql } from './files.ts'

/**
 * A change does not decide how a folder is read that stood before it: a marker that it adds, or a tool that it takes
 * out of a manifest, could turn ways back into migrations.
 * @throws UserError where the base, looked at in the same way, shows another format.
 */
export async function requireSameFormats(
  folders: readonly DetectedFolder[],
  base: Listing,
  baseRef: string,
): Promise<void> {
  for (const [{ path, format }, { layout }] of await lookBack(folders, base)) {
    if (layoutName(layout) === format) continue
    throw new UserError(
      `${shown(path)} looks like ${layoutName(layout)} on ${baseRef} and like ${format} with this change. A change does ` +
        'not decide how it is read: say the format with `format-name`.',
    )
  }
}

/**
 * Nor does it decide whose SQL that is: a driver that it adds to a manifest, or words in a comment on a table, could have
 * statements run in another engine than the team's.
 * @throws UserError where the base, looked at in the same way, shows another dialect.
 */
export async function requireSameDialects(
  folders: readonly DetectedFolder[],
  base: Listing,
  baseRef: string,
): Promise<void> {
  for (const [{ path, dialect }, before] of await lookBack(folders, base)) {
    const [old, now] = [readAs(before.dialect), readAs(dialect)]
    if (old === now) continue
    throw new UserError(
      `${shown(path)} looks like ${old} on ${baseRef} and like ${now} with this change. A change does not decide whose ` +
        'SQL it is: say the dialect with `dialect`.',
    )
  }
}

/** What nothing tells about is taken for the default. */
function readAs({ dialect, why }: DialectSight): string {
  return dialect ?? (why === '' ? dialectNames[0] : 'SQL of no certain dialect')
}

/** Each folder that had SQL before, with what the base shows. */
async function lookBack(
  folders: readonly DetectedFolder[],
  base: Listing,
): Promise<readonly (readonly [DetectedFolder, Seen])[]> {
  const old = folders.filter(({ path }) => base.paths.some(file => isSql(file) && isBelow(path, file)))
  const seen = await lookAt(
    old.map(({ path }) => path),
    base,
  )
  return old.map((folder, place) => [folder, seen[place] as Seen] as const)
}

/**
 * Nor does a change decide which folder is looked at: one that it adds around or beside the team's own would hide that.
 * @throws UserError where the base, looked at in the same way, shows other folders.
 */
export async function requireSameFolders(
  folders: readonly string[],
  base: Listing,
  baseRef: string,
): Promise<void> {
  const before = await findFolders(base)
  if (before.length === 0 || folders.every(folder => before.includes(folder))) return
  throw new UserError(
    `The migrations look to be in ${before.map(shown).join(', ')} on ${baseRef} and in ${folders.map(shown).join(', ')} with this ` +
      'change. A change does not decide where they are: say which folder with --dir.',
  )
}
