import type { Change } from './schema.ts'

/** A difference after up and down in the eyes of who goes back. */
const fates = {
  add: 'left behind',
  drop: 'lost',
  alter: 'changed',
  rename: 'changed',
} as const satisfies Record<Change['action'], string>

/** What became of the object: left behind, lost or changed. */
export function fateOf({ action }: Change): (typeof fates)[Change['action']] {
  return fates[action]
}

/** `left behind table public.a, index public.i and 3 more; lost view public.v`, without a word on what changed in each. */
export function differenceWords(
  difference: readonly Change[],
  { shown = 5, name = (full: string) => full }: { shown?: number; name?: (full: string) => string } = {},
): string {
  const groups = Map.groupBy(difference, fateOf)
  return (['left behind', 'lost', 'changed'] as const)
    .flatMap(fate => {
      const all = groups.get(fate) ?? []
      if (all.length === 0) return []
      const names = all.slice(0, shown).map(change => `${change.object} ${name(change.name)}`)
      return `${fate} ${names.join(', ')}${all.length > shown ? ` and ${all.length - shown} more` : ''}`
    })
    .join('; ')
}
