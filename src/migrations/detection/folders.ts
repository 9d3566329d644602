import { isBelow } from '../files.ts'
import { compareNaturally } from '../order.ts'
import type { Listing } from './listing.ts'
import { hasMarker } from './markers.ts'
import { firstLines } from './sight.ts'
import { type Directory, directoryTree, holdsSql, manifestsInside } from './tree.ts'

/** Words by which teams name their migration folders: any SQL below is a migration. */
const exactNames = new Set(['migrations', 'migration', 'migrate'])
/** `meta-migrations`, `db_migrations`: numbered SQL in them is migrations. */
const looseName = /(?:^|[-_.])(?:migrations?|migrate)$/i
/** Folders below which migrations try out something: the team's own stand elsewhere, where there are any. */
const testNames =
  /^(?:__tests__|__fixtures__|tests?|testing|test[-_]?data|fixtures?|mocks?|e2e|examples?|samples?)$/i

/** A number in front, by which a tool orders: `0001_x.sql`, `V1__x.sql`, `R__x.sql`. */
const versionedFile = /^(?:[vub]?\d|r__)/i
const pairFile = /^\d.*\.up\.sql$/i
const flywayFile = /^V\d[\d._]*__.+\.sql$/
/** One folder a migration: `2019-02-26-002946_x/up.sql`, `20240101120000_x/migration.sql`. */
const stepFolder = /^\d{4}/
const stepFile = /^(?:up|migration)\.sql$/i
/** One folder a release: `3.10/0000##x.sql`, `versioned/v1.2/x.sql`. */
const releaseFolder = /^v?\d+(?:\.\d+)+$/i
const releasesName = /^version(?:s|ed)?$/i

/** Folders outside of any named one whose files are opened to look for markers. */
const mostSampled = 200

/**
 * The migration folders of a repository, sorted; none lies in another. Those below test data and examples count
 * only where there are no others.
 */
export async function findFolders(listing: Listing): Promise<readonly string[]> {
  const { homes, unnamed } = search(directoryTree(listing.paths), false)
  const samples = unnamed.slice(0, mostSampled)
  const marked = await Promise.all(samples.map(folder => isMarked(folder, listing)))
  const found = [...homes, ...samples.filter((_, place) => marked[place]).map(({ path }) => path)]
  const outermost = found.filter(path => !found.some(other => other !== path && isBelow(other, path)))
  const own = outermost.filter(path => !isForTests(path))
  return (own.length > 0 ? own : outermost).toSorted(compareNaturally)
}

/** Whether a folder stands below test data or examples. */
export function isForTests(path: string): boolean {
  return path.split('/').some(segment => testNames.test(segment))
}

interface Search {
  /** Paths of the folders that hold a history. */
  readonly homes: readonly string[]
  /** Folders of numbered SQL that have no name to tell. */
  readonly unnamed: readonly Directory[]
}

function search(directory: Directory, belowNamed: boolean): Search {
  const { path, name, sql, children } = directory
  const named = belowNamed || looseName.test(name)
  if (isHome(directory, named)) return { homes: [path], unnamed: [] }
  const below = [...children.values()].map(child => search(child, named))
  const homes = below.flatMap(found => found.homes)
  const unnamed = [
    ...below.flatMap(found => found.unnamed),
    ...(sql.some(file => versionedFile.test(file)) ? [directory] : []),
  ]
  if (!exactNames.has(name.toLowerCase())) return { homes, unnamed }
  // `migrate/views.sql` is a helper of `migrate/migrations/`, and `migrations/x.sql` a migration beside `archive/`.
  const inside = homes.map(home => home.slice(path.length + 1)).filter(home => !isForTests(home))
  const inner = inside.some(home => exactNames.has((home.split('/')[0] as string).toLowerCase()))
  const whole = inside.length === 0 ? holdsSql(directory) : sql.length > 0 && !inner
  return { homes: whole ? [path] : homes, unnamed: [] }
}

/** Whether this very folder is where a tool would be pointed at. */
function isHome(directory: Directory, named: boolean): boolean {
  const { name, sql, manifests, children } = directory
  const folders = [...children.values()]
  const journal = children.get('meta')?.manifests.has('_journal.json') === true
  if ((journal || [...manifestsInside].some(file => manifests.has(file))) && holdsSql(directory)) return true
  if (sql.some(file => pairFile.test(file) || flywayFile.test(file))) return true
  if (named && sql.some(file => versionedFile.test(file))) return true
  return folders.some(
    child =>
      (stepFolder.test(child.name) && child.sql.some(file => stepFile.test(file))) ||
      (releaseFolder.test(child.name) && child.sql.length > 0 && (named || releasesName.test(name))) ||
      (named && /^\d/.test(child.name) && holdsSql(child)),
  )
}

/** The first and the last file are enough: a tool wants its directives in each. */
async function isMarked({ path, sql }: Directory, { text }: Listing): Promise<boolean> {
  const files = sql.filter(file => versionedFile.test(file)).toSorted(compareNaturally)
  const samples = [...new Set([files[0], files.at(-1)])].filter(file => file !== undefined)
  const texts = await Promise.all(samples.map(file => text(path === '.' ? file : `${path}/${file}`)))
  return texts.some(text => hasMarker(firstLines(text)))
}
