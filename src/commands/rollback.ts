import { runAll } from '../deploy/deploy.ts'
import { notRun, shownSegments } from '../deploy/deploy-report.ts'
import { digestOfPlan, journaled, type PlannedMigration, planDown } from '../deploy/plan.ts'
import type { JournaledMigration } from '../model/deploy.ts'
import { Stopped } from '../model/deploy.ts'
import type { DeployedMigration, DeployReport } from '../model/deploy-report.ts'
import { ShadowGone, UserError } from '../model/errors.ts'
import { bringsBack, type KeptObject } from '../model/keeping.ts'
import type { Migration } from '../model/migration.ts'
import type { Schema } from '../model/schema.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { snapshotStep, targetOf } from '../model/snapshot-schema.ts'
import { standOf } from '../replay/stand.ts'
import {
  type Deployment,
  type DeployRequest,
  historyTablesIn,
  lookAt,
  onTarget,
  type Predicted,
  requirePredicted,
  requireUnmoved,
  type Told,
} from './deploying.ts'
import { limitsOf } from './snapshot.ts'

export interface RollbackRequest extends DeployRequest {
  /** How many to take back, or the last one that stays. */
  readonly reach: { readonly steps: number } | { readonly to: string }
  /** Columns and tables whose rows may be lost. */
  readonly acceptedLosses: ReadonlySet<string>
  readonly dryRun: boolean
}

/** A migration that is taken back, by the way back that was proven when it was applied. */
interface Returned {
  readonly journaled: JournaledMigration
  readonly planned: PlannedMigration
  /** The same without what speaks of rows that were set aside: they stand in no copy of the schema. */
  readonly tried: PlannedMigration
  /** What was set aside and is brought back. */
  readonly restored: readonly KeptObject[]
}

/**
 * Takes back what was applied last, newest first, by the stored ways back: tried on the target's schema first, run under
 * the lock with each statement in the journal, and compared with where they led there.
 * @throws UserError where the request itself is wrong; all else is in the report
 */
export function rollback(request: RollbackRequest, told: Told = () => {}): Promise<DeployReport> {
  return onTarget(request, told, async deployment => {
    const { draft, work } = deployment
    const begun = request.dryRun ? null : await deployment.begin()
    const journal = await work.target.journal()
    const archive = new Set((await work.target.setAside()).map(({ id }) => id))
    const returned = await returnedOf(request, deployment, journal.migrations, archive)
    draft.planDigest = digestOfPlan(returned.map(({ planned }) => planned))
    if (request.run.planDigest !== null && request.run.planDigest !== draft.planDigest)
      throw new Stopped(
        'plan-changed',
        `What would be taken back has the digest ${draft.planDigest}, and ${request.run.planDigest} was asked for.`,
      )
    const before = await lookAt(deployment)
    const predicted = await tryOut(deployment, before, returned)
    requireAccepted(request, deployment, before, predicted.schemaAfter, returned)
    draft.migrations = returned.map(({ planned }) => ({
      ...notRun(planned),
      segments: shownSegments(planned, undefined, work.timeouts),
    }))
    if (begun === null) {
      draft.outcome = 'planned'
      draft.message = `${returned.length} would be taken back; nothing was run.`
      return
    }
    await requireUnmoved(deployment, before)
    const queue = returned.map(({ planned, restored, journaled: { down, losses, kept } }) => ({
      planned,
      back: { down, losses, kept },
      restored: restored.map(({ id }) => id),
    }))
    await runAll(work, begun, queue, 'down', journal, (place, { segments: _, ...result }) => {
      draft.migrations[place] = { ...(draft.migrations[place] as DeployedMigration), ...result }
    })
    await requirePredicted(deployment, before, predicted)
    draft.outcome = 'done'
    draft.message = `${returned.length} taken back.`
    draft.snapshot = await lookAt(deployment, 'kept').catch((error: Error) => {
      throw new Stopped('snapshot-failed', `All was taken back; no snapshot could be taken: ${error.message}`)
    })
  })
}

