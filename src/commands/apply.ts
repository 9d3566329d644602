import type { Config } from '../config/config.ts'
import { type Begun, beginRun, type Deploying, pendingOn, runAll } from '../deploy/deploy.ts'
import { notRun, shownSegments } from '../deploy/deploy-report.ts'
import { digestOfPlan, type PlannedMigration, planMigrations, sameKey } from '../deploy/plan.ts'
import type { DeployTarget, Journal } from '../dialects/deploy-target.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { type DialectName, loadDialect } from '../dialects/registry.ts'
import { historyTablesOf } from '../migrations/environment.ts'
import { readMigrations } from '../migrations/read.ts'
import { type FailureReason, type RunIdentity, Stopped } from '../model/deploy.ts'
import type { DeployedMigration, DeployReport } from '../model/deploy-report.ts'
import { UserError } from '../model/errors.ts'
import type { Migration, MigrationFolder } from '../model/migration.ts'
import type { Review } from '../model/review.ts'
import type { Change } from '../model/schema.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { targetOf } from '../model/snapshot-schema.ts'
import type { BaseStore } from '../replay/base-store.ts'
import { renderSnapshot } from '../report/snapshot.ts'
import type { AcceptanceSource } from '../review/acceptance/acceptance.ts'
import { type Examined, examine } from './check.ts'
import { historySources, limitsOf, takeSnapshot } from './snapshot.ts'

export interface ApplyRequest {
  readonly url: string
  readonly run: RunIdentity
  readonly folders: readonly MigrationFolder[]
  readonly dialect: DialectName
  /** The files of the folders as they stand after the merge. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly config: Config
  /** The digests of the migrations that were reviewed; `null` where nothing is known of a review. */
  readonly reviewed: ReadonlySet<string> | null
  /** What was deployed before, and must have run all of it; `null` where nothing has to. */
  readonly rehearsal: { readonly name: string; readonly snapshot: Snapshot } | null
  readonly dryRun: boolean
  /** The last migration to apply; `null` for all. */
  readonly to: string | null
  readonly acceptance?: AcceptanceSource
  readonly baseStore?: BaseStore
  /** ISO 8601, to the second. */
  readonly now: string
}

/** A line for people on what is done now. */
export type Told = (line: string) => void

/**
 * Applies what the target has not run: checks it against the target as it stands, runs it under a lock with each
 * statement in the journal, and compares the target with what the check predicted.
 * @throws UserError where the request itself is wrong; what the target says is in the report
 */
export async function apply(request: ApplyRequest, told: Told = () => {}): Promise<DeployReport> {
  const dialect = await loadDialect(request.dialect)
  if (dialect.deployment === undefined)
    throw new UserError(`Migrations of ${request.dialect} cannot be applied yet: apply knows postgres.`)
  const applying = new Applying(request, dialect, told)
  const { url, run } = request
  let target: DeployTarget | null = null
  try {
    target = await dialect.deployment.open(url, run)
    const report = await applying.on(target)
    return report
  } catch (error) {
    if (error instanceof Stopped) return applying.stopped(target, error)
    throw error
  } finally {
    await target?.close()
  }
}

/** One apply from its first look at the target to its report. */
class Applying {
  private readonly request: ApplyRequest
  private readonly dialect: Dialect
  private readonly told: Told
  private serverVersion: string | null = null
  private planDigest: string | null
  private migrations: DeployedMigration[] = []
  private readonly recovered: string[] = []
  private readonly notes: string[] = []
  private difference: readonly Change[] = []
  private snapshot: Snapshot | null = null
  private begun = false

  constructor(request: ApplyRequest, dialect: Dialect, told: Told) {
    this.request = request
    this.dialect = dialect
    this.told = told
    this.planDigest = request.run.planDigest
  }

  async on(target: DeployTarget): Promise<DeployReport> {
    const { dryRun, config } = this.request
    this.serverVersion = target.serverVersion
    const work: Deploying = {
      ...config.apply,
      target,
      dialect: this.request.dialect,
      planned: await planMigrations(this.dialect, this.read()),
      historySources,
      told: this.told,
    }
    const begun = dryRun ? null : await this.begin(work)
    const { pending: open, journal } = await pendingOn(work)
    const pending = this.upTo(open, work.planned)
    this.requirePlan(pending, this.doneBefore(work.planned, journal))
    if (pending.length === 0) return this.nothingLeft(target)
    const before = await this.look()
    const examined = await this.check(pending, before)
    this.migrations = pending.map(one => this.shown(one, examined.review))
    this.requireVerdict(examined.review)
    if (begun === null)
      return this.report('planned', null, `${pending.length} would be applied; nothing was run.`)
    await this.requireUnmoved(target, before)
    const queue = pending.map(planned => ({ planned, down: provenDown(examined.review, planned) }))
    await runAll(work, begun, queue, 'up', journal, (place, { segments: _, ...result }) => {
      this.migrations[place] = { ...(this.migrations[place] as DeployedMigration), ...result }
    })
    await this.verify(target, examined)
    await target.end('done', null)
    this.snapshot = await this.look().catch((error: Error) => {
      throw new Stopped('snapshot-failed', `All was applied; no snapshot could be taken: ${error.message}`)
    })
    return this.report('done', null, `${pending.length} applied.`)
  }

