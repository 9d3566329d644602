import { type Pending, pendingOn, runAll } from '../deploy/deploy.ts'
import { notRun, shownSegments } from '../deploy/deploy-report.ts'
import { archiveTag, digestOfPlan, type PlannedMigration, sameKey } from '../deploy/plan.ts'
import { nextPass } from '../deploy/recover.ts'
import type { WayBack } from '../deploy/run-migration.ts'
import { wantedRights } from '../deploy/wanted-rights.ts'
import { Stopped } from '../model/deploy.ts'
import type { DeployedMigration, DeployReport } from '../model/deploy-report.ts'
import { UserError } from '../model/errors.ts'
import type { Review } from '../model/review.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { targetOf } from '../model/snapshot-schema.ts'
import type { BaseStore } from '../replay/base-store.ts'
import { renderSnapshot } from '../report/snapshot.ts'
import type { AcceptanceSource } from '../review/acceptance/acceptance.ts'
import { type Examined, examine } from './check.ts'
import {
  type Deployment,
  type DeployRequest,
  lookAt,
  onTarget,
  redacts,
  requirePredicted,
  requireUnmoved,
  type Told,
} from './deploying.ts'
import { recordNoDrift } from './record-drift.ts'
import { requireArchive } from './require-archive.ts'
import { limitsOf } from './snapshot.ts'

export interface ApplyRequest extends DeployRequest {
  /** Asks whether exactly these were reviewed; `null` where nobody has to be asked. @throws Stopped where they were not */
  readonly requireReviewed: ((pending: readonly PlannedMigration[]) => Promise<readonly string[]>) | null
  /** Finds what was deployed before, and must have run all of it; `null` where nothing has to. @throws Stopped */
  readonly rehearsal: () => Promise<Rehearsal | null>
  readonly dryRun: boolean
  /** The last migration to apply; `null` for all. */
  readonly to: string | null
  readonly acceptance?: AcceptanceSource
  readonly baseStore?: BaseStore
}

/** An environment that comes before this one, as it stands after its own deploy. */
export interface Rehearsal {
  readonly name: string
  readonly snapshot: Snapshot
}

/**
 * Applies what the target has not run: checks it against the target as it stands, runs it under a lock with each
 * statement in the journal, and compares the target with what the check predicted.
 * @throws UserError where the request itself is wrong; all else is in the report
 */
export function apply(request: ApplyRequest, told: Told = () => {}): Promise<DeployReport> {
  return onTarget(request, told, async deployment => {
    const { draft, work } = deployment
    const begun = request.dryRun ? null : await deployment.begin()
    const open = await pendingOn(work)
    const pending = upTo(request, open, work.planned)
    requireNoneHalfWay(deployment, open, begun === null)
    const rehearsal = await request.rehearsal()
    requirePlan(request, deployment, pending, open, rehearsal)
    draft.notes.push(...((await request.requireReviewed?.(pending)) ?? []))
    if (pending.length === 0) {
      draft.outcome = draft.recovered.length > 0 ? 'done' : 'nothing-to-do'
      draft.message = 'The target has run them all.'
      return
    }
    const before = await lookAt(deployment)
    const examined = await check(request, deployment, pending, open, before)
    draft.migrations = pending.map(one => shown(one, examined.review, request))
    requireVerdict(deployment, examined.review)
    await requireArchive(pending, examined, deployment, before)
    await requireRights(pending, examined, deployment)
    if (begun === null) {
      draft.outcome = 'planned'
      draft.message = `${pending.length} would be applied; nothing was run.`
      return
    }
    requireRehearsedSchema(rehearsal, deployment, open, examined)
    await requireUnmoved(deployment, before)
    const queue = pending.map(planned => ({ planned, back: wayBackOf(examined, planned) }))
    await runAll(work, begun, queue, 'up', open.journal, (place, { segments: _, ...result }) => {
      draft.migrations[place] = { ...(draft.migrations[place] as DeployedMigration), ...result }
    })
    await requirePredicted(deployment, before, examined)
    draft.outcome = 'done'
    draft.message = `${pending.length} applied.`
    const after = await lookAt(deployment, 'kept').catch((error: Error) => {
      throw new Stopped('snapshot-failed', `All was applied; no snapshot could be taken: ${error.message}`)
    })
    const isBuilt = examined.review.driftVerdict === 'equal' && areLast(pending, work.planned, open)
    draft.snapshot = isBuilt ? recordNoDrift(after, request) : after
  })
}

