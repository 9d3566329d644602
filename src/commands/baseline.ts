import { runsOn } from '../deploy/adopt.ts'
import { pendingOn } from '../deploy/deploy.ts'
import { notRun } from '../deploy/deploy-report.ts'
import { digestOfPlan, type PlannedMigration } from '../deploy/plan.ts'
import { environmentOf } from '../migrations/environment.ts'
import { Stopped } from '../model/deploy.ts'
import type { DeployReport } from '../model/deploy-report.ts'
import { ShadowGone, UserError } from '../model/errors.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { targetOf } from '../model/snapshot-schema.ts'
import { standOf } from '../replay/stand.ts'
import { selectPending } from '../review/select.ts'
import {
  type Deployment,
  type DeployRequest,
  historyTablesIn,
  lookAt,
  onTarget,
  type Told,
} from './deploying.ts'
import { limitsOf } from './snapshot.ts'

export interface BaselineRequest extends DeployRequest {
  /** The last migration that the target has; `null` for all. */
  readonly to: string | null
  readonly dryRun: boolean
}

/**
 * Adopts a database that exists: proves that its schema is what the migrations build, and records them as applied.
 * Nothing of them is run.
 * @throws UserError where the request itself is wrong; all else is in the report
 */
export function baseline(request: BaselineRequest, told: Told = () => {}): Promise<DeployReport> {
  return onTarget(request, told, async deployment => {
    const { draft, work } = deployment
    const begun = request.dryRun ? null : await deployment.begin()
    const adopted = upTo(request, work.planned)
    const { pending, journal } = await pendingOn(work)
    const open = adopted.filter(one => pending.includes(one))
    draft.planDigest = open.length === 0 ? null : digestOfPlan(open)
    if (open.length === 0) {
      draft.message = 'The target has them all on record.'
      return
    }
    await requireBuilt(deployment, await lookAt(deployment), adopted)
    draft.migrations = open.map(notRun)
    if (begun === null) {
      draft.outcome = 'planned'
      draft.message = `${open.length} would be recorded as applied: the schema is what they build.`
      return
    }
    await runsOn(work, begun, open, journal)
    draft.migrations = draft.migrations.map(one => ({ ...one, state: 'applied' }))
    draft.outcome = 'done'
    draft.message = `${open.length} recorded as applied: the schema is what they build. Nothing of them was run.`
  })
}

function upTo({ to }: BaselineRequest, planned: readonly PlannedMigration[]): readonly PlannedMigration[] {
  if (to === null) return planned
  const last = planned.findIndex(({ key }) => key.id === to)
  if (last < 0) throw new UserError(`--to names ${JSON.stringify(to)}, and there is no such migration.`)
  return planned.slice(0, last + 1)
}

/** @throws Stopped `drift` where the target is not what these migrations build, or that cannot be told */
async function requireBuilt(
  deployment: Deployment,
  snapshot: Snapshot,
  adopted: readonly PlannedMigration[],
): Promise<void> {
  const { dialect, request, draft, told } = deployment
  const { config, folders, files, dialect: name } = request
  if (snapshot.schema === undefined)
    throw new Stopped(
      'drift',
      'The schema of the target could not be read, so nothing can be compared with it.',
    )
  told(`builds ${adopted.length} migrations to compare with it`)
  const migrations = adopted.map(({ parsed }) => parsed.migration)
  const { supplied, historyTables } = environmentOf(
    config,
    folders,
    { base: null, head: files, baseRef: null },
    selectPending(migrations, { pending: new Set(), later: new Set() }),
    name,
  )
  try {
    const { shadow, schema, problems } = await standOf(
      dialect,
      { steps: [...supplied, ...historyTables, ...migrations], target: null },
      { url: null, limits: limitsOf(config), historyTables: historyTablesIn(deployment, snapshot) },
    )
    await shadow.close()
    const [first] = problems
    if (first !== undefined)
      throw new Stopped(
        'drift',
        `What the migrations build cannot be told: ${first.path}:${first.line}: ${first.message} (${first.code}).`,
      )
    const target = targetOf(snapshot.schema, '').schema
    const { verdict, difference } = dialect.compareWithTarget(schema, target, false)
    if (verdict !== 'unequal') return
    draft.difference = difference
    throw new Stopped(
      'drift',
      'The target is not what the migrations build. Write a migration for what it has besides, or say with --to how far it is.',
    )
  } catch (error) {
    if (!(error instanceof ShadowGone)) throw error
    throw new Stopped('drift', `What the migrations build cannot be told: ${error.message}`, { cause: error })
  }
}
