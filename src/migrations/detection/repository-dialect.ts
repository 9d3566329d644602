import { baseName } from '../files.ts'
import { driversIn } from './drivers.ts'
import type { Listing } from './listing.ts'
import { isDependencyFile, mostFiles, nearestFirst, type Signposts } from './signposts.ts'
import { dialectSpelled } from './spellings.ts'

/** A dialect, and what in the repository names it. */
export interface NamedDialect {
  readonly dialect: string
  /** `packages/db/package.json names better-sqlite3`. */
  readonly words: string
  /** Whether that stands in a folder around, and not somewhere else in the repository. */
  readonly around: boolean
}

/** Files of tools that say themselves whose database they are for. */
const settings: readonly { readonly file: RegExp; readonly said: RegExp; readonly dialect?: string }[] = [
  { file: /^drizzle\.config\.[cm]?[jt]s$/, said: /\bdialect\s*:\s*["'`](\w{1,40})["'`]/ },
  { file: /^schema\.prisma$/, said: /^datasource\s+\w+\s*\{[^}]{0,2000}?\bprovider\s*=\s*"(\w{1,40})"/m },
  { file: /^wrangler\.(?:toml|jsonc?)$/, said: /(d1_databases)/, dialect: 'sqlite' },
]

/**
 * The dialects that the repository names for a folder, by the nearest files that name any: settings of a tool, else
 * the drivers among its dependencies. Each dialect once.
 */
export async function dialectsAround(
  folder: string,
  signposts: Signposts,
  { text }: Listing,
): Promise<readonly NamedDialect[]> {
  let read = 0
  const levels = nearestFirst(folder, signposts)
  for (const [level, files] of levels.entries()) {
    const near = files.filter(isTelling).slice(0, mostFiles - read)
    read += near.length
    const texts = await Promise.all(near.map(async path => ({ path, content: await text(path) })))
    const said = texts.flatMap(({ path, content }) => settingOf(path, content))
    const found = said.length > 0 ? said : texts.flatMap(({ path, content }) => driversOf(path, content))
    const around = level < levels.length - 1
    if (found.length > 0) return onePerDialect(found).map(one => ({ ...one, around }))
  }
  return []
}

function isTelling(path: string): boolean {
  return isDependencyFile(path) || settings.some(({ file }) => file.test(baseName(path)))
}

type Said = Omit<NamedDialect, 'around'>

function settingOf(path: string, content: string): readonly Said[] {
  return settings.flatMap(({ file, said, dialect: own }) => {
    const word = file.test(baseName(path)) ? said.exec(content)?.[1] : undefined
    const dialect = word === undefined ? undefined : (own ?? dialectSpelled(word))
    return dialect === undefined ? [] : [{ dialect, words: `${path} says ${word}` }]
  })
}

function driversOf(path: string, content: string): readonly Said[] {
  return driversIn(baseName(path), content).map(({ dialect, name }) => ({
    dialect,
    words: `${path} names ${name}`,
  }))
}

function onePerDialect(named: readonly Said[]): readonly Said[] {
  return [...new Map(named.toReversed().map(one => [one.dialect, one])).values()].toReversed()
}