/** @throws Stopped `interrupted` where a migration is neither up nor down, and apply could not bring it to its end */
function requireNoneHalfWay({ draft }: Deployment, { interrupted }: Pending, isDry: boolean): void {
  if (interrupted.length === 0) return
  const names = interrupted.join(', ')
  if (isDry) draft.notes.push(`not through: ${names}; apply settles it before all else`)
  else
    throw new Stopped(
      'interrupted',
      `A way back stopped half way: ${names}. Look at the database, then say how it stands: migration-gate repair --mark-applied, or --mark-not-applied.`,
    )
}

/** Whether nothing that the target has run stands behind these: run late, they may lead elsewhere than in their place. */
function areLast(
  pending: readonly PlannedMigration[],
  all: readonly PlannedMigration[],
  open: Pending,
): boolean {
  const first = all.findIndex(one => pending.includes(one))
  return all.slice(first).every(one => open.pending.includes(one))
}

function shown(planned: PlannedMigration, review: Review, { config }: ApplyRequest): DeployedMigration {
  const reviewed = reviewedOf(review, planned)
  const segments = shownSegments(planned, reviewed, config.apply.timeouts)
  return { ...notRun(planned), segments, ...(reviewed?.kept ? { keeps: reviewed.kept } : {}) }
}

/** What is pending up to where it was asked for. */
function upTo(
  { to }: ApplyRequest,
  { pending }: Pending,
  all: readonly PlannedMigration[],
): readonly PlannedMigration[] {
  if (to === null) return pending
  const last = all.findIndex(({ key }) => key.id === to)
  if (last < 0) throw new UserError(`--to names ${JSON.stringify(to)}, and there is no such migration.`)
  return pending.filter(one => all.indexOf(one) <= last)
}

/**
 * What is pending is what was asked for, and what ran where it was rehearsed.
 * @throws Stopped
 */
function requirePlan(
  { run }: ApplyRequest,
  { draft, work }: Deployment,
  pending: readonly PlannedMigration[],
  { journal }: Pending,
  rehearsal: Rehearsal | null,
): void {
  const namesOf = (some: readonly PlannedMigration[]) => some.map(({ key }) => key.id).join(', ')
  // Of a plan that an earlier run began, what that one applied belongs to it.
  const done = work.planned.filter(({ key }) =>
    journal.migrations.some(
      one =>
        run.planDigest !== null &&
        one.planDigest === run.planDigest &&
        one.state === 'applied' &&
        sameKey(one, key),
    ),
  )
  draft.planDigest = pending.length + done.length === 0 ? null : digestOfPlan(pending, done)
  if (run.planDigest !== null && draft.planDigest === null)
    throw new Stopped(
      'pending-mismatch',
      `The plan ${run.planDigest} promises migrations, and the target has none left to run.`,
    )
  if (run.planDigest !== null && run.planDigest !== draft.planDigest)
    throw new Stopped(
      'plan-changed',
      `What is pending (${namesOf(pending)}) has the plan digest ${draft.planDigest}, and ${run.planDigest} was asked for.`,
    )
  const rehearsed = rehearsal === null ? null : digestsIn(rehearsal.snapshot)
  const missing = pending.filter(({ digest }) => rehearsed !== null && !rehearsed.has(digest))
  if (missing.length > 0)
    throw new Stopped(
      'not-rehearsed',
      `${rehearsal?.name} has not run exactly this: ${namesOf(missing)}. Apply it there first.`,
    )
}

/**
 * Where nothing is pending beyond what was rehearsed, the end is the same.
 * @throws Stopped `not-rehearsed`
 */
function requireRehearsedSchema(
  rehearsal: Rehearsal | null,
  { dialect, draft, work }: Deployment,
  { journal, pending }: Pending,
  { schemaAfter }: Examined,
): void {
  const schema = rehearsal?.snapshot.schema
  if (rehearsal === null || schema === undefined || schemaAfter === null) return
  const here = new Set([
    ...pending.map(({ digest }) => digest),
    ...journal.migrations.flatMap(({ state, digest }) => (state === 'applied' ? [digest] : [])),
  ])
  const rehearsed = digestsIn(rehearsal.snapshot)
  const isSame = rehearsed.size === here.size && [...rehearsed].every(digest => here.has(digest))
  if (!isSame || work.planned.length === 0) return
  const { redacted, schema: there } = targetOf(schema, rehearsal.snapshot.serverVersion ?? '')
  const { verdict, difference } = dialect.compareWithTarget(schemaAfter, there, redacted)
  if (verdict !== 'unequal') return
  draft.difference = difference
  throw new Stopped(
    'not-rehearsed',
    `This would lead to another schema than ${rehearsal.name} has, where the same migrations ran.`,
  )
}

