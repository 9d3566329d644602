/**
 * The rows of a shadow at one moment, by table. They are synthetic, or what the migrations themselves put there:
 * never a user's data.
 */
export type Rows = ReadonlyMap<string, TableRows>

export interface TableRows {
  readonly count: number
  /**
   * The values of each stored column, by its bare name, as SQL literals in the order of the table's key; long ones as
   * digests. Of a table with too many rows one digest of all values stands for them.
   */
  readonly columns: ReadonlyMap<string, readonly string[]>
  /** The highest key that the table ever gave, where the engine keeps it so that none is given twice. */
  readonly mark?: number
}

/** What a migration did to the rows of a table that stands before and after it under the same name. */
export interface RowsAround {
  /** Schema-qualified, quoted where SQL needs it. */
  readonly table: string
  /** Rows before and after. */
  readonly before: number
  readonly after: number
  /** Columns that stand before and after, and had values before, but have none now: every one is NULL. */
  readonly emptied: readonly string[]
  /** Columns that stand before and after, whose different values gave way to one and the same, other than NULL. */
  readonly levelled: readonly string[]
  /** Columns that stand before and after, and of whose values none is left, though they hold several others. */
  readonly replaced: readonly string[]
  /** Columns that stand before and after, and hold the values that another one had, which holds its own no more. */
  readonly mixed: readonly { readonly column: string; readonly from: string }[]
  /** Columns that went, and the new ones in which all their values stand. */
  readonly moved: readonly { readonly from: string; readonly to: string }[]
  /** The table's mark where it is lower now; `null` where it is not. */
  readonly lowered: { readonly before: number; readonly after: number } | null
}

/** What one statement did to the rows of one table, its triggers and foreign keys included. */
export interface RowsTouched {
  /** Schema-qualified, quoted where SQL needs it. */
  readonly table: string
  /** Rows before and after. */
  readonly before: number
  readonly after: number
  /** Whether any value is another one now, where the number of rows is the same. */
  readonly changed: boolean
}
