/** The long form runs every row of the tables in which each row boots an engine or two. */
export const isLong = process.env.TEST_FORM === 'long'

/** All rows in the long form; in the short one every `step`th, the first included. */
export function rowsOf<Row>(rows: readonly Row[], step: number): readonly Row[] {
  return isLong ? rows : rows.filter((_, place) => place % step === 0)
}
