import type { Operation } from '../../../../model/operation.ts'
import type { Statement } from '../../../../model/statement.ts'
import { quoteIdentifier } from '../../parse/names.ts'
import type { Session } from '../../session.ts'
import type { Table } from '../fill/facts.ts'
import type { Seeds } from '../fill/seeds.ts'
import { conditionDemand, type Demand } from './demand.ts'
import { onTrial, qualifiedNames, trial } from './on-trial.ts'

/**
 * That the rows of a table belong to the partition as which it is attached, and none of the default partition's do.
 * The bounds are those of an empty twin, which is attached on trial.
 */
export async function attachDemands(
  session: Session,
  { index, sql }: Statement,
  { detail, table, partition }: Extract<Operation, { kind: 'alter-table' }>,
  seeds: Pick<Seeds, 'standing' | 'standingTables'>,
): Promise<readonly Demand[]> {
  const bounds = /\b(?:FOR\s+VALUES|DEFAULT)\b[\s\S]*$/i.exec(sql)?.[0]
  if (detail !== 'attach partition' || partition === undefined || bounds === undefined) return []
  const attached = seeds.standing(partition)
  const parent = await readParent(session, table)
  if (parent === null) return []
  const making = [
    `CREATE TABLE ${parent.twin} (LIKE ${attached?.name ?? table} INCLUDING CONSTRAINTS INCLUDING GENERATED)`,
    `ALTER TABLE ${table} ATTACH PARTITION ${parent.twin} ${bounds}`,
  ]
  return onTrial(session, making, async () => {
    await session.script(qualifiedNames)
    const { rows } = await session.query(
      `SELECT c.relname = $2 AS "isTwin", c.oid::int8 AS oid, pg_get_partition_constraintdef(c.oid) AS expression
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = $1 AND (c.relname = $2 OR pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT') ORDER BY 1 DESC`,
      [parent.oid, trial],
    )
    return rows.flatMap(({ isTwin, oid, expression }) => {
      const other = seeds.standingTables.find(it => it.oid === Number(oid)) ?? null
      const on = isTwin === true ? attached : other
      return on === null || expression === null ? [] : [demandOf(index, on, String(expression))]
    })
  })
}

/** The partitioned table, and how a twin of its partition may be called. */
async function readParent(session: Session, table: string) {
  const { rows } = await session.query(
    `SELECT c.oid::int8 AS oid, format('%I.${trial}', n.nspname) AS twin
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass($1)`,
    [table],
  )
  const [row] = rows
  return row === undefined ? null : { oid: Number(row.oid), twin: String(row.twin) }
}

function demandOf(index: number, on: Table, expression: string): Demand {
  const columns = on.columns.map(({ name }) => name)
  const asked = columns.filter(name => expression.includes(quoteIdentifier(name)))
  return conditionDemand({ index, constraint: null, on }, expression, asked)
}
