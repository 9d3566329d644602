import type { Schema } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import { quoteLiteral } from '../parse/names.ts'
import { hasSequence, isPartOfOthers, type Kept, purgeOf, unquoted } from './keep-table.ts'
import { seesAllRows, unforced } from './row-security.ts'
import { disabledTriggers } from './triggers.ts'

/** What decides how the values of a column are kept. */
export interface ColumnAsked {
  readonly table: string
  /** Quoted where needed. */
  readonly column: string
  readonly archive: string
  /** Its type is dropped by the same migration or a later one, so the values are kept as texts. */
  readonly asText: boolean
  isTooLarge(table: string): boolean
}

/**
 * The values of a column are copied beside the key of their rows, under the lock that the drop takes anyway. A text is
 * why they cannot be.
 */
export function keepColumn(before: Schema, asked: ColumnAsked): Kept | string {
  const { table, column, archive, asText } = asked
  const standing = before.objects.get(`column ${table}.${column}`)
  const owner = before.objects.get(`table ${table}`)
  if (standing === undefined || owner === undefined) return 'it does not stand before this migration'
  if (isPartOfOthers(owner)) return 'its table is a partition, has partitions, or inherits'
  if ('generated' in standing.attributes) return 'it is computed from other columns'
  const key = primaryKey(before, table)
  if (key === null) return 'its table has no primary key by which a value finds its row again'
  if (key.includes(column)) return 'it is part of the primary key'
  if (asked.isTooLarge(table)) return 'a copy of so many rows would hold the lock for too long'
  const place = `${archive}.${splitLast(table).local}`
  const { attributes } = standing
  const value = asText ? `${column}::pg_catalog.text AS ${column}` : column
  const back = asText ? `kept.${column}::${attributes.type}` : `kept.${column}`
  const isSame = key.map(part => `live.${part} = kept.${part}`).join(' AND ')
  const update = `UPDATE ${table} AS live SET ${column} = ${back} FROM ${place} AS kept WHERE ${isSame}`
  const highest = `SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence(${quoteLiteral(table)}, ${quoteLiteral(unquoted(column))})::pg_catalog.regclass, max(${column})) FROM ${place}`
  return {
    place,
    sql: [
      `CREATE SCHEMA ${archive}`,
      `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`,
      ...unforced(before, table, [
        seesAllRows(table),
        `CREATE TABLE ${place} AS SELECT ${[...key, value].join(', ')} FROM ${table}`,
      ]),
    ],
    restore: [
      ...unforced(before, table, disabledTriggers(before, table, [seesAllRows(table), update])),
      ...(hasSequence(standing) ? [highest] : []),
      ...purgeOf(place, archive),
    ],
    purge: purgeOf(place, archive),
    finish: asksForValue(attributes) ? [`ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL`] : [],
  }
}

/** Rows that stand can get it only once they have a value. */
function asksForValue(attributes: Readonly<Record<string, string>>): boolean {
  return 'not null' in attributes && !('default' in attributes) && !('identity' in attributes)
}

/** Its columns as they are written; `null` where there is none. */
function primaryKey(before: Schema, table: string): readonly string[] | null {
  for (const { kind, name, attributes } of before.objects.values()) {
    if (kind !== 'constraint' || splitLast(name).parent !== table) continue
    const list = /^PRIMARY KEY \((.*?)\)(?: INCLUDE .*)?$/s.exec(attributes.definition ?? '')?.[1]
    if (list !== undefined) return list.match(/"(?:[^"]|"")*"|[^",\s]+/g) ?? null
  }
  return null
}
