import { splitLast } from '../dialects/support/object-names.ts'
import type { PictureColumn, PictureTable } from '../model/picture.ts'
import type { Change } from '../model/schema.ts'
import type { Line } from './picture-lines.ts'
import type { Moments } from './picture-moments.ts'
import { keysOf } from './table-keys.ts'

/** Columns of one table that a picture holds; the others are counted. */
const mostColumns = 10

/** Of a touched table as many columns as go in, changed ones and keys first; of a neighbour only its ends of the lines. */
export function columnsOf(
  moments: Moments,
  table: string,
  lines: readonly Line[],
  isTouched: boolean,
): Pick<PictureTable, 'columns' | 'hiddenColumns'> {
  const all = [...standing(moments, table, lines), ...gone(moments, table)]
  const rank = (column: PictureColumn): number =>
    column.change !== null ? 0 : column.keys.length > 0 ? 1 : 2
  const wanted = isTouched
    ? all
    : all.filter(column => column.keys.includes('primary') || column.keys.includes('foreign'))
  const kept = new Set([...wanted].sort((a, b) => rank(a) - rank(b)).slice(0, mostColumns))
  return { columns: all.filter(column => kept.has(column)), hiddenColumns: all.length - kept.size }
}

/** The columns as they stand afterwards; of a table that is gone, as they stood. */
function standing(moments: Moments, table: string, lines: readonly Line[]): readonly PictureColumn[] {
  const { before, after, columnChange, same } = moments
  const schema = after.objects.has(`table ${table}`) ? after : before
  const keys = keysOf(schema).filter(key => key.table === table)
  const tied = new Set(lines.flatMap(line => (line.child === table ? line.columns : [])).map(same))
  return (schema.columnOrder.get(table) ?? []).map((name): PictureColumn => {
    const own = (type: 'primary' | 'unique') =>
      keys.some(key => key.type === type && key.columns.some(column => same(column) === same(name)))
    const column = `${table}.${name}`
    const change = columnChange(column)
    return {
      name,
      type: schema.objects.get(`column ${column}`)?.attributes.type ?? '',
      keys: [
        ...(own('primary') ? (['primary'] as const) : []),
        ...(tied.has(same(name)) ? (['foreign'] as const) : []),
        ...(own('unique') ? (['unique'] as const) : []),
      ],
      change: change?.action ?? null,
      was: change === undefined ? null : wasOf(moments, column, change),
    }
  })
}

/** The old name of a renamed column, the old type of one that has another; else what is said of the change. */
function wasOf({ after, typeBefore }: Moments, column: string, change: Change): string | null {
  if (change.action === 'add') return null
  if (change.action === 'rename') return splitLast(change.detail.replace(/^was /, '')).local
  const type = typeBefore(column)
  const now = after.objects.get(`column ${column}`)?.attributes.type
  return type === undefined || type === now ? change.detail : type
}

/** The columns that the table lost. */
function gone({ before, after, changes }: Moments, table: string): readonly PictureColumn[] {
  return changes.flatMap(({ action, object, name }) => {
    const local = name.slice(table.length + 1)
    const isOwn = action === 'drop' && object === 'column' && name === `${table}.${local}`
    if (!isOwn || after.objects.has(`column ${name}`)) return []
    const type = before.objects.get(`column ${name}`)?.attributes.type ?? ''
    return [{ name: local, type, keys: [], change: 'drop', was: null }]
  })
}
