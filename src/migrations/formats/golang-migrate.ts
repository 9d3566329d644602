import type { DialectName } from '../../dialects/registry.ts'
import type { TransactionForm } from '../../model/migration.ts'
import { isCodeStep } from '../files.ts'
import { inPairs } from '../writing.ts'
import type { Format } from './format.ts'
import { record } from './records/golang-migrate.ts'
import { sqlFilesOf } from './support/marks.ts'
import { filesOf, type Placed } from './support/places.ts'
import { compareVersions, sameVersion, unread, type Versioned, versionWithin } from './support/versions.ts'

const tool = 'golang-migrate'

/** The tool's own pattern; `45_x.up..sql` is an up to it. A name ends at a line break. */
const pairName = /^([0-9]+)_([^\n]*)\.(down|up)\.([^\n]*)$/

const largestVersion = 2n ** 64n - 1n

/** Tools that name their files alike, and send them otherwise. */
const competitors = ['sqlx', 'node-pg-migrate', 'popx']

/** In SQLite no transaction can begin inside another. The body of a trigger has no semicolon there. */
const ownTransaction =
  /^[ \t]*begin(?:[ \t]+(?:deferred|immediate|exclusive))?(?:[ \t]+transaction)?[ \t]*;/im

/**
 * Only its SQLite drivers open one, unless they are told not to (`x-no-tx-wrap`). Where the first file and most others
 * begin their own, they are told so: else the first would never have run.
 */
function transactionIn(dialect: DialectName, ups: readonly Half[]): TransactionForm {
  if (dialect !== 'sqlite') return 'single-string'
  const own = ups.filter(({ file }) => ownTransaction.test(file.text))
  return own.includes(ups[0] as Half) && own.length * 2 > ups.length ? 'none' : 'wrapped'
}

interface Half extends Versioned {
  readonly direction: string
}

/**
 * golang-migrate: `<number>_name.up.sql` and `<number>_name.down.sql`. Each file goes to the database as one query
 * string, in no transaction but the one that the server opens around it; its SQLite drivers open one themselves. The
 * names alone say nothing: other tools have the same.
 */
export const format: Format = {
  name: tool,
  downs: 'always',
  writing: inPairs,
  history: () => ({
    name: 'schema_migrations',
    columns: 'version bigint not null primary key, dirty boolean not null',
  }),
  record,
  recognise(sight) {
    const evidence = sight.tools.get(tool)
    const pairs = sqlFilesOf(sight).filter(file => pairName.test(file)).length
    if (evidence === undefined || pairs === 0) return null
    const others = competitors.flatMap(other => sight.tools.get(other) ?? [])
    return {
      certainty: others.length === 0 ? 'likely' : 'possible',
      why: [evidence, ...others].join(', and '),
    }
  },
  read(folder, files, dialect) {
    const inFolder = filesOf(folder, files)
    const halves = inFolder.flatMap(file => half(file) ?? [])
    const ups = halves.filter(({ direction }) => direction === 'up').toSorted(compareVersions)
    const downs = halves.filter(({ direction }) => direction === 'down').toSorted(compareVersions)
    const version = (file: Half) => file.version.toString()
    const downsOf = Map.groupBy(downs, version)
    const pairs = new Map(ups.map(up => [up, alike(up, downsOf.get(version(up)))]))
    const versions = new Set(ups.map(version))
    const paired = new Set([...pairs.values()].map(down => down?.file.path))
    const transaction = transactionIn(dialect, ups)
    const [codeUps, sqlUps] = [ups.filter(isCode), ups.filter(file => !isCode(file))]
    return {
      migrations: sqlUps.map(up => {
        const back = pairs.get(up)
        return {
          id: idOf(up),
          format: tool,
          up: up.file,
          down: back === undefined || isCode(back) ? null : back.file,
          transaction,
          oneString: true,
          runner: 'theirs',
          // It knows nothing but the newest version that ran.
          whenLate: 'skipped',
        }
      }),
      orphans: [
        ...unread(
          inFolder,
          new Set(halves.map(({ name }) => name)),
          `is not named <number>_name.up.sql or <number>_name.down.sql, so ${tool} would never run it. Rename it, or move it out of the folder.`,
        ),
        ...downs
          .filter(file => !versions.has(version(file)) && !isCode(file))
          .map(({ file: { path } }) => ({
            path,
            advice: 'has no up beside it. Add the file with ".up", or remove this one.',
          })),
      ],
      refused: [
        ...sameVersion(tool, ups, version),
        ...sameVersion(tool, downs, version).filter(({ path }) => !paired.has(path)),
      ],
      codeSteps: [...codeUps, ...inFolder.filter(file => isBesides(file, versions))].map(
        ({ file }) => file.path,
      ),
    }
  },
}

/** The tool knows a version and one down for it; of several the one that is named alike was meant. */
function alike(up: Half, downs: readonly Half[] = []): Half | undefined {
  return downs.find(down => idOf(down) === idOf(up)) ?? downs[0]
}

function idOf({ name, direction }: Half): string {
  return name.slice(0, name.lastIndexOf(`.${direction}.`))
}

function half(file: Placed): Half | null {
  const [, digits, , direction] = pairName.exec(file.name) ?? []
  const version = versionWithin(digits, largestVersion)
  return version === null || direction === undefined ? null : { ...file, version, direction }
}

/** Some teams run code of their own before or after a version: `12_postmigrate.go`. */
function isBesides(file: Placed, versions: ReadonlySet<string>): boolean {
  const version = versionWithin(/^(\d+)_/.exec(file.name)?.[1], largestVersion)
  return isCode(file) && !file.name.endsWith('_test.go') && half(file) === null && versions.has(`${version}`)
}

/** Forks of the tool take steps in Go. */
function isCode({ name }: Placed): boolean {
  return isCodeStep(name)
}
