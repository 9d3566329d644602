import type { PlannedMigration } from '../deploy/plan.ts'
import type { Holder } from '../dialects/deploy-target.ts'
import { splitLast } from '../dialects/support/object-names.ts'
import { Stopped } from '../model/deploy.ts'
import type { Review } from '../model/review.ts'
import type { SchemaObject } from '../model/schema.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Examined } from './check.ts'
import { type Deployment, historyTablesIn } from './deploying.ts'

/** Something that is kept, or will be once this plan has run so far. */
interface Keeper extends Holder {
  /** Its place in the plan from which on it is kept; -1 for what stands in the archive now. */
  readonly from: number
  readonly told: string
  /** How to be rid of it. */
  readonly release: string
}

/**
 * Whatever is to be set aside can be, and nothing that the plan drops holds up what is kept: the throwaway database, in
 * which no archive stands, would not tell. There a plain DROP fails on the target, and CASCADE takes kept rows away.
 * @throws Stopped `no-privilege`, `blocked` before anything runs
 */
export async function requireArchive(
  pending: readonly PlannedMigration[],
  { keeping, review }: Examined,
  deployment: Deployment,
  before: Snapshot,
): Promise<void> {
  const { target } = deployment
  if (keeping.size > 0 && !(await target.mayArchive()))
    throw new Stopped(
      'no-privilege',
      'What is dropped is to be kept in schemas of its own, and the role may not create any: GRANT CREATE ON DATABASE to it, or set keep-data: false.',
    )
  const drops = pending.map(planned => dropsOf(planned, review))
  if (drops.every(({ size }) => size === 0)) return
  const keepers = [...(await inArchive(deployment)), ...inPlan(pending, keeping)]
  if (keepers.length === 0) return
  const held = await heldUp(pending, drops, keepers, deployment, before)
  if (held.length === 0) return
  const more = held.length > 5 ? [`and ${held.length - 5} more`] : []
  throw new Stopped(
    'blocked',
    [
      'What is kept would be lost, or keeps a DROP from running. Nothing was run.',
      ...held.slice(0, 5),
      ...more,
    ].join('\n'),
  )
}

/** Which DROP of the plan meets something that is kept by then, a line each. */
async function heldUp(
  pending: readonly PlannedMigration[],
  drops: readonly ReadonlySet<string>[],
  keepers: readonly Keeper[],
  deployment: Deployment,
  before: Snapshot,
): Promise<readonly string[]> {
  const needs = await deployment.target.neededBy(keepers)
  const { objects } = await deployment.target.readSchema(historyTablesIn(deployment, before))
  const standing = [...objects.values()]
  return keepers.flatMap(keeper => {
    const needed = standing.filter(({ identity }) => needs.get(keeper)?.has(identity) === true)
    return pending.flatMap(({ key }, place) =>
      needed
        .filter(one => place > keeper.from && isDropped(one, drops[place], keeper))
        .map(
          ({ kind, name }) =>
            `${key.id} drops the ${kind} ${name}, which ${keeper.told} needs. ${keeper.release}`,
        ),
    )
  })
}

/** What a migration drops by its text, even if it makes it again, or by what it did in the throwaway database. */
function dropsOf({ parsed }: PlannedMigration, review: Review): ReadonlySet<string> {
  const { changes = [] } = review.migrations.find(({ path }) => path === parsed.migration.up.path) ?? {}
  return new Set([
    ...changes.flatMap(({ action, name }) => (action === 'drop' ? [name] : [])),
    ...parsed.up.flatMap(({ operations }) =>
      operations.flatMap(operation => (operation.kind === 'drop' ? [operation.name] : [])),
    ),
  ])
}

/** By its text a function is dropped without its arguments. A type that is dropped later is kept as texts. */
function isDropped(
  { kind, name }: SchemaObject,
  drops: ReadonlySet<string> | undefined,
  { from }: Keeper,
): boolean {
  if (from >= 0 && (kind === 'type' || kind === 'domain')) return false
  return drops?.has(name) === true || drops?.has(name.replace(/\(.*$/s, '')) === true
}

async function inArchive({ target }: Deployment): Promise<readonly Keeper[]> {
  return (await target.setAside()).map(({ id, object, place }) => ({
    table: place,
    column: null,
    from: -1,
    told: `${object} in the archive`,
    release: `migration-gate archive purge ${id} gives it up; else leave this DROP until it has expired.`,
  }))
}

function inPlan(pending: readonly PlannedMigration[], keeping: Examined['keeping']): readonly Keeper[] {
  return pending.flatMap(({ key, parsed }, from) =>
    (keeping.get(parsed.migration.up.path)?.objects ?? []).map(({ kind, name }): Keeper => {
      const { parent, local } = splitLast(name)
      return {
        ...(kind === 'column' ? { table: parent, column: local } : { table: name, column: null }),
        from,
        told: `${name}, which ${key.id} sets aside,`,
        release: `Apply --to ${key.id} first; migration-gate archive purge gives it up.`,
      }
    }),
  )
}
