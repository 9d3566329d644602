import type { Config } from '../config/config.ts'
import { type Begun, beginRun, type Deploying } from '../deploy/deploy.ts'
import { planMigrations } from '../deploy/plan.ts'
import { withoutLiterals } from '../deploy/redact.ts'
import type { DeployTarget } from '../dialects/deploy-target.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { type DialectName, loadDialect } from '../dialects/registry.ts'
import { historyTablesOf } from '../migrations/environment.ts'
import { readMigrations } from '../migrations/read.ts'
import { type FailureReason, type RunIdentity, Stopped } from '../model/deploy.ts'
import type { DeployReport } from '../model/deploy-report.ts'
import { UserError } from '../model/errors.ts'
import type { MigrationFolder } from '../model/migration.ts'
import type { Change, Schema } from '../model/schema.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { targetOf } from '../model/snapshot-schema.ts'
import { historySources, limitsOf, takeSnapshot } from './snapshot.ts'

/** What every command on a target is given. */
export interface DeployRequest {
  readonly url: string
  readonly run: RunIdentity
  readonly folders: readonly MigrationFolder[]
  readonly dialect: DialectName
  /** The files of the folders as they stand after the merge. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly config: Config
  /** Asked anew at each connection; what the address has where it is left out. */
  readonly password?: () => Promise<string>
  /** ISO 8601, to the second. */
  readonly now: string
}

/** A line for people on what is done now. */
export type Told = (line: string) => void

/** A report while it is written. */
export type Draft = {
  -readonly [Key in Exclude<keyof DeployReport, 'migrations' | 'recovered' | 'notes'>]: DeployReport[Key]
} & {
  migrations: DeployReport['migrations'][number][]
  recovered: string[]
  notes: string[]
}

/** One command on a target, from its connection to its report. */
export interface Deployment {
  readonly request: DeployRequest
  readonly dialect: Dialect
  readonly target: DeployTarget
  readonly work: Deploying
  readonly draft: Draft
  readonly told: Told
  /** Takes the locks and brings an earlier run to its end; from then on the journal hears how this one ends. */
  begin(options?: { readonly recover: boolean }): Promise<Begun>
}

/**
 * Connects, lets `work` write its draft, and disconnects. What stops it is in the report.
 * @throws UserError where the request itself is wrong
 */
export async function onTarget(
  request: DeployRequest,
  told: Told,
  act: (deployment: Deployment) => Promise<void>,
): Promise<DeployReport> {
  const dialect = await loadDialect(request.dialect)
  const { deployment } = dialect
  if (deployment === undefined)
    throw new UserError(`Migrations of ${request.dialect} cannot be applied yet: apply knows postgres.`)
  const draft = draftOf(request)
  const apart = new Set([...request.config.baseline, ...request.config.setup])
  const { migrations, codeSteps } = readMigrations(
    request.folders,
    request.files,
    request.dialect,
    apart,
    request.config.variables,
  )
  draft.notes.push(
    ...codeSteps.map(step => `${step} is a step in a programming language: its own tool runs it`),
  )
  const planned = await planMigrations(dialect, migrations, request.config.apply.keepData !== null)
  let target: DeployTarget | null = null
  let begun = false
  try {
    target = await deployment.open(request.url, request.run, {
      password: request.password,
      redact: redacts(request.config),
    })
    draft.serverVersion = target.serverVersion
    const work = { ...request.config.apply, target, dialect: request.dialect, planned, historySources, told }
    await act({
      request,
      dialect,
      target,
      work,
      draft,
      told,
      async begin({ recover } = { recover: true }) {
        const ready = await beginRun(work, recover, () => {
          begun = true
        })
        draft.recovered.push(...ready.recovered)
        return ready
      },
    })
    if (begun) await target.end('done', null)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    if (begun) await target?.end('failed', error.message).catch(() => {})
    stopDraft(draft, error.reason, error.message)
  } finally {
    await target?.close()
  }
  return redacts(request.config) ? withoutLiterals(draft, deployment.hideLiterals) : draft
}

/** Whether values of statements are kept out of what is said. */
export function redacts({ apply, snapshot }: Config): boolean {
  return apply.redact ?? snapshot?.redact ?? false
}

function stopDraft(draft: Draft, reason: FailureReason, message: string): void {
  draft.outcome = 'failed'
  draft.failureReason = reason
  draft.message = message
}

