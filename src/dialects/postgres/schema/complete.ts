import type { Schema, SchemaObject } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'

/**
 * What a planned down still lacks, where the planning library has no word for it: storage, compression and
 * statistics of columns, extended statistics, defaults of view columns, the index to cluster on, a materialised
 * view without its rows. `actual` is the schema after the planned down has run. Goes at its end, and is proven
 * like all of it.
 */
export function completeDown(expected: Schema, actual: Schema): readonly string[] {
  const lacking = [...expected.objects].flatMap(([key, object]) => {
    const now = actual.objects.get(key)
    return now === undefined ? makeAgain(object) : restore(object, now.attributes)
  })
  const surplus = [...actual.objects].flatMap(([key, object]) =>
    object.kind === 'view column' && !expected.objects.has(key)
      ? restore({ ...object, attributes: {} }, object.attributes)
      : [],
  )
  return [...lacking, ...surplus]
}

function makeAgain(object: SchemaObject): readonly string[] {
  switch (object.kind) {
    case 'statistics':
      return createStatistics(object)
    case 'index':
      return attachIndex(object)
    case 'view column':
      return restore(object, {})
    default:
      return []
  }
}

/** The index of a partition comes with that of its table, but not where the library writes that one ON ONLY. */
function attachIndex({ name, attributes }: SchemaObject): readonly string[] {
  const { definition, 'attached to': parent } = attributes
  return definition === undefined || parent === undefined
    ? []
    : [definition, `ALTER INDEX ${parent} ATTACH PARTITION ${name}`]
}

type Attributes = SchemaObject['attributes']

/** How an attribute is set, and what is said where it has none. */
const setters: Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        (object: SchemaObject, value: string | undefined, now: string | undefined) => readonly string[]
      >
    >
  >
> = {
  column: {
    storage: ({ name }, value) => [alterColumn('TABLE', name, `SET STORAGE ${value ?? 'DEFAULT'}`)],
    compression: ({ name }, value) => [alterColumn('TABLE', name, `SET COMPRESSION ${value ?? 'default'}`)],
    statistics: ({ name }, value) => [alterColumn('TABLE', name, `SET STATISTICS ${value ?? '-1'}`)],
    options: ({ name }, value, now) => setOptions(name, value, now),
  },
  'view column': {
    default: ({ name }, value) => [
      alterColumn('VIEW', name, value === undefined ? 'DROP DEFAULT' : `SET DEFAULT ${value}`),
    ],
    comment: ({ name }, value) => [`COMMENT ON COLUMN ${name} IS ${literal(value)}`],
  },
  statistics: {
    target: ({ name }, value) => [`ALTER STATISTICS ${name} SET STATISTICS ${value ?? '-1'}`],
    comment: ({ name }, value) => [`COMMENT ON STATISTICS ${name} IS ${literal(value)}`],
  },
  'materialized view': {
    'not populated': ({ name }, value) => [
      `REFRESH MATERIALIZED VIEW ${name}${value === undefined ? '' : ' WITH NO DATA'}`,
    ],
  },
  index: {
    clustered: ({ name, attributes }, value) => [
      value === undefined
        ? `ALTER TABLE ${attributes.table} SET WITHOUT CLUSTER`
        : `ALTER TABLE ${attributes.table} CLUSTER ON ${splitLast(name).local}`,
    ],
  },
}

function restore(object: SchemaObject, now: Attributes): readonly string[] {
  return Object.entries(setters[object.kind] ?? {}).flatMap(([name, set]) =>
    object.attributes[name] === now[name] ? [] : set(object, object.attributes[name], now[name]),
  )
}

function alterColumn(relation: 'TABLE' | 'VIEW', name: string, change: string): string {
  const { parent, local } = splitLast(name)
  return `ALTER ${relation} ${parent} ALTER COLUMN ${local} ${change}`
}

function setOptions(column: string, options: string | undefined, now = ''): readonly string[] {
  const surplus = now
    .split(', ')
    .map(option => option.split('=')[0] ?? '')
    .filter(name => name !== '')
  return [
    ...(surplus.length === 0 ? [] : [alterColumn('TABLE', column, `RESET (${surplus.join(', ')})`)]),
    ...(options === undefined ? [] : [alterColumn('TABLE', column, `SET (${options})`)]),
  ]
}

function createStatistics(object: SchemaObject): readonly string[] {
  const { name, attributes } = object
  const kinds = (attributes.kinds ?? '').split(', ').filter(kind => kind !== 'e' && kind !== '')
  const on = [attributes.columns, attributes.expressions].filter(list => list !== undefined).join(', ')
  // One expression alone has no kinds to choose from.
  const chosen = kinds.length > 0 ? ` (${kinds.join(', ')})` : ''
  return [`CREATE STATISTICS ${name}${chosen} ON ${on} FROM ${attributes.table}`, ...restore(object, {})]
}

function literal(value: string | undefined): string {
  return value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`
}
