import { quoteIdentifier, quoteLiteral } from '../../parse/names.ts'
import { DatabaseError, type Session } from '../../session.ts'
import type { Check } from '../fill/facts.ts'
import { insert, type Overrides, type Recipe } from '../fill/insert-rows.ts'
import { naturalValue } from '../fill/natural-values.ts'
import { solve } from '../fill/solve.ts'
import type { Demand } from './demand.ts'

/** Numbers of rows beyond those that tables are given, some for each demand: two that are alike but for their keys. */
function numbersAt(place: number) {
  const first = 20 + 3 * place
  return { first, second: first + 1, orphan: first + 2 }
}

/** Puts rows into the table of a demand that break it, as far as the table takes such rows; `place` is the demand's. */
export async function insertAwkward(
  session: Session,
  demand: Demand,
  whole: Recipe,
  place: number,
): Promise<void> {
  const numbers = numbersAt(place)
  const { broken, lifted } = demand
  if (broken.kind === 'no-parent') return removeParent(session, broken)
  const on = { ...demand.on, checks: demand.on.checks.filter(({ name }) => name !== lifted?.name) }
  const recipe = { ...whole, table: on, solved: await solve(session, on, whole.types, on.checks) }
  switch (broken.kind) {
    case 'null':
      await insert(session, recipe, [numbers.first], new Map([[broken.column, 'NULL']]))
      return
    case 'condition': {
      const check = { name: '', expression: `(NOT (${broken.expression})) IS TRUE`, columns: broken.columns }
      const values = await valuesMeeting(session, recipe, check)
      if (values.size > 0) await insert(session, recipe, [numbers.first], values)
      return
    }
    case 'orphan': {
      const columns = on.columns.filter(({ name }) => broken.columns.includes(name))
      const values = columns.map(({ name, type, modifier, isKey }) => {
        const value = naturalValue(recipe.types, type, modifier, { name, isKey, row: numbers.orphan })
        return [name, value === null ? 'NULL' : quoteLiteral(value)] as const
      })
      await insert(session, recipe, [numbers.first], new Map(values))
      return
    }
    case 'duplicate':
      await insertTwins(session, broken, recipe, numbers)
  }
}

/** Takes the row away without asking who points to it; only a superuser can. */
async function removeParent(
  session: Session,
  { parent, condition }: Extract<Demand['broken'], { kind: 'no-parent' }>,
): Promise<void> {
  await session.script('SAVEPOINT migration_gate_parent')
  try {
    await session.script(
      `SET LOCAL session_replication_role = replica; DELETE FROM ${parent} p WHERE ${condition}; SET LOCAL session_replication_role = origin; RELEASE SAVEPOINT migration_gate_parent`,
    )
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    await session.script(
      'ROLLBACK TO SAVEPOINT migration_gate_parent; RELEASE SAVEPOINT migration_gate_parent',
    )
  }
}

/** Two rows with the same values in these columns, and in all others but keys. */
async function insertTwins(
  session: Session,
  { columns, condition }: Extract<Demand['broken'], { kind: 'duplicate' }>,
  recipe: Recipe,
  numbers: ReturnType<typeof numbersAt>,
): Promise<void> {
  const { table } = recipe
  const named = table.columns.map(({ name }) => name)
  const mentioned = condition === null ? [] : named.filter(name => condition.includes(quoteIdentifier(name)))
  const values =
    condition === null
      ? new Map<string, string>()
      : await valuesMeeting(session, recipe, {
          name: '',
          expression: `(${condition}) IS TRUE`,
          columns: mentioned,
        })
  await insert(session, recipe, [numbers.first], values)
  const same = new Map(
    table.columns
      .filter(({ name, isKey }) => !isKey || columns.includes(name))
      .map(({ name }) => [name, `(SELECT q.${quoteIdentifier(name)} FROM ${newest(recipe)})`] as const),
  )
  await insert(session, recipe, [numbers.second], new Map([...same, ...values]))
}

/** The row that was inserted last. */
function newest({ table }: Recipe): string {
  return `(SELECT * FROM ONLY ${table.name} ORDER BY ctid DESC LIMIT 1) q`
}

/** Values, as SQL, of the columns of a condition that meet it, and the table's own CHECKs with it. */
async function valuesMeeting(session: Session, recipe: Recipe, wanted: Check): Promise<Overrides> {
  const { table, types } = recipe
  const [found] = await solve(session, table, types, [...table.checks, wanted]).then(groups =>
    groups.filter(group => wanted.columns.some(name => group[0]?.has(name))),
  )
  const [first] = found ?? []
  return new Map(
    [...(first ?? [])].map(([name, text]) => [name, text === null ? 'NULL' : quoteLiteral(text)]),
  )
}