/** The digests of what a target has applied, by the journal in its snapshot. */
function digestsIn({ history = [] }: Snapshot): ReadonlySet<string> {
  const rows = history.flatMap(({ table, rows }) =>
    table.replaceAll('"', '') === 'migration_gate.migration' ? rows : [],
  )
  return new Set(rows.flatMap(({ state, digest }) => (state === 'applied' && digest ? [digest] : [])))
}

/** The check of what is pending, upon the target as it stands. */
function check(
  { folders, dialect, files, config, acceptance, baseStore, now }: ApplyRequest,
  { told }: Deployment,
  pending: readonly PlannedMigration[],
  open: Pending,
  snapshot: Snapshot,
): Promise<Examined> {
  const tags = new Map(
    pending.map(one => [one.parsed.migration.up.path, archiveTag(one.key, nextPass(open.journal, one))]),
  )
  const pathsOf = (some: readonly PlannedMigration[]) =>
    new Set(some.map(({ parsed }) => parsed.migration.up.path))
  told(`checks ${pending.length} ${pending.length === 1 ? 'migration' : 'migrations'} against it`)
  return examine({
    folders,
    dialect,
    changeSet: { base: files, head: files, baseRef: null },
    onTarget: {
      pending: pathsOf(pending),
      later: pathsOf(open.pending.filter(one => !pending.includes(one))),
    },
    config: { ...config, snapshot: undefined, limits: limitsOf(config) },
    shadow: { kind: 'embedded' },
    keepTagOf: path => tags.get(path) ?? '',
    snapshot: { path: 'the target', text: renderSnapshot(snapshot) },
    ...(acceptance === undefined ? {} : { acceptance }),
    ...(baseStore === undefined ? {} : { baseStore }),
    now,
  })
}

/** @throws Stopped `drift`, `blocked` */
function requireVerdict({ draft, request }: Deployment, review: Review): void {
  const { verdict, findings, drift, driftVerdict } = review
  const isBuilt = driftVerdict === 'equal' || driftVerdict === 'equal-except-order'
  if (!isBuilt && request.config.drift !== 'off') {
    draft.difference = drift
    const told = findings.find(({ rule }) => rule === 'schema-drift')
    throw new Stopped(
      'drift',
      told === undefined
        ? 'Whether the target is as its migrations build it could not be told.'
        : `${told.message} ${told.fix ?? ''}`.trim(),
    )
  }
  if (verdict === 'pass') return
  const errors = findings.filter(({ severity, suppressed }) => severity === 'error' && suppressed === null)
  const listed = errors
    .slice(0, 5)
    // Messages quote the statement.
    .map(({ path, line, rule, message }) =>
      redacts(request.config) ? `${path}:${line} ${rule}` : `${path}:${line} ${rule}: ${message}`,
    )
  const more = errors.length > 5 ? [`and ${errors.length - 5} more`] : []
  throw new Stopped('blocked', ['The check blocks it.', ...listed, ...more].join('\n'))
}

function reviewedOf(review: Review, { parsed }: PlannedMigration) {
  return review.migrations.find(({ path }) => path === parsed.migration.up.path)
}

/** The way back, as far as it was proven to restore the schema, and what is kept for it. */
function wayBackOf({ review, keeping }: Examined, planned: PlannedMigration): WayBack {
  const down = reviewedOf(review, planned)?.down
  const kept = keeping.get(planned.parsed.migration.up.path) ?? null
  const losses = down?.losses ?? []
  return down?.restoresSchema === true
    ? { down: down.sql, losses, kept }
    : { down: null, losses: kept === null ? [] : losses, kept }
}

/** @throws Stopped `no-privilege` before anything runs of a plan that the role could not bring to its end */
async function requireRights(
  pending: readonly PlannedMigration[],
  { review }: Examined,
  { target }: Deployment,
): Promise<void> {
  const lacking = await target.lackingRights(wantedRights(pending, review))
  if (lacking.length === 0) return
  throw new Stopped(
    'no-privilege',
    `The role may not do what the plan asks: ${lacking.join('; ')}. Apply as the owner, or as a member of that role. Nothing was run.`,
  )
}