  private async begin(work: Deploying): Promise<Begun> {
    this.begun = true
    const begun = await beginRun(work)
    this.recovered.push(...begun.recovered)
    return begun
  }

  private async nothingLeft(target: DeployTarget): Promise<DeployReport> {
    if (this.begun) await target.end('done', null)
    const outcome = this.recovered.length > 0 ? 'done' : 'nothing-to-do'
    return this.report(outcome, null, 'The target has run them all.')
  }

  private shown(planned: PlannedMigration, review: Review): DeployedMigration {
    const segments = shownSegments(planned, reviewedOf(review, planned), this.request.config.apply.timeouts)
    return { ...notRun(planned), segments }
  }

  /** A run that stopped, with what it did until then. */
  async stopped(target: DeployTarget | null, error: Stopped): Promise<DeployReport> {
    if (this.begun && target !== null) await target.end('failed', error.message).catch(() => {})
    return this.report('failed', error.reason, error.message)
  }

  private read(): readonly Migration[] {
    const { folders, files, dialect, config } = this.request
    const apart = new Set([...config.baseline, ...config.setup])
    const { migrations, codeSteps } = readMigrations(folders, files, dialect, apart, config.variables)
    const [code] = codeSteps
    if (code !== undefined)
      this.notes.push(`${code} is a step in a programming language: run it with the team's own tool.`)
    return migrations
  }

  /** Up to where it was asked for. */
  private upTo(
    pending: readonly PlannedMigration[],
    all: readonly PlannedMigration[],
  ): readonly PlannedMigration[] {
    const { to } = this.request
    if (to === null) return pending
    const last = all.findIndex(({ key }) => key.id === to)
    if (last < 0) throw new UserError(`--to names ${JSON.stringify(to)}, and there is no such migration.`)
    return pending.filter(one => all.indexOf(one) <= last)
  }

  /** Those that earlier runs for the same plan applied. */
  private doneBefore(all: readonly PlannedMigration[], journal: Journal): readonly PlannedMigration[] {
    const { planDigest } = this.request.run
    if (planDigest === null) return []
    return all.filter(({ key }) =>
      journal.migrations.some(
        one => sameKey(one, key) && one.state === 'applied' && one.planDigest === planDigest,
      ),
    )
  }

  private requirePlan(pending: readonly PlannedMigration[], done: readonly PlannedMigration[]): void {
    this.planDigest = pending.length + done.length === 0 ? null : digestOfPlan(pending, done)
    const { reviewed, rehearsal, run } = this.request
    const names = pending.map(({ key }) => key.id).join(', ')
    if (run.planDigest !== null && run.planDigest !== this.planDigest)
      throw new Stopped(
        pending.length === 0 ? 'pending-mismatch' : 'plan-changed',
        pending.length === 0
          ? `The plan ${run.planDigest} promised migrations, and the target has none left to run.`
          : `What is pending (${names}) has the plan digest ${this.planDigest}, and ${run.planDigest} was asked for.`,
      )
    const unseen = pending.filter(({ digest }) => reviewed !== null && !reviewed.has(digest))
    if (unseen.length > 0)
      throw new Stopped(
        'not-reviewed',
        `${unseen.map(({ key }) => key.id).join(', ')}: no review of exactly this text is on record.`,
      )
    if (rehearsal === null) return
    const rehearsed = rehearsedDigests(rehearsal.snapshot)
    const missing = pending.filter(({ digest }) => !rehearsed.has(digest))
    if (missing.length > 0)
      throw new Stopped(
        'not-rehearsed',
        `${missing.map(({ key }) => key.id).join(', ')}: ${rehearsal.name} has not run exactly this. Apply it there first.`,
      )
  }

  /** The target as it stands now. */
  private look(): Promise<Snapshot> {
    const { url, config, now, run } = this.request
    this.told('reads the target')
    return takeSnapshot({
      url,
      environment: run.environment,
      redact: false,
      takenAt: now,
      limits: limitsOf(config),
    })
  }

