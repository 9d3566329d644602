import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as core from '@actions/core'
import { type SnapshotPlace, snapshotName } from '../config/snapshot-place.ts'
import type { DeployReport } from '../model/deploy-report.ts'
import type { Review } from '../model/review.ts'
import { homepage, version } from '../product.ts'
import type { Annotation } from '../report/annotations.ts'
import type { MarkdownContext } from '../report/markdown-context.ts'
import type { Suggestion } from '../review/fixes/suggestions.ts'
import { ApiError } from './client.ts'
import {
  type CommentPlace,
  type CommentText,
  putComment,
  refreshComment,
  roomFor,
  type Written,
} from './comment.ts'
import type { Environment } from './environment.ts'
import { log } from './log.ts'
import { explain } from './refusal.ts'
import { encodePath } from './repository.ts'
import type { RecordTarget } from './reviewed/record.ts'
import type { Kept } from './snapshots/take.ts'

/** Where a report stands, and what its links lead to. */
export function contextOf(
  environment: Environment,
  commit: string,
  folders: readonly string[],
  snapshot?: SnapshotPlace,
): MarkdownContext {
  const { serverUrl, repository, runId } = environment
  const home = `${serverUrl}/${encodePath(repository)}`
  const [docsHome, docsRef] = environment.actionRepository
    ? [`${serverUrl}/${environment.actionRepository}`, environment.actionRef]
    : [home, environment.commit]
  const blob = (ref: string, path: string) => `${home}/blob/${encodePath(ref)}/${encodePath(path)}`
  return {
    commit,
    runUrl: runId === '' ? null : `${home}/actions/runs/${runId}`,
    fileUrl: (path, line) =>
      snapshot?.branch !== undefined && path === snapshotName(snapshot)
        ? blob(snapshot.branch, snapshot.file)
        : `${blob(commit, path)}#L${line}`,
    ruleUrl: rule => `${docsHome}/blob/${encodePath(docsRef)}/docs/rules/${rule}.md`,
    acceptUrl: `${docsHome}/blob/${encodePath(docsRef)}/docs/guide.md#accepting-a-danger-on-purpose`,
    folders,
    now: new Date().toISOString(),
  }
}

/** Writes the whole review as JSON for later steps; the path of the file. */
export async function writeReport(review: Review, temp: string): Promise<string> {
  const { renderJson } = await import('../report/json.ts')
  const path = join(temp, 'migration-gate-review.json')
  writeFileSync(path, renderJson(review))
  return path
}

/** Writes the review as SARIF for the upload to code scanning; the path of the file. */
export async function writeSarif(
  review: Review,
  { ruleUrl }: MarkdownContext,
  temp: string,
): Promise<string> {
  const [{ renderSarif }, { rules }] = await Promise.all([
    import('../report/sarif.ts'),
    import('../rules/registry.ts'),
  ])
  const path = join(temp, 'migration-gate.sarif')
  writeFileSync(path, renderSarif(review, { version: version(), homepage, rules, ruleUrl }))
  return path
}

/** Remarks beside the lines. The toolkit escapes what would start another workflow command. */
export async function annotate(review: Review): Promise<void> {
  const { annotationsOf } = await import('../report/annotations.ts')
  for (const annotation of annotationsOf(review)) {
    const { title, path, line, endLine, message } = annotation
    annotator(annotation)(message, { title, file: path, startLine: line, endLine })
  }
}

function annotator({ level }: Annotation): typeof core.error {
  switch (level) {
    case 'error':
      return core.error
    case 'warning':
      return core.warning
    case 'notice':
      return core.notice
  }
}

/** Above this the runner refuses the summary as a whole: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const longestSummary = 1024 * 1024

/** Writes the job summary: once, since the file is appended to. */
export async function summarize(text: string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return
  const fits = Buffer.byteLength(text) < longestSummary
  await core.summary.addRaw(fits ? text : 'The report is too long for a job summary.', true).write()
}

/** Says what was taken and where it is: the log has what could not be read, the summary the rest. The words for the end. */
export async function keptSnapshot({ snapshot, name, stored }: Kept): Promise<string> {
  const { environment = 'the target', schema, serverVersion, unread = [] } = snapshot
  for (const { object, reason } of unread) log(`not in the snapshot: ${object}: ${reason}`)
  const become = {
    committed: 'committed to',
    unchanged: 'unchanged on',
    laid: 'written to the workspace, for a next step to commit, as',
    left: 'unchanged in',
  } as const
  const commit = 'commit' in stored ? ` (${stored.commit.slice(0, 7)})` : ''
  const missing = unread.length === 0 ? '' : `, ${unread.length} not read`
  const what = `${schema?.objects.length ?? 0} objects of version ${serverVersion}${missing}`
  const { md, paragraph, strong, code, written } = await import('../report/markdown-writer.ts')
  const title = md`📷 ${strong(md`Migration Gate`)}: snapshot of ${strong(md`${environment}`)}`
  await summarize(
    `${written([paragraph(md`${title}: ${what}; ${become[stored.kind]} ${code(name)}${commit}.`)])}\n`,
  )
  return `snapshot of ${environment}: ${what}; ${become[stored.kind]} ${name}${commit}`
}

