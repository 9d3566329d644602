import { createHash } from 'node:crypto'
import * as core from '@actions/core'
import { actionsCache } from './github/actions-cache.ts'
import { type GitHub, openGitHub } from './github/client.ts'
import { commandOf } from './github/command.ts'
import type { CommentPlace } from './github/comment.ts'
import type { DeployCommand } from './github/deploy/deploy.ts'
import { type Environment, readEnvironment } from './github/environment.ts'
import { readEvent } from './github/event.ts'
import { type GateRequest, judge, prepare, Superseded } from './github/gate.ts'
import { type Inputs, readInputs } from './github/inputs.ts'
import { log, logLine } from './github/log.ts'
import { useProxy } from './github/proxy.ts'
import { repositoryPath } from './github/repository.ts'
import type { RecordTarget } from './github/reviewed/record.ts'
import * as say from './github/speak.ts'
import { UserError } from './model/errors.ts'
import type { Review } from './model/review.ts'
import { inBackground } from './replay/base-store.ts'

/** Longest talk with GitHub before and after the check, in ms each, retries included. */
const talk = 120_000

/** What later steps may read. Shut until the very end: a run that broke has not passed. */
const outputs = {
  verdict: 'block',
  'plan-digest': '',
  'findings-count': '',
  'applied-count': '0',
  'failure-reason': '',
  'comment-url': '',
  'report-path': '',
  'sarif-path': '',
}

/** How the run ends, once everything else has been said. */
interface Verdict {
  /** Empty where nothing was to be judged. */
  readonly verdict: Review['verdict'] | ''
  /** A few words for the log. */
  readonly words: string
}

async function main(): Promise<Verdict> {
  useProxy(process.env)
  const environment = readEnvironment(process.env)
  const inputs = readInputs()
  const command = commandOf(inputs.command, environment.eventName)
  switch (command) {
    case 'check':
      return check(environment, inputs)
    case 'snapshot':
      return snapshot(environment, inputs)
    case 'apply':
    case 'rollback':
    case 'baseline':
    case 'repair':
      return deploy(environment, inputs, command)
    case 'archive':
      return archive(environment, inputs)
  }
}

/** Lists what applies set aside on a target, or takes away what has expired. */
async function archive(environment: Environment, inputs: Inputs): Promise<Verdict> {
  const { tendArchive } = await import('./github/deploy/archive.ts')
  const open = () => connect(environment, inputs)
  const repository = repositoryPath(environment.repository)
  const tended = await tendArchive({ open, repository, environment, inputs, told: log })
  outputs['failure-reason'] = tended.failureReason ?? ''
  outputs['report-path'] = say.writeArchive(tended.json, environment.temp)
  await say.summarize(tended.markdown)
  return { verdict: tended.failureReason === null ? 'pass' : 'block', words: tended.words }
}

/** Brings a target to what was merged, or back. */
async function deploy(environment: Environment, inputs: Inputs, command: DeployCommand): Promise<Verdict> {
  const [{ deploy: run }, { keepDeployed }] = await Promise.all([
    import('./github/deploy/deploy.ts'),
    import('./github/deploy/keep.ts'),
  ])
  const open = () => connect(environment, inputs)
  const repository = repositoryPath(environment.repository)
  const request = { command, open, repository, environment, inputs, told: log }
  const deployed = await keepDeployed(request, await run(request))
  const { report, pullRequests } = deployed
  outputs['plan-digest'] = report.planDigest ?? ''
  outputs['applied-count'] = String(say.movedIn(report))
  outputs['failure-reason'] = report.failureReason ?? ''
  outputs['report-path'] = await say.writeDeploy(report, environment.temp)
  await say.summarizeDeploy(report)
  const { runUrl } = say.contextOf(environment, environment.commit, [])
  const place = {
    repository,
    fork: false,
    token: inputs.token,
    graphqlUrl: environment.graphqlUrl,
    key: commentKey(inputs),
  }
  for (const number of report.migrations.length === 0 ? [] : pullRequests)
    await say.noteDeploy({ ...place, github: await open(), number }, report, runUrl)
  const failed = report.failureReason !== null
  return {
    verdict: failed ? 'block' : 'pass',
    words: failed ? `${report.failureReason}: ${report.message}` : report.message,
  }
}

/** Takes the snapshot of the target and keeps it. */
async function snapshot(environment: Environment, inputs: Inputs): Promise<Verdict> {
  const { takeAndKeep } = await import('./github/snapshots/take.ts')
  const { repository, workspace, temp } = environment
  const place = { repository: repositoryPath(repository), workspace, temp }
  const open = () => connect(environment, inputs)
  const kept = await takeAndKeep({ ...place, open, inputs, now: new Date() }, log)
  outputs['report-path'] = kept.path
  return { verdict: '', words: await say.keptSnapshot(kept) }
}

