/** A danger that other linters or manuals name, and no rule of ours speaks of. */
export interface LeftOut {
  readonly name: string
  /** One sentence: why not. */
  readonly why: string
  /** True where it waits for what is not read yet: rows, statistics or settings of the target. */
  readonly later?: true
}

/** In the order of their names. */
export const leftOut: readonly LeftOut[] = []
