import { lastPart } from './statement-names.ts'

/** What the server says of an `IF EXISTS` that met nothing, of objects that hold data or that others hang on. */
const notFound =
  /^(?:(column) "(?<column>.+)" of relation|table|foreign table|relation|materialized view|sequence|schema|type) "(?<name>.+)" does not exist, skipping$/

/** Something that an `IF EXISTS` passed over. */
export interface PassedOver {
  readonly name: string
  /** The table of a column. */
  readonly table: string | null
  /** In the words of the server. */
  readonly reason: string
}

/**
 * What `IF EXISTS` passed over, by what the server noticed: where the object stands, the same statement drops or
 * changes it. What a script may drop before it makes it anew (views, triggers, functions) is not told.
 */
export function passedOver(notices: readonly string[]): readonly PassedOver[] {
  return notices.flatMap((notice): readonly PassedOver[] => {
    const { column, name } = notFound.exec(notice)?.groups ?? {}
    if (name === undefined) return []
    const reason = notice.replace(/, skipping$/, '')
    const last = lastPart(name)
    return [{ name: column ?? last, table: column === undefined ? null : last, reason }]
  })
}
