import * as core from '@actions/core'
import { z } from 'zod'
import type { CheckRequest } from '../commands/check.ts'
import type { Config } from '../config/config.ts'
import {
  type ConfigInput,
  filesBeside,
  foldersBeside,
  foldersOf,
  mergeInputs,
  shadowOf,
} from '../config/load.ts'
import { requireSupportedDialect, withFormats } from '../migrations/detect.ts'
import { isManifest } from '../migrations/files.ts'
import { requireSameDialects, requireSameFormats } from '../migrations/same-layout.ts'
import { UserError } from '../model/errors.ts'
import type { Review } from '../model/review.ts'
import type { BaseStore } from '../replay/base-store.ts'
import { type ChangeSet, isInScope } from '../repository/change-set.ts'
import type { Suggestion } from '../review/fixes/suggestions.ts'
import { acceptanceIn } from './acceptance.ts'
import { readChangeSet, touchedMigrations } from './change-set.ts'
import { type ChangedFile, filesBetween, pullRequestFiles } from './changed-files.ts'
import { ApiError, type GitHub } from './client.ts'
import { configAt } from './config-file.ts'
import { fileAt } from './contents.ts'
import type { GateEvent } from './event.ts'
import type { Inputs } from './inputs.ts'
import { readBranchSnapshot } from './snapshots/read.ts'
import { mayTouchMigrations, sidesOf, touchedFolders } from './touched-folders.ts'
import { kindOf, openWorkspace, type Workspace } from './workspace.ts'

/** A newer commit has a run of its own: this one has nothing to say any more. */
export class Superseded extends UserError {}

/** What the gate found out. */
export type Outcome =
  | {
      readonly kind: 'reviewed'
      readonly review: Review
      readonly folders: readonly string[]
      /** Fixes to offer between the lines; none where nobody wants them. */
      readonly suggestions: readonly Suggestion[]
    }
  /** No migration is part of the change: nothing was started. */
  | { readonly kind: 'untouched' }

/** A change that is to be judged, and where it is read from. */
export interface GateRequest {
  readonly github: GitHub
  /** `/repos/owner/name`. */
  readonly repository: string
  readonly workspace: string
  readonly event: Exclude<GateEvent, { kind: 'closed' }>
  /** No more of them than a gate needs: the address of the target is not for it. */
  readonly inputs: Pick<Inputs, 'token' | 'configPath' | 'settings'>
  /** Where the state of the base may be kept; `null` where the runner offers no place. */
  readonly baseStore: BaseStore | null
}

/** What is known before the check: the rules of the base branch, and what changed. */
export interface Preparation {
  readonly config: Config
  readonly changed: readonly ChangedFile[]
  readonly workspace: Workspace
}

/** Reads the configuration of the base branch and the list of changed files, side by side. */
export async function prepare(request: GateRequest): Promise<Preparation> {
  const workspace = openWorkspace(request.workspace)
  const [file, changed] = await Promise.all([baseConfig(request), changedFiles(request)])
  return { config: mergeInputs(file, request.inputs.settings), changed, workspace }
}

/** Judges the change. The engine, and all that reads SQL, is loaded only where there is a migration to judge. */
export async function judge(
  { github, repository, event, baseStore }: GateRequest,
  { config, changed, workspace }: Preparation,
  progress: (step: string) => void,
): Promise<Outcome> {
  const configured = foldersOf(config.dir)
  const oldContent = oncePerPath(path => fileAt(github, repository, path, event.base.sha))
  const mayTouch = mayTouchMigrations(workspace, changed)
  const sides = sidesOf(workspace, changed, async path =>
    Buffer.from((await oldContent(path)) ?? '').toString(),
  )
  const find = async () => (mayTouch ? touchedFolders(workspace, sides(), changed) : [])
  if (configured !== null) await lookForTypos(workspace, configured, changed, find)
  const folders = configured ?? (await find())
  const touched = touchedMigrations(workspace, folders, changed)
  if (touched.length === 0) return { kind: 'untouched' }

  const detected = await withFormats(folders, config['format-name'] ?? null, sides().head)
  const dialect = requireSupportedDialect(config.dialect, detected)
  const besides = filesBeside(config)
  const shadow = trustedShadow(config, event)
  const beside = foldersBeside(config)
  const scope = { folders: [...folders, ...beside], files: besides }
  const changedBesides = changed.filter(({ path }) => isInScope({ folders: beside, files: besides }, path))
  const changeSet = await readChangeSet(
    workspace,
    scope,
    [...touched, ...changedBesides],
    event.base.ref,
    oldContent,
  )
  if (config['format-name'] === undefined) await requireSameFormats(detected, sides().base, event.base.ref)
  if (config.dialect === undefined) await requireSameDialects(detected, sides().base, event.base.ref)
  const snapshot = await branchSnapshot({ github, repository }, config)
  const { check } = await import('../commands/check.ts')
  const checked = { folders: detected, dialect, changeSet, config }
  const now = new Date().toISOString()
  const acceptance = acceptanceIn(workspace, isFork(event))
  const review = await check(
    { ...checked, ...snapshot, shadow, acceptance, now, ...trustedStore(baseStore, event) },
    progress,
  )
  requireReviewed(review, changeSet, touched)
  return { kind: 'reviewed', review, folders, suggestions: await suggestionsFor(checked, review, event) }
}

