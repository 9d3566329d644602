import { type DialectName, loadDialect } from '../dialects/registry.ts'
import { UserError } from '../model/errors.ts'
import type { SourceFile } from '../model/migration.ts'
import { type Snapshot, snapshotFormat, snapshotSchema } from '../model/snapshot.ts'
import { snapshotDigest } from '../model/snapshot-digest.ts'
import type { ChangeSet } from '../repository/change-set.ts'
import type { Config } from './config.ts'
import { describeIssue, keyPath } from './issue.ts'

/** A file that is wrong in one way is wrong in it for each of its thousand tables. */
const mostFaults = 10

/**
 * The snapshot that counts: the one given, else the file that the configuration names, as the base branch has it where
 * there is one; `null` where nobody speaks of any. One on a branch of its own is read by who can, and given.
 * @throws UserError where it is missing, or is no snapshot of this dialect
 */
export async function chosenSnapshot(
  given: SourceFile | undefined,
  { snapshot: place }: Pick<Config, 'snapshot'>,
  { base, head, baseRef }: ChangeSet,
  dialect: DialectName,
): Promise<Snapshot | null> {
  if (given !== undefined) return readSnapshot(given.text, given.path, dialect)
  if (place === undefined || place.branch !== undefined) return null
  const bytes = (base ?? head).get(place.file)
  if (bytes !== undefined) return readSnapshot(new TextDecoder().decode(bytes), place.file, dialect)
  throw new UserError(`\`snapshot\` names ${place.file}, which ${baseRef ?? 'the repository'} does not have.`)
}

/**
 * Reads a snapshot file. Names in its statistics come out as the dialect compares them.
 * @throws UserError, with the file and the place in it, for what the gate does not know: a misspelt key that is
 * passed over would be a size that somebody believes to count.
 */
export async function readSnapshot(text: string, path: string, dialect: DialectName): Promise<Snapshot> {
  const value = plainValue(text, path)
  requireFormat(value, path)
  const snapshot = unlessTooDeep(path, () => parseSnapshot(value, path))
  if (snapshot.dialect !== dialect) {
    throw new UserError(
      `${path}: \`dialect\` is \`${snapshot.dialect}\`, and the migrations are ${dialect}. Give a snapshot of their database.`,
    )
  }
  requireDigest(snapshot, value, path)
  return withComparedNames(snapshot, path, dialect)
}

function parseSnapshot(value: object, path: string): Snapshot {
  const parsed = snapshotSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.flatMap(issue =>
    describeIssue(snapshotSchema, issue, value, placeOf(issue.path)),
  )
  const told = faults.slice(0, mostFaults).map(({ message }) => `${path}: ${message}`)
  const rest = faults.length - told.length
  throw new UserError([...told, ...(rest > 0 ? [`${path}: and ${rest} more like these.`] : [])].join('\n'))
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'a snapshot' : `\`${keyPath(path)}\``
}

function plainValue(text: string, path: string): object {
  const value = parseJson(text, path)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new UserError(`${path}: expected a snapshot: { "format": "${snapshotFormat}", … }.`)
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (cause) {
    // The engine's own words quote the file, which may be another one than was meant; the line stands there for some mistakes.
    const line = /\(line (\d+) column \d+\)/.exec((cause as Error).message)?.[1]
    throw new UserError(`${line === undefined ? path : `${path}:${line}`}: this is not JSON.`, { cause })
  }
}

/** Before all else: what a newer release writes must be called newer, not wrong. */
function requireFormat(value: object, path: string): void {
  const format = 'format' in value ? value.format : undefined
  if (format === snapshotFormat) return
  const version =
    typeof format === 'string' ? /^migration-gate\/snapshot@(\d+)$/.exec(format)?.[1] : undefined
  if (version !== undefined && Number(version) > 1) {
    throw new UserError(
      `${path}: this snapshot was written by a newer migration-gate (\`${format}\`; this one reads \`${snapshotFormat}\`). Update migration-gate, or take the snapshot with this version.`,
    )
  }
  const written = format === undefined ? 'missing' : `\`${JSON.stringify(format).slice(0, 60)}\``
  throw new UserError(`${path}: \`format\` is ${written}. Allowed: "${snapshotFormat}".`)
}

function requireDigest({ digest }: Snapshot, value: object, path: string): void {
  if (digest === undefined) return
  if (unlessTooDeep(path, () => snapshotDigest(value)) === digest) return
  throw new UserError(
    `${path}: the digest does not fit: the file was changed after it was taken. Take it anew; of a file that is kept by hand, remove \`digest\`.`,
  )
}

/** What walks through values calls itself, and the file may nest them as it likes. */
function unlessTooDeep<T>(path: string, walk: () => T): T {
  try {
    return walk()
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new UserError(`${path}: its values are nested too deeply.`, { cause })
    throw cause
  }
}

async function withComparedNames(
  snapshot: Snapshot,
  path: string,
  dialectName: DialectName,
): Promise<Snapshot> {
  const { relationName } = await loadDialect(dialectName)
  const { tables, indexes } = snapshot.statistics ?? {}
  const compared = <T>(kind: string, entries: Readonly<Record<string, T>> = {}) => {
    const named = new Map<string, T>()
    for (const [written, statistics] of Object.entries(entries)) {
      const place = `\`statistics.${kind}\``
      const name = relationName(written)
      if (name === null) {
        throw new UserError(
          `${path}: ${place} has ${JSON.stringify(written)}, which is no name. Expected one as SQL spells it, such as ${JSON.stringify(exampleName)}.`,
        )
      }
      if (named.has(name)) throw new UserError(`${path}: ${place} names ${name} twice.`)
      named.set(name, statistics)
    }
    return Object.fromEntries(named)
  }
  return {
    ...snapshot,
    statistics: {
      ...snapshot.statistics,
      tables: compared('tables', tables),
      indexes: compared('indexes', indexes),
    },
  }
}

const exampleName = 'public."Order Lines"'
