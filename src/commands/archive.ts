import type { Config } from '../config/config.ts'
import { lockKeysOf } from '../deploy/host-tools.ts'
import type { DeployTarget } from '../dialects/deploy-target.ts'
import { dialectOfUrl, loadDialect } from '../dialects/registry.ts'
import type { ArchivedObject } from '../model/archive.ts'
import { type RunIdentity, Stopped } from '../model/deploy.ts'
import { UserError } from '../model/errors.ts'
import type { Told } from './deploying.ts'

export interface ArchiveRequest {
  readonly url: string
  readonly run: RunIdentity
  readonly password?: () => Promise<string>
}

export interface PurgeRequest extends ArchiveRequest {
  /** What has expired, all there is, or these. */
  readonly which: 'expired' | 'all' | ReadonlySet<string>
  readonly waiting: Config['apply']['waiting']
}

/** What became of the archive. */
export interface Purged {
  readonly purged: readonly ArchivedObject[]
  /** What stands there still. */
  readonly left: readonly ArchivedObject[]
}

/** What applies set aside on a target. Nothing is written there, and no lock is taken. @throws Stopped */
export function archiveList(request: ArchiveRequest): Promise<readonly ArchivedObject[]> {
  return onArchive(request, target => target.archive())
}

/**
 * Takes away for good what was set aside: what has expired, unless more is asked for. Under the lock, and on record.
 * @throws Stopped; UserError where something is named that is not there
 */
export function archivePurge(request: PurgeRequest, told: Told = () => {}): Promise<Purged> {
  const { which, waiting } = request
  return onArchive(request, async target => {
    await target.lock(lockKeysOf([], target.database), {
      ...waiting,
      told: by => told(`waits for the lock that ${by} holds`),
    })
    const standing = await target.archive()
    const purged = chosen(standing, which)
    if (purged.length === 0) return { purged, left: standing }
    await target.begin()
    try {
      for (const one of purged) {
        told(`purges ${one.object} (${one.id})`)
        await target.purge([one])
      }
    } catch (error) {
      const message = (error as Error).message
      await target.end('failed', message).catch(() => {})
      if (error instanceof Stopped) throw error
      throw new Stopped('apply-failed', `It could not be purged: ${message}`, { cause: error })
    }
    await target.end('done', null)
    return { purged, left: standing.filter(one => !purged.includes(one)) }
  })
}

function chosen(
  standing: readonly ArchivedObject[],
  which: PurgeRequest['which'],
): readonly ArchivedObject[] {
  if (which === 'all') return standing
  if (which === 'expired') return standing.filter(({ expired }) => expired)
  const unknown = [...which].find(id => !standing.some(one => one.id === id))
  if (unknown === undefined) return standing.filter(({ id }) => which.has(id))
  throw new UserError(
    `Nothing in the archive is called ${JSON.stringify(unknown)}. migration-gate archive list says what is there.`,
  )
}

async function onArchive<T>(
  { url, run, password }: ArchiveRequest,
  act: (target: DeployTarget) => Promise<T>,
): Promise<T> {
  const name = dialectOfUrl(url)
  if (name === null)
    throw new UserError('--url takes the address of a database, such as postgres://gate@host:5432/name.')
  const { deployment } = await loadDialect(name)
  if (deployment === undefined)
    throw new UserError(`Nothing is set aside on ${name} yet: archive knows postgres.`)
  const target = await deployment.open(url, run, { password })
  try {
    return await act(target)
  } finally {
    await target.close()
  }
}
