import { DatabaseError, type Session, type Value } from '../../session.ts'
import type { Check } from './checks.ts'
import { type Column, quoted, type Table } from './facts.ts'
import { naturalValues } from './natural-values.ts'

/** Most values of one column that are asked about. */
const mostAsked = 40

/**
 * Values by column that meet what the migrations ahead are going to ask of it: rows in production do, or the author
 * would not ask. Only what is said of one column alone can be told beforehand.
 */
export async function preferredValues(
  session: Session,
  { columns, conditions }: Table,
): Promise<ReadonlyMap<string, readonly Value[]>> {
  const preferred = new Map<string, readonly Value[]>()
  for (const column of columns) {
    const asked = conditions.filter(check => check.columns.length === 1 && check.columns[0] === column.name)
    if (asked.length === 0) continue
    const meeting: Value[] = []
    for (const value of candidates(column, asked))
      if (await meetsAll(session, column, asked, value)) meeting.push(value)
    if (meeting.length > 0) preferred.set(column.name, meeting)
  }
  return preferred
}

/** Ordinary values first: where they do, nothing is steered. */
function candidates(column: Column, asked: readonly Check[]): readonly Value[] {
  const suggested = asked.flatMap(({ suggests }) => suggests.get(column.name) ?? [])
  const all = [...naturalValues(column), ...suggested.flatMap(({ exact, near }) => [...exact, ...near])]
  return [...new Map(all.map(value => [`${typeof value} ${value}`, value])).values()].slice(0, mostAsked)
}

/** As a CHECK does: NULL is no violation. */
async function meetsAll(
  session: Session,
  column: Column,
  asked: readonly Check[],
  value: Value,
): Promise<boolean> {
  const all = asked.map(({ expression }) => `ifnull((${expression}), 1)`).join(' AND ')
  try {
    const [row] = await session.query(`SELECT ${all} AS holds FROM (SELECT ? AS ${quoted(column.name)})`, [
      value,
    ])
    return Number(row?.holds) !== 0
  } catch (error) {
    if (error instanceof DatabaseError) return false
    throw error
  }
}
