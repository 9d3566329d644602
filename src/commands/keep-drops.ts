import { dropsData } from '../migrations/digest.ts'
import type { KeepRequest } from '../model/keeping.ts'
import type { ReplayedMigration } from '../model/replay.ts'
import type { TableSize } from '../model/size.ts'
import type { Statement } from '../model/statement.ts'
import type { Progress } from '../replay/replay.ts'
import { sizesOf } from '../review/sizes.ts'
import type { CheckRequest } from './check.ts'
import { type ReplayedChange, replayChange } from './replay-change.ts'

/** Stands in a review for the tag that an apply gives. */
const tagInReview = '0'.repeat(12)

/**
 * The change with what an apply would set aside of it, where the configuration keeps what is dropped. The way back of the
 * schema must be known before the first statement can be tried in its other form: so where anything is dropped, the
 * change runs a second time.
 */
export async function keepDropped(
  request: CheckRequest,
  change: ReplayedChange,
  progress: Progress,
): Promise<ReplayedChange> {
  const { keepData } = request.config.apply
  const { migrations, engine } = change.replayed
  const dropping = migrations.filter(isDropping)
  if (keepData === null || dropping.length === 0 || engine === null) return change
  if (change.dialect.keepDrops === undefined) return change
  const asked = new Map(dropping.map(each => [each.migration.up.path, requestOf(request, change, each)]))
  const config = { ...request.config, drift: 'off' as const }
  const again = await replayChange({ ...request, config, keeping: asked }, (_, done) =>
    progress('trying what is kept', done),
  )
  const kept = new Map(again.replayed.migrations.map(each => [each.migration.up.path, each.kept]))
  const told = migrations.map((each): ReplayedMigration => {
    const found = asked.has(each.migration.up.path) ? kept.get(each.migration.up.path) : undefined
    return found === undefined ? each : { ...each, kept: found }
  })
  return { ...change, replayed: { ...change.replayed, migrations: told } }
}

function statementsOf({ statements }: Pick<ReplayedMigration, 'statements'>): readonly Statement[] {
  return statements.map(({ statement }) => statement)
}

function isDropping({ state, statements }: ReplayedMigration): boolean {
  const up = statementsOf({ statements })
  return state === 'added' && (dropsData(up) || up.some(({ operations }) => operations.some(mayLose)))
}

/** Nothing keeps what these take away, and that is to be said. */
function mayLose(
  operation: ReplayedMigration['statements'][number]['statement']['operations'][number],
): boolean {
  return operation.kind === 'truncate' || operation.kind === 'write-rows' || operation.kind === 'run-code'
}

/** A table that nobody analysed has bytes, and few rows are shorter than this. */
const shortRow = 100

function rowsIn(size: TableSize | null): number {
  return size?.rows ?? (size?.bytes ?? 0) / shortRow
}

function requestOf(
  { config, keepTagOf }: CheckRequest,
  { dialect, snapshot, replayed: { migrations, schemaBefore, relationsBefore } }: ReplayedChange,
  one: ReplayedMigration,
): KeepRequest {
  const { days, 'copied-rows': most } = config.apply.keepData ?? { days: 0, 'copied-rows': 0 }
  const { migration, down } = one
  const { size } = sizesOf(snapshot, dialect, schemaBefore, config['small-table'])
  const leadsBack = down.schema === 'equal' || down.schema === 'equal-except-order'
  const sql = leadsBack ? down.sql : (down.corrected ?? down.sql)
  return {
    down: sql === '' ? null : sql,
    tag: keepTagOf?.(migration.up.path) ?? tagInReview,
    days,
    later: migrations.slice(migrations.indexOf(one) + 1).flatMap(statementsOf),
    isLive: table => relationsBefore?.has(table) === true,
    isTooLarge: table => rowsIn(size(table)) > most,
  }
}
