import type { PictureChange } from '../model/picture.ts'
import type { Schema } from '../model/schema.ts'
import type { Moments } from './picture-moments.ts'
import { keysOf, type Reference, referencesOf } from './table-keys.ts'

/** A foreign key of either moment, under the names of the second. */
export interface Line {
  readonly child: string
  readonly parent: string
  /** Of the child, bare names. */
  readonly columns: readonly string[]
  readonly change: PictureChange
  /** At most one child for each parent. */
  readonly one: boolean
  /** A child may have no parent. */
  readonly optional: boolean
}

/** All lines between tables that are drawn. */
export function linesOf(moments: Moments): readonly Line[] {
  const { before, after, isDrawn } = moments
  const now = new Map(lines(moments, after, false).map(line => [keyOf(line), line]))
  const old = new Map(lines(moments, before, true).map(line => [keyOf(line), line]))
  const gone = [...old].flatMap(([key, line]) => (now.has(key) ? [] : [{ ...line, change: 'drop' as const }]))
  const standing = [...now].map(([key, line]) => {
    const was = old.get(key)
    const change = was === undefined ? 'add' : was.clauses === line.clauses ? null : 'alter'
    return { ...line, change } as const
  })
  return [...standing, ...gone].filter(({ child, parent }) => isDrawn(child) && isDrawn(parent))
}

function keyOf({ child, parent, columns }: Line): string {
  return JSON.stringify([child, parent, columns])
}

function lines(moments: Moments, schema: Schema, isOld: boolean): readonly (Line & Reference)[] {
  const { same, tableNow, columnNow } = moments
  const tables = new Map(
    [...schema.objects.values()].flatMap(({ kind, name }) => (kind === 'table' ? [[same(name), name]] : [])),
  )
  const keys = Map.groupBy(keysOf(schema), ({ table }) => table)
  return referencesOf(schema).flatMap(reference => {
    const parent = tables.get(same(reference.parent))
    if (parent === undefined) return []
    const { child } = reference
    const names = spelled(moments, schema, child, reference.columns)
    const one = (keys.get(child) ?? []).some(key => sameColumns(moments, key.columns, names))
    const optional = names.some(
      name => schema.objects.get(`column ${child}.${name}`)?.attributes['not null'] === undefined,
    )
    const called = (table: string) => (isOld ? tableNow(table) : table)
    const columns = isOld ? names.map(name => bare(columnNow(`${child}.${name}`), called(child))) : names
    return [
      { ...reference, child: called(child), parent: called(parent), columns, change: null, one, optional },
    ]
  })
}

function bare(column: string, table: string): string {
  return column.slice(table.length + 1)
}

/** As the table spells them: a constraint may write another case. */
function spelled(
  { same }: Moments,
  { columnOrder }: Schema,
  table: string,
  columns: readonly string[],
): readonly string[] {
  const known = new Map((columnOrder.get(table) ?? []).map(name => [same(name), name]))
  return columns.map(name => known.get(same(name)) ?? name)
}

function sameColumns({ same }: Moments, one: readonly string[], other: readonly string[]): boolean {
  const names = new Set(one.map(same))
  return one.length === other.length && other.every(name => names.has(same(name)))
}
