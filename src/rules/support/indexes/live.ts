import type { Operation } from '../../../model/operation.ts'
import type { RuleContext } from '../../rule.ts'
import type { Step } from '../chapters.ts'
import { steps } from '../chapters.ts'
import { bareName, lastPart } from '../names.ts'
import { runsHiddenCode, textOfCode } from '../opaque.ts'
import { remembered } from '../remembered.ts'
import { operations, wasMeasured } from '../traced.ts'
import { type IndexShape, indexesOf } from './definitions.ts'

/** An index that stood before the change, with its table as it is called now. */
export interface LiveIndex {
  readonly name: string
  readonly table: string
  /** As the schema before the change has it. */
  readonly shape: IndexShape
}

/**
 * The index that a text means. A text says `orders_day` and means what search_path says: where it was seen, the one
 * that was locked, else the one of that name, or the only one in another schema. `null` where there is none.
 */
export function liveIndex(context: RuleContext, step: Step, name: string): LiveIndex | null {
  if (context.schemaBefore === null) return null
  const isNamesake = (one: { readonly name: string }) => lastPart(one.name) === lastPart(name)
  if (wasMeasured(step.traced)) return lockedIndexes(context, step).find(isNamesake) ?? null
  const all = indexesOf(context.schemaBefore)
  const namesakes = all.filter(isNamesake)
  const shape = all.find(it => it.name === name) ?? (namesakes.length === 1 ? namesakes[0] : undefined)
  return shape === undefined ? null : withTable(step, shape)
}

/** Live indexes that a statement locks as only dropping or building anew does, as seen when it ran. */
export function lockedIndexes({ schemaBefore }: RuleContext, step: Step): readonly LiveIndex[] {
  if (schemaBefore === null) return []
  const { locks } = step.traced.trace
  const locked = new Set(
    locks.filter(({ mode }) => mode === 'AccessExclusiveLock').map(({ relation }) => relation),
  )
  return indexesOf(schemaBefore)
    .filter(({ name }) => locked.has(name))
    .flatMap(shape => withTable(step, shape) ?? [])
}

/** The table may have another name by now; an index of one that is live no more is not live. */
function withTable(step: Step, shape: IndexShape): LiveIndex | null {
  const { locks } = step.traced.trace
  const renamed = locks.find(({ relation }) => step.origin(relation) === shape.table)?.relation
  const table = step.liveTable(renamed ?? shape.table)
  return table === null ? null : { name: shape.name, table, shape }
}

/** True where an earlier statement of the change makes the index. */
export function isMadeByChange(context: RuleContext, step: Step, index: string): boolean {
  const { first, places } = made(context)
  return (first.get(index) ?? Number.POSITIVE_INFINITY) < (places.get(step.traced) ?? -1)
}

/** The places of all statements, and of the first that makes each index. */
const made = remembered((context: RuleContext) => {
  const all = steps(context).map(({ traced }) => traced)
  const first = new Map<string | null, number>()
  for (const [place, traced] of all.entries())
    for (const { index } of operations(traced, 'create-index')) if (!first.has(index)) first.set(index, place)
  return { first, places: new Map(all.map((traced, place) => [traced, place])) }
})

type DropIndex = Extract<Operation, { kind: 'drop-index' }>

/** An index that a statement drops; the live one where it is known. */
export interface DroppedIndex {
  readonly live: LiveIndex | null
  /** As the text has it. */
  readonly name: string
  readonly concurrently: boolean
  readonly ifExists: boolean
}

/** The indexes of live tables that a statement drops by itself, not along with a table or column. */
export function droppedIndexes(context: RuleContext, step: Step): readonly DroppedIndex[] {
  const { traced, migration } = step
  if (traced.trace.outcome === 'failed') return []
  const byText = operations(traced, 'drop-index').flatMap(drop => byName(context, step, drop) ?? [])
  if (byText.length > 0 || !wasMeasured(traced) || !runsHiddenCode(step)) return byText
  // Else it went with a table, a column or a constraint.
  const code = textOfCode(step)
  if (!/\bdrop\s+index\b/i.test(code)) return []
  const gone = new Set(
    migration.changes
      .filter(({ action, object }) => action === 'drop' && object === 'index')
      .map(({ name }) => name),
  )
  return (
    lockedIndexes(context, step)
      // One that is made again under its name is not missing afterwards.
      .filter(({ name }) => gone.has(name) || code.includes(bareName(name)))
      .map(live => ({ live, name: live.name, concurrently: false, ifExists: false }))
  )
}

function byName(context: RuleContext, step: Step, drop: DropIndex): DroppedIndex | null {
  const { index: name, concurrently, ifExists } = drop
  if (isMadeByChange(context, step, name)) return null
  const live = liveIndex(context, step, name)
  // Of a schema that was read all indexes are known: IF EXISTS finds nothing.
  return live === null && context.schemaBefore !== null ? null : { live, name, concurrently, ifExists }
}
