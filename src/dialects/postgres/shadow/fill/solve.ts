import { quoteIdentifier, quoteLiteral } from '../../parse/names.ts'
import { DatabaseError, type Session } from '../../session.ts'
import type { Check, Column, ColumnType, Table } from './facts.ts'
import { naturalValue } from './natural-values.ts'
import { suggestionsIn } from './suggestions.ts'

type Types = ReadonlyMap<number, ColumnType>

/** Values of some columns that hold together, by column, as texts. */
export type Solution = ReadonlyMap<string, string | null>

/** Values of one column that are tried; the more columns a group has, the fewer. */
const mostValues = [0, 150, 40, 14, 8, 5, 4]

/** More columns in one group of CHECKs are left to luck. */
const mostColumns = mostValues.length - 1

/** Rows that are asked for. */
const mostSolutions = 30

/**
 * Values for the columns that conditions speak of, found by the engine itself: it is asked which combinations of
 * candidates all its conditions accept. Gives the groups that were solved; a group without a solution is missing.
 */
export async function solve(
  session: Session,
  table: Table,
  types: Types,
  conditions: readonly Check[],
): Promise<readonly (readonly Solution[])[]> {
  const solved: (readonly Solution[])[] = []
  for (const { columns, checks } of groupsOf(table, types, conditions)) {
    const found = columns.length > mostColumns ? [] : await ask(session, columns, checks, types)
    if (found.length > 0) solved.push(found)
  }
  return solved
}

interface Group {
  readonly columns: readonly Column[]
  readonly checks: readonly Check[]
}

/** Columns that share a condition belong together; a column of a domain is a group of its own. */
function groupsOf({ columns }: Table, types: Types, conditions: readonly Check[]): readonly Group[] {
  let groups: Group[] = columns
    .filter(({ type }) => domainChecks(types, type).length > 0)
    .map(column => ({ columns: [column], checks: [] }))
  for (const check of conditions) {
    const own = columns.filter(({ name }) => check.columns.includes(name))
    if (own.length === 0) continue
    const meets = (group: Group) => group.columns.some(column => own.includes(column))
    const joined = groups.filter(meets)
    groups = [
      ...groups.filter(group => !meets(group)),
      {
        columns: [...new Set([...joined.flatMap(group => group.columns), ...own])],
        checks: [...joined.flatMap(group => group.checks), check],
      },
    ]
  }
  return groups
}

function domainChecks(types: Types, oid: number): readonly string[] {
  const type = types.get(oid)
  return type?.kind === 'd' ? [...type.checks, ...domainChecks(types, type.inner)] : []
}

async function ask(
  session: Session,
  columns: readonly Column[],
  checks: readonly Check[],
  types: Types,
): Promise<readonly Solution[]> {
  const sources = columns.map((column, place) => {
    const values = candidatesFor(column, checks, types).slice(0, mostValues[columns.length])
    const rows = values.map((value, at) => `(${at}, ${quoteLiteral(value)})`).join(', ')
    const { written, name, required } = column
    // A value that is none of this type must not be cast; NULL comes last.
    const none = required ? '' : `UNION ALL SELECT ${values.length}, NULL, NULL::${written}`
    return `(
      SELECT v.at AS at${place}, v.text AS text${place}, CASE WHEN pg_input_is_valid(v.text, ${quoteLiteral(written)})
        THEN v.text::${written} END AS ${quoteIdentifier(name)}
      FROM (VALUES ${rows}) v(at, text) WHERE pg_input_is_valid(v.text, ${quoteLiteral(written)}) ${none}
    ) s${place}`
  })
  const holds = checks.map(({ expression }) => `(${expression}) IS NOT FALSE`)
  const where = holds.length === 0 ? '' : `WHERE ${holds.join(' AND ')}`
  const picked = columns.map((_, place) => `text${place}`).join(', ')
  const order = columns.map((_, place) => `at${place}`).join(' + ')
  try {
    await session.script('SAVEPOINT migration_gate_ask')
    const { rows } = await session.query(
      `SELECT ${picked} FROM ${sources.join(' CROSS JOIN ')} ${where} ORDER BY ${order}, 1 LIMIT ${mostSolutions}`,
    )
    await session.script('RELEASE SAVEPOINT migration_gate_ask')
    return rows.map(
      row =>
        new Map(columns.map(({ name }, place) => [name, (row[`text${place}`] as string | null) ?? null])),
    )
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    await session.script('ROLLBACK TO SAVEPOINT migration_gate_ask; RELEASE SAVEPOINT migration_gate_ask')
    return []
  }
}

/** Ordinary values first: where they do, nothing is steered. */
function candidatesFor(column: Column, checks: readonly Check[], types: Types): readonly string[] {
  const natural = [0, 1, 2].flatMap(
    row => naturalValue(types, column.type, column.modifier, { ...column, row }) ?? [],
  )
  const texts = [...checks.map(({ expression }) => expression), ...domainChecks(types, column.type)]
  const shown = suggestionsIn(texts)
  return [...new Set([...natural, ...shown])]
}