/** Judges a change. */
async function check(environment: Environment, inputs: Inputs): Promise<Verdict> {
  const event = readEvent(environment.eventName, environment.payload)
  if (event.kind === 'closed')
    return { verdict: 'pass', words: 'the pull request is closed, there is nothing to gate' }

  const github = await connect(environment, inputs)
  const repository = repositoryPath(environment.repository)
  const { workspace, cache } = environment
  const baseStore = cache === null ? null : inBackground(actionsCache(cache, core.debug))
  const request: GateRequest = { github, repository, workspace, event, inputs, baseStore }
  try {
    return await gate(environment, request)
  } catch (error) {
    if (!(error instanceof Superseded)) await withdraw(environment, request, error)
    throw error
  } finally {
    await baseStore?.settled()
  }
}

/** The journey of a change: the base's rules → what changed → review → report → verdict. */
async function gate(environment: Environment, request: GateRequest): Promise<Verdict> {
  const preparation = await prepare(request)
  const outcome = await judge(request, preparation, log)
  const place = preparation.config.comment === 'off' ? null : await commentPlace(environment, request)

  if (outcome.kind === 'untouched') {
    const text = '✅ **Migration Gate**: no migrations changed.\n'
    await say.summarize(text)
    if (place) outputs['comment-url'] = await say.commentLine(place, { body: text, content: text })
    outputs['findings-count'] = '0'
    return { verdict: 'pass', words: 'no migrations changed' }
  }

  const { review, folders, suggestions } = outcome
  const { snapshot } = preparation.config
  const context = say.contextOf(environment, request.event.head.sha, folders, snapshot)
  outputs['plan-digest'] = review.planDigest
  outputs['findings-count'] = String(review.findings.filter(finding => finding.suppressed === null).length)
  outputs['report-path'] = await say.writeReport(review, environment.temp)
  outputs['sarif-path'] = await say.writeSarif(review, context, environment.temp)
  await say.annotate(review)
  await say.summarizeReview(review, context)
  const target = await recordTarget(environment, request)
  if (target) await say.recordReview(target, review)
  if (place) {
    outputs['comment-url'] = await say.commentReview(place, review, context)
    await say.offerFixes(place, request.event.head.sha, suggestions)
  }
  const { verdictOf } = await import('./report/verdict-words.ts')
  return { verdict: review.verdict, words: verdictOf(review).words }
}

/** An older record and comment must not go on promising what this run could not find out. */
async function withdraw(environment: Environment, request: GateRequest, cause: unknown): Promise<void> {
  try {
    const target = await recordTarget(environment, request)
    const { takeBackRecord } = await import('./github/reviewed/record.ts')
    if (target) await takeBackRecord(target)
  } catch (error) {
    core.debug(`The record could not be taken back after ${cause}: ${error}`)
  }
  try {
    const place = await commentPlace(environment, request)
    if (!place || request.inputs.settings.comment === 'off') return
    const text = say.uncheckedText(say.contextOf(environment, request.event.head.sha, []))
    await say.commentLine(place, { body: text, content: text })
  } catch (error) {
    core.debug(`The comment could not be withdrawn after ${cause}: ${error}`)
  }
}

/** The job of a pull request from a fork may not write. Time for GitHub is counted anew: the check took its own. */
async function recordTarget(environment: Environment, request: GateRequest): Promise<RecordTarget | null> {
  const { event, inputs, repository } = request
  if (event.kind === 'pull-request' && event.fork) return null
  return {
    github: await connect(environment, inputs),
    repository,
    commit: event.head.sha,
    branch: event.base.ref,
    gate: commentKey(inputs),
    runUrl: say.contextOf(environment, event.head.sha, []).runUrl,
  }
}

/** A merge queue has no pull request to comment on. Time for GitHub is counted anew: the check took its own. */
async function commentPlace(environment: Environment, request: GateRequest): Promise<CommentPlace | null> {
  const { event, inputs, repository } = request
  if (event.kind !== 'pull-request') return null
  return {
    github: await connect(environment, inputs),
    repository,
    number: event.number,
    fork: event.fork,
    token: inputs.token,
    graphqlUrl: environment.graphqlUrl,
    key: commentKey(inputs),
  }
}

/** Two gates on one pull request differ in their folders; the only one has no key. */
function commentKey({ settings }: Pick<Inputs, 'settings'>): string {
  const { dir } = settings
  return Array.isArray(dir)
    ? createHash('sha256').update(dir.toSorted().join('\n')).digest('hex').slice(0, 12)
    : ''
}

function connect(environment: Environment, { token }: Pick<Inputs, 'token'>): Promise<GitHub> {
  return openGitHub({ token, apiUrl: environment.apiUrl, budget: talk, debug: core.debug })
}

/** A mistake to mend (2) is told without a stack; anything else is a fault of ours (3). */
function fail(error: unknown): void {
  if (error instanceof UserError) {
    core.setFailed(error.message)
    process.exitCode = 2
    return
  }
  const report = 'This is a fault of Migration Gate; please report it with the lines below.'
  core.setFailed(`${report}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  process.exitCode = 3
}

let end: () => void
try {
  const { verdict, words } = await main()
  outputs.verdict = verdict
  end = () => (verdict === 'block' ? core.setFailed(logLine(words)) : log(words))
} catch (error) {
  end = () => fail(error)
}
for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
end()
// Nothing should be open any more; if something is, it does not hold up the job.
setTimeout(() => process.exit(), 3000).unref()
