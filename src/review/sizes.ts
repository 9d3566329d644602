import type { Dialect } from '../dialects/dialect.ts'
import type { Schema } from '../model/schema.ts'
import type { TableSize } from '../model/size.ts'
import type { Snapshot } from '../model/snapshot.ts'

/** What a relation must stay under to be small. */
export interface SmallTable {
  readonly rows: number
  readonly bytes: number
}

/** How large relations are in production, as far as anybody said. */
export interface Sizes {
  /** By its name before the change; `null` where nothing is known. */
  size(relation: string): TableSize | null
  /** True where what is known of it is under every limit. What nobody knows is large. */
  isSmall(relation: string): boolean
}

/** The sizes of tables and indexes in a snapshot's statistics; `schema` tells which tables are partitions of which. */
export function sizesOf(
  snapshot: Snapshot | null,
  { relationName }: Pick<Dialect, 'relationName'>,
  schema: Schema | null,
  limits: SmallTable,
): Sizes {
  const partitions = partitionsOf(schema)
  const known = { ...snapshot?.statistics?.tables, ...snapshot?.statistics?.indexes }

  function size(relation: string, around: readonly string[] = []): TableSize | null {
    const name = relationName(relation)
    if (name === null || around.includes(name)) return null
    const own = Object.hasOwn(known, name) ? stated(known[name] ?? {}) : unknown
    const parts = partitions.get(name)
    const total =
      parts === undefined
        ? own
        : whole(
            own,
            parts.map(part => size(part, [...around, name])),
          )
    return total.rows === null && total.bytes === null ? null : total
  }

  return {
    size: relation => size(relation),
    isSmall: relation => isUnder(size(relation), limits),
  }
}

/** A table of a few rows is never analysed by itself, so its bytes must do; by hand, rows alone are soon written. */
function isUnder(size: TableSize | null, limits: SmallTable): boolean {
  return (
    size !== null &&
    (size.rows === null || size.rows < limits.rows) &&
    (size.bytes === null || size.bytes < limits.bytes)
  )
}

const unknown: TableSize = { rows: null, bytes: null }

/** PostgreSQL says -1 of a table at which it never looked. */
function stated({ rows, bytes }: { readonly rows?: Count; readonly bytes?: Count }): TableSize {
  return { rows: rows === undefined || rows === -1 ? null : rows, bytes: bytes ?? null }
}

type Count = number | null | undefined

/** A partitioned table has no storage of its own, and the server seldom counts its rows: 0 says nothing there. */
function whole(own: TableSize, parts: readonly (TableSize | null)[]): TableSize {
  const either = (what: keyof TableSize) => {
    const sum = added(parts.map(part => part?.[what] ?? null))
    return sum === null ? own[what] || null : Math.max(sum, own[what] ?? 0)
  }
  return { rows: either('rows'), bytes: either('bytes') }
}

/** `null` where one of them is not known. */
function added(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((sum, each) => (sum === null || each === null ? null : sum + each), 0)
}

/** The partitions of each partitioned table. */
function partitionsOf(schema: Schema | null): ReadonlyMap<string, readonly string[]> {
  const partitions = [...(schema?.objects.values() ?? [])].flatMap(({ name, attributes }) => {
    const parent = attributes['partition of']
    return parent === undefined ? [] : [{ name, parent }]
  })
  const byParent = Map.groupBy(partitions, ({ parent }) => parent)
  return new Map([...byParent].map(([parent, parts]) => [parent, parts.map(({ name }) => name)]))
}
