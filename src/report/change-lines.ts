import type { Change } from '../model/schema.ts'
import { cut } from './plain-text.ts'
import { shortName } from './words.ts'

/** `+` and `-` as everywhere; `!` is what a `diff` fence colours as a change. */
const signs = { add: '+', drop: '-', alter: '!', rename: '!' } as const satisfies Record<
  Change['action'],
  string
>

/** A column as wide as its longest name would push the details out of sight. */
const widestName = 44

/** Changes as aligned lines, for a `diff` fence or a terminal; `word` says more than the sign. */
export function changeLines(
  changes: readonly Change[],
  word: ((change: Change) => string) | null = null,
): readonly string[] {
  const words = changes.map(change => word?.(change) ?? '')
  const wordWidth = Math.max(0, ...words.map(({ length }) => (length === 0 ? 0 : length + 2)))
  const lines = changes.map(({ action, object, name, detail }, place) => ({
    sign: `${signs[action]} ${(words[place] ?? '').padEnd(wordWidth)}`,
    object: cut(object, 24),
    name: cut(shortName(name), 100),
    detail: cut(detail, 110),
  }))
  const objectWidth = Math.max(0, ...lines.map(({ object }) => object.length))
  const nameWidth = Math.min(widestName, Math.max(0, ...lines.map(({ name }) => name.length)))
  return lines.map(({ sign, object, name, detail }) =>
    `${sign}${object.padEnd(objectWidth)}  ${name.padEnd(nameWidth)}  ${detail}`.trimEnd(),
  )
}
