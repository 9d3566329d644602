import { UserError } from '../../model/errors.ts'
import { ApiError } from '../client.ts'
import { keep, placeFor, ready } from '../snapshots/take.ts'
import type { Deployed, GitHubDeploy } from './deploy.ts'

/**
 * Keeps the snapshot that a deploy took of the first environment, on which checks come. That nothing says where is a
 * note; that it cannot be kept is a failure, since the next check would come upon what is no more.
 */
export async function keepDeployed(request: GitHubDeploy, deployed: Deployed): Promise<Deployed> {
  const { report, config } = deployed
  const { snapshot } = report
  if (snapshot === null) return deployed
  const noted = (note: string) => ({ ...deployed, report: { ...report, notes: [...report.notes, note] } })
  const [first] = config.apply.order
  if (config.snapshot === undefined)
    return noted('no snapshot was kept: the configuration does not say where (`snapshot`)')
  if (first !== undefined && report.environment !== first)
    return noted(`no snapshot was kept: checks come upon the one of ${first}`)
  const { open, repository, environment } = request
  try {
    const place = await placeFor(await open(), repository, config)
    const { workspace, temp } = environment
    const kept = await keep({ open, repository, workspace, temp }, place, await ready(snapshot, config))
    return noted(`snapshot of ${report.environment}: ${kept.name}, ${kept.stored.kind}`)
  } catch (error) {
    if (!(error instanceof UserError) && !(error instanceof ApiError)) throw error
    const message = `${report.message} Its snapshot could not be kept: ${error.message}`
    return {
      ...deployed,
      report: { ...report, outcome: 'failed', failureReason: 'snapshot-failed', message },
    }
  }
}