/** The snapshot of a branch of its own, or why there is none; nothing where the configuration names no branch. */
async function branchSnapshot(
  at: Pick<GateRequest, 'github' | 'repository'>,
  { snapshot: place }: Config,
): Promise<Pick<CheckRequest, 'snapshot' | 'unusableSnapshot'>> {
  if (place?.branch === undefined) return {}
  const read = await readBranchSnapshot({ ...at, place: { ...place, branch: place.branch } })
  return read.kind === 'read' ? { snapshot: read.snapshot } : { unusableSnapshot: read }
}

/** Only a pull request has lines to write between, and the job of one from a fork may not. */
async function suggestionsFor(
  checked: Pick<CheckRequest, 'folders' | 'dialect' | 'changeSet' | 'config'>,
  review: Review,
  event: GateRequest['event'],
): Promise<readonly Suggestion[]> {
  if (checked.config.suggestions === 'off' || event.kind !== 'pull-request' || event.fork) return []
  const { suggest } = await import('../commands/suggest.ts')
  return suggest(checked, review)
}

/** Detection and the comparison may want the same old file: GitHub is asked for it once. */
function oncePerPath<T>(ask: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>()
  return path => {
    const answer = answers.get(path) ?? ask(path)
    answers.set(path, answer)
    return answer
  }
}

/** Always the base branch's: a pull request that could loosen its own gate would have none. */
function baseConfig({ github, repository, event, inputs }: GateRequest): Promise<ConfigInput> {
  return configAt(github, repository, inputs.configPath, event.base.sha, event.base.ref)
}

async function changedFiles({ github, repository, event }: GateRequest): Promise<readonly ChangedFile[]> {
  if (event.kind === 'merge-group') return filesBetween(github, repository, event.base.sha, event.head.sha)
  const [files] = await Promise.all([
    pullRequestFiles(github, repository, event.number),
    requireCurrent(github, repository, event.number, event.head.sha),
  ])
  return files
}

const pullRequest = z.object({ head: z.object({ sha: z.string() }) })

/** GitHub lists the files of the newest commit. A run for an older one would judge files that it does not have. */
async function requireCurrent(
  github: GitHub,
  repository: string,
  number: number,
  head: string,
): Promise<void> {
  const answer = await github.get(`${repository}/pulls/${number}`).catch((error: unknown) => {
    // The list of files has the same permission and fails closed by itself.
    if (error instanceof ApiError) return null
    throw error
  })
  const parsed = pullRequest.safeParse(answer)
  if (!parsed.success || parsed.data.head.sha === head) return
  throw new Superseded(
    `This run is for ${head.slice(0, 7)}, and the pull request has moved on to ${parsed.data.head.sha.slice(0, 7)}. ` +
      'The run for the newer commit decides.',
  )
}

/** A database of the user's is not lent to strangers: their SQL would run in it. */
function trustedShadow(config: Config, event: GateRequest['event']): CheckRequest['shadow'] {
  const shadow = shadowOf(config.shadow)
  if (shadow.kind === 'server' && isFork(event)) {
    throw new UserError(
      'This pull request comes from a fork, whose SQL does not run on a server of yours. ' +
        'Leave out the input `shadow` for forks: the embedded database is then used.',
    )
  }
  return shadow
}

/** What strangers run may have written to the cache that their pull request reads: its states are not believed. */
function trustedStore(
  baseStore: BaseStore | null,
  event: GateRequest['event'],
): Pick<CheckRequest, 'baseStore'> {
  return baseStore === null || isFork(event) ? {} : { baseStore }
}

function isFork(event: GateRequest['event']): boolean {
  return event.kind === 'pull-request' && event.fork
}

/** A file that the format passed over, for its odd name say, may still be run by somebody: it is no pass. */
function requireReviewed(review: Review, { base, head }: ChangeSet, touched: readonly ChangedFile[]): void {
  const reviewed = new Set(review.migrations.flatMap(({ path, down }) => [path, down.path]))
  const missed = touched.find(({ path }) => {
    if (isManifest(path)) return false
    const now = head.get(path)
    const before = base?.get(path)
    const changed = now !== undefined && !(before && Buffer.compare(now, before) === 0)
    return changed && !reviewed.has(path)
  })
  if (missed === undefined) return
  throw new UserError(
    `${JSON.stringify(missed.path)} is part of this change, and was not read as a migration. ` +
      'Give it a name that its format knows, or move it out of the migration folder.',
  )
}

/** A misspelt folder would let everything through. */
async function lookForTypos(
  workspace: Workspace,
  folders: readonly string[],
  changed: readonly ChangedFile[],
  find: () => Promise<readonly string[]>,
): Promise<void> {
  const missing = folders.filter(
    folder =>
      kindOf(workspace, folder) === 'absent' && !changed.some(({ path }) => path.startsWith(`${folder}/`)),
  )
  if (missing.length === 0) return
  const message = `\`dir\` names ${missing.map(folder => JSON.stringify(folder)).join(', ')}, which the repository does not have.`
  const elsewhere = await find()
  if (elsewhere.length === 0) core.warning(message)
  else
    throw new UserError(
      `${message} This change touches SQL in ${elsewhere.map(f => JSON.stringify(f)).join(', ')}.`,
    )
}