function draftOf({ run }: DeployRequest): Draft {
  return {
    format: 'migration-gate/apply@1',
    command: run.command,
    outcome: 'nothing-to-do',
    failureReason: null,
    message: '',
    environment: run.environment,
    runId: run.id,
    serverVersion: null,
    planDigest: run.planDigest,
    migrations: [],
    recovered: [],
    difference: [],
    notes: [],
    snapshot: null,
  }
}

/**
 * The target as it stands now; one that is `kept` shows no more than the configuration lets it.
 * @throws Stopped `cannot-connect`, `no-privilege`
 */
export function lookAt(
  { request, told }: Deployment,
  use: 'compared' | 'kept' = 'compared',
): Promise<Snapshot> {
  const { url, config, now, run } = request
  told('reads the target')
  return takeSnapshot({
    url,
    environment: run.environment,
    redact: use === 'kept' && config.snapshot?.redact === true,
    takenAt: now,
    limits: limitsOf(config),
    ...(request.password === undefined ? {} : { password: request.password }),
  }).catch(error => {
    if (!(error instanceof UserError)) throw error
    const { code } = (error.cause ?? {}) as { readonly code?: unknown }
    throw new Stopped(code === '42501' ? 'no-privilege' : 'cannot-connect', error.message, { cause: error })
  })
}

/** The tables that say what ran, by bare or qualified name: they are part of no schema. */
export function historyTablesIn({ request }: Deployment, { history = [] }: Snapshot): readonly string[] {
  return [
    ...historyTablesOf(request.folders, request.dialect),
    ...history.map(({ table }) => table.replaceAll('"', '')),
  ]
}

/**
 * Nobody changed the target since it was looked at.
 * @throws Stopped `drift`
 */
export async function requireUnmoved(deployment: Deployment, snapshot: Snapshot): Promise<void> {
  const { dialect, target, draft } = deployment
  if (snapshot.schema === undefined)
    throw new Stopped(
      'drift',
      'The schema of the target could not be read, so nothing can be compared with it.',
    )
  const { verdict, difference } = dialect.compareSchemas(
    targetOf(snapshot.schema, '').schema,
    await target.readSchema(historyTablesIn(deployment, snapshot)),
  )
  if (verdict !== 'unequal') return
  draft.difference = difference
  throw new Stopped('drift', 'Somebody changed the schema of the target while it was checked. Run it again.')
}

/**
 * The target is what was predicted, but for what the throwaway database had otherwise from the start.
 * @throws Stopped `prediction-mismatch`
 */
export async function requirePredicted(
  deployment: Deployment,
  snapshot: Snapshot,
  { schemaBefore, schemaAfter }: Predicted,
): Promise<void> {
  const { dialect, target, draft, told } = deployment
  told('compares it with what was predicted')
  if (schemaAfter === null || schemaBefore === null || snapshot.schema === undefined)
    throw new Stopped('prediction-mismatch', 'All of it ran; what it leads to was not predicted.')
  const now = await target.readSchema(historyTablesIn(deployment, snapshot))
  const unbuilt = dialect.compareWithTarget(
    schemaBefore,
    targetOf(snapshot.schema, '').schema,
    false,
  ).difference
  const { verdict, difference } = dialect.compareWithTarget(schemaAfter, now, false)
  if (verdict !== 'unequal') return
  const isOld = (change: Change) => unbuilt.some(old => JSON.stringify(old) === JSON.stringify(change))
  const old = difference.filter(isOld)
  if (old.length > 0) draft.notes.push(`not predicted, since it could not be built: ${named(old)}`)
  const unpredicted = difference.filter(change => !isOld(change))
  if (unpredicted.length === 0) return
  draft.difference = unpredicted
  throw new Stopped(
    'prediction-mismatch',
    `All of it ran, and the target is not as predicted: ${named(unpredicted)}.`,
  )
}

/** The schemas between which a change leads in the throwaway database. */
export interface Predicted {
  readonly schemaBefore: Schema | null
  readonly schemaAfter: Schema | null
}

function named(changes: readonly Change[]): string {
  const first = changes.slice(0, 5).map(({ action, object, name }) => `${action} ${object} ${name}`)
  return [...first, ...(changes.length > 5 ? [`${changes.length - 5} more`] : [])].join(', ')
}
