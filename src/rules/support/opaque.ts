import type { Change } from '../../model/schema.ts'
import type { Step } from './chapters.ts'
import { qualifier } from './names.ts'
import { isOpaque, wasMeasured } from './traced.ts'

/**
 * What a block of code may have done to the columns and constraints of live tables: the text does not tell,
 * but the schema changed there and the block holds a lock on the table.
 */
export function changedByCode(
  step: Step,
  action: Change['action'],
  object: Change['object'],
): readonly Change[] {
  if (!isOpaque(step.traced) || !wasMeasured(step.traced)) return []
  const locked = new Set(step.traced.trace.locks.map(({ relation }) => relation))
  return step.migration.changes.filter(change => {
    const table = qualifier(change.name)
    return (
      change.action === action &&
      change.object === object &&
      locked.has(table) &&
      step.liveTable(table) !== null
    )
  })
}
