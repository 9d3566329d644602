import type { Delivery, Migration, SourceFile } from '../../model/migration.ts'
import { inPairsMarked } from '../writing.ts'
import type { FolderSight, Format, Orphan, Recognition } from './format.ts'
import { record } from './records/sqlx.ts'
import { sqlFilesOf } from './support/marks.ts'
import { filesOf, type Placed } from './support/places.ts'
import { compareVersions, sameVersion, unread, type Versioned } from './support/versions.ts'

const tool = 'sqlx'

const [smallestVersion, largestVersion] = [-(2n ** 63n), 2n ** 63n - 1n]

/** Tools that name their files alike, and send them otherwise. */
const competitors = [
  'golang-migrate',
  'node-pg-migrate',
  'popx',
  'd1',
  'supabase',
  'tern',
  'graphile-migrate',
]

/**
 * sqlx: `<version>_name.sql`, or `<version>_name.up.sql` and `.down.sql`. Each file goes to the database as one query
 * string, in a transaction unless the file begins with `-- no-transaction`.
 */
export const format: Format = {
  name: tool,
  downs: 'maybe',
  writing: inPairsMarked('-- no-transaction'),
  history(dialect) {
    const [moment, now, bytes] =
      dialect === 'postgres' ? ['timestamptz', 'now()', 'bytea'] : ['timestamp', 'current_timestamp', 'blob']
    const columns = [
      'version bigint primary key',
      'description text not null',
      `installed_on ${moment} not null default ${now}`,
      'success boolean not null',
      `checksum ${bytes} not null`,
      'execution_time bigint not null',
    ]
    return { name: '_sqlx_migrations', columns: columns.join(', ') }
  },
  record,
  recognise,
  read(folder, files) {
    const inFolder = filesOf(folder, files)
    const seen = inFolder.filter(isSeen)
    const versioned = seen.flatMap(file => withVersion(file) ?? []).toSorted(compareVersions)
    const ups = versioned.filter(({ name }) => !isDown(name))
    const downs = versioned.filter(({ name }) => isDown(name))
    const version = (file: Versioned) => file.version.toString()
    const downOf = new Map(downs.toReversed().map(down => [version(down), down]))
    const upOf = new Map(ups.map(up => [version(up), up]))
    return {
      migrations: ups.map(up => migrationOf(up, downOf.get(version(up)))),
      orphans: [
        ...unread(
          inFolder,
          new Set(seen.map(({ name }) => name)),
          `is not named <version>_name.sql, so ${tool} would never run it. Rename it, or move it out of the folder.`,
        ),
        ...downs
          .filter(down => !upOf.has(version(down)))
          .map(({ file: { path } }) => ({
            path,
            advice: 'has no up beside it. Add the file with ".up", or remove this one.',
          })),
      ],
      refused: [
        ...seen.filter(file => withVersion(file) === null).map(noVersion),
        ...sameVersion(tool, ups, version),
        ...sameVersion(tool, downs, version),
      ],
      codeSteps: [],
    }
  },
}

/** What the tool opens at all: it minds capitals. */
function isSeen({ name }: Placed): boolean {
  return /^[^_]*_.*\.sql$/s.test(name)
}

function isDown(name: string): boolean {
  return name.endsWith('.down.sql')
}

/** As Rust reads an `i64`. */
function withVersion(file: Placed): Versioned | null {
  const digits = /^[+-]?\d+(?=_)/.exec(file.name)?.[0]
  if (digits === undefined) return null
  const version = BigInt(digits)
  return version < smallestVersion || version > largestVersion ? null : { ...file, version }
}

function noVersion({ file: { path } }: Placed): Orphan {
  const advice = `has no number in front of its name that ${tool} could read, so ${tool} would run nothing at all. Rename it, or move it out of the folder.`
  return { path, advice }
}

function migrationOf({ name, file }: Versioned, down: Versioned | undefined): Migration {
  return {
    id: name.replace(/(?:\.up)?\.sql$/, ''),
    format: tool,
    up: file,
    down: down?.file ?? null,
    ...deliveryOf(file),
    downDelivery: deliveryOf(down?.file ?? file),
    runner: 'theirs',
  }
}

/** Each file says for itself, in its first characters. */
function deliveryOf({ text }: SourceFile): Delivery {
  return { transaction: text.startsWith('-- no-transaction') ? 'none' : 'wrapped', oneString: true }
}

function recognise(sight: FolderSight): Recognition | null {
  const evidence = sight.tools.get(tool)
  const files = sqlFilesOf(sight).filter(file => /^\d+_/.test(file)).length
  if (evidence === undefined || files === 0) return null
  const others = competitors.flatMap(other => sight.tools.get(other) ?? [])
  return {
    certainty: others.length === 0 ? 'likely' : 'possible',
    why: [evidence, ...others].join(', and '),
  }
}
