/** Something in a database that works no longer as it should, though no statement failed. */
export interface Damage {
  readonly kind: /** Rows that point to no row. */
    | 'violated-foreign-key'
    /** A view, trigger or foreign key that names something that is not there. */
    | 'dangling-reference'
    /** The engine's own check of the file finds fault. */
    | 'corrupt'
  /** With its kind: `view main.totals`. */
  readonly object: string
  /** One line. */
  readonly detail: string
}