  private check(pending: readonly PlannedMigration[], snapshot: Snapshot): Promise<Examined> {
    const { folders, dialect, files, config, acceptance, baseStore, now } = this.request
    this.told(`checks ${pending.length} migrations against it`)
    return examine({
      folders,
      dialect,
      changeSet: { base: files, head: files, baseRef: null },
      pending: new Set(pending.map(({ parsed }) => parsed.migration.up.path)),
      config: { ...config, snapshot: undefined, limits: limitsOf(config) },
      shadow: { kind: 'embedded' },
      snapshot: { path: 'the target', text: renderSnapshot(snapshot) },
      ...(acceptance === undefined ? {} : { acceptance }),
      ...(baseStore === undefined ? {} : { baseStore }),
      now,
    })
  }

  private requireVerdict({ verdict, findings, drift, driftVerdict }: Review): void {
    if (driftVerdict !== 'equal' && this.request.config.drift !== 'off') {
      this.difference = drift
      const told = findings.find(({ rule }) => rule === 'schema-drift')
      throw new Stopped(
        'drift',
        told === undefined
          ? 'The target is not as its migrations build it.'
          : `${told.message} ${told.fix ?? ''}`.trim(),
      )
    }
    if (verdict === 'pass') return
    const errors = findings.filter(({ severity, suppressed }) => severity === 'error' && suppressed === null)
    const [first] = errors
    throw new Stopped(
      'blocked',
      first === undefined
        ? 'The check blocks it.'
        : `The check blocks it: ${first.path}:${first.line} ${first.rule}: ${first.message}${errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''}`,
    )
  }

  /** Nobody changed the target between our look at it and the lock. */
  private async requireUnmoved(target: DeployTarget, snapshot: Snapshot): Promise<void> {
    if (snapshot.schema === undefined)
      throw new Stopped('drift', 'The schema of the target could not be read.')
    const { verdict, difference } = this.dialect.compareSchemas(
      targetOf(snapshot.schema, '').schema,
      await target.readSchema(this.historyTables(snapshot)),
    )
    if (verdict !== 'unequal') return
    this.difference = difference
    throw new Stopped(
      'drift',
      'Somebody changed the schema of the target while it was checked. Run it again.',
    )
  }

  private historyTables({ history = [] }: Snapshot): readonly string[] {
    return [
      ...historyTablesOf(this.request.folders, this.request.dialect),
      ...history.map(({ table }) => table.replaceAll('"', '')),
    ]
  }

  /** What the target has otherwise than was predicted, beside what differed before. */
  private async verify(target: DeployTarget, { schemaBefore, schemaAfter }: Examined): Promise<void> {
    this.told('compares it with what was predicted')
    if (schemaAfter === null || schemaBefore === null)
      throw new Stopped('prediction-mismatch', 'All was applied; what it leads to was not predicted.')
    const tables = historyTablesOf(this.request.folders, this.request.dialect)
    const now = await target.readSchema(tables)
    const { verdict, difference } = this.dialect.compareWithTarget(schemaAfter, now, false)
    if (verdict !== 'unequal') return
    this.difference = difference
    throw new Stopped(
      'prediction-mismatch',
      `All was applied, and the target is not as the check predicted: ${difference
        .slice(0, 5)
        .map(({ action, object, name }) => `${action} ${object} ${name}`)
        .join(', ')}.`,
    )
  }

  private report(
    outcome: DeployReport['outcome'],
    failureReason: FailureReason | null,
    message: string,
  ): DeployReport {
    const { run } = this.request
    return {
      format: 'migration-gate/apply@1',
      command: 'apply',
      outcome,
      failureReason,
      message,
      environment: run.environment,
      runId: run.id,
      serverVersion: this.serverVersion,
      planDigest: this.planDigest,
      migrations: this.migrations,
      recovered: this.recovered,
      difference: this.difference,
      notes: this.notes,
      snapshot: this.snapshot,
    }
  }
}

function reviewedOf(review: Review, { parsed }: PlannedMigration) {
  return review.migrations.find(({ path }) => path === parsed.migration.up.path)
}

/** The way back, as far as it was proven to restore the schema. */
function provenDown(review: Review, planned: PlannedMigration): string | null {
  const down = reviewedOf(review, planned)?.down
  return down?.restoresSchema === true ? down.sql : null
}

/** The digests of what a target has applied, by the journal in its snapshot. */
function rehearsedDigests({ history = [] }: Snapshot): ReadonlySet<string> {
  return new Set(
    history
      .filter(({ table }) => table.replaceAll('"', '') === 'migration_gate.migration')
      .flatMap(({ rows }) =>
        rows.flatMap(({ state, digest }) => (state === 'applied' && digest ? [digest] : [])),
      ),
  )
}
