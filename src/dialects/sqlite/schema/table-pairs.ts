import type { SchemaObject } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import { folded, qualified, unquote } from '../parse/names.ts'
import type { Catalog, Column, Table } from './catalog.ts'
import { allConstraints, definitionOf } from './constraints.ts'
import { differing, type SameText, sameUnder } from './diff.ts'
import { matchWithRenames } from './match.ts'
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
  const unchanged = new Set(match.pairs.filter(pair => differing(pair, sameText).length === 0))
  const same = new Set([...unchanged].map(({ after }) => `${after.kind} ${folded(after.name)}`))
  const isSame = (kind: string, name: string) => same.has(`${kind} ${folded(qualified('main', name))}`)
  const pairs = Map.groupBy(match.pairs, pair => pair.after.kind)
  const columnsOf = Map.groupBy(pairs.get('column') ?? [], ({ after }) => splitLast(after.name).parent)
  const standing = from.catalog.indexes.filter(({ name }) => isSame('index', name))
  const indexesOf = Map.groupBy(standing, ({ table }) => folded(table))
  const [olds, news] = [byName(from.catalog), byName(to.catalog)]
  const tables = (pairs.get('table') ?? []).map((pair): TablePair => {
    const columns = columnsOf.get(pair.after.name) ?? []
    const old = olds.get(localName(pair.before)) as Table
    const now = news.get(localName(pair.after)) as Table
    const kept = columns
      .map(({ before, after }) => ({ from: columnOf(old, before), to: columnOf(now, after) }))
      .sort((a, b) => now.columns.indexOf(a.to) - now.columns.indexOf(b.to))
    const staying = [pair, ...columns].every(one => unchanged.has(one))
    return {
      from: old,
      to: now,
      columns: kept,
      reshaped: !staying || !sameConstraints(old, now, kept, sameText),
      indexes: (indexesOf.get(folded(old.name)) ?? []).map(({ sql }) => sql),
    }
  })
  const paired = new Set(tables.flatMap(pair => [pair.from, pair.to]))
  return {
    tables,
    dropped: from.catalog.tables.filter(table => !paired.has(table)),
    added: to.catalog.tables.filter(table => !paired.has(table)),
    virtual: (pairs.get('virtual table') ?? []).map(({ before, after }) => [
      localName(before),
      localName(after),
    ]),
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

function byName({ tables }: Catalog): ReadonlyMap<string, Table> {
  return new Map(tables.map(table => [table.name, table]))
}

function columnOf({ columns }: Table, object: SchemaObject): Column {
  return columns.find(({ name }) => name === localName(object)) as Column
}

function localName({ name }: SchemaObject): string {
  return unquote(splitLast(name).local)
}
