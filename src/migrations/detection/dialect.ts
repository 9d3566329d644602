import { baseName, isSql } from '../files.ts'
import { compareNaturally } from '../order.ts'
import type { Listing } from './listing.ts'
import { dialectsAround, type NamedDialect } from './repository-dialect.ts'
import type { Signposts } from './signposts.ts'
import { dialectSpelled } from './spellings.ts'
import { type SqlSight, sightOfSql } from './sql-dialect.ts'

/** Whose SQL a folder holds. */
export interface DialectSight {
  /** `postgres`, `mysql` (MariaDB too), `sqlite`, `clickhouse`, …; `null` where nothing tells, or several do. */
  readonly dialect: string | null
  /** What was seen, of each where there are several; empty where nothing was. */
  readonly why: string
}

/** SQL files that are looked into, spread over the history. */
const mostSampled = 60
/** How much of each, in characters. */
const sampleLength = 32 * 1024

/** Folders at the end of a path whose names are believed whatever the SQL looks like. */
const nearNames = 4

/**
 * The dialect of a folder: what a manifest says, else the name of the folder or of the one around it, else what its SQL
 * shows, else the settings and drivers of the repository around it, else a name further up. `files` are paths from the
 * root.
 */
export async function dialectOf(
  folder: string,
  files: readonly string[],
  signposts: Signposts,
  listing: Listing,
): Promise<DialectSight> {
  const { text } = listing
  const said = await manifestDialect(files, text)
  if (said !== null) return said
  const several = fileDialect(files)
  if (several !== null) return several
  const segments = folder.split('/').reverse()
  const named = nameDialect(segments.slice(0, nearNames))
  if (named !== null) return named
  const samples = spread(files.filter(isSql).toSorted(compareNaturally), mostSampled)
  const sql = sightOfSql(
    await Promise.all(samples.map(async path => (await text(path)).slice(0, sampleLength))),
  )
  const [only, ...others] = sql.dialects
  if (only !== undefined && others.length === 0) return { dialect: only, why: sql.why }
  const around = await dialectsAround(folder, signposts, listing)
  return weigh(sql, around, nameDialect(segments.slice(nearNames)))
}

/** Elsewhere in a repository it may be the own store of another program: a telephone, a cache. */
function isEmbedded({ dialect }: NamedDialect): boolean {
  return dialect === 'sqlite'
}

/**
 * Where the SQL does not decide: what fits it of the repository around it, else of a name far up. SQL with words of
 * several dialects may well be made for all of them.
 */
function weigh(sql: SqlSight, around: readonly NamedDialect[], far: DialectSight | null): DialectSight {
  const fits = (dialect: string | null) =>
    sql.dialects.length === 0 || sql.dialects.some(one => one === dialect)
  const [named, ...others] = around.filter(({ dialect }) => fits(dialect))
  const words = (named: readonly NamedDialect[]) => named.map(({ words }) => words)
  const onlyOne = sql.mixed ? around.length === 1 : others.length === 0
  if (named !== undefined && onlyOne && (named.around || !isEmbedded(named) || sql.why !== ''))
    return { dialect: named.dialect, why: [named.words, sql.why].filter(Boolean).join(', and ') }
  if (far !== null && fits(far.dialect)) return far
  const candidates =
    named === undefined || sql.mixed ? sql.dialects : [named, ...others].map(({ dialect }) => dialect)
  if (candidates.length === 0) return { dialect: null, why: '' }
  return {
    dialect: null,
    why: `${candidates.join(' or ')}: ${[...words(around), sql.why].filter(Boolean).join(', ')}`,
  }
}

/** Prisma's lock file, Drizzle's journal and its snapshots say it themselves. */
async function manifestDialect(
  files: readonly string[],
  text: Listing['text'],
): Promise<DialectSight | null> {
  const patterns: readonly [RegExp, RegExp][] = [
    [/(?:^|\/)migration_lock\.toml$/, /^[ \t]*provider\s*=\s*"(\w{1,40})"/m],
    [/(?:^|\/)meta\/_journal\.json$/, /"dialect"\s*:\s*"(\w{1,40})"/],
    [/\/snapshot\.json$/, /^[^[]{0,500}?"dialect"\s*:\s*"(\w{1,40})"/],
  ]
  for (const [name, word] of patterns) {
    const path = files.find(path => name.test(path))
    if (path === undefined) continue
    const said = word.exec(await text(path))?.[1]
    const dialect = said === undefined ? undefined : dialectSpelled(said)
    if (dialect !== undefined) return { dialect, why: `${baseOf(path)} says ${said}` }
  }
  return null
}

/** The first folder that is named after a dialect, alone or as a part of its name: `jdbc-postgres`, `riversqlite`. */
function nameDialect(segments: readonly string[]): DialectSight | null {
  for (const segment of segments) {
    const [only, ...others] = dialectsNamed(segment)
    if (only !== undefined && others.length === 0) return { dialect: only, why: `the folder ${segment}` }
  }
  return null
}

/** Popx and its kin keep one file a dialect: `20150100_x.mysql.up.sql`. */
function fileDialect(files: readonly string[]): DialectSight | null {
  const named = new Set(
    files.filter(isSql).flatMap(path => dialectsNamed(baseName(path).split('.').slice(1).join('.'))),
  )
  if (named.size < 2) return null
  return { dialect: null, why: `${[...named].sort().join(' or ')}: files of each` }
}

/** Words that stand for a dialect even inside of others. */
const unmistakable = /postgres|mysql|mariadb|sqlite|clickhouse|cockroach/g

function dialectsNamed(name: string): readonly string[] {
  const lower = name.toLowerCase()
  const words = [...lower.split(/[-_. ]/), ...(lower.match(unmistakable) ?? [])]
  return [...new Set(words.flatMap(word => dialectSpelled(word) ?? []))]
}

/** At most `count` items, evenly over the list, the first and the last among them. */
function spread(items: readonly string[], count: number): readonly string[] {
  if (items.length <= count) return items
  const step = (items.length - 1) / (count - 1)
  return Array.from({ length: count }, (_, place) => items[Math.round(place * step)] as string)
}

function baseOf(path: string): string {
  return path
    .split('/')
    .slice(/_journal/.test(path) ? -2 : -1)
    .join('/')
}
