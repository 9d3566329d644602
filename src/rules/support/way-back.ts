import type { Change } from '../../model/schema.ts'

/** Only what the database gave; a code of ours says nothing to the reader. */
export function stateOf(code: string): string {
  return /^[0-9A-Z]{5}$/.test(code) ? ` (SQLSTATE ${code})` : ''
}

/** As many names of a kind are told. */
const shown = 5

/** In the eyes of who goes back: what is too much, what is missing, what is another one. */
export function differenceOf(difference: readonly Change[]): string {
  const names = (actions: readonly Change['action'][]) => {
    const all = difference
      .filter(({ action }) => actions.includes(action))
      .map(({ object, name }) => `${object} ${name}`)
    return all.length > shown
      ? `${all.slice(0, shown).join(', ')} and ${all.length - shown} more`
      : all.join(', ')
  }
  const groups = { 'left behind': names(['add']), lost: names(['drop']), changed: names(['alter', 'rename']) }
  return Object.entries(groups)
    .filter(([, all]) => all !== '')
    .map(([title, all]) => `${title}: ${all}`)
    .join('; ')
}
