import type { Shadow } from '../dialects/dialect.ts'
import type { Migration } from '../model/migration.ts'
import type { BrokenQuery, RecordedQuery, WatchedQueries } from '../model/queries.ts'
import { unlessGone } from './unless-gone.ts'

/** Prepares the recorded queries before the change and after each of its migrations; none of them is run. */
export class QueryWatch {
  #alive: readonly RecordedQuery[]
  #refused: WatchedQueries['refused'] = []
  readonly #broken: BrokenQuery[] = []
  readonly #asked: readonly RecordedQuery[]
  /** ms that looks between the first and the last migration may take. */
  readonly #budget: number
  #spent = 0
  #begun = false

  constructor(queries: readonly RecordedQuery[], budget: number) {
    this.#asked = queries
    this.#alive = queries
    this.#budget = budget
  }

  /** On the schema on which the change comes. */
  async begin(shadow: Shadow): Promise<void> {
    this.#refused = await this.#failing(shadow)
    this.#begun = true
  }

  /** After a migration. With the time used up only the last one is looked at, and what failed before is told there. */
  async after(shadow: Shadow, { id }: Migration, isLast: boolean): Promise<void> {
    if (!this.#begun || (this.#spent > this.#budget && !isLast)) return
    const failing = await this.#failing(shadow)
    this.#broken.push(...failing.map(each => ({ ...each, migration: id })))
  }

  /** `null` where there was nothing to ask, or nobody to answer. */
  result(): WatchedQueries | null {
    if (!this.#begun || this.#asked.length === 0) return null
    return { asked: this.#asked.length, refused: this.#refused, broken: this.#broken }
  }

  /** Those that fail now and did not before. */
  async #failing(shadow: Shadow): Promise<WatchedQueries['refused']> {
    if (this.#alive.length === 0) return []
    const began = performance.now()
    const answers = await unlessGone(shadow.prepare(this.#alive.map(({ sql }) => sql)))
    this.#spent += performance.now() - began
    if (answers === null) return []
    const asked = this.#alive
    this.#alive = asked.filter((_, place) => answers[place] === null)
    return asked.flatMap((query, place) => {
      const message = answers[place] ?? null
      return message === null ? [] : [{ query, message }]
    })
  }
}
