import { isCodeStep } from '../files.ts'
import type { Format } from './format.ts'
import { sqlFilesOf } from './support/marks.ts'
import { filesOf, type Placed } from './support/places.ts'
import { compareVersions, sameVersion, unread, type Versioned, versionWithin } from './support/versions.ts'

const tool = 'golang-migrate'

/** The tool's own pattern; `45_x.up..sql` is an up to it. A name ends at a line break. */
const pairName = /^([0-9]+)_([^\n]*)\.(down|up)\.([^\n]*)$/

const largestVersion = 2n ** 64n - 1n

/** Tools that name their files alike, and send them otherwise. */
const competitors = ['sqlx', 'node-pg-migrate', 'popx']

interface Half extends Versioned {
  readonly direction: string
}

/**
 * golang-migrate: `<number>_name.up.sql` and `<number>_name.down.sql`. Each file goes to the database as one query
 * string, in no transaction but the one that the server opens around it. The names alone say nothing: other tools
 * have the same.
 */
export const format: Format = {
  name: tool,
  downs: 'always',
  history: {
    name: 'schema_migrations',
    columns: 'version bigint not null primary key, dirty boolean not null',
  },
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
  read(folder, files) {
    const inFolder = filesOf(folder, files)
    const halves = inFolder.flatMap(file => half(file) ?? [])
    const ups = halves.filter(({ direction }) => direction === 'up').toSorted(compareVersions)
    const downs = halves.filter(({ direction }) => direction === 'down').toSorted(compareVersions)
    const version = (file: Half) => file.version.toString()
    const down = new Map(downs.toReversed().map(file => [version(file), file]))
    const versions = new Set(ups.map(version))
    const alone = downs.filter(file => !versions.has(version(file)))
    const [codeUps, sqlUps] = [ups.filter(isCode), ups.filter(file => !isCode(file))]
    return {
      migrations: sqlUps.map(up => {
        const back = down.get(version(up))
        return {
          id: up.name.replace(/\.up\..*$/s, ''),
          format: tool,
          up: up.file,
          down: back === undefined || isCode(back) ? null : back.file,
          transaction: 'single-string',
          oneString: true,
          runner: 'theirs',
        }
      }),
      orphans: [
        ...unread(
          inFolder,
          new Set(halves.map(({ name }) => name)),
          `is not named <number>_name.up.sql or <number>_name.down.sql, so ${tool} would never run it. Rename it, or move it out of the folder.`,
        ),
        ...alone
          .filter(file => !isCode(file))
          .map(({ file: { path } }) => ({
            path,
            advice: 'has no up beside it. Add the file with ".up", or remove this one.',
          })),
      ],
      refused: [...sameVersion(tool, ups, version), ...sameVersion(tool, downs, version)],
      codeSteps: codeUps.map(({ file }) => file.path),
    }
  },
}

function half(file: Placed): Half | null {
  const [, digits, , direction] = pairName.exec(file.name) ?? []
  const version = versionWithin(digits, largestVersion)
  return version === null || direction === undefined ? null : { ...file, version, direction }
}

/** Forks of the tool take steps in Go. */
function isCode({ name }: Placed): boolean {
  return isCodeStep(name)
}
