import type { Dialect } from '../dialects/dialect.ts'
import { compareText, splitLast } from '../dialects/support/object-names.ts'
import type { Picture, PictureTable } from '../model/picture.ts'
import type { Schema } from '../model/schema.ts'
import { columnsOf } from './picture-columns.ts'
import { type Line, linesOf } from './picture-lines.ts'
import { type Moments, momentsOf } from './picture-moments.ts'

/** Tables that a screen holds; the others are counted. */
const mostTables = 12
/** Lines between them; Mermaid refuses a diagram with more than 500. */
const mostLines = 40

/**
 * The tables that the change touches and their neighbours by foreign keys. `null` where it would say no more than the
 * list of changes does: without a line between two tables, or where no table, column or foreign key is another.
 */
export function pictureOf(
  dialect: Pick<Dialect, 'diffSchemas' | 'relationName'>,
  before: Schema | null,
  after: Schema | null,
): Picture | null {
  if (before === null || after === null) return null
  const moments = momentsOf(dialect, before, after)
  const lines = linesOf(moments)
  const touched = touchedBy(moments, lines)
  const near = lines.filter(({ child, parent }) => touched.has(child) || touched.has(parent))
  if (near.length === 0) return null
  const { shown, hidden } = chosen(touched, near)
  const drawn = near
    .filter(({ child, parent }) => shown.has(child) && shown.has(parent))
    .sort((a, b) => Number(a.change === null) - Number(b.change === null))
    .slice(0, mostLines)
  if (drawn.length === 0) return null
  const tables = [...shown].sort(compareText).map(name => tableOf(moments, name, drawn, touched.has(name)))
  return { tables, relations: drawn.map(asRelation), hiddenTables: hidden }
}

/** Tables of which a column, a foreign key or they themselves are others now. */
function touchedBy({ changes, isDrawn }: Moments, lines: readonly Line[]): ReadonlySet<string> {
  const named = changes.flatMap(({ object, name }) =>
    object === 'table' ? [name] : object === 'column' ? [splitLast(name).parent] : [],
  )
  const tied = lines.flatMap(({ change, child }) => (change === null ? [] : [child]))
  return new Set([...named, ...tied].filter(isDrawn))
}

/** Those with most lines first: a neighbour of many explains them all. Of equal ones those that are touched. */
function chosen(
  touched: ReadonlySet<string>,
  lines: readonly Line[],
): { readonly shown: ReadonlySet<string>; readonly hidden: number } {
  const ends = lines.flatMap(({ child, parent }) => [child, parent])
  const count = new Map<string, number>()
  for (const end of ends) count.set(end, (count.get(end) ?? 0) + 1)
  const rank = (name: string) => (touched.has(name) ? 2 : 0) + (count.get(name) ?? 0)
  const all = [...new Set([...touched, ...ends])].sort((a, b) => rank(b) - rank(a) || compareText(a, b))
  return { shown: new Set(all.slice(0, mostTables)), hidden: Math.max(0, all.length - mostTables) }
}

function tableOf(moments: Moments, name: string, lines: readonly Line[], isTouched: boolean): PictureTable {
  const own = moments.changes.find(change => change.object === 'table' && change.name === name)
  const was = own?.action === 'rename' ? own.detail.replace(/^was /, '') : null
  return { name, change: own?.action ?? null, was, ...columnsOf(moments, name, lines, isTouched) }
}

function asRelation({ child, parent, columns, change, one, optional }: Line): Picture['relations'][number] {
  return { child, parent, columns: [...columns], change, one, optional }
}
