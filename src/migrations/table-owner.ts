import type { HistoryRecord } from './formats/format.ts'
import { formats } from './formats/registry.ts'
import { otherTools } from './other-tools.ts'

/**
 * Whose a table is that has the name of a tool's, where it is not that tool's: `schema_migrations` is the name of five
 * tools' tables. Empty where no tool is known that has such columns; `null` where it is that tool's own.
 */
export function otherOwner(
  format: string,
  { table, columns: own }: HistoryRecord,
  { columns }: { readonly columns: readonly string[] },
): string | null {
  const named = formats.flatMap(({ name, record }) => (record === null ? [] : [{ name, record }]))
  const known = [...named, ...otherTools.map(record => ({ name: 'another tool', record }))].filter(
    ({ name, record }) =>
      name !== format && record.table === table && record.columns.every(one => columns.includes(one)),
  )
  const [most] = known.toSorted((a, b) => b.record.columns.length - a.record.columns.length)
  const fits = own.every(column => columns.includes(column))
  if (fits && (most === undefined || most.record.columns.length <= own.length)) return null
  return most?.name ?? ''
}
