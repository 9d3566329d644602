import type { Operation } from '../../../../model/operation.ts'
import type { Statement } from '../../../../model/statement.ts'
import { splitLast } from '../../../support/object-names.ts'
import { quoteIdentifier } from '../../parse/names.ts'
import type { Session } from '../../session.ts'
import type { Seeds } from '../fill/seeds.ts'
import type { Demand } from './demand.ts'
import { onTrial, qualifiedNames, trial } from './on-trial.ts'

type AddColumn = Extract<Operation, { kind: 'add-column' }>

/** Columns that a migration adds with the same value for every row that stands. */
export class GivenColumns {
  readonly #columns: AddColumn[] = []

  learn({ operations }: Statement): void {
    for (const operation of operations)
      if (operation.kind === 'add-column' && operation.values === 'default' && operation.calls.length === 0)
        this.#columns.push(operation)
  }

  of(table: string): readonly AddColumn[] {
    return this.#columns.filter(column => column.table === table)
  }
}

/**
 * That a row stands to which every row of a table will point: by the default of a new column with a foreign key. An
 * empty twin with nothing but the key's columns says how the database understands it.
 */
export async function parentDemand(
  session: Session,
  index: number,
  operation: Operation,
  seeds: Pick<Seeds, 'standing'>,
  added: GivenColumns,
): Promise<readonly Demand[]> {
  if (operation.kind !== 'add-constraint' || operation.type !== 'foreign-key' || !operation.validated)
    return []
  const on = seeds.standing(operation.table)
  const given = added.of(operation.table)
  const own = operation.columns.flatMap(name => given.find(({ column }) => column === name) ?? [])
  // Beside a column that stood before, rows differ in where they point.
  if (on === null || own.length === 0 || own.length < operation.columns.length) return []
  const columns = own.map(
    ({ column, type, default: value }) => `${quoteIdentifier(column)} ${type} DEFAULT ${value}`,
  )
  // Behind its column a key is written without its beginning.
  const names = own.map(({ column }) => quoteIdentifier(column)).join(', ')
  const { definition } = operation
  const key = /^foreign\b/i.test(definition) ? definition : `FOREIGN KEY (${names}) ${definition}`
  const schema = splitLast(on.name).parent
  const making = [
    `CREATE TABLE ${schema}.${trial} (${columns.join(', ')})`,
    `ALTER TABLE ${schema}.${trial} ADD CONSTRAINT ${trial} ${key}`,
  ]
  return onTrial(session, making, async () => {
    await session.script(qualifiedNames)
    const { rows } = await session.query(
      `SELECT (SELECT format('%I.%I', n.nspname, p.relname) FROM pg_class p JOIN pg_namespace n ON n.oid = p.relnamespace
          WHERE p.oid = k.confrelid) AS parent,
        (SELECT json_agg(json_build_array(r.attname, pg_get_expr(d.adbin, d.adrelid)) ORDER BY q.place)::text
          FROM unnest(k.conkey, k.confkey) WITH ORDINALITY q(own, referenced, place)
          JOIN pg_attrdef d ON d.adrelid = k.conrelid AND d.adnum = q.own
          JOIN pg_attribute r ON r.attrelid = k.confrelid AND r.attnum = q.referenced) AS pairs
      FROM pg_constraint k WHERE k.conname = $1 AND k.contype = 'f' AND k.conrelid = to_regclass($2)`,
      [trial, `${schema}.${trial}`],
    )
    const [row] = rows
    const pairs = JSON.parse(String(row?.pairs ?? 'null')) as [string, string][] | null
    if (row === undefined || pairs === null || pairs.length < own.length) return []
    const condition = pairs.map(([name, value]) => `p.${quoteIdentifier(name)} = ${value}`).join(' AND ')
    const parent = String(row.parent)
    return [
      {
        index,
        constraint: operation.constraint,
        on,
        table: on.name,
        what: `stands and ${parent} has no row with ${pairs.map(([name, value]) => `${quoteIdentifier(name)} ${value}`).join(', ')}`,
        count: `SELECT count(*) FROM ${on.name} WHERE NOT EXISTS (SELECT FROM ${parent} p WHERE ${condition})`,
        broken: { kind: 'no-parent', parent, condition },
      },
    ]
  })
}
