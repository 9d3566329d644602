import { randomBytes } from 'node:crypto'
import * as core from '@actions/core'
import { context } from '@actions/github'
import type { Config } from '../../config/config.ts'
import { mergeInputs } from '../../config/load.ts'
import { snapshotName } from '../../config/snapshot-place.ts'
import type { PlannedMigration } from '../../deploy/plan.ts'
import { Stopped } from '../../model/deploy.ts'
import type { DeployReport } from '../../model/deploy-report.ts'
import { UserError } from '../../model/errors.ts'
import { passwordSource } from '../../repository/password-source.ts'
import { acceptanceIn } from '../acceptance.ts'
import type { GitHub } from '../client.ts'
import { configAt } from '../config-file.ts'
import type { Environment } from '../environment.ts'
import type { Inputs } from '../inputs.ts'
import { type Push, pushOf } from '../push.ts'
import { readBranchSnapshot } from '../snapshots/read.ts'
import { openWorkspace } from '../workspace.ts'
import { requireReviewed } from './reviewed.ts'

export type DeployCommand = 'apply' | 'rollback' | 'baseline' | 'repair'

export interface GitHubDeploy {
  readonly command: DeployCommand
  /** Opens GitHub, whose time is counted from there on. */
  readonly open: () => Promise<GitHub>
  readonly repository: string
  readonly environment: Environment
  readonly inputs: Inputs
  readonly told: (line: string) => void
}

/** What was done, and what it came from. */
export interface Deployed {
  readonly report: DeployReport
  readonly config: Config
  /** Pull requests whose migrations it was about. */
  readonly pullRequests: readonly number[]
}

/** Deploys the files of the event's commit. By hand, from any branch, the configuration is the default branch's. */
export async function deploy(request: GitHubDeploy): Promise<Deployed> {
  const { command, open, repository, environment, inputs, told } = request
  const { url, planDigest } = inputs
  requireTarget(url)
  openWorkspace(environment.workspace)
  const push = pushIn(environment, inputs)
  const byHand = environment.eventName === 'workflow_dispatch'
  if (byHand && (command === 'rollback' || command === 'repair') && planDigest === '')
    throw new UserError(
      `\`command: ${command}\` wants the input \`plan-digest\`: the digest that \`${command} --dry-run\` or the report of the apply shows.`,
    )
  const github = await open()
  const home = byHand ? (defaultBranch(environment.payload) ?? push.after) : push.after
  const file = await configAt(github, repository, inputs.configPath, home, byHand ? home : push.branch)
  const config = mergeInputs(file, inputs.settings)
  const { readCheckout } = await import('../../commands/checkout.ts')
  const checkout = await readCheckout(environment.workspace, config)
  const run = {
    id: randomBytes(16).toString('hex'),
    command,
    actor: context.actor || null,
    commit: push.after,
    environment: inputs.environment,
    planDigest: planDigest === '' ? null : planDigest,
  }
  const password = passwordSource(config.apply.password, process.env, core.setSecret)
  const shared = {
    ...checkout,
    ...(password && { password }),
    url,
    run,
    now: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  }
  let pullRequests: readonly number[] = []
  const asks = async (pending: readonly PlannedMigration[]) => {
    const at = { github: await open(), repository, branch: push.branch, writers: config['record-writers'] }
    const trail = await requireReviewed(at, push, pending, config.apply.unreviewed)
    pullRequests = trail.pullRequests
    return trail.notes
  }
  switch (command) {
    case 'apply': {
      const { apply } = await import('../../commands/apply.ts')
      const report = await apply(
        {
          ...shared,
          // A digest that somebody typed in is the approval.
          requireReviewed: run.planDigest === null ? asks : null,
          rehearsal: () => rehearsalFor(request, config),
          dryRun: false,
          to: inputs.migration === '' ? null : inputs.migration,
          acceptance: acceptanceIn(openWorkspace(environment.workspace), false),
        },
        told,
      )
      return { report, config, pullRequests }
    }
    case 'rollback': {
      const { rollback } = await import('../../commands/rollback.ts')
      const reach = inputs.migration === '' ? { steps: 1 } : { to: inputs.migration }
      const acceptedLosses = new Set(inputs.acceptLoss)
      return {
        report: await rollback({ ...shared, reach, acceptedLosses, dryRun: false }, told),
        config,
        pullRequests,
      }
    }
    case 'baseline': {
      const { baseline } = await import('../../commands/baseline.ts')
      const to = inputs.migration === '' ? null : inputs.migration
      return { report: await baseline({ ...shared, to, dryRun: false }, told), config, pullRequests }
    }
    case 'repair': {
      const { repair } = await import('../../commands/repair.ts')
      const marked = inputs.migration === '' ? [] : [inputs.migration]
      const applied = inputs.mark === 'applied'
      const report = await repair(
        { ...shared, markApplied: applied ? marked : [], markNotApplied: applied ? [] : marked },
        told,
      )
      return { report, config, pullRequests }
    }
  }
}

/** @throws UserError where there is none */
export function requireTarget(url: string): void {
  if (url !== '') return
  throw new UserError(
    'Input `url` is empty: the address of the database to deploy to. Give it a secret of the environment, and let the job name that environment.',
  )
}

/** By hand nothing was pushed: what is deployed is the commit of the run. */
function pushIn({ eventName, payload, commit }: Environment, { command }: Inputs): Push {
  if (eventName === 'push') return pushOf(payload, command)
  const ref = String((payload as { ref?: unknown }).ref ?? '')
  const branch = ref.match(/^refs\/heads\/(.+)$/s)?.[1] ?? ref
  return { kind: 'push', branch, before: null, after: commit, forced: false }
}

export function defaultBranch(payload: unknown): string | null {
  const { repository } = payload as { readonly repository?: { readonly default_branch?: unknown } }
  return typeof repository?.default_branch === 'string' ? repository.default_branch : null
}

/** What the environment before this one has run, by its snapshot. */
async function rehearsalFor({ open, repository, inputs }: GitHubDeploy, config: Config) {
  const { order } = config.apply
  const place = order.indexOf(inputs.environment)
  const before = order[place - 1]
  if (place < 1 || before === undefined) return null
  const where = config.snapshot
  if (where?.branch === undefined)
    throw new UserError(
      `Nothing says what ${before} has run. Keep its snapshot (\`snapshot: { branch: …, file: … }\` in the configuration), or say with \`apply: { order: [${inputs.environment}] }\` that there is nothing before ${inputs.environment}.`,
    )
  const read = await readBranchSnapshot({
    github: await open(),
    repository,
    place: { ...where, branch: where.branch },
  })
  if (read.kind !== 'read')
    throw new Stopped('not-rehearsed', `What ${before} has run cannot be told: ${read.reason}.`)
  const { readSnapshot } = await import('../../config/snapshot.ts')
  const snapshot = await readSnapshot(read.snapshot.text, read.snapshot.path, 'postgres')
  if (snapshot.environment === before) return { name: before, snapshot }
  throw new Stopped(
    'not-rehearsed',
    `${snapshotName(where)} is the snapshot of ${snapshot.environment ?? 'an environment without a name'}, and ${inputs.environment} comes after ${before}.`,
  )
}
