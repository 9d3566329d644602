import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as core from '@actions/core'
import { z } from 'zod'
import type { Config } from '../../config/config.ts'
import { mergeInputs } from '../../config/load.ts'
import { type SnapshotPlace, snapshotName } from '../../config/snapshot-place.ts'
import { UserError } from '../../model/errors.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { passwordSource } from '../../repository/password-source.ts'
import { writeFiles } from '../../repository/write-files.ts'
import { hoursOf } from '../../review/snapshot-findings.ts'
import type { GitHub } from '../client.ts'
import { configAt } from '../config-file.ts'
import type { Inputs } from '../inputs.ts'
import { needed } from '../refusal.ts'
import { kindOf, openWorkspace } from '../workspace.ts'
import { isStillGood, type Taken } from './taken.ts'
import { type Stored, writeBranchSnapshot } from './write.ts'

/** A run that is to take the snapshot of a target and keep it. */
export interface TakeRequest {
  /** Opens GitHub, whose time is counted from there on: a large target takes longer to read than GitHub is waited for. */
  readonly open: () => Promise<GitHub>
  /** `/repos/owner/name`. */
  readonly repository: string
  readonly workspace: string
  /** Folder for the file where it goes to a branch. */
  readonly temp: string
  readonly inputs: Inputs
  readonly now: Date
}

/** What was taken, and where it is now. */
export interface Kept {
  readonly snapshot: Snapshot
  /** As git names it. */
  readonly name: string
  /** On this machine. */
  readonly path: string
  /** A file in the workspace is for the workflow to commit. */
  readonly stored: Stored | { readonly kind: 'left' | 'laid' }
}

/** Takes the snapshot of the target and keeps it where the configuration of the default branch says. */
export async function takeAndKeep(request: TakeRequest, progress: (step: string) => void): Promise<Kept> {
  const { open, repository, inputs } = request
  const { url } = requireTarget(inputs)
  const github = await open()
  const home = await readHome(github, repository)
  const file = await configAt(github, repository, inputs.configPath, home.defaultBranch, home.defaultBranch)
  const config = mergeInputs(file, inputs.settings)
  const place = requirePlace(config)
  requireConsent(place, home)

  progress(`taking the snapshot of ${inputs.environment}`)
  return keep(request, place, await take(request, url, place, config))
}

/** Where a snapshot that was taken belongs, and whether it may be there. */
export async function placeFor(github: GitHub, repository: string, config: Config): Promise<SnapshotPlace> {
  const place = requirePlace(config)
  requireConsent(place, await readHome(github, repository))
  return place
}

/** Keeps a snapshot that was taken, in the workspace or on its branch. */
export async function keep(
  { open, repository, workspace, temp }: Pick<TakeRequest, 'open' | 'repository' | 'workspace' | 'temp'>,
  place: SnapshotPlace,
  taken: Taken,
): Promise<Kept> {
  const name = snapshotName(place)
  const { snapshot, text } = taken
  if (place.branch === undefined) return { snapshot, name, ...layIn(workspace, place.file, taken) }
  const path = join(temp, 'migration-gate-snapshot.json')
  writeFileSync(path, text)
  const at = { github: await open(), repository, place: { ...place, branch: place.branch } }
  return { snapshot, name, path, stored: await writeBranchSnapshot(at, taken) }
}

function requireTarget({ url }: Inputs): { readonly url: string } {
  if (url !== '') return { url }
  throw new UserError(
    'Input `url` is empty: the address of the database whose snapshot is to be taken. Give it a secret, such as ' +
      '`$' +
      '{{ secrets.STAGING_DATABASE_URL }}`; a secret of an environment is there only in a job that names the environment.',
  )
}

interface Home {
  readonly defaultBranch: string
  /** Whether everybody may read it; what GitHub does not tell counts as yes. */
  readonly public: boolean
}

const repositorySchema = z.object({ default_branch: z.string().min(1), private: z.boolean().nullish() })

