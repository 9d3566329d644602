import type { Migration } from '../../model/migration.ts'
import type { ReplayedMigration } from '../../model/replay.ts'
import type { RuleContext } from '../rule.ts'
import { remembered } from './remembered.ts'

/** A migration of the change that comes before one which databases may have run already. */
export interface LateMigration {
  readonly migration: ReplayedMigration
  /** The last one of its folder that stood before the change. */
  readonly newest: Migration
}

/** Migrations that the change does not put at the end of their folder, as their tools see it. */
export function lateMigrations(context: RuleContext): readonly LateMigration[] {
  return addedOf(context).flatMap(migration => {
    const newest = newestBefore(context, migration.migration)
    return newest === null ? [] : [{ migration, newest }]
  })
}

/** Another migration of the same folder and number; `null` where it has none, or no number. */
export function twinOf(context: RuleContext, { migration }: ReplayedMigration): Migration | null {
  const number = numberOf(migration)
  if (number === null) return null
  const namesakes = byNumber(context).get(number) ?? []
  const twin = namesakes.find(it => it.up.path !== migration.up.path && !isCounted(it.id, migration.id))
  return twin ?? null
}

const byNumber = remembered(({ order }: RuleContext) => Map.groupBy(order, numberOf))

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

function newestBefore(context: RuleContext, migration: Migration): Migration | null {
  const folder = folders(context).get(nameOfFolder(migration))
  if (folder === undefined) return null
  const { places, last, newest } = folder
  const { stamp } = migration
  if (stamp !== undefined) return newest?.stamp !== undefined && newest.stamp >= stamp ? newest : null
  const placeOf = ({ up }: Migration) => places.get(up.path) ?? -1
  return last !== undefined && placeOf(last) > placeOf(migration) ? last : null
}

/** For each folder and format: the places of its migrations by path, and which of those that stood before comes last, by place and by stamp. */
const folders = remembered((context: RuleContext) => {
  const young = new Set(addedOf(context).map(({ migration }) => migration.up.path))
  const grouped = [...Map.groupBy(context.order, nameOfFolder)].map(([name, siblings]) => {
    const standing = siblings.filter(({ up }) => !young.has(up.path))
    const places = new Map(siblings.map(({ up }, place) => [up.path, place]))
    const newest = standing.toSorted((a, b) => (a.stamp ?? 0) - (b.stamp ?? 0)).at(-1)
    return [name, { places, last: standing.at(-1), newest }] as const
  })
  return new Map(grouped)
})

function nameOfFolder(migration: Migration): string {
  return `${migration.format} ${folderOf(migration)}`
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
