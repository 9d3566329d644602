import type { ReplayedMigration } from '../model/replay.ts'
import type { Progress } from '../replay/replay.ts'
import type { CheckRequest } from './check.ts'
import { type ReplayedChange, replayChange } from './replay-change.ts'

/** A second run of more migrations would take longer than anybody waits. */
const mostInReview = 50

/**
 * The change with a generated way back beside each of the author's that does not lead back. The planner looks before an
 * up runs, and seldom has to: so where a down is found to be wrong, the change runs a second time without it.
 */
export async function correctDowns(
  request: CheckRequest,
  change: ReplayedChange,
  progress: Progress,
): Promise<ReplayedChange> {
  const { migrations } = change.replayed
  const wrong = new Set(migrations.filter(isWrong).map(({ migration }) => migration.up.path))
  if (wrong.size === 0 || request.planDownOf !== undefined || migrations.length > mostInReview) return change
  const config = { ...request.config, drift: 'off' as const }
  const again = await replayChange({ ...request, config, planDownOf: wrong }, (_, done) =>
    progress('planning a way back', done),
  )
  const planned = new Map(again.replayed.migrations.map(each => [each.migration.up.path, each.down]))
  const corrected = migrations.map((each): ReplayedMigration => {
    const plan = wrong.has(each.migration.up.path) ? planned.get(each.migration.up.path) : undefined
    const leadsBack =
      plan?.source === 'generated' && (plan.schema === 'equal' || plan.schema === 'equal-except-order')
    return leadsBack ? { ...each, down: { ...each.down, corrected: plan.sql } } : each
  })
  return { ...change, replayed: { ...change.replayed, migrations: corrected } }
}

function isWrong({ state, down }: ReplayedMigration): boolean {
  const isAuthored = down.source === 'authored' || down.source === 'authored-empty'
  return state !== 'edited' && isAuthored && down.schema === 'unequal'
}