async function readHome(github: GitHub, repository: string): Promise<Home> {
  const answer = await needed('the repository', 'contents: read', github.get(repository))
  const parsed = repositorySchema.safeParse(answer)
  if (!parsed.success) throw new UserError("GitHub's answer about the repository names no default branch.")
  return { defaultBranch: parsed.data.default_branch, public: parsed.data.private !== true }
}

function requirePlace({ snapshot }: Config): SnapshotPlace {
  if (snapshot !== undefined) return snapshot
  throw new UserError(
    'The configuration of the default branch does not say where snapshots are kept. Add to .migration-gate.yml:\n\n' +
      'snapshot:\n  branch: migration-gate/snapshots\n  file: staging.json',
  )
}

/** Schema, bodies of functions and sizes are shown to whoever can read the branch. */
function requireConsent({ branch, publish }: SnapshotPlace, home: Home): void {
  if (branch === undefined) return
  if (branch === home.defaultBranch)
    throw new UserError(
      `\`snapshot.branch\` is ${branch}, the default branch. Give snapshots a branch of their own, or leave \`branch\` out and commit the file.`,
    )
  if (!home.public || publish) return
  throw new UserError(
    `This repository is public, or GitHub does not say that it is not: the branch ${branch} would show the schema, the bodies of ` +
      'functions and the sizes of the target to everybody. Nothing was read. To want that, set `publish: true` below `snapshot` in the configuration of the default branch.',
  )
}

async function take(
  { inputs: { environment }, workspace, now }: TakeRequest,
  url: string,
  { redact }: SnapshotPlace,
  config: Config,
): Promise<Taken> {
  const [{ checkoutBeside }, { limitsOf, takeSnapshot }, { recordDrift }] = await Promise.all([
    import('../../commands/checkout.ts'),
    import('../../commands/snapshot.ts'),
    import('../../commands/record-drift.ts'),
  ])
  const checkout = await checkoutBeside(workspace, config)
  const takenAt = now.toISOString().replace(/\.\d+Z$/, 'Z')
  const password = passwordSource(config.apply.password, process.env, core.setSecret)
  const asked = { url, environment, redact, takenAt, limits: limitsOf(config) }
  const taken = await takeSnapshot({ ...asked, ...(password && { password }) })
  return ready(checkout === null ? taken : await recordDrift(taken, checkout), config)
}

/** A snapshot, ready to be kept. */
export async function ready(snapshot: Snapshot, config: Config): Promise<Taken> {
  const { renderSnapshot } = await import('../../report/snapshot.ts')
  const { environment = 'the target', schema, serverVersion } = snapshot
  return {
    snapshot,
    text: renderSnapshot(snapshot),
    title: `Snapshot of ${environment}: ${schema?.objects.length ?? 0} objects, version ${serverVersion}`,
    renewAfter: (hoursOf(config['snapshot-max-age']) * 3_600_000) / 2,
  }
}

/** For the workflow to commit, where there is anything new. What lies in the way is not followed. */
function layIn(root: string, file: string, taken: Taken): Pick<Kept, 'path' | 'stored'> {
  const workspace = openWorkspace(root)
  const folders = file.split('/').slice(0, -1)
  const above = folders.map((_, depth) => folders.slice(0, depth + 1).join('/'))
  const inTheWay = above.find(folder => !['folder', 'absent'].includes(kindOf(workspace, folder)))
  const kind = kindOf(workspace, file)
  if (inTheWay !== undefined || (kind !== 'file' && kind !== 'absent'))
    throw new UserError(`\`snapshot\` names ${file}, and ${inTheWay ?? file} is a link or no plain file.`)
  const path = join(root, file)
  if (kind === 'file' && isStillGood({ path: file, text: readFileSync(path, 'utf8') }, taken))
    return { path, stored: { kind: 'left' } }
  writeFiles(root, new Map([[file, taken.text]]), new Set([file]))
  return { path, stored: { kind: 'laid' } }
}
