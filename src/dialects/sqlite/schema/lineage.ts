import type { Operation } from '../../../model/operation.ts'
import type { Schema } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import { dotted, folded } from '../parse/names.ts'

/**
 * Which tables and columns are the same ones under other names. SQLite has no identities of its own, so what the
 * renames of each statement say is remembered. Names are `main.users` and `main.users.email`, folded.
 */
export interface Lineage {
  /** Identities of what stood at the beginning, by name. */
  readonly known: ReadonlyMap<string, string>
  /** What each of these is called now; gone where it was dropped. */
  readonly now: ReadonlyMap<string, string>
  /** All identities that were ever given. */
  readonly given: ReadonlySet<string>
}

/** A new stretch, which begins with this schema. Within one, what bears the same name is the same. */
export function lineageFrom(schema: Schema, earlier?: Lineage): Lineage {
  const known = new Map<string, string>()
  for (const { kind, name, identity } of schema.objects.values()) {
    if (identity !== '' && identifiedKinds.has(kind)) known.set(folded(name), identity)
  }
  const now = new Map([...known.keys()].map(name => [name, name]))
  return { known, now, given: new Set([...(earlier?.given ?? []), ...known.values()]) }
}

/** Kinds that have an identity: those that hold rows. */
const identifiedKinds: ReadonlySet<string> = new Set(['table', 'column', 'virtual table'])

/** What a statement that ran has renamed or dropped. */
export function follow(lineage: Lineage, operations: readonly Operation[]): Lineage {
  const now = new Map(lineage.now)
  for (const operation of operations) {
    switch (operation.kind) {
      case 'rename-table':
        move(now, folded(operation.table), folded(operation.to))
        break
      case 'drop-table':
        move(now, folded(operation.table), null)
        break
      case 'rename-column':
        move(now, columnOf(operation.table, operation.column), columnOf(operation.table, operation.to))
        break
      case 'drop-column':
        move(now, columnOf(operation.table, operation.column), null)
        break
    }
  }
  return { ...lineage, now }
}

function columnOf(table: string, column: string): string {
  return folded(`${table}.${dotted([column])}`)
}

/** With a table go its columns. */
function move(now: Map<string, string>, from: string, to: string | null): void {
  for (const [origin, name] of [...now]) {
    const isPart = name.startsWith(`${from}.`)
    if (name !== from && !isPart) continue
    if (to === null) now.delete(origin)
    else now.set(origin, to + name.slice(from.length))
  }
}

/**
 * Gives each name that stands now its identity: first to what bears the name of one that stood before (so a table
 * that was rebuilt is still itself), then to what a known one was renamed to; what is left is new.
 */
export function identitiesOf(
  lineage: Lineage | undefined,
  tables: ReadonlyMap<string, readonly string[]>,
): (name: string) => string {
  const standing = new Set([...tables].flat(2).map(folded))
  const given = new Set(lineage?.given)
  const found = new Map<string, string>()
  const origins = new Map(
    [...(lineage?.now ?? [])].flatMap(([origin, now]) => (standing.has(origin) ? [] : [[now, origin]])),
  )
  const originOf = (name: string) => (lineage?.known.has(name) === true ? name : origins.get(name))
  const identify = (name: string, origin: string | undefined) => {
    const identity = lineage?.known.get(origin ?? '') ?? unused(name, given)
    given.add(identity)
    found.set(name, identity)
  }
  for (const [table, columns] of tables) {
    const origin = originOf(folded(table))
    identify(folded(table), origin)
    for (const column of columns.map(folded)) {
      // A column stays with its table: where that is a new one, so are its columns.
      const own = originOf(column)
      identify(column, own !== undefined && splitLast(own).parent === origin ? own : undefined)
    }
  }
  return name => found.get(folded(name)) ?? ''
}

function unused(name: string, given: ReadonlySet<string>): string {
  let identity = name
  for (let turn = 2; given.has(identity); turn++) identity = `${name}#${turn}`
  return identity
}
