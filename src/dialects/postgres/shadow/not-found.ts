/** What the server says of an `IF EXISTS` that met nothing, of objects that hold data or that others hang on. */
const notFound =
  /^(?:(column) "(?<column>.+)" of relation|table|foreign table|relation|materialized view|sequence|schema|type) "(?<name>.+)" does not exist, skipping$/

/**
 * The lost object that an `IF EXISTS` passed over, by what the server noticed: where the object stands, the same
 * statement drops or changes it. What a script may drop before it makes it anew (views, triggers, functions) is
 * not told.
 */
export function passedOver(
  notices: readonly string[],
  isLost: (name: string) => boolean,
): { readonly name: string; readonly reason: string } | null {
  for (const notice of notices) {
    const { column, name } = notFound.exec(notice)?.groups ?? {}
    if (name === undefined || !isLost(name)) continue
    const reason = notice.replace(/, skipping$/, '')
    if (column === undefined) return { name, reason }
    if (isLost(column)) return { name: column, reason }
  }
  return null
}
