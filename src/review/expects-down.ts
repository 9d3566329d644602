import { formatNamed } from '../migrations/read.ts'
import type { Migration } from '../model/migration.ts'

/**
 * Tells whether a team would expect a down of a migration: where its format has one for each, or where the format
 * leaves the choice and at least half of the other migrations of its folder have one.
 */
export function expectsDown(history: readonly Migration[]): (migration: Migration) => boolean {
  const habits = Map.groupBy(history, habitKey)
  return migration => {
    const { downs } = formatNamed(migration.format)
    if (downs !== 'maybe') return downs === 'always'
    const others = (habits.get(habitKey(migration)) ?? []).filter(({ id }) => id !== migration.id)
    const withDown = others.filter(({ down }) => down !== null).length
    return withDown > 0 && withDown * 2 >= others.length
  }
}

/** Migrations that are kept alike: of one format, in one folder. */
function habitKey({ format, up: { path } }: Migration): string {
  return `${format} ${path.slice(0, path.lastIndexOf('/') + 1)}`
}
