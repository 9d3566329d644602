/** One text file of a migration, as the author wrote it. */
export interface SourceFile {
  /** Path from the root of the repository, with forward slashes. */
  readonly path: string
  readonly text: string
  /** What the file holds, where `text` is not that to the letter: of this tools make their checksums. */
  readonly written?: string
  /** Lines, from 1, behind which its runner cuts the text, whatever stands there; none where it does not. */
  readonly cuts?: readonly number[]
}

/**
 * How the migration's runner sends it to the database.
 * - `wrapped`: one transaction around all that can be in one; the rest runs alone
 * - `none`: every statement alone
 * - `single-string`: the whole file as one query string (an implicit transaction)
 * - `authored`: the file has its own BEGIN/COMMIT and is sent as it stands
 */
export type TransactionForm = 'wrapped' | 'none' | 'single-string' | 'authored'

/** How a runner sends the text of one direction. */
export interface Delivery {
  /** By the format and the directives in its files, before a look at the author's own BEGIN and COMMIT. */
  readonly transaction: TransactionForm
  /** The runner hands over the whole text as one query string: several statements share an implicit transaction. */
  readonly oneString: boolean
}

/** One step of a history: an up and maybe a down, and how its runner sends the up. */
export interface Migration extends Delivery {
  readonly id: string
  readonly format: string
  readonly up: SourceFile
  /** Where up and down share a file, each text has the rest blanked, so that lines count in the file. */
  readonly down: SourceFile | null
  /** How its runner sends the down; as the up where that is not said. */
  readonly downDelivery?: Delivery
  /** `ours` sends alone what cannot be in a transaction, and sets the timeouts; another tool does as it is told. */
  readonly runner: 'ours' | 'theirs'
  /**
   * What its tool does with it where a later one ran already; unless said it applies it then, in another order than
   * on a new database.
   */
  readonly whenLate?: 'skipped' | 'refused'
  /** By what its tool finds out whether it is late, where that is not the order of the folder. */
  readonly stamp?: number
}

/** A migration folder and the format of what is in it. */
export interface MigrationFolder {
  /** From the root of the repository; `.` is the root itself. */
  readonly path: string
  /** The name of a format. */
  readonly format: string
}

/** Where a migration stands in this check. */
export type ReviewState =
  /** Part of the base: replayed, not judged. */
  | 'base'
  /** Added by the change: replayed strictly and judged. */
  | 'added'
  /** Stood on the base branch with the same up; its down is new or another one now. */
  | 'down-changed'
  /** Stood on the base branch with another up, or is gone there now: never to be edited. */
  | 'edited'
