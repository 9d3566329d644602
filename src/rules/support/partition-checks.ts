import type { Schema } from '../../model/schema.ts'
import { deriveName, lastPart } from './names.ts'

/** What a partition holds, as a condition that a CHECK can prove beforehand, and what the others then do not hold. */
export interface PartitionCheck {
  /** True for exactly the rows of the partition. */
  readonly inside: string
  /** True for all other rows: what the default partition must hold. */
  readonly outside: string
}

/**
 * The condition of a partition by the schema in which it stands; `null` where the server's own is more than a
 * comparison of one column, as of keys with several columns, expressions, and hashes.
 */
export function partitionCheck(
  schema: Schema | null,
  parent: string,
  partition: string,
): PartitionCheck | null {
  const key = schema?.objects.get(`table ${parent}`)?.attributes['partition key'] ?? ''
  const bound = schema?.objects.get(`table ${partition}`)?.attributes['partition bound'] ?? ''
  const [, kind, column] = /^(RANGE|LIST) \(("(?:[^"]|"")*"|[\w$\u0080-\uffff]+)\)$/.exec(key) ?? []
  if (column === undefined) return null
  return kind === 'RANGE' ? rangeCheck(column, bound) : listCheck(column, bound)
}

const literal = String.raw`'(?:[^']|'')*'|-?[\w.]+`
const range = new RegExp(`^FOR VALUES FROM \\((${literal})\\) TO \\((${literal})\\)$`)
const list = new RegExp(`^FOR VALUES IN \\(((?:${literal})(?:, (?:${literal}))*)\\)$`)

function rangeCheck(column: string, bound: string): PartitionCheck | null {
  const [, from, to] = range.exec(bound) ?? []
  if (from === undefined || to === undefined) return null
  const above = from === 'MINVALUE' ? [] : [`${column} >= ${from}`]
  const below = to === 'MAXVALUE' ? [] : [`${column} < ${to}`]
  const less = from === 'MINVALUE' ? [] : [`${column} < ${from}`]
  const more = to === 'MAXVALUE' ? [] : [`${column} >= ${to}`]
  return {
    inside: [`${column} IS NOT NULL`, ...above, ...below].join(' AND '),
    outside: [`${column} IS NULL`, ...less, ...more].join(' OR '),
  }
}

function listCheck(column: string, bound: string): PartitionCheck | null {
  const values = list.exec(bound)?.[1]
  if (values === undefined || /(?:^|, )NULL(?:,|$)/.test(values)) return null
  return {
    inside: `${column} IS NOT NULL AND ${column} IN (${values})`,
    outside: `${column} IS NULL OR ${column} NOT IN (${values})`,
  }
}

/** The default partition of a partitioned table; `null` where there is none. */
export function defaultPartition(schema: Schema | null, parent: string): string | null {
  for (const { kind, name, attributes } of schema?.objects.values() ?? [])
    if (
      kind === 'table' &&
      attributes['partition of'] === parent &&
      attributes['partition bound'] === 'DEFAULT'
    )
      return name
  return null
}

/** Statements that prove a condition for all rows of a table while it is in use, and take the proof away again. */
export interface Proof {
  readonly add: string
  readonly validate: string
  readonly drop: string
}

export function proofOf(table: string, condition: string, about: string): Proof {
  const name = deriveName([table, lastPart(about)], '_proof')
  return {
    add: `ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${condition}) NOT VALID;`,
    validate: `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name};`,
    drop: `ALTER TABLE ${table} DROP CONSTRAINT ${name};`,
  }
}
