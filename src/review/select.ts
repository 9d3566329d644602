import type { Migration, ReviewState } from '../model/migration.ts'

/** A migration and where it stands in this check. */
export interface Selected {
  readonly migration: Migration
  readonly state: ReviewState
}

export interface Selection {
  /** What stands before the change, in order; among them those whose down alone the change touches. */
  readonly base: readonly Selected[]
  /** What the change adds, in order, then what it must not have touched. */
  readonly review: readonly Selected[]
  /** All that the change leaves, in the order in which a new database gets it. */
  readonly order: readonly Migration[]
}

/**
 * Splits a history into what stood before and what is in review. A migration whose up is the same text stood
 * before; with another text, or gone, it was edited after it may have been applied.
 */
export function select(base: readonly Migration[], head: readonly Migration[]): Selection {
  const before = new Map(base.map(migration => [key(migration), migration]))
  const after = new Map(head.map(migration => [key(migration), migration]))
  const standing = base.map((migration): Selected => {
    const now = after.get(key(migration))
    const downChanged = now !== undefined && sameUp(now, migration) && !sameDown(now, migration)
    return downChanged ? { migration: now, state: 'down-changed' } : { migration, state: 'base' }
  })
  const added = head.filter(migration => !before.has(key(migration)))
  const edited = base.flatMap(migration => {
    const now = after.get(key(migration))
    return now === undefined ? [migration] : sameUp(now, migration) ? [] : [now]
  })
  return {
    base: standing,
    review: [
      ...added.map((migration): Selected => ({ migration, state: 'added' })),
      ...edited.map((migration): Selected => ({ migration, state: 'edited' })),
    ],
    order: head,
  }
}

/** How migrations stand on a target, by the path of their up; it has run all others. */
export interface StandOnTarget {
  /** Those that are to run now. */
  readonly pending: ReadonlySet<string>
  /** Those that it has not run either, and that stay so. */
  readonly later: ReadonlySet<string>
}

/** Splits a history into what a target has run and what it is to run. */
export function selectPending(
  migrations: readonly Migration[],
  { pending, later }: StandOnTarget,
): Selection {
  const order = migrations.filter(({ up }) => !later.has(up.path))
  const isPending = ({ up }: Migration) => pending.has(up.path)
  return {
    base: order.filter(one => !isPending(one)).map(migration => ({ migration, state: 'base' })),
    review: order.filter(isPending).map(migration => ({ migration, state: 'added' })),
    order,
  }
}

/** The same text, sent the same way: a directive or a manifest may say otherwise now. */
function sameUp(now: Migration, before: Migration): boolean {
  return now.up.text === before.up.text && now.transaction === before.transaction
}

function sameDown(now: Migration, before: Migration): boolean {
  const way = ({ downDelivery, transaction }: Migration) => downDelivery?.transaction ?? transaction
  return now.down?.text === before.down?.text && way(now) === way(before)
}

/** The id alone is not enough: two folders may both have a `0001_init`. */
function key(migration: Migration): string {
  return `${migration.up.path.slice(0, migration.up.path.lastIndexOf('/') + 1)}${migration.id}`
}
