import type { Schema } from '../../../model/schema.ts'
import type { RuleContext } from '../../rule.ts'
import { type Step, steps } from '../chapters.ts'
import { columnsOf, type IndexShape, indexesOf } from './definitions.ts'
import { droppedIndexes, type LiveIndex } from './live.ts'

/** A unique index without a constraint that a statement drops, while the table and its columns stay. */
export interface GoneUnique extends LiveIndex {
  readonly step: Step
}

/** ORMs make unique indexes where others make constraints: what running code relies on is the same. */
export function goneUniqueIndexes(context: RuleContext): readonly GoneUnique[] {
  const { schemaAfter } = context
  if (schemaAfter === null) return []
  return steps(context).flatMap(step =>
    droppedIndexes(context, step).flatMap(({ live }): GoneUnique[] => {
      if (live === null || !live.shape.unique || live.shape.constraint !== null || live.shape.invalid)
        return []
      return isMissed(schemaAfter, live) ? [{ ...live, step }] : []
    }),
  )
}

/** The columns are there under their names, and nothing else keeps their values apart. */
function isMissed(after: Schema, { table, shape }: LiveIndex): boolean {
  const stays = columnsOf(shape).every(column => after.objects.has(`column ${table}.${column}`))
  return (
    after.objects.has(`table ${table}`) &&
    stays &&
    !indexesOf(after).some(index => index.table === table && keepsApart(index, shape))
  )
}

/** True where rows that the one index lets in differ for the other as well. */
function keepsApart(index: IndexShape, old: IndexShape): boolean {
  const keys = new Set(old.keys.map(withoutOrder))
  const isPart = !/\bWHERE\b/.test(index.rest) || index.rest === old.rest
  return index.unique && !index.invalid && isPart && index.keys.every(key => keys.has(withoutOrder(key)))
}

function withoutOrder(key: string): string {
  return key.replace(/(?: (?:ASC|DESC))?(?: NULLS (?:FIRST|LAST))?$/, '')
}
