import { sameName } from '../../parse/names.ts'
import type { Value } from '../../session.ts'
import type { Choice, Option } from './choices.ts'

/** One row that is tried: of each choice one option. */
export class Candidate {
  readonly #choices: readonly Choice[]
  /** The options of each choice as this row tries them. */
  readonly #options: readonly (readonly Option[])[]
  readonly #promising: readonly number[]
  readonly #places: number[]
  /** Only what is promising is tried first, in all its combinations. */
  #narrow = true

  constructor(choices: readonly Choice[], row: number) {
    this.#choices = choices
    this.#options = choices.map(choice => optionsOf(choice, row))
    this.#promising = choices.map(promisingIn)
    this.#places = choices.map(() => 0)
  }

  /** NULL for keys that only ever repeat each other. */
  valueOf(column: string, followed = 0): Value {
    for (const [at, { columns, references }] of this.#choices.entries()) {
      const within = columns.findIndex(name => sameName(name, column))
      if (within === -1) continue
      const option = this.#options[at]?.[this.#places[at] as number]
      if (option !== 'own-key') return option?.[within] ?? null
      const source = references[within]
      return source === undefined || followed > columns.length + 1 ? null : this.valueOf(source, followed + 1)
    }
    return null
  }

  /** Goes to the next combination of the options behind these columns; false where all were tried. */
  change(columns: readonly string[]): boolean {
    const behind = this.#choices
      .flatMap((choice, at) =>
        choice.columns.some(name => columns.some(column => sameName(column, name))) ? [at] : [],
      )
      .toSorted((a, b) => this.#promisingAt(a) - this.#promisingAt(b))
    if (this.#advance(behind)) return true
    if (!this.#narrow) return false
    this.#narrow = false
    return this.#advance(behind)
  }

  #promisingAt(place: number): number {
    return this.#promising[place] as number
  }

  /** As an odometer does; what has the fewest options goes fastest. */
  #advance(behind: readonly number[]): boolean {
    for (const at of behind) {
      const width = this.#narrow ? this.#promisingAt(at) : (this.#options[at]?.length ?? 0)
      const next = (this.#places[at] as number) + 1
      this.#places[at] = next < width ? next : 0
      if (next < width) return true
    }
    return false
  }
}

function optionsOf({ promising, others, none }: Choice, row: number): readonly Option[] {
  const [first, rest] =
    promising.length > 0
      ? [rotated(promising, row), others]
      : [rotated(others, row).slice(0, 1), rotated(others, row).slice(1)]
  if (none === null) return [...first, ...rest]
  return none.when === 'early' ? [...first, none.option, ...rest] : [...first, ...rest, none.option]
}

function promisingIn({ promising, none }: Choice): number {
  return Math.max(1, promising.length) + (none?.when === 'early' ? 1 : 0)
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const start = items.length === 0 ? 0 : by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}