export async function summarizeReview(review: Review, context: MarkdownContext): Promise<void> {
  const { renderSummary } = await import('../report/summary.ts')
  await summarize(renderSummary(review, context))
}

/** Writes the review as a comment; its address, or nothing where GitHub refuses it. */
export async function commentReview(
  place: CommentPlace,
  review: Review,
  context: MarkdownContext,
): Promise<string> {
  const { renderMarkdown } = await import('../report/markdown.ts')
  const limit = roomFor(place.key)
  return besideVerdict(place, () =>
    putComment(place, {
      body: renderMarkdown(review, { ...context, limit }),
      // A run repeated for the same commit says nothing new: its address and its hour are no reason to write.
      content: renderMarkdown(review, { ...context, limit, runUrl: null, now: null }),
    }),
  )
}

/** Offers fixes between the lines; says where GitHub refuses them. They too are only a display. */
export async function offerFixes(
  place: CommentPlace,
  commit: string,
  suggestions: readonly Suggestion[],
): Promise<void> {
  if (suggestions.length === 0) return
  const { suggestFixes } = await import('./suggestions.ts')
  try {
    await suggestFixes(place, commit, suggestions)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    core.warning(
      `Fixes could not be offered between the lines; the verdict stands. ${explain(error, 'pull-requests: write')}`,
      { title: 'Migration Gate: no suggestions' },
    )
  }
}

/** Records on the commit what was reviewed, for the apply; where GitHub does not let it, that is said, and the verdict stands. */
export async function recordReview(target: RecordTarget, review: Review): Promise<void> {
  const { recordReview: record } = await import('./reviewed/record.ts')
  try {
    await record(target, review)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const lost = 'What was reviewed is not recorded on the commit, and an apply will not find it'
    // Whoever does not apply with the gate has no need of the permission: no reason to warn at each run.
    if (error.status === 403 || error.status === 404)
      log(`${lost}: the job's token lacks \`statuses: write\` (${error.status}: ${error.message})`)
    else
      core.warning(`${lost}. ${explain(error, 'statuses: write')}`, {
        title: 'Migration Gate: no record',
      })
  }
}

/** How many migrations a deploy moved. */
export function movedIn({ migrations }: DeployReport): number {
  return migrations.filter(({ state }) => state === 'applied' || state === 'reverted').length
}

/** Writes the report of a deploy as JSON for later steps; the path of the file. */
export async function writeDeploy(report: DeployReport, temp: string): Promise<string> {
  const { renderDeployJson } = await import('../report/deploy.ts')
  const path = join(temp, 'migration-gate-deploy.json')
  writeFileSync(path, renderDeployJson(report))
  return path
}

/** Writes what stands in the archive for later steps; the path of the file. */
export function writeArchive(text: string, temp: string): string {
  const path = join(temp, 'migration-gate-archive.json')
  writeFileSync(path, text)
  return path
}

export async function summarizeDeploy(report: DeployReport): Promise<void> {
  const { renderDeployMarkdown } = await import('../report/deploy-markdown.ts')
  await summarize(renderDeployMarkdown(report))
}

/** Says below our comment on a pull request what became of its migrations. That too is only a display. */
export async function noteDeploy(
  place: CommentPlace,
  report: DeployReport,
  runUrl: string | null,
): Promise<void> {
  const [{ deployLine }, { noteDeploy: note }] = await Promise.all([
    import('../report/deploy-line.ts'),
    import('./comment.ts'),
  ])
  const moment = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`
  try {
    await note(place, report.environment ?? 'the target', deployLine(report, runUrl, moment))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    log(`#${place.number} was not told: ${explain(error, 'pull-requests: write')}`)
  }
}

/** What an older comment of ours says once a run could not find anything out. */
export function uncheckedText(context: MarkdownContext): string {
  const commit = `<code>${context.commit?.slice(0, 7)}</code>`
  const log = context.runUrl === null ? 'The log of the run' : `[The log of the run](${context.runUrl})`
  return `### ⛔ Migration Gate: commit ${commit} could not be checked\n\n${log} tells why.\n`
}

/** Replaces what an older comment of ours says, where there is one. */
export async function commentLine(place: CommentPlace, text: CommentText): Promise<string> {
  return besideVerdict(place, () => refreshComment(place, text))
}

/** The comment is only a display: where it cannot be written, that is said, and the verdict stands. */
async function besideVerdict({ fork }: CommentPlace, write: () => Promise<Written>): Promise<string> {
  try {
    const written = await write()
    return written.kind === 'none' ? '' : written.url
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const readOnly = fork && (error.status === 403 || error.status === 404)
    const reason = readOnly
      ? `The job of a pull request from a fork may only read (${error.status}: ${error.message}); see the job summary.`
      : explain(error, 'pull-requests: write')
    core.warning(`The comment could not be written; the verdict stands. ${reason}`, {
      title: 'Migration Gate: no comment',
    })
    return ''
  }
}
