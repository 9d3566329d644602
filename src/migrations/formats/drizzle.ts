import type { Migration, SourceFile } from '../../model/migration.ts'
import { isSql } from '../files.ts'
import { compareNaturally } from '../order.ts'
import type { FolderContent, FolderSight, Format, Orphan, Recognition } from './format.ts'
import { record } from './records/drizzle.ts'
import { readJournal } from './support/drizzle-journal.ts'
import { inPieces } from './support/drizzle-pieces.ts'
import { sqlFilesOf, stepsWith } from './support/marks.ts'
import { filesOf, type Placed, type StepFolder, stepFolders } from './support/places.ts'
import { unread } from './support/versions.ts'

const journalName = 'meta/_journal.json'

/** Statements are sent one by one, in one transaction for all that is pending. */
const delivery = { transaction: 'wrapped', oneString: false, runner: 'theirs' } as const

/**
 * Drizzle, both layouts: `tag.sql` in the order of `meta/_journal.json`, and since 1.0 a folder for each migration
 * with `migration.sql`. It has no way back; a `tag.down.sql` or `down.sql` beside it is the author's own.
 */
export const format: Format = {
  name: 'drizzle',
  downs: 'never',
  history: dialect => ({
    name: dialect === 'postgres' ? 'drizzle.__drizzle_migrations' : '__drizzle_migrations',
    columns: 'id serial primary key, hash text not null, created_at bigint',
  }),
  record,
  recognise,
  read(folder, files) {
    const path = folder === '.' ? journalName : `${folder}/${journalName}`
    const journal = files.find(file => file.path === path)
    const direct = filesOf(folder, files).filter(({ name }) => isSql(name))
    const steps = stepFolders(folder, files, 'all')
    const newLayout = journal === undefined && steps.some(({ files }) => files.has('migration.sql'))
    if (newLayout) return readSteps(steps, direct)
    return readTags({
      folder,
      path,
      journal,
      sql: new Map(direct.map(({ name, file }) => [name, file])),
      steps,
    })
  },
}

interface TagLayout {
  readonly folder: string
  /** Where the journal is, or should be. */
  readonly path: string
  readonly journal: SourceFile | undefined
  /** The SQL files of the folder itself, by their names. */
  readonly sql: ReadonlyMap<string, SourceFile>
  /** Folders as the other layout has them. */
  readonly steps: readonly StepFolder[]
}

function readTags(layout: TagLayout): FolderContent {
  const { journal, sql, steps } = layout
  const entries = journal === undefined ? null : readJournal(journal.text)
  const known = entries?.map(({ tag }) => tag) ?? null
  const stamps = new Map(entries?.flatMap(({ tag, when }) => (when === undefined ? [] : [[tag, when]])))
  const tags = known ?? tagsByName(sql)
  const used = new Set(tags.flatMap(tag => [`${tag}.sql`, `${tag}.down.sql`]))
  const misplaced = steps.flatMap(({ files }) => files.get('migration.sql') ?? [])
  return {
    migrations: [...new Set(tags)].flatMap(tag => {
      const up = sql.get(`${tag}.sql`)
      if (up === undefined) return []
      return [
        {
          id: tag,
          format: 'drizzle',
          up: inPieces(up),
          down: sql.get(`${tag}.down.sql`) ?? null,
          ...delivery,
          ...lateness(stamps.get(tag)),
        },
      ]
    }),
    orphans: [
      ...unread(
        [...sql].map(([name, file]) => ({ name, file })),
        used,
        `is not in ${journalName}, so Drizzle would never run it. Run drizzle-kit generate, or remove it.`,
      ),
      ...misplaced.map(({ path }) => ({
        path,
        advice: `is laid out as since Drizzle 1.0, and ${journalName} says an older one. Run drizzle-kit up.`,
      })),
    ],
    refused: [
      ...(known === null ? noJournal(layout) : brokenEntries(known, layout)),
      ...behindBreakpoints(tags.flatMap(tag => sql.get(`${tag}.sql`) ?? [])),
    ],
    codeSteps: [],
  }
}

/** It looks at the journal's moments alone, and passes over what is not later than the last that ran. */
function lateness(stamp: number | undefined): Pick<Migration, 'whenLate' | 'stamp'> {
  return stamp === undefined ? {} : { whenLate: 'skipped', stamp }
}