/** Those to take back, newest first. */
async function returnedOf(
  { reach, acceptedLosses }: RollbackRequest,
  { work, dialect }: Deployment,
  migrations: readonly JournaledMigration[],
  archive: ReadonlySet<string>,
): Promise<readonly Returned[]> {
  const unsettled = migrations.find(({ state }) => state === 'running')
  if (unsettled !== undefined)
    throw new Stopped(
      'interrupted',
      `${unsettled.id} is not through: run apply again, or settle it with repair.`,
    )
  const applied = work.planned.filter(
    ({ key }) => journaled({ migrations, statements: [] }, key)?.state === 'applied',
  )
  const kept = 'steps' in reach ? applied.length - reach.steps : placeOf(applied, reach.to) + 1
  if (kept < 0)
    throw new UserError(`--steps ${applied.length - kept} is more than the ${applied.length} that apply ran.`)
  const found: Returned[] = []
  for (const { key, parsed } of applied.slice(kept).reverse()) {
    const entry = journaled({ migrations, statements: [] }, key) as JournaledMigration
    const { kept } = entry
    const restored = (kept?.objects ?? []).filter(
      ({ id, name }) => archive.has(id) && !acceptedLosses.has(name),
    )
    const brings = kept !== null && restored.length > 0
    const down = brings ? bringsBack(kept, restored) : entry.down
    if (down === null)
      throw new Stopped('blocked', `${key.id} has no way back that was proven when it was applied.`)
    const planned = await planDown(dialect, parsed.migration, { ...entry, down })
    const tried = brings
      ? await planDown(dialect, parsed.migration, { ...entry, down: bringsBack(kept, []) })
      : planned
    found.push({ journaled: entry, planned, tried, restored })
  }
  if (found.length === 0) throw new UserError('There is nothing to take back.')
  return found
}

function placeOf(applied: readonly PlannedMigration[], id: string): number {
  const place = applied.findIndex(({ key }) => key.id === id)
  if (place >= 0) return place
  throw new UserError(`--to names ${JSON.stringify(id)}, which apply has not run.`)
}

/** @throws Stopped `blocked` where rows would be lost that nobody gave up by name */
function requireAccepted(
  { acceptedLosses }: RollbackRequest,
  { dialect }: Deployment,
  { schema }: Snapshot,
  predicted: Schema,
  returned: readonly Returned[],
): void {
  const standing = schema === undefined ? predicted : targetOf(schema, '').schema
  // What the target has and will not have: rows that were written since the migration ran are in it.
  const taken = dialect
    .compareWithTarget(predicted, standing, false)
    .difference.filter(({ action, object }) => action === 'add' && holdsRows.includes(object))
    .map(({ name }) => name)
  const lost = returned.flatMap(({ journaled, restored }) =>
    journaled.losses.filter(name => !restored.some(one => one.name === name)),
  )
  const losses = [...new Set([...lost, ...taken])]
  const open = losses.filter(name => !acceptedLosses.has(name))
  if (open.length === 0) return
  throw new Stopped(
    'blocked',
    `What stands in these now would be lost: ${open.join(', ')}. Accept each by name: ${open.map(name => `--accept-loss ${name}`).join(' ')}`,
  )
}

const holdsRows: readonly string[] = ['table', 'column']

/** Where the ways back lead from the target as it stands. @throws Stopped `blocked` where they do not run */
async function tryOut(
  deployment: Deployment,
  snapshot: Snapshot,
  returned: readonly Returned[],
): Promise<Predicted & { readonly schemaAfter: Schema }> {
  const { dialect, request, told } = deployment
  if (snapshot.schema === undefined)
    throw new Stopped('drift', 'The schema of the target could not be read, so nothing can be tried on it.')
  told('tries it on a copy of the schema')
  const downs = returned.map(({ tried }): Migration => tried.parsed.migration)
  const ground = snapshotStep(snapshot.schema, 'the target')
  const target = targetOf(snapshot.schema, snapshot.serverVersion ?? '')
  const options = {
    url: null,
    limits: limitsOf(request.config),
    historyTables: historyTablesIn(deployment, snapshot),
  }
  try {
    const before = await standOf(dialect, { steps: [ground], target }, options)
    await before.shadow.close()
    const after = await standOf(dialect, { steps: [ground, ...downs], target }, options)
    await after.shadow.close()
    const [first] = after.problems.filter(({ path }) => downs.some(({ up }) => up.path === path))
    if (first === undefined) return { schemaBefore: before.schema, schemaAfter: after.schema }
    throw new Stopped(
      'blocked',
      `${first.path}:${first.line} does not run on this schema: ${first.message} (${first.code})`,
    )
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error
    throw new Stopped('blocked', `The way back could not be tried: ${error.message}`, { cause: error })
  }
}
