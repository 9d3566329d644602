import type { Schema, SchemaObject } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import { quoteLiteral } from '../parse/names.ts'
import { unforced } from './row-security.ts'
import { disabledTriggers } from './triggers.ts'

/** How one thing is kept, and brought back. */
export interface Kept {
  readonly place: string
  readonly sql: readonly string[]
  readonly restore: readonly string[]
  readonly purge: readonly string[]
  readonly finish: readonly string[]
}

/** What decides how a table is kept. */
export interface TableAsked {
  readonly name: string
  readonly archive: string
  /** Whether the migration or a later one drops this type, so that values of it are kept as texts. */
  isDroppedType(type: string): boolean
  isTooLarge(table: string): boolean
}

/**
 * A table is moved as it is, with its indexes and sequences: no row is read, and nobody waits longer than for the drop.
 * What hangs on others stays behind: foreign keys, since rows that nobody sees must not keep others from being deleted;
 * triggers, rules and policies, since what they name may be dropped next. A text is why it cannot be.
 */
export function keepTable(before: Schema, asked: TableAsked): Kept | string {
  const { name, archive, isDroppedType } = asked
  const table = before.objects.get(`table ${name}`)
  if (table === undefined) return 'it does not stand before this migration'
  if (isPartOfOthers(table)) return 'it is a partition, has partitions, or inherits'
  const place = `${archive}.${splitLast(name).local}`
  const columns = columnsOf(before, name)
  const asTexts = columns.filter(({ attributes }) => isDroppedType(attributes.type ?? ''))
  if (asTexts.length > 0 && asked.isTooLarge(name))
    return 'its type is dropped too, and to write so many rows anew would hold the lock for too long'
  return {
    place,
    sql: [
      `CREATE SCHEMA ${archive}`,
      ...partsToLeave(before, name),
      `ALTER TABLE ${name} SET SCHEMA ${archive}`,
      // Without its policies it would show no row to whoever brings them back.
      ...('row security' in table.attributes || 'row security forced' in table.attributes
        ? [`ALTER TABLE ${place} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY`]
        : []),
      ...asTexts.flatMap(column => madeText(place, column)),
    ],
    restore: [
      ...insertBack(before, name, place, asTexts),
      ...columns.filter(hasSequence).map(column => sequenceAsIn(name, place, bare(column))),
      ...purgeOf(place, archive),
    ],
    purge: purgeOf(place, archive),
    finish: [],
  }
}

function insertBack(
  before: Schema,
  name: string,
  place: string,
  asTexts: readonly SchemaObject[],
): readonly string[] {
  const stored = columnsOf(before, name).filter(({ attributes }) => !('generated' in attributes))
  if (stored.length === 0) return []
  const values = stored.map(column =>
    asTexts.includes(column) ? `${bare(column)}::${column.attributes.type}` : bare(column),
  )
  const insert = `INSERT INTO ${name} (${stored.map(bare).join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${values.join(', ')} FROM ${place}`
  return unforced(before, name, [...disabledTriggers(before, name, [insert]), allCameBack(name, place)])
}

/** Fails, and takes all back, where a rule or a policy kept a row from coming: the other table is dropped behind it. */
function allCameBack(name: string, place: string): string {
  const told = `'of ' || kept || ' rows of ' || ${quoteLiteral(name)} || ' came back only ' || live`
  return `SELECT CASE WHEN live >= kept THEN 0 ELSE (${told})::pg_catalog.int4 END FROM (SELECT (SELECT pg_catalog.count(*) FROM ${name}) AS live, (SELECT pg_catalog.count(*) FROM ${place}) AS kept) AS counted`
}

function madeText(place: string, column: SchemaObject): readonly string[] {
  const name = bare(column)
  return [
    ...('default' in column.attributes ? [`ALTER TABLE ${place} ALTER COLUMN ${name} DROP DEFAULT`] : []),
    `ALTER TABLE ${place} ALTER COLUMN ${name} TYPE pg_catalog.text USING ${name}::pg_catalog.text`,
  ]
}

function partsToLeave(before: Schema, table: string): readonly string[] {
  return [...before.objects.values()].flatMap(part => {
    const { parent, local } = splitLast(part.name)
    if (parent !== table) return []
    const isKey = part.kind === 'constraint' && /^FOREIGN KEY/i.test(part.attributes.definition ?? '')
    if (isKey) return [`ALTER TABLE ${table} DROP CONSTRAINT ${local}`]
    return leaving.includes(part.kind) ? [`DROP ${part.kind.toUpperCase()} ${local} ON ${table}`] : []
  })
}

const leaving: readonly string[] = ['trigger', 'rule', 'policy']

/** Someone may have taken it away by hand. */
export function purgeOf(place: string, archive: string): readonly string[] {
  return [`DROP TABLE IF EXISTS ${place}`, `DROP SCHEMA IF EXISTS ${archive}`]
}

/** Its rows would still be read through the other table. */
export function isPartOfOthers({ attributes }: SchemaObject): boolean {
  return Object.keys(attributes).some(name => /partition|inherits/.test(name))
}

function columnsOf(before: Schema, table: string): readonly SchemaObject[] {
  return (before.columnOrder.get(table) ?? []).flatMap(
    column => before.objects.get(`column ${table}.${column}`) ?? [],
  )
}

function bare({ name }: SchemaObject): string {
  return splitLast(name).local
}

export function hasSequence({ attributes }: SchemaObject): boolean {
  return 'identity' in attributes || /^nextval\(/i.test(attributes.default ?? '')
}

/** Nothing is set where the sequence never gave a value, or is none of the column's own. */
function sequenceAsIn(table: string, place: string, column: string): string {
  const sequence = (of: string) =>
    `pg_catalog.pg_get_serial_sequence(${quoteLiteral(of)}, ${quoteLiteral(unquoted(column))})::pg_catalog.regclass`
  return `SELECT pg_catalog.setval(${sequence(table)}, pg_catalog.pg_sequence_last_value(${sequence(place)}))`
}

export function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
}
