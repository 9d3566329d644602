import type { Dialect } from '../dialects/dialect.ts'
import { splitLast } from '../dialects/support/object-names.ts'
import type { Change, Schema, SchemaObject } from '../model/schema.ts'

/** Two moments of one database under the names of the second; what is gone keeps its own. */
export interface Moments {
  readonly before: Schema
  readonly after: Schema
  /** Those that a picture can show. */
  readonly changes: readonly Change[]
  /** What a table of the first moment is called now. */
  tableNow(name: string): string
  /** What a column of the first moment is called now, with its table. */
  columnNow(name: string): string
  /** What became of a column that stands, by its name with its table. */
  columnChange(name: string): Change | undefined
  /** The type that it had. */
  typeBefore(name: string): string | undefined
  /** Whether it is a table of either moment that is drawn: a partition is part of its parent. */
  isDrawn(table: string): boolean
  /** The one name under which names are compared. */
  same(name: string): string
}

export function momentsOf(
  { diffSchemas, relationName }: Pick<Dialect, 'diffSchemas' | 'relationName'>,
  before: Schema,
  after: Schema,
): Moments {
  const all = diffSchemas(before, after)
  const [tables, columns] = [renamed(all, 'table'), renamed(all, 'column')]
  const [tablesWere, columnsWere] = [inverted(tables), inverted(columns)]
  const tableNow = (name: string) => tables.get(name) ?? name
  const columnBefore = (name: string) => {
    const { parent, local } = splitLast(name)
    const was = columnsWere.get(name) ?? `${tablesWere.get(parent) ?? parent}.${local}`
    return before.objects.get(`column ${was}`)?.attributes
  }
  const changes = all.filter(change =>
    isSeen(change, columnBefore(change.name), after.objects.get(`column ${change.name}`)?.attributes),
  )
  const columnChanges = new Map(
    changes.flatMap(change =>
      change.object === 'column' && change.action !== 'drop' ? [[change.name, change] as const] : [],
    ),
  )
  return {
    before,
    after,
    changes,
    tableNow,
    columnNow(name) {
      const { parent, local } = splitLast(name)
      return columns.get(name) ?? `${tableNow(parent)}.${local}`
    },
    columnChange: name => columnChanges.get(name),
    typeBefore: name => columnBefore(name)?.type,
    isDrawn(table) {
      const found = after.objects.get(`table ${table}`) ?? before.objects.get(`table ${table}`)
      return found !== undefined && found.attributes['partition of'] === undefined
    },
    same: name => relationName(name) ?? name,
  }
}

function renamed(changes: readonly Change[], object: string): ReadonlyMap<string, string> {
  return new Map(
    changes.flatMap(change =>
      change.action === 'rename' && change.object === object
        ? [[change.detail.replace(/^was /, ''), change.name] as const]
        : [],
    ),
  )
}

function inverted(names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...names].map(([was, now]) => [now, was]))
}

/** What a reader of a picture asks for; options, privileges and comments stand in the list of changes. */
const seen = ['type', 'collation', 'not null', 'default', 'generated', 'identity']

type Attributes = SchemaObject['attributes'] | undefined

function isSeen({ action, object, detail }: Change, was: Attributes, now: Attributes): boolean {
  if (object !== 'table' && object !== 'column') return false
  if (action !== 'alter' || detail.startsWith('dropped and made again')) return true
  return object === 'column' && seen.some(name => was?.[name] !== now?.[name])
}
