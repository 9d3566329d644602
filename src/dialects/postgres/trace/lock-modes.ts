/** Table lock modes from weak to strong (PostgreSQL manual, "Explicit Locking"). */
const modes = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
] as const

/** The strongest of the modes; `null` of none. */
export function strongest(held: readonly string[] | undefined): string | null {
  return modes.findLast(mode => held?.includes(mode)) ?? null
}

/** Whether a mode is stronger than another; anything is stronger than none. */
export function isStronger(mode: string | null, than: string | null): boolean {
  return rank(mode) > rank(than)
}

function rank(mode: string | null): number {
  return modes.indexOf(mode as (typeof modes)[number])
}
