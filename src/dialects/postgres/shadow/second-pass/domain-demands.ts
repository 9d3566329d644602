import type { Operation } from '../../../../model/operation.ts'
import type { Statement } from '../../../../model/statement.ts'
import { quoteIdentifier } from '../../parse/names.ts'
import type { Session } from '../../session.ts'
import type { Column, ColumnType } from '../fill/facts.ts'
import type { Seeds } from '../fill/seeds.ts'
import { type At, conditionDemand, type Demand, type Lifted, required } from './demand.ts'
import { onTrial, qualifiedNames } from './on-trial.ts'

type Standing = Pick<Seeds, 'standingTables' | 'types'>

/** What a domain asks anew of each column that stood before, in whichever table. */
export async function domainDemands(
  session: Session,
  statement: Statement,
  { checksRows, name }: Extract<Operation, { kind: 'alter' }>,
  { standingTables, types }: Standing,
): Promise<readonly Demand[]> {
  if (checksRows !== true) return []
  const { rows } = await session.query('SELECT to_regtype($1)::oid::int8 AS oid', [name])
  const domain = Number(rows[0]?.oid ?? 0)
  const columns = standingTables.flatMap(on =>
    on.columns
      .filter(({ type }) => isOf(types, type, domain))
      .map(column => ({ at: { index: statement.index, constraint: null, on } satisfies At, column })),
  )
  if (columns.length === 0) return []
  const { sql } = statement
  if (/\bset\s+not\s+null\b/i.test(sql))
    return columns.flatMap(({ at, column }) => required(at, [column.name]))
  const validated = /\bvalidate\s+constraint\s+((?:"(?:[^"]|"")*"|[^\s;"])+)/i.exec(sql)?.[1]
  if (validated !== undefined) {
    const stands = await standingCondition(session, domain, name, validated)
    return stands === null
      ? []
      : columns.map(({ at, column }) => demandOf({ ...at, lifted: stands.lifted }, column, stands.expression))
  }
  return onTrial(session, [`${sql.replace(/[\s;]+$/, '')} NOT VALID`], async () => {
    const expression = await newestCondition(session, domain)
    return expression === null ? [] : columns.map(({ at, column }) => demandOf(at, column, expression))
  })
}

/** The type itself, or a domain over it. */
function isOf(types: ReadonlyMap<number, ColumnType>, type: number, domain: number): boolean {
  for (let at = types.get(type); at?.kind === 'd'; at = types.get(at.inner))
    if (at.oid === domain) return true
  return false
}

async function newestCondition(session: Session, domain: number): Promise<string | null> {
  await session.script(qualifiedNames)
  const { rows } = await session.query(
    `SELECT pg_get_expr(conbin, 0) AS expression FROM pg_constraint
    WHERE contypid = $1 AND contype = 'c' ORDER BY oid DESC LIMIT 1`,
    [domain],
  )
  return rows[0] === undefined ? null : String(rows[0].expression)
}

/** A condition that is not valid yet, by its name as the statement writes it. */
async function standingCondition(session: Session, domain: number, type: string, written: string) {
  await session.script(qualifiedNames)
  const { rows } = await session.query(
    `SELECT quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition, pg_get_expr(conbin, 0) AS expression
    FROM pg_constraint WHERE contypid = $1 AND NOT convalidated AND (quote_ident(conname) = $2 OR conname = lower($2))`,
    [domain, written],
  )
  const [row] = rows
  if (row === undefined) return null
  const lifted: Lifted = {
    name: String(row.name),
    drop: `ALTER DOMAIN ${type} DROP CONSTRAINT ${row.name}`,
    restore: `ALTER DOMAIN ${type} ADD CONSTRAINT ${row.name} ${row.definition}`,
  }
  return { expression: String(row.expression), lifted }
}

function demandOf(at: At, { name }: Column, expression: string): Demand {
  const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\bVALUE\b/g
  const own = expression.replace(quoted, part => (part === 'VALUE' ? quoteIdentifier(name) : part))
  return conditionDemand(at, own, [name])
}
