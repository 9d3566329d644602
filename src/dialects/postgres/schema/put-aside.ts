import type { Operation } from '../../../model/operation.ts'
import type { Schema, SchemaObject } from '../../../model/schema.ts'
import type { Aside, ParsedMigration } from '../../dialect.ts'
import { splitLast } from '../../support/object-names.ts'
import { quoteIdentifier } from '../parse/names.ts'
import { isNoOp } from '../parse/no-op.ts'

/** One thing put aside: what does it, what takes it back, and under which name it stands then. */
interface Step {
  readonly up: readonly string[]
  readonly down: readonly string[]
  readonly name: string
}

/** Bytes of a name; what is longer the server cuts. */
const longestName = 63

/**
 * A migration of nothing but dropped tables and columns, so that each is put aside: a table into a schema of its own, a
 * column under another name. Both change the catalog alone, and wait no longer than the drop. `null` where the
 * migration does anything else, or drops what cannot be put aside.
 */
export function putAside({ migration, up }: ParsedMigration, before: Schema): Aside | null {
  const statements = up.filter(it => !isNoOp(it) && !it.operations.every(steers))
  const dropped = statements.flatMap(({ operations }) => operations)
  const archive = quoteIdentifier(cut(`archive_${migration.id}`))
  const steps = dropped.map(operation => stepOf(operation, before, archive))
  if (steps.length === 0 || !steps.every(step => step !== null)) return null
  const hasTable = dropped.some(({ kind }) => kind === 'drop-table')
  const there = steps.flatMap(step => step.up)
  const back = steps.toReversed().flatMap(step => step.down)
  const names = [...steps.map(({ name }) => name), ...(hasTable ? [archive] : [])]
  return {
    up: script([...(hasTable ? [`CREATE SCHEMA ${archive}`] : []), ...there]),
    down: script([...back, ...(hasTable ? [`DROP SCHEMA ${archive}`] : [])]),
    isAside: name => names.some(aside => name === aside || name.startsWith(`${aside}.`)),
  }
}

function steers({ kind }: Operation): boolean {
  return kind === 'transaction' || kind === 'set'
}

function stepOf(operation: Operation, before: Schema, archive: string): Step | null {
  switch (operation.kind) {
    case 'drop-table':
      return tableStep(before, operation.table, archive)
    case 'drop-column':
      return columnStep(before, operation.table, quoteIdentifier(operation.column))
    default:
      return null
  }
}

/** Its foreign keys stay behind: rows that nobody sees must not keep others from being deleted. */
function tableStep(before: Schema, name: string, archive: string): Step | null {
  const table = before.objects.get(`table ${name}`)
  if (table === undefined || isPartOfOthers(table)) return null
  const { parent, local } = splitLast(name)
  const keys = [...before.objects.values()].filter(
    ({ kind, name: key, attributes }) =>
      kind === 'constraint' &&
      splitLast(key).parent === name &&
      /^FOREIGN KEY/i.test(attributes.definition ?? ''),
  )
  const bare = (key: SchemaObject) => splitLast(key.name).local
  return {
    name: `${archive}.${local}`,
    up: [
      ...keys.map(key => `ALTER TABLE ${name} DROP CONSTRAINT ${bare(key)}`),
      `ALTER TABLE ${name} SET SCHEMA ${archive}`,
    ],
    down: [
      `ALTER TABLE ${archive}.${local} SET SCHEMA ${parent}`,
      ...keys.map(key => `ALTER TABLE ${name} ADD CONSTRAINT ${bare(key)} ${key.attributes.definition}`),
    ],
  }
}

/** Its rows would still be read through the other table. */
function isPartOfOthers({ attributes }: SchemaObject): boolean {
  return Object.keys(attributes).some(name => /partition|inherits/.test(name))
}

/** New rows have no value for it, so it must not ask for one. */
function columnStep(before: Schema, table: string, name: string): Step | null {
  const column = before.objects.get(`column ${table}.${name}`)
  if (column === undefined || 'generated' in column.attributes) return null
  const aside = quoteIdentifier(cut(`archived_${unquoted(name)}`))
  const { attributes } = column
  const asks = 'not null' in attributes && !('default' in attributes) && !('identity' in attributes)
  return {
    name: `${table}.${aside}`,
    up: [
      `ALTER TABLE ${table} RENAME COLUMN ${name} TO ${aside}`,
      ...(asks ? [`ALTER TABLE ${table} ALTER COLUMN ${aside} DROP NOT NULL`] : []),
    ],
    down: [
      ...(asks ? [`ALTER TABLE ${table} ALTER COLUMN ${aside} SET NOT NULL`] : []),
      `ALTER TABLE ${table} RENAME COLUMN ${aside} TO ${name}`,
    ],
  }
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
}

function cut(name: string): string {
  const bytes = new TextEncoder().encode(name).subarray(0, longestName)
  return new TextDecoder().decode(bytes).replace(/\uFFFD+$/, '')
}

function script(statements: readonly string[]): string {
  return statements.map(statement => `${statement};\n`).join('')
}
