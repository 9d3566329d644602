import type { Migration } from '../../model/migration.ts'
import type { ReplayedMigration } from '../../model/replay.ts'
import type { RuleContext } from '../rule.ts'

/** A migration of the change that comes before one which databases may have run already. */
export interface LateMigration {
  readonly migration: ReplayedMigration
  /** The last one of its folder that stood before the change. */
  readonly newest: Migration
}

/** Migrations that the change does not put at the end of their folder, as their tools see it. */
export function lateMigrations(context: RuleContext): readonly LateMigration[] {
  const added = addedOf(context)
  return added.flatMap(migration => {
    const newest = newestBefore(context, migration.migration, added)
    return newest === null ? [] : [{ migration, newest }]
  })
}

/** Another migration of the same folder and number; `null` where it has none, or no number. */
export function twinOf({ order }: RuleContext, { migration }: ReplayedMigration): Migration | null {
  const number = numberOf(migration)
  if (number === null) return null
  const twin = order.find(
    it => it.up.path !== migration.up.path && numberOf(it) === number && !isCounted(it.id, migration.id),
  )
  return twin ?? null
}

/** `…_part_01` and `…_part_02`: one author split the work and numbered the parts, whose names sort as they count. */
function isCounted(one: string, other: string): boolean {
  const words = (id: string) => id.replaceAll(/\d/g, '#')
  return words(one) === words(other)
}

/** True where the change comes on migrations that stood before: what nobody has run yet can stand in any order. */
export function hasHistory({ order, migrations }: RuleContext): boolean {
  const inReview = new Set(migrations.map(({ migration }) => migration.up.path))
  return order.some(({ up }) => !inReview.has(up.path))
}

function addedOf({ migrations }: RuleContext): readonly ReplayedMigration[] {
  return migrations.filter(({ state }) => state === 'added')
}

function newestBefore(
  { order }: RuleContext,
  migration: Migration,
  added: readonly ReplayedMigration[],
): Migration | null {
  const young = new Set(added.map(it => it.migration.up.path))
  const folder = folderOf(migration)
  const siblings = order.filter(it => it.format === migration.format && folderOf(it) === folder)
  const standing = siblings.filter(({ up }) => !young.has(up.path))
  const { stamp } = migration
  if (stamp !== undefined) {
    const newest = standing.toSorted((a, b) => (a.stamp ?? 0) - (b.stamp ?? 0)).at(-1)
    return newest?.stamp !== undefined && newest.stamp >= stamp ? newest : null
  }
  const place = siblings.findIndex(({ up }) => up.path === migration.up.path)
  const last = standing.at(-1)
  return last !== undefined && siblings.indexOf(last) > place ? last : null
}

/** Where the path of a migration goes on with its id. */
function folderOf({ id, up: { path } }: Migration): string {
  const at = path.startsWith(id) ? 0 : path.indexOf(`/${id}`) + 1
  return path.slice(0, at)
}

/** A number in a sequence, or a moment to the second; of a day there may be several. */
function numberOf(migration: Migration): string | null {
  const { id } = migration
  const [, within = '', digits = ''] = /^(.*\/)?(\d+)(?![\d.-])/s.exec(id) ?? []
  const isNumber = digits !== '' && (digits.length < 8 || digits.length >= 12)
  return isNumber ? `${folderOf(migration)}${within}${BigInt(digits)}` : null
}
