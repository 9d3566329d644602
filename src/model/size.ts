/** What a target's statistics say of a table; `null` where they do not know. */
export interface TableSize {
  /** The server's estimate. */
  readonly rows: number | null
  /** Of the table with its indexes and what is stored beside it. */
  readonly bytes: number | null
}
