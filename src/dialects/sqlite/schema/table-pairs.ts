import type { SchemaObject } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import { folded, qualified, sameName, unquote } from '../parse/names.ts'
import type { Catalog, Column, Table } from './catalog.ts'
import { allConstraints, definitionOf } from './constraints.ts'
import { differing, type SameText, sameUnder } from './diff.ts'
import { matchWithRenames, type Pair } from './match.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { TablePair } from './table-steps.ts'

/** What stands on both sides, and what on one. */
export interface Pairing {
  readonly tables: readonly TablePair[]
  readonly dropped: readonly Table[]
  readonly added: readonly Table[]
  /** Names of virtual tables before and after. */
  readonly virtual: readonly (readonly [string, string])[]
  /** Whether an object of this kind and name stands in `to` as it does in `from`. */
  isSame(kind: string, name: string): boolean
}

/** Pairs what stands in two databases as {@link matchWithRenames} does. */
export function pairUp(from: PlanFacts, to: PlanFacts): Pairing {
  const match = matchWithRenames(from.schema, to.schema)
  const sameText = sameUnder(match.words)
  const unchanged = match.pairs.filter(pair => differing(pair, sameText).length === 0)
  const same = new Set(unchanged.map(({ after }) => `${after.kind} ${folded(after.name)}`))
  const isSame = (kind: string, name: string) => same.has(`${kind} ${folded(qualified('main', name))}`)
  const pairs = Map.groupBy(match.pairs, pair => pair.after.kind)
  const tables = (pairs.get('table') ?? []).map((pair): TablePair => {
    const columns = (pairs.get('column') ?? []).filter(
      column => splitLast(column.after.name).parent === pair.after.name,
    )
    const places = new Map(to.schema.columnOrder.get(pair.after.name)?.map((name, place) => [name, place]))
    const placeOf = ({ after }: Pair) => places.get(splitLast(after.name).local) ?? 0
    columns.sort((a, b) => placeOf(a) - placeOf(b))
    const [old, now] = [tableOf(from.catalog, pair.before), tableOf(to.catalog, pair.after)]
    const kept = columns.map(column => ({
      from: columnOf(old, column.before),
      to: columnOf(now, column.after),
    }))
    const staying = [pair, ...columns].every(one => unchanged.includes(one))
    return {
      from: old,
      to: now,
      columns: kept,
      reshaped: !staying || !sameConstraints(old, now, kept, sameText),
      indexes: from.catalog.indexes
        .filter(index => sameName(index.table, old.name) && isSame('index', index.name))
        .map(({ sql }) => sql),
    }
  })
  const paired = new Set(tables.flatMap(pair => [pair.from, pair.to]))
  return {
    tables,
    dropped: from.catalog.tables.filter(table => !paired.has(table)),
    added: to.catalog.tables.filter(table => !paired.has(table)),
    virtual: (pairs.get('virtual table') ?? []).map(names),
    isSame,
  }
}

/** Whether nothing differs but what stands in the definition of columns that come or go. */
function sameConstraints(from: Table, to: Table, kept: TablePair['columns'], sameText: SameText): boolean {
  if ((from.rowid === null) !== (to.rowid === null) || from.autoincrement !== to.autoincrement) return false
  const left = kept.map(column => column.to)
  const expected = allConstraints({ ...to, columns: left })
  const found = allConstraints({ ...from, columns: kept.map(column => column.from) })
  if (found.length !== expected.length) return false
  const open = new Set(expected)
  return found.every(constraint => {
    const same = [...open].find(
      other =>
        folded(other.name ?? '') === folded(constraint.name ?? '') &&
        sameText(definitionOf(constraint, from), definitionOf(other, to)),
    )
    return same !== undefined && open.delete(same)
  })
}

function tableOf({ tables }: Catalog, object: SchemaObject): Table {
  return tables.find(({ name }) => name === localName(object)) as Table
}

function columnOf({ columns }: Table, object: SchemaObject): Column {
  return columns.find(({ name }) => name === localName(object)) as Column
}

function names({ before, after }: Pair): readonly [string, string] {
  return [localName(before), localName(after)]
}

function localName({ name }: SchemaObject): string {
  return unquote(splitLast(name).local)
}
