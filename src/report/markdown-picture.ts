import type { Picture, PictureChange } from '../model/picture.ts'
import type { Review } from '../model/review.ts'
import { type Block, code, details, drawing, type Inline, joined, md, table } from './markdown-writer.ts'
import { mermaidOf } from './mermaid.ts'
import { cut } from './plain-text.ts'
import type { Part } from './shorten.ts'
import { shortName } from './words.ts'

/** The touched tables and their neighbours, folded away. */
export function picturePart({ picture }: Review): Part {
  if (picture === null) return { total: 0, build: () => [] }
  const block = details(md`Picture of the change`, [drawing(mermaidOf(picture), inWords(picture))])
  return { total: 1, build: () => [block] }
}

/** The same as a table: one row a table. */
function inWords({ tables, relations, hiddenTables }: Picture): readonly Block[] {
  const rows = tables.map(({ name, change, was, columns, hiddenColumns }) => {
    const changed = columns.filter(column => column.change !== null)
    const parents = relations.filter(({ child }) => child === name)
    return [
      md`${code(shortName(name))}${mark(change, was)}`,
      joined(
        changed.map(column => md`${code(column.name)} ${column.type}${mark(column.change, column.was)}`),
        md`<br>`,
      ),
      md`${columns.length + hiddenColumns}`,
      joined(
        parents.map(
          it => md`${code(shortName(it.parent))} by ${code(it.columns.join(', '))}${mark(it.change, null)}`,
        ),
        md`<br>`,
      ),
    ]
  })
  const more = hiddenTables === 0 ? [] : [[md`… and ${hiddenTables} more`, md``, md``, md``]]
  return [table([md`Table`, md`Changed columns`, md`Columns`, md`Refers to`], [...rows, ...more])]
}

const words = { add: 'new', drop: 'dropped', alter: 'changed', rename: 'renamed' } as const

function mark(change: PictureChange, was: string | null): Inline {
  if (change === null) return md``
  return was === null ? md` (${words[change]})` : md` (${words[change]}: ${cut(was, 60)})`
}
