import type { Schema } from '../../../model/schema.ts'
import type { Chapter, Step } from '../chapters.ts'
import { lastPart, qualifier } from '../names.ts'
import { operations } from '../traced.ts'

/** The tables whose foreign keys pointed to this one before the change, itself left out. */
function referencesTo(before: Schema | null, table: string): readonly string[] {
  const children = [...(before?.objects.values() ?? [])].flatMap(({ kind, name, attributes }) => {
    const parent = /^FOREIGN KEY .*? REFERENCES ("(?:[^"]|"")*"|[^"( ]+)/.exec(attributes.definition ?? '')
    const isChild = kind === 'constraint' && parent?.[1]?.toLowerCase() === lastPart(table).toLowerCase()
    return isChild ? [qualifier(name)] : []
  })
  return [...new Set(children)].filter(child => child !== table)
}

/** A statement that drops a live table to which others point. */
export interface ReferencedDrop {
  readonly step: Step
  readonly table: string
  readonly children: readonly string[]
}

/** DROP TABLE of what other live tables reference; also one that failed. */
export function referencedDrops({ steps, context }: Chapter): readonly ReferencedDrop[] {
  return steps.flatMap(step =>
    operations(step.traced, 'drop-table').flatMap(({ table }): ReferencedDrop[] => {
      const origin = step.liveTable(table) === null ? null : step.origin(table)
      const children = origin === null ? [] : referencesTo(context.schemaBefore, origin)
      return origin === null || children.length === 0 ? [] : [{ step, table: origin, children }]
    }),
  )
}
