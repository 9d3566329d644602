/**
 * Why rows may be in the way, or missing, that are not so in production: for the migrations of one review, which come
 * one after the other upon the same base.
 */
export class RowDoubt {
  #reason: string | null = null

  /** `null` where there is no doubt. */
  get reason(): string | null {
    return this.#reason
  }

  /** Told of a migration of the review that did not come through: later ones find other rows than in production. */
  missRowsOf(path: string): void {
    this.#reason ??= `${path} did not come through, so that other rows stand here`
  }

  /** Told what became of rows that are none of production. */
  doubt(reason: string): void {
    this.#reason = reason
  }
}