/** Without a journal: what it would most likely say. A down is none of its entries. */
function tagsByName(sql: ReadonlyMap<string, SourceFile>): readonly string[] {
  return [...sql.keys()]
    .filter(name => !name.endsWith('.down.sql'))
    .map(name => name.slice(0, -'.sql'.length))
    .toSorted(compareNaturally)
}

function noJournal({ path, journal, sql }: TagLayout): readonly Orphan[] {
  if (journal === undefined && sql.size === 0) return []
  const what = journal === undefined ? 'is missing' : 'is no journal that Drizzle could read'
  return [{ path, advice: `${what}, so Drizzle would run nothing. Restore it, or run drizzle-kit generate.` }]
}

function brokenEntries(tags: readonly string[], { folder, path, sql }: TagLayout): readonly Orphan[] {
  const seen = new Set<string>()
  const twice = tags.filter(tag => seen.size === seen.add(tag).size)
  const missing = tags.filter(tag => !sql.has(`${tag}.sql`))
  return [
    ...twice.map(tag => ({ path, advice: `names ${tag} twice. Remove one of the entries.` })),
    ...missing.map(tag => ({
      path: folder === '.' ? `${tag}.sql` : `${folder}/${tag}.sql`,
      advice: `is named in ${journalName} and is missing, so Drizzle would run nothing. Restore it, or remove the entry.`,
    })),
  ]
}

function readSteps(steps: readonly StepFolder[], direct: readonly Placed[]): FolderContent {
  const named = steps.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  return {
    migrations: named.flatMap(({ name, files }) => {
      const up = files.get('migration.sql')
      if (up === undefined) return []
      return [
        { id: name, format: 'drizzle', up: inPieces(up), down: files.get('down.sql') ?? null, ...delivery },
      ]
    }),
    orphans: [
      ...unread(
        direct,
        new Set(),
        'stands in no folder of its own, so Drizzle would never run it. Make it <timestamp>_name/migration.sql.',
      ),
      ...named.flatMap(({ name, files }) => {
        const [file] = files.values()
        if (file === undefined || files.has('migration.sql')) return []
        const advice = `is in ${name}, which has no migration.sql, so Drizzle would never run it. Rename it, or remove it.`
        return [{ path: file.path, advice }]
      }),
    ],
    refused: behindBreakpoints(named.flatMap(({ files }) => files.get('migration.sql') ?? [])),
    codeSteps: [],
  }
}

/** Drizzle cuts right behind the breakpoint and runs what stands there; to SQL the rest of the line is a comment. */
function behindBreakpoints(files: readonly SourceFile[]): readonly Orphan[] {
  const advice =
    'has text behind a "--> statement-breakpoint", which Drizzle would run as SQL. Put it on the next line.'
  return files
    .filter(({ text }) => /--> statement-breakpoint[ \t]*[^ \t\r\n]/.test(text))
    .map(({ path }) => ({ path, advice }))
}

function recognise(sight: FolderSight): Recognition | null {
  if (sight.files.includes(journalName)) return recogniseByJournal(sight)
  const steps = stepsWith(sight, /^migration\.sql$/)
  if (steps.length === 0) return null
  const [snapshot] = stepsWith(sight, /^snapshot\.json$/)
  if (snapshot !== undefined) return { certainty: 'sure', why: `${snapshot}/snapshot.json is there` }
  const evidence = sight.tools.get('drizzle')
  const seen = `${steps.length} folders with migration.sql`
  return evidence === undefined
    ? { certainty: 'possible', why: seen }
    : { certainty: 'likely', why: `${seen}, and ${evidence}` }
}

/** Some teams left Drizzle's migrator and number by hand: a journal that knows few of the files decides nothing. */
function recogniseByJournal(sight: FolderSight): Recognition {
  const files = sqlFilesOf(sight)
  const entries = readJournal(sight.head(journalName))
  const known = entries?.filter(({ tag }) => files.includes(`${tag}.sql`)).length ?? files.length
  return known * 2 >= files.length
    ? { certainty: 'sure', why: `${journalName} is there` }
    : { certainty: 'possible', why: `${journalName} knows ${known} of ${files.length} .sql files` }
}
