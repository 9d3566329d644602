import type { Schema, SchemaObject } from '../../../model/schema.ts'
import { compareText } from '../../support/object-names.ts'
import { dotted, qualified } from '../parse/names.ts'
import type { Session } from '../session.ts'
import { type Catalog, type Column, readCatalog, type Table } from './catalog.ts'
import { constraintsOf } from './constraints.ts'
import { indexDefinition, triggerDefinition, viewDefinition, virtualTableParts } from './definitions.ts'
import { laidOut } from './fragment.ts'
import { identitiesOf, type Lineage } from './lineage.ts'

export interface ReadOptions {
  /** Where identities come from; without it every name is its own. */
  readonly lineage?: Lineage | undefined
  /** Tables to leave out, with all that hangs on them: bare names. */
  readonly historyTables?: readonly string[] | undefined
}

/** Reads the schema `main`: what users made, as text that is compared. Rows, also those of `sqlite_sequence`, are none of it. */
export async function readSchema(session: Session, options: ReadOptions = {}): Promise<Schema> {
  return schemaOf(await readCatalog(session, options.historyTables), options.lineage)
}

/** The schema of a catalog that was read. */
export function schemaOf(catalog: Catalog, lineage?: Lineage): Schema {
  const { tables, virtualTables } = catalog
  const columnsOf = (table: { readonly name: string; readonly columns: readonly Column[] }) =>
    table.columns.map(column => dotted(['main', table.name, column.name]))
  const identity = identitiesOf(
    lineage,
    new Map<string, readonly string[]>([
      ...tables.map(table => [qualified('main', table.name), columnsOf(table)] as const),
      ...virtualTables.map(table => [qualified('main', table.name), []] as const),
    ]),
  )
  const called = new Map(tables.map(table => [table.name, table]))
  const objects = [
    ...tables.flatMap(table => [
      tableObject(table),
      ...table.columns.map(column => columnObject(table, column)),
    ]),
    ...tables.flatMap(constraintsOf),
    ...catalog.indexes.map(index =>
      object('index', index, {
        table: index.table,
        definition: indexDefinition(index.sql, called.get(index.table)),
      }),
    ),
    ...catalog.views.map(view => object('view', view, { definition: viewDefinition(view.sql) })),
    ...catalog.triggers.map(trigger =>
      object('trigger', trigger, { table: trigger.table, definition: triggerDefinition(trigger.sql) }),
    ),
    ...virtualTables.map(table => object('virtual table', table, virtualTableParts(table.sql))),
  ]
    .map(found => ({ ...found, identity: holdRows.has(found.kind) ? identity(found.name) : '' }))
    .sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name))
  return {
    objects: new Map(objects.map(found => [`${found.kind} ${found.name}`, found])),
    columnOrder: new Map(
      tables.map(table => [qualified('main', table.name), table.columns.map(({ name }) => dotted([name]))]),
    ),
  }
}

const holdRows: ReadonlySet<string> = new Set(['table', 'column', 'virtual table'])

function object(
  kind: string,
  { name }: { readonly name: string },
  attributes: Readonly<Record<string, string | null>>,
): SchemaObject {
  const there = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [[key, key === 'table' ? qualified('main', value) : value] as const],
  )
  return { kind, name: qualified('main', name), identity: '', attributes: Object.fromEntries(there) }
}

function tableObject(table: Table): SchemaObject {
  return object('table', table, {
    strict: table.strict ? 'yes' : null,
    'without rowid': table.withoutRowid ? 'yes' : null,
  })
}

function columnObject(table: Table, column: Column): SchemaObject {
  const { generated, notNull, collation } = column
  const attributes = {
    type: laidOut(column.type),
    collation: collation?.toLowerCase() === 'binary' ? null : collation,
    'not null': column.required ? ['yes', ...conflictOf(notNull)].join(' ') : null,
    'not null constraint': notNull?.name == null ? null : dotted([notNull.name]),
    default: defaultOf(column),
    generated:
      generated === null
        ? null
        : `${generated.stored ? 'stored' : 'virtual'} ${laidOut(generated.expression)}`,
  }
  const name = dotted(['main', table.name, column.name])
  return { ...object('column', column, attributes), name }
}

function conflictOf(notNull: Column['notNull']): readonly string[] {
  return notNull?.onConflict == null ? [] : [`on conflict ${notNull.onConflict.toLowerCase()}`]
}

/** Without the parentheses around all of it, as the engine tells it; NULL is what no default means. */
function defaultOf({ default: written }: Column): string | null {
  if (written === null) return null
  const text = laidOut(written.startsWith('(') ? written.slice(1, -1) : written)
  return text.toLowerCase() === 'null' ? null : text
}
