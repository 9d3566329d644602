import { randomBytes } from 'node:crypto'
import * as core from '@actions/core'
import { context } from '@actions/github'
import { archiveList, archivePurge, type Purged } from '../../commands/archive.ts'
import { mergeInputs } from '../../config/load.ts'
import { type FailureReason, Stopped } from '../../model/deploy.ts'
import { renderArchiveJson, renderPurgedJson } from '../../report/archive.ts'
import { archiveWords, renderArchiveMarkdown } from '../../report/archive-markdown.ts'
import { passwordSource } from '../../repository/password-source.ts'
import { configAt } from '../config-file.ts'
import { defaultBranch, type GitHubDeploy, requireTarget } from './deploy.ts'

/** What was found in the archive, or done to it, in all the ways in which it is told. */
export interface Tended {
  /** `null` where it was done. */
  readonly failureReason: FailureReason | null
  readonly words: string
  readonly markdown: string
  readonly json: string
}

/** Lists the archive of a target, or purges it, by the configuration of the default branch. No file is read. */
export async function tendArchive(request: Omit<GitHubDeploy, 'command'>): Promise<Tended> {
  const { inputs } = request
  requireTarget(inputs.url)
  const found = await tend(request).catch(error => {
    if (error instanceof Stopped) return error
    throw error
  })
  const title = { verb: inputs.verb, environment: inputs.environment }
  if (found instanceof Stopped) {
    const words = `${found.reason}: ${found.message}`
    const nothing = { purged: [], left: [] }
    return {
      failureReason: found.reason,
      words,
      markdown: renderArchiveMarkdown({ ...title, ...nothing, failure: found }),
      json: renderArchiveJson([]),
    }
  }
  return {
    failureReason: null,
    words: archiveWords({ ...title, ...found }),
    markdown: renderArchiveMarkdown({ ...title, ...found, failure: null }),
    json: inputs.verb === 'list' ? renderArchiveJson(found.left) : renderPurgedJson(found),
  }
}

async function tend({
  open,
  repository,
  environment: { payload, commit },
  inputs,
  told,
}: Omit<GitHubDeploy, 'command'>): Promise<Purged> {
  const { url, environment, settings, configPath, verb, acceptLoss } = inputs
  const home = defaultBranch(payload) ?? commit
  const config = mergeInputs(await configAt(await open(), repository, configPath, home, home), settings)
  const password = passwordSource(config.apply.password, process.env, core.setSecret)
  const run = {
    id: randomBytes(16).toString('hex'),
    command: 'archive',
    actor: context.actor || null,
    commit,
    environment,
    planDigest: null,
  } as const
  const request = { url, run, ...(password && { password }) }
  if (verb === 'list') return { purged: [], left: await archiveList(request) }
  const which = acceptLoss.length > 0 ? new Set(acceptLoss) : 'expired'
  return archivePurge({ ...request, which, waiting: config.apply.waiting }, told)
}
