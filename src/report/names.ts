import type { Review } from '../model/review.ts'
import { code, type Inline, joined, md } from './markdown-writer.ts'
import { oneLine } from './plain-text.ts'
import { shortName } from './words.ts'

/** Every relation and column that the review speaks of. */
export function namesIn(review: Review): ReadonlySet<string> {
  const names = review.migrations.flatMap(({ statements, changes, down }) => [
    ...statements.flatMap(({ locks, rewrites, scans }) => [
      ...locks.map(({ relation }) => relation),
      ...rewrites,
      ...scans,
    ]),
    ...changes.map(({ name }) => name),
    ...down.losses,
  ])
  return new Set(names)
}

/** No word of prose has an underscore within. */
const snakeCase = /^[a-z0-9.$]*[a-z0-9]_[a-z0-9_.$]*[a-z0-9]$/

/** A sentence with the names in it, and what stands in backticks, set as code. */
export function prose(sentence: string, names: ReadonlySet<string>): Inline {
  const pieces = oneLine(sentence)
    .split(/(`[^`]+`)/)
    .map((piece, index) => (index % 2 === 1 ? code(piece.slice(1, -1)) : withNames(piece, names)))
  return joined(pieces, md``)
}

function withNames(text: string, names: ReadonlySet<string>): Inline {
  const pieces = text.split(/(?<= )/).map(word => {
    const [, before = '', name = '', after = ''] = /^([("']*)(.*?)([)"',.;:!?]* ?)$/.exec(word) ?? []
    return names.has(name) || snakeCase.test(name)
      ? md`${before}${code(shortName(name))}${after}`
      : md`${word}`
  })
  return joined(pieces, md``)
}
