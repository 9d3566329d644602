import { runsOn } from '../deploy/adopt.ts'
import type { Begun } from '../deploy/deploy.ts'
import { historyRows } from '../deploy/host-tools.ts'
import { digestOfPlan, journaled, type PlannedMigration, sameKey } from '../deploy/plan.ts'
import type { Journal, MigrationState } from '../dialects/deploy-target.ts'
import { appliedOn, unfinishedOn } from '../migrations/applied.ts'
import { type JournaledMigration, type JournaledStatement, type Segment, Stopped } from '../model/deploy.ts'
import type { DeployReport } from '../model/deploy-report.ts'
import { UserError } from '../model/errors.ts'
import { type Deployment, type DeployRequest, onTarget, type Told } from './deploying.ts'
import { historySources } from './snapshot.ts'

export interface RepairRequest extends DeployRequest {
  /** Ids of migrations. */
  readonly markApplied: readonly string[]
  readonly markNotApplied: readonly string[]
}

/**
 * Writes down what somebody found out about migrations that are not through. Of one that stopped on a statement of which
 * nobody knows, that statement is settled, and apply goes on behind it; else the migration as a whole is. No SQL of a
 * migration is run.
 * @throws UserError where an id is unknown
 */
export function repair(request: RepairRequest, told: Told = () => {}): Promise<DeployReport> {
  return onTarget(request, told, async deployment => {
    const { draft, work } = deployment
    const ids = [...request.markApplied, ...request.markNotApplied]
    draft.planDigest = digestOfPlan(work.planned.filter(({ key }) => ids.includes(key.id)))
    if (request.run.planDigest !== null && request.run.planDigest !== draft.planDigest)
      throw new Stopped(
        'plan-changed',
        `${ids.join(', ')} has the digest ${draft.planDigest}, and ${request.run.planDigest} was asked for.`,
      )
    const begun = await deployment.begin({ recover: false })
    for (const id of request.markApplied) draft.recovered.push(await markApplied(deployment, begun, id))
    for (const id of request.markNotApplied) draft.recovered.push(await markNotApplied(deployment, begun, id))
    draft.outcome = 'done'
    draft.message = 'The journal says so now.'
  })
}

async function markApplied(deployment: Deployment, begun: Begun, id: string): Promise<string> {
  const { work, target } = deployment
  const journal = await target.journal()
  const planned = plannedOf(deployment, id)
  const entry = journaled(journal, planned.key)
  const unsettled = entry === undefined ? null : unsettledSegment(planned, entry, journal.statements)
  if (entry === undefined || unsettled === null) {
    if ((await stateInTable(deployment, planned)) === 'applied') return `${id} is applied already`
    await runsOn(work, begun, [planned], journal)
    return `${id} counts as applied`
  }
  const { segment, isLast, line } = unsettled
  await target.mark([
    {
      migration: { ...stateOf(entry), state: isLast ? 'applied' : 'running' },
      statements: entriesOf(segment, journal, planned).map(one => ({ ...one, state: 'applied' })),
      note: null,
      history: isLast ? historyRows(begun.tools, planned.parsed.migration, 'up', 0) : [],
    },
  ])
  return isLast
    ? `${id}: line ${line} took effect, and with it the migration is applied`
    : `${id}: line ${line} took effect; apply goes on behind it`
}

async function markNotApplied(deployment: Deployment, begun: Begun, id: string): Promise<string> {
  const { target, work } = deployment
  const journal = await target.journal()
  const planned = work.planned.find(({ key }) => key.id === id)
  const entry = journal.migrations.find(one =>
    planned === undefined ? one.id === id : sameKey(one, planned.key),
  )
  if (entry === undefined && planned === undefined)
    throw new UserError(`No migration is called ${JSON.stringify(id)}.`)
  const unsettled =
    entry === undefined || planned === undefined ? null : unsettledSegment(planned, entry, journal.statements)
  if (entry !== undefined && planned !== undefined && unsettled !== null) {
    await target.mark([
      {
        migration: { ...stateOf(entry), state: 'failed' },
        statements: entriesOf(unsettled.segment, journal, planned).map(one => ({
          ...one,
          state: 'not-applied',
        })),
        note: 'somebody says that it did not take effect',
        history: [],
      },
    ])
    return `${id}: line ${unsettled.line} did not take effect; apply runs it again`
  }
  if (entry === undefined || entry.state === 'reverted') {
    if (planned === undefined || (await stateInTable(deployment, planned)) === 'not-applied')
      return `${id} is not applied`
  }
  const { key, digest, checksum } = planned ?? {
    key: { folder: entry?.folder ?? '', id },
    digest: entry?.digest ?? '',
    checksum: entry?.checksum ?? '',
  }
  await target.mark([
    {
      migration: {
        ...key,
        digest,
        checksum,
        direction: 'down',
        state: 'reverted',
        pass: (entry?.pass ?? 0) + 1,
        down: null,
        losses: [],
        kept: null,
      },
      statements: [],
      note: 'somebody says that it is not applied',
      history: planned === undefined ? [] : historyRows(begun.tools, planned.parsed.migration, 'down', 0),
    },
  ])
  return `${id} counts as not applied`
}

function plannedOf({ work }: Deployment, id: string): PlannedMigration {
  const found = work.planned.filter(({ key }) => key.id === id)
  const [planned, ...more] = found
  if (planned === undefined) throw new UserError(`No migration is called ${JSON.stringify(id)}.`)
  if (more.length > 0)
    throw new UserError(`Several folders have a migration ${JSON.stringify(id)}: say which with --dir.`)
  return planned
}

/** By the table of the team's own tool. */
async function stateInTable(
  { target, work }: Deployment,
  { parsed: { migration } }: PlannedMigration,
): Promise<'applied' | 'unfinished' | 'not-applied'> {
  const history = await target.history(historySources)
  const all = work.planned.map(({ parsed }) => parsed.migration)
  if (unfinishedOn(history, all).includes(migration)) return 'unfinished'
  return appliedOn(history, [migration])?.has(migration) === true ? 'applied' : 'not-applied'
}

/** The part on which a migration stopped, where nobody wrote how that ended. */
function unsettledSegment(
  { segments }: PlannedMigration,
  entry: JournaledMigration,
  statements: readonly JournaledStatement[],
): { readonly segment: Segment; readonly isLast: boolean; readonly line: number } | null {
  if (entry.state !== 'running' && entry.state !== 'failed') return null
  // The numbers of a way back are not those of the up: it is settled as a whole.
  if (entry.direction === 'down') return null
  const open = statements.filter(one => sameKey(one, entry) && ['running', 'failed'].includes(one.state))
  const place = segments.findIndex(
    ({ kind, statements: own }) =>
      kind !== 'transaction' && own.some(({ index }) => open.some(({ number }) => number === index)),
  )
  const segment = segments[place]
  if (segment === undefined) return null
  return { segment, isLast: place === segments.length - 1, line: segment.statements[0]?.line ?? 1 }
}

function entriesOf(segment: Segment, { statements }: Journal, { key }: PlannedMigration) {
  const numbers = new Set<number>(segment.statements.map(({ index }) => index))
  return statements
    .filter(one => sameKey(one, key) && numbers.has(one.number))
    .map(({ number, checksum }) => ({ number, checksum }))
}

function stateOf({ folder, id, direction, pass, digest, checksum, down, losses, kept }: JournaledMigration) {
  return { folder, id, direction, pass, digest, checksum, down, losses, kept } satisfies Omit<
    MigrationState,
    'state'
  >
}
