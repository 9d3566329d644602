import type { RowsInTheWay } from '../../../../model/trace.ts'
import { quoteIdentifier } from '../../parse/names.ts'
import type { Table } from '../fill/facts.ts'

/** What a statement asks of rows that stood before, and what rows are made to see whether it would stop at them. */
export interface Demand extends Omit<RowsInTheWay, 'code'> {
  /** The statement that brings it, by its place in the file. */
  readonly index: number
  /** Whom a later VALIDATE names. */
  readonly constraint: string | null
  readonly on: Table
  /** What stands NOT VALID and keeps new rows out, though old ones may break it. */
  readonly lifted?: Lifted
  /** How a row breaks it. */
  readonly broken:
    | { readonly kind: 'null'; readonly column: string }
    | { readonly kind: 'condition'; readonly expression: string; readonly columns: readonly string[] }
    /** A key that stands nowhere. */
    | { readonly kind: 'orphan'; readonly columns: readonly string[] }
    /** Two rows that hold the same, where `condition` is met. */
    | {
        readonly kind: 'duplicate'
        readonly columns: readonly string[]
        readonly condition: string | null
      }
    /** The row of another table to which all rows will point is not there. */
    | { readonly kind: 'no-parent'; readonly parent: string; readonly condition: string }
}

/** A constraint, with the statements that take it away and bring it back as it was. */
export interface Lifted {
  readonly name: string
  readonly drop: string
  readonly restore: string
}

/** Whose demand it is. */
export type At = Pick<Demand, 'index' | 'constraint' | 'on' | 'lifted'>

/** The columns hold a value; nothing where they must already. */
export function required(at: At, names: readonly string[]): readonly Demand[] {
  return names.flatMap((name): readonly Demand[] => {
    const column = at.on.columns.find(it => isCalled(it.name, name))
    // A NOT NULL that is not valid counts for new rows.
    if (column === undefined || (column.required && at.lifted === undefined)) return []
    const written = quoteIdentifier(column.name)
    return [
      {
        ...at,
        table: at.on.name,
        what: `has no ${written}`,
        count: `SELECT count(*) FROM ${at.on.name} WHERE ${written} IS NULL`,
        broken: { kind: 'null', column: column.name },
      },
    ]
  })
}

/** Operations quote names where SQL needs it, or give them bare. */
export function isCalled(name: string, written: string): boolean {
  return name === written || quoteIdentifier(name) === written
}

/** No two rows have the same keys, where `condition` is met; `keys` are SQL, `columns` what stands in them. */
export function duplicateDemand(
  at: At,
  keys: readonly string[],
  columns: readonly string[],
  condition: string | null,
): Demand {
  const known = keys.map(key => `${key} IS NOT NULL`)
  const where = [...known, ...(condition === null ? [] : [`(${condition})`])].join(' AND ')
  const groups = `SELECT FROM ${at.on.name} WHERE ${where} GROUP BY ${keys.join(', ')} HAVING count(*) > 1`
  return {
    ...at,
    table: at.on.name,
    what: `has the same ${keys.join(', ')} as another one`,
    count: `SELECT count(*) FROM (${groups}) AS duplicates`,
    broken: { kind: 'duplicate', columns, condition },
  }
}

/** Each row meets an expression over the bare names of the columns. */
export function conditionDemand(at: At, expression: string, columns: readonly string[]): Demand {
  return {
    ...at,
    table: at.on.name,
    what: `does not meet ${expression.replace(/^\((.*)\)$/s, '$1')}`,
    count: `SELECT count(*) FROM ${at.on.name} WHERE NOT ${expression.startsWith('(') ? expression : `(${expression})`}`,
    broken: { kind: 'condition', expression, columns },
  }
}

/** What the columns hold stands in the parent. */
export function orphanDemand(
  at: At,
  columns: readonly string[],
  parent: string,
  references: readonly string[],
): Demand {
  const known = columns.map(column => `c.${quoteIdentifier(column)} IS NOT NULL`).join(' AND ')
  const same = columns
    .map((column, place) => `p.${quoteIdentifier(references[place] ?? '')} = c.${quoteIdentifier(column)}`)
    .join(' AND ')
  return {
    ...at,
    table: at.on.name,
    what: `has a ${columns.map(quoteIdentifier).join(', ')} that no row of ${parent} has`,
    count: `SELECT count(*) FROM ${at.on.name} c WHERE ${known} AND NOT EXISTS (SELECT FROM ${parent} p WHERE ${same})`,
    broken: { kind: 'orphan', columns },
  }
}
