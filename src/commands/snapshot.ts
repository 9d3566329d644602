import type { Config } from '../config/config.ts'
import { type DialectName, dialectOfUrl, loadDialect } from '../dialects/registry.ts'
import { formats } from '../migrations/formats/registry.ts'
import { otherTools } from '../migrations/other-tools.ts'
import { ownJournal } from '../migrations/own-journal.ts'
import { UserError } from '../model/errors.ts'
import { type Snapshot, snapshotFormat } from '../model/snapshot.ts'
import { snapshotDigest } from '../model/snapshot-digest.ts'

export interface SnapshotRequest {
  /** Of the target. */
  readonly url: string
  /** What the target is called; nothing where nobody said. */
  readonly environment: string | null
  readonly redact: boolean
  /** Asked anew at each connection; what the address has where it is left out. */
  readonly password?: () => Promise<string>
  /** ISO 8601, to the second. */
  readonly takenAt: string
  readonly limits: { readonly statement: number; readonly check: number; readonly memory: number }
}

/** The tables of all tools that say what ran, ours among them. */
export const historySources = [ownJournal, ...formats.flatMap(({ record }) => record ?? []), ...otherTools]

/** What the shadow may use to build the schema again: a large one takes longer than a check may. */
export function limitsOf({ limits }: Pick<Config, 'limits'>): SnapshotRequest['limits'] {
  return { ...limits, check: limits.check * 15 }
}

/** Longest run of one query on the target, in ms. */
const queryTimeout = 30_000

/**
 * Takes a snapshot of a target. The same database gives the same value, but for `takenAt`.
 * @throws UserError where the target cannot be reached or read, or its dialect takes no snapshots
 */
export async function takeSnapshot(request: SnapshotRequest): Promise<Snapshot> {
  const { url, environment, redact, takenAt, limits } = request
  const name = requireDialect(url)
  const dialect = await loadDialect(name)
  if (dialect.takeSnapshot === undefined)
    throw new UserError(`A snapshot of a ${name} database cannot be taken yet. Write its sizes by hand.`)
  const taken = await dialect.takeSnapshot(url, {
    historySources,
    redact,
    timeout: queryTimeout,
    ...(request.password === undefined ? {} : { password: request.password }),
    limits,
  })
  const snapshot = {
    format: snapshotFormat,
    takenAt,
    ...(environment === null ? {} : { environment }),
    dialect: name,
    ...taken,
    history: [...taken.history],
    unread: [...taken.unread],
  } satisfies Snapshot
  return { ...snapshot, digest: snapshotDigest(snapshot) }
}

function requireDialect(url: string): DialectName {
  const name = dialectOfUrl(url)
  if (name !== null) return name
  throw new UserError(
    '--url takes the address of a database, such as postgres://gate@host:5432/name or file:app.db.',
  )
}
